"""Working titles of themes: short noun phrases in people's own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cairn.analysis.neighbours import Rows, scale_rows
from cairn.analysis.text import fold_text, is_stop_word
from cairn.analysis.theme_words import find_surface_forms, is_alike, is_weak, show
from cairn.analysis.vectors import Encoder
from cairn.analysis.word_kinds import base_form, can_describe, can_name, is_loose

Phrase = tuple[str, ...]
_BREAK = re.compile(r"[^\w\s'’-]+|\s[-–—]+\s|\d+|[\r\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LINKS = frozenset(
    [
        "of",
        "to",
        "for",
        "and",
        "in",
        "with",
        "at",
        "from",
        "on",
        "between",
        "by",
        "o",
        "ac",
        "yr",
        "ar",
    ]
)
_READ = 60
_LONGEST = 4
_WEIGHED = 60
# Chosen on titles of labelled texts against the names of their labels; see bench/README.md.
_MEANING, _SHARED, _REPEATED = 4.0, 0.8, 0.25
_ALONE, _LENGTH, _WEAK, _ONCE, _LOOSE, _EMPTY = 0.3, 0.12, 0.35, 0.6, 0.3, 2.0


@dataclass(frozen=True)
class _Said:
    """What the texts of one theme say: phrases and base forms by how many texts hold them."""

    size: int
    phrases: Mapping[Phrase, int]
    words: Mapping[str, int]


def choose_titles(
    groups: Sequence[Sequence[str]],
    keywords: Sequence[Sequence[str]],
    encoder: Encoder,
    taken: Sequence[str] = (),
) -> tuple[str, ...]:
    """Return a title for each group of texts, in the order of the groups.

    Of each group the first sixty texts are read, which should be those that fit it best.
    Phrases of one to four words that could be nouns are ranked by how near they stand to the mean
    of the group and apart from the others, as in KeyBERT (Grootendorst 2020), and by how many of
    its texts hold their words and few of the others do (class-based TF-IDF, Grootendorst 2022). No
    two titles hold the same words, nor those of a title already `taken`; a group without such a
    phrase is called after one of its `keywords`, and one without those after its number.
    """
    groups = [texts[:_READ] for texts in groups]
    said = [_listen(texts) for texts in groups]
    common, centres = _find_centres(groups, encoder)
    everywhere: Counter[str] = Counter()
    for each in said:
        everywhere.update(each.words)
    mean_words = everywhere.total() / max(1, len(groups))
    used = {_form(tuple(_words(fold_text(title)))) for title in taken}
    titles = []
    for number, each in enumerate(said):
        worth = _weigh_words(each, everywhere, mean_words)
        drafts = _preselect(each, worth)
        near = _measure_nearness(drafts, encoder, common, centres, number)
        ranked = _rank(drafts, each, worth, near)
        ranked += [tuple(_words(fold_text(word))) for word in keywords[number]]
        title = next((phrase for phrase in ranked if _form(phrase) not in used), ())
        used.add(_form(title))
        shown = _show(title, groups[number])
        titles.append(shown or f"Theme {number + 1}")
    return tuple(titles)


def _listen(texts: Sequence[str]) -> _Said:
    phrases: Counter[Phrase] = Counter()
    words: Counter[str] = Counter()
    for text in texts:
        folded = fold_text(text)
        phrases.update(set(_read_phrases(folded)))
        words.update({base_form(word) for word in _words(folded) if not is_stop_word(word)})
    return _Said(max(1, len(texts)), phrases, words)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text)]


def _read_phrases(text: str) -> Iterator[Phrase]:
    """Yield runs of words that begin with what can describe and end with what can be a noun."""
    for run in _BREAK.split(text):
        words = _words(run)
        for start, first in enumerate(words):
            if is_stop_word(first) or not can_describe(first):
                continue
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                if _stands(words[start:end]):
                    yield tuple(words[start:end])


def _stands(words: Sequence[str]) -> bool:
    last = words[-1]
    if is_stop_word(last) or not can_name(last):
        return False
    for at, word in enumerate(words[1:-1], start=1):
        linked = word in _LINKS and can_name(words[at - 1])
        if not linked and (is_stop_word(word) or not can_describe(word)):
            return False
    told = _tell(words)
    return not any(is_alike(one, other) for at, one in enumerate(told) for other in told[:at])


def _tell(phrase: Sequence[str]) -> list[str]:
    """The words of a phrase that carry meaning, in their base forms."""
    return [base_form(word) for word in phrase if not is_stop_word(word)]


def _form(phrase: Phrase) -> frozenset[str]:
    return frozenset(_tell(phrase))


def _weigh_words(said: _Said, everywhere: Mapping[str, int], mean_words: float) -> dict[str, float]:
    """How much each base form tells of this group, 1 for the one that tells most."""
    worth = {
        word: held / said.size * math.log(1 + mean_words / everywhere[word])
        for word, held in said.words.items()
    }
    most = max(worth.values(), default=1.0)
    return {word: value / most for word, value in worth.items()}


def _preselect(said: _Said, worth: Mapping[str, float]) -> list[Phrase]:
    """The phrases whose words tell most, so that not all of them need be understood."""

    def judge(phrase: Phrase) -> tuple[float, Phrase]:
        told = _tell(phrase)
        share = sum(worth.get(word, 0.0) for word in told) / max(1, len(told))
        return -round(share + 0.3 * (said.phrases[phrase] > 1), 9), phrase

    return sorted(said.phrases, key=judge)[:_WEIGHED]


def _find_centres(groups: Sequence[Sequence[str]], encoder: Encoder) -> tuple[Rows, Rows]:
    """What all texts share, and the direction of each group's mean apart from that."""
    texts = [text for group in groups for text in group]
    if not texts:
        return np.zeros((1, 1), np.float32), np.zeros((len(groups), 1), np.float32)
    rows = encoder.encode(texts)
    ends = np.cumsum([len(group) for group in groups])
    means = np.zeros((len(groups), rows.shape[1]), np.float32)
    for at, part in enumerate(np.split(rows, ends[:-1])):
        if len(part):
            means[at] = part.mean(axis=0)
    common = rows.mean(axis=0, keepdims=True) if len(groups) > 1 else rows[:1] * 0
    return common, scale_rows(means - common)


def _measure_nearness(
    drafts: Sequence[Phrase], encoder: Encoder, common: Rows, centres: Rows, own: int
) -> Rows:
    """How near each phrase stands to its own group, less a part of the nearest other one."""
    if not drafts:
        return np.zeros(0, np.float32)
    rows = scale_rows(encoder.encode([" ".join(draft) for draft in drafts]) - common)
    near = rows @ centres.T
    others = np.delete(near, own, axis=1).max(axis=1, initial=0)
    return np.asarray(near[:, own] - 0.3 * others, np.float32)


def _rank(
    drafts: Sequence[Phrase], said: _Said, worth: Mapping[str, float], near: Rows
) -> list[Phrase]:
    def judge(at: int) -> tuple[float, Phrase]:
        phrase = drafts[at]
        told = _tell(phrase)
        count = max(1, len(told))
        value = _MEANING * float(near[at])
        value += _SHARED * sum(math.sqrt(worth.get(word, 0.0)) for word in told) / count
        weak = sum(map(is_weak, phrase)) / count
        value -= _WEAK * weak + _EMPTY * (weak >= 1) + _LENGTH * max(0, len(phrase) - 2)
        value -= _LOOSE * is_loose(phrase[-1])
        value -= _ONCE * sum(said.words[word] < 2 for word in told) / count
        if len(told) > 1:
            value += _REPEATED * min(1.0, math.log2(said.phrases[phrase]) / 2)
        else:
            value -= _ALONE
        return -round(value, 6), phrase

    return [drafts[at] for at in sorted(range(len(drafts)), key=judge)]


def _show(phrase: Phrase, texts: Sequence[str]) -> str:
    shown = show(" ".join(phrase), find_surface_forms(texts))
    return shown[:1].upper() + shown[1:]
