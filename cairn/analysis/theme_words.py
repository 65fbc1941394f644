"""Working titles and keywords of themes, in the words people used."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from cairn.analysis.text import fold_text, read_phrases

_WEAK = frozenset(
    [
        "able",
        "absolutely",
        "across",
        "actually",
        "added",
        "amazing",
        "amount",
        "bad",
        "based",
        "best",
        "better",
        "big",
        "bit",
        "bring",
        "brought",
        "called",
        "came",
        "change",
        "changed",
        "changes",
        "changing",
        "come",
        "coming",
        "completely",
        "continue",
        "definitely",
        "different",
        "difficult",
        "due",
        "easier",
        "easy",
        "especially",
        "excellent",
        "experience",
        "extremely",
        "far",
        "fantastic",
        "feel",
        "feeling",
        "feels",
        "felt",
        "fully",
        "general",
        "generally",
        "getting",
        "good",
        "great",
        "happen",
        "happened",
        "happening",
        "happy",
        "hard",
        "help",
        "helped",
        "helpful",
        "helping",
        "huge",
        "important",
        "improve",
        "improved",
        "increase",
        "increased",
        "including",
        "interested",
        "involved",
        "issue",
        "issues",
        "know",
        "large",
        "like",
        "liked",
        "little",
        "long",
        "love",
        "loved",
        "main",
        "major",
        "mean",
        "means",
        "meant",
        "moving",
        "new",
        "nice",
        "old",
        "opportunity",
        "particularly",
        "people",
        "place",
        "possible",
        "pretty",
        "previously",
        "probably",
        "proper",
        "properly",
        "provided",
        "question",
        "real",
        "realised",
        "recent",
        "recently",
        "right",
        "seeing",
        "show",
        "shown",
        "simply",
        "small",
        "sort",
        "start",
        "started",
        "stopped",
        "sure",
        "taking",
        "tell",
        "thank",
        "thanks",
        "time",
        "times",
        "told",
        "totally",
        "truly",
        "try",
        "trying",
        "understand",
        "unable",
        "useful",
        "usual",
        "usually",
        "various",
        "wanted",
        "ways",
        "week",
        "weeks",
        "whilst",
        "wonderful",
        "work",
        "worked",
        "working",
        "works",
        "worse",
        "worst",
        "year",
        "years",
        "angen",
        "bach",
        "cael",
        "da",
        "dda",
        "ddim",
        "diolch",
        "drwg",
        "fawr",
        "gwaith",
        "mawr",
        "newid",
        "newydd",
        "pethau",
        "pobl",
        "wych",
    ]
)
_MOSTLY = 0.3
_ADVERB = re.compile(r"\w{3,}ly$")
_RAW = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOUNS_IN_LY = frozenset({"family", "assembly", "supply", "reply", "anomaly", "monopoly"})


def choose_words(
    groups: Sequence[Sequence[str]], count: int = 8, taken: Sequence[str] = ()
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a title and keywords for each group of texts, in the order of the groups.

    Phrases are ranked by class-based TF-IDF (Grootendorst 2022, "BERTopic"), counted once a text.
    No two titles hold the same words, nor those of a title already `taken`; a group without words
    is called after its number.
    """
    counts = [_count_phrases(texts) for texts in groups]
    everywhere: Counter[str] = Counter()
    for held in counts:
        everywhere.update(held)
    mean_phrases = everywhere.total() / max(1, len(groups))
    sizes = [max(1, len(texts)) for texts in groups]
    used = {frozenset(_plain_words(title)) for title in taken}
    chosen = []
    for number, texts in enumerate(groups):
        ranked = _rank(counts[number], everywhere, sizes[number], mean_phrases)
        strong = _drop_repeats(ranked)
        title = _make_title(strong, ranked, counts[number], used) or f"Theme {number + 1}"
        surface = _surface_forms(texts)
        shown = tuple(_show(phrase, surface) for phrase in strong[:count])
        chosen.append((_capitalise(_show(title, surface)), shown))
    return tuple(chosen)


def _plain_words(title: str) -> list[str]:
    return fold_text(title).replace(",", "").split()


def _count_phrases(texts: Iterable[str]) -> Counter[str]:
    held: Counter[str] = Counter()
    for text in texts:
        held.update(set(read_phrases(fold_text(text))))
    return held


def _rank(
    counts: Mapping[str, int], everywhere: Mapping[str, int], size: int, mean_phrases: float
) -> list[str]:
    scores = {
        phrase: (held / size)
        * math.log(1 + mean_phrases / everywhere[phrase])
        * _worth(phrase, held, size)
        for phrase, held in counts.items()
    }
    return sorted(sorted(scores), key=scores.__getitem__, reverse=True)


def _worth(phrase: str, held: int, size: int) -> float:
    """Prefer pairs that a tenth of the texts hold; weak words rank low but stay in reach."""
    weak = _count_weak(phrase)
    if " " in phrase:
        return (1.6 if held >= max(2, size / 10) else 0.5) * 0.3**weak
    return float(0.2**weak)


@lru_cache(maxsize=100_000)
def _count_weak(phrase: str) -> int:
    return sum(_is_weak(word) for word in phrase.split())


@cache
def _is_weak(word: str) -> bool:
    return word in _WEAK or (_ADVERB.match(word) is not None and word not in _NOUNS_IN_LY)


def _drop_repeats(ranked: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for phrase in ranked[:60]:
        if not _repeats(phrase, kept) and not all(_is_weak(word) for word in phrase.split()):
            kept.append(phrase)
    return kept or list(ranked[:1])


def _repeats(phrase: str, kept: Iterable[str]) -> bool:
    words = phrase.split()
    for each in kept:
        for other in each.split():
            for word in words:
                # two forms of one word begin or end with the same letter
                if (word[0] == other[0] or word[-1] == other[-1]) and _alike(word, other):
                    return True
    return False


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    """Tell two forms of one word, by what they begin with or, as Welsh mutates, by what follows."""
    short, long = sorted((one, other), key=len)
    if long in {short, short + "s", short + "es"}:
        return True
    differ = (at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
    same = next(differ, len(short))
    if same >= max(4, len(long) - 4):
        return True
    return len(short) > 4 and len(long) - len(short) < 3 and long.endswith(short[1:])


def _make_title(
    best: Sequence[str],
    ranked: Sequence[str],
    counts: Mapping[str, int],
    taken: set[frozenset[str]],
) -> str:
    """Return two words that stand together in the texts, else two that share a theme."""
    strong = best[:12]
    whole = [_complete(phrase, ranked, counts) for phrase in strong[:4]]
    alone = [phrase for phrase in whole if " " in phrase]
    pairs = [
        f"{first}, {other}"
        for at, first in enumerate(whole)
        for other in [*whole[at + 1 :], *strong[4:]]
        if not _repeats(other, [first])
    ]
    for title in [*alone, *pairs, *strong]:
        words = frozenset(title.replace(",", "").split())
        if words not in taken:
            taken.add(words)
            return title
    return ""


def _complete(phrase: str, ranked: Sequence[str], counts: Mapping[str, int]) -> str:
    """Return the pair of words a strong word mostly stands in; a loose word says little alone."""
    if " " in phrase:
        first, other = _split(phrase)
        return phrase if counts[phrase] > 1 and not _repeats(first, other) else first
    pairs = (pair for pair in ranked if " " in pair and phrase in pair.split())
    return next((pair for pair in pairs if _stands_for(pair, phrase, counts)), phrase)


def _stands_for(pair: str, word: str, counts: Mapping[str, int]) -> bool:
    """Whether a pair that people wrote tells what a word of it is about in this theme.

    It holds no weak word and no word twice, and a good part of the texts with the word hold it; in
    few texts once is enough if the other word is said elsewhere too.
    """
    words = pair.split()
    if _repeats(*_split(pair)) or any(_is_weak(each) for each in words):
        return False
    said_again = counts[pair] > 1 or min(counts[each] for each in words) > 1
    return said_again and counts[pair] >= _MOSTLY * counts[word]


def _split(pair: str) -> tuple[str, list[str]]:
    first, other = pair.split()
    return first, [other]


def _surface_forms(texts: Sequence[str]) -> dict[str, str]:
    """Return how each word is most often written, so that GP and NHS keep their capitals."""
    raw_forms = Counter(chain.from_iterable(map(_RAW.findall, texts)))
    seen: dict[str, Counter[str]] = {}
    for raw, times in raw_forms.items():
        form = raw if raw.isupper() and 1 < len(raw) < 6 else raw.lower()
        seen.setdefault(_fold_word(raw), Counter())[form.replace("’", "'")] += times
    return {word: min(forms, key=lambda form: (-forms[form], form)) for word, forms in seen.items()}


@lru_cache(maxsize=50_000)
def _fold_word(raw: str) -> str:
    return fold_text(raw)


def _show(phrase: str, surface: Mapping[str, str]) -> str:
    return re.sub(r"[^\s,]+", lambda found: surface.get(found[0], found[0]), phrase)


def _capitalise(title: str) -> str:
    return title[:1].upper() + title[1:]
