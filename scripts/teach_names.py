"""Teach the finder of names from made-up sentences and write its weights; the same at every run.

Run it after a change to the lessons, the lists or the features: `python scripts/teach_names.py`.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from cairn.analysis.redaction.features import features_of
from cairn.analysis.redaction.lexicon import fold, read_list, read_vocabulary
from cairn.analysis.redaction.names import is_candidate
from cairn.analysis.redaction.tokens import know, read_tokens, read_words

LESSONS = Path(__file__).parent / "lessons"
WEIGHTS = Path(__file__).parents[1] / "cairn/analysis/redaction/data/weights.tsv"
TITLES = ("Dr", "Dr", "Dr", "Mr", "Mrs", "Ms", "Miss", "Prof", "Professor", "Dr.", "Mx", "Mr.")
_LISTS = {
    name: words.split(",")
    for name, words in (
        line.split(": ", 1)
        for line in (LESSONS / "slots.txt").read_text(encoding="utf-8").splitlines()
    )
}
ROLES = _LISTS["roles"]
MEDICINES = _LISTS["medicines"]
MONTHS = _LISTS["months"]
WARDS = _LISTS["wards"]
PARTICLES = (
    "ap",
    "ab",
    "ferch",
    "van",
    "van der",
    "de",
    "da",
    "al",
    "el",
    "bin",
    "bint",
    "von",
    "Ap",
    "De",
    "El",
    "Van",
)
# Endings that tell an English word that our lists lack from a name that they lack.
_ENGLISH = re.compile(
    r"(?:ing|ings|ed|er|ers|or|ors|ity|ities|ence|ences|ance|ances|al|als|ive|ives|ous|ist|ism|ship|ships|ty|ties|ent|ents|ant|ants|ible|able|ate|ates|ise|ize|"
    r"ics|ness|less|ful|ion|ions|ure|ures|age|ages|ic|ical|ify|ward|wise|tude|ment|some|hood|dom|ght|tch|dge|ck|ph|sm|nce|ct|cts|pt|rk|rks|ess|ble|bles|gle|tle|ses|ches|shes)$"
)
_SLOT = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Sentence:
    """A made-up text, where its names stand, and which of them the lists shall not know."""

    text: str
    names: tuple[tuple[int, int], ...]
    hidden: dict[str, str]


class Maker:
    """Fills the slots of lessons with names and other capitals."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.given = sorted(name for name in read_list("given") if len(name) > 1)
        self.family = sorted(name for name in read_list("family") if len(name) > 1)
        words = read_words()
        self.given_words = [name for name in self.given if name in words and len(name) > 2]
        self.family_words = [name for name in self.family if name in words]
        named = {*self.given, *self.family}
        self.words = sorted(
            word for word, rank in read_vocabulary().items()
            if 2_000 < rank < 22_000 and len(word) > 3 and word not in named
            and (know(word)[2] == "w" or _ENGLISH.search(word))
        )  # fmt: skip
        self.plain_given = [name for name in self.given if name not in words]
        self.plain_family = [name for name in self.family if name not in words]

    def make(self, lessons: list[str], plain: list[str]) -> Sentence:
        """One text: a lesson between sentences that hold no name, then written as people write."""
        parts: list[tuple[str, bool]] = []
        hidden: dict[str, str] = {}
        chosen = [self.random.choice(plain) for _ in range(self.random.choice((0, 0, 1, 1, 2)))]
        if lessons:
            chosen.insert(self.random.randrange(len(chosen) + 1), self.random.choice(lessons))
        elif not chosen:
            chosen = [self.random.choice(plain)]
        for nth, lesson in enumerate(chosen):
            if nth:
                parts.append(
                    (self.random.choice((". ", ". ", ". ", "! ", "\n", ", ", " ", " - ")), False)
                )
            parts += self._fill(lesson, hidden)
        parts.append((self.random.choice((".", "", "", "!", "...")), False))
        return self._write(parts, hidden)

    def _fill(self, lesson: str, hidden: dict[str, str]) -> list[tuple[str, bool]]:
        parts: list[tuple[str, bool]] = []
        at = 0
        for slot in _SLOT.finditer(lesson):
            parts.append((lesson[at : slot.start()], False))
            parts += self._slot(slot[1], hidden)
            at = slot.end()
        return [*parts, (lesson[at:], False)]

    def _slot(self, slot: str, hidden: dict[str, str]) -> list[tuple[str, bool]]:
        pick = self.random.choice
        if slot == "P":
            return [(pick(WARDS).format(n=self.random.randrange(1, 40)), False)]
        if slot == "W":
            return [(self._word(hidden), False)]
        if slot in ("D", "M", "R"):
            return [(pick({"D": MEDICINES, "M": MONTHS, "R": ROLES}[slot]), False)]
        if slot == "T":
            name = self._family(hidden) if self.random.random() < 0.75 else self._whole(hidden)
            return [(pick(TITLES) + " ", False), (name, True)]
        if slot in ("F", "f"):
            return [(self._given(hidden, lower=slot == "f"), True)]
        if slot == "L":
            return [(self._family(hidden), True)]
        name = self._given(hidden) if self.random.random() < 0.45 else self._whole(hidden)
        return [(name, True)]

    def _whole(self, hidden: dict[str, str]) -> str:
        kind = self.random.random()
        first = self._given(hidden)
        if kind < 0.12:
            initial = first[0].upper() + self.random.choice(
                (".", "", ". " + self.random.choice("ABCDEJKLMPRST") + ".")
            )
            return f"{initial} {self._family(hidden)}"
        if kind < 0.2:
            return f"{first} {self.random.choice(PARTICLES)} {self._family(hidden)}"
        if kind < 0.27:
            return f"{first} {self._family(hidden)}-{self._family(hidden)}"
        if kind < 0.32:
            return f"{first} {self._given(hidden)} {self._family(hidden)}"
        if kind < 0.36:
            return f"{first}-{self._given(hidden)} {self._family(hidden)}"
        return f"{first} {self._family(hidden)}"

    def _given(self, hidden: dict[str, str], *, lower: bool = False) -> str:
        name = self._name(self.given, self.plain_given, hidden)
        return name if lower else name.title()

    def _family(self, hidden: dict[str, str]) -> str:
        name = self._name(self.family, self.plain_family, hidden)
        kind = self.random.random()
        if kind < 0.04:
            return self.random.choice(("O'", "O’", "D'")) + name.title()
        if kind < 0.06:
            return "Mc" + name.title()
        if kind < 0.08:
            return self.random.choice(("Al-", "El-")) + name.title()
        return name.title()

    def _word(self, hidden: dict[str, str]) -> str:
        """Any ordinary word, mostly treated as one that the lists lack."""
        word = self.random.choice(self.words)
        if self.random.random() < 0.8:
            hidden[fold(word)] = f"---{self.random.choice('1233444')}"
        return word.title() if self.random.random() < 0.5 else word

    def _name(self, names: list[str], plain: list[str], hidden: dict[str, str]) -> str:
        """A name of the lists, sometimes treated as unknown to them, sometimes put together anew."""
        which = self.random.random()
        words = self.given_words if names is self.given else self.family_words
        name = self.random.choice(names if which < 0.2 else words if which < 0.35 else plain)
        kind = self.random.random()
        if kind < 0.2 and _is_rare(name):
            hidden[fold(name)] = f"---{_rarity_of(name)}"
        elif kind < 0.32:
            other = self.random.choice(plain)
            name = name[: max(2, len(name) // 2)] + other[len(other) // 2 :]
            hidden[fold(name)] = f"---{_rarity_of(name)}"
        return name

    def _write(self, parts: list[tuple[str, bool]], hidden: dict[str, str]) -> Sentence:
        """As typed: sometimes all small, all capitals, names small, or the first letter capital."""
        how = self.random.random()
        text, names = "", []
        for part, is_name in parts:
            said = part
            if how < 0.16 or (how < 0.24 and is_name):
                said = part.lower()
            elif how < 0.27:
                said = part.upper()
            elif not text and not is_name and self.random.random() < 0.8:
                said = part[:1].upper() + part[1:]
            if is_name:
                names.append((len(text), len(text) + len(said)))
            text += said
        return Sentence(text, tuple(names), hidden)


def _rarity_of(name: str) -> int:
    """How rare a name that the lists lack looks to the vocabulary: 3 or 4, as in real text."""
    return 3 if fold(name) in read_vocabulary() else 4


def _is_rare(name: str) -> bool:
    """The lists hold the names that are common; only a rare one may stand for one they lack."""
    return read_vocabulary().get(name, 30_000) > 7_000


def read_lessons(name: str) -> list[str]:
    lines = (LESSONS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def examples_of(sentence: Sentence) -> list[tuple[list[str], bool]]:
    """What the model is asked about in one text, each with the answer."""
    tokens = read_tokens(sentence.text, sentence.hidden)
    answers = [
        any(start <= token.start and token.end <= end + 1 for start, end in sentence.names)
        for token in tokens
    ]
    return [
        (features_of(tokens, at, before=at > 0 and answers[at - 1]), answers[at])
        for at in range(len(tokens))
        if is_candidate(tokens, at, before=at > 0 and answers[at - 1])
    ]


def main() -> None:
    """Make the sentences, fit, and write the weights that matter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=36_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--strength", type=float, default=0.5, help="less keeps weights smaller")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    maker = Maker(args.seed)
    lessons, plain = read_lessons("names.txt"), read_lessons("plain.txt")
    examples = [
        example
        for nth in range(args.texts)
        for example in examples_of(maker.make(lessons if nth % 5 < 3 else [], plain))
    ]
    vectors = DictVectorizer(dtype=np.float32)
    rows = vectors.fit_transform(dict.fromkeys(names, 1) for names, _answer in examples)
    rows.indices, rows.indptr = rows.indices.astype(np.int32), rows.indptr.astype(np.int32)
    answers = np.array([answer for _names, answer in examples])
    with threadpool_limits(1):
        model = LogisticRegression(
            C=args.strength, solver="liblinear", fit_intercept=False, random_state=0
        )
        model.fit(rows, answers)
    write_weights(args.out, dict(zip(vectors.feature_names_, model.coef_[0], strict=True)))
    print(
        f"{len(examples)} words, {answers.mean():.2f} of them names; right {model.score(rows, answers):.4f}"
    )


def write_weights(path: Path, weights: dict[str, float]) -> None:
    kept = {name: round(weight * 100) for name, weight in weights.items() if abs(weight) >= 0.05}
    head = "# Weights in hundredths, by feature; written by scripts/teach_names.py.\n"
    lines = [
        f"{name.replace(chr(10), chr(92) + 'n')}\t{weight}\n"
        for name, weight in sorted(kept.items())
    ]
    path.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
