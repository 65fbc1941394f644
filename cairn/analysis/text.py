"""Text read without losing its place: every unit knows where it stands in the original.

Offsets are code points of the text as it was given, so `text[unit.start:unit.end] == unit.text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cairn.analysis.language import LANGUAGES, detect_language
from cairn.analysis.sentences import find_sentences
from cairn.analysis.stop_words import read_stop_words

_LONGEST_RUN = 1_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"[^\w'’\s-]+|\s[-–]\s")
_BULLET = re.compile(r"\s*(?:[-*•‣◦–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+", re.IGNORECASE)
_PLAIN_MARKS = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-"}


__all__ = [
    "LANGUAGES",
    "Keyphrase",
    "MeaningUnit",
    "Normalised",
    "detect_language",
    "find_keyphrases",
    "find_words",
    "fold_text",
    "is_stop_word",
    "normalise",
    "read_phrases",
    "split_units",
]


@dataclass(frozen=True)
class MeaningUnit:
    """A sentence or list item: half-open code-point offsets into its text, and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Normalised:
    """A text made comparable; `offsets[i]` is where its character `i` began in the original."""

    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class Keyphrase:
    """One or two words in the form people wrote them most, and how many texts hold them."""

    text: str
    texts: int


def split_units(text: str) -> tuple[MeaningUnit, ...]:
    """Return the sentences and list items of a text in order; white space stands in none.

    Sentences are told by the rules of `cairn.analysis.sentences`; lines and list markers end a
    unit as well, so a speaker's turn on a line of its own stays with its speaker.
    """
    return tuple(unit for start, end in _find_lines(text) for unit in _split_line(text, start, end))


def normalise(text: str) -> Normalised:
    """Fold case, width, quotes and runs of white space; keep where each character came from."""
    letters: list[str] = []
    offsets: list[int] = []
    for index, raw in enumerate(text):
        for letter in _fold_letter(raw):
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            offsets.append(index)
    if letters and letters[-1] == " ":
        letters.pop()
        offsets.pop()
    return Normalised("".join(letters), tuple(offsets))


def fold_text(text: str) -> str:
    """Return what `normalise` makes of a text where its offsets are not needed: much faster."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN_MARKS)
    return " ".join(folded.split())


def find_words(text: str) -> list[str]:
    """Return the words of a text, lower case, without digits or marks; apostrophes stay inside."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def find_keyphrases(texts: Sequence[str], count: int = 10) -> tuple[Keyphrase, ...]:
    """Return the phrases of one or two words found in most texts, longest and most frequent first.

    A phrase neither begins nor ends with a stop word, as in RAKE (Rose and others 2010). A single
    word that nearly always stands inside a chosen pair is left out.
    """
    held: Counter[str] = Counter()
    for text in texts:
        held.update(set(read_phrases(text)))
    ranked = sorted(held.items(), key=lambda item: (-item[1] * _word_count(item[0]), item[0]))
    chosen: list[Keyphrase] = []
    for phrase, texts_held in ranked:
        if len(chosen) == count:
            break
        if not any(_covers(other, phrase, texts_held) for other in chosen):
            chosen.append(Keyphrase(phrase, texts_held))
    return tuple(chosen)


def read_phrases(text: str) -> Iterator[str]:
    """Yield every word and every pair of neighbouring words that are no stop words, lower case."""
    for run in _BREAK.split(text):
        words = find_words(run)
        told = [not is_stop_word(word) for word in words]
        for at, word in enumerate(words):
            if told[at]:
                yield word
                if at + 1 < len(words) and told[at + 1]:
                    yield f"{word} {words[at + 1]}"


@lru_cache(maxsize=50_000)
def is_stop_word(word: str) -> bool:
    """Whether a lower-case word carries grammar rather than meaning, in English or Welsh."""
    stop = read_stop_words()
    return len(word) < 2 or word in stop or word.split("'", maxsplit=1)[0] in stop


def _word_count(phrase: str) -> int:
    return phrase.count(" ") + 1


def _covers(chosen: Keyphrase, phrase: str, texts: int) -> bool:
    return phrase in chosen.text.split() and texts < 2 * chosen.texts


def _find_lines(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        start, end = line.span()
        while end - start > _LONGEST_RUN:
            cut = text.rfind(" ", start + 1, start + _LONGEST_RUN)
            cut = cut if cut > start else start + _LONGEST_RUN
            yield start, cut
            start = cut
        yield start, end


def _split_line(text: str, start: int, end: int) -> Iterator[MeaningUnit]:
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    run = text[start:end]
    for first, last in _join_wordless(run):
        unit = run[first:last]
        lead = len(unit) - len(unit.lstrip())
        words = unit.strip()
        if words:
            yield MeaningUnit(start + first + lead, start + first + lead + len(words), words)


def _join_wordless(run: str) -> list[tuple[int, int]]:
    """Return the sentences of a run; what holds no letter or digit goes with what stands before."""
    joined: list[tuple[int, int]] = []
    for start, end in find_sentences(run):
        if joined and not any(letter.isalnum() for letter in run[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@cache
def _fold_letter(raw: str) -> str:
    if raw.isspace():
        return " "
    folded = unicodedata.normalize("NFKC", raw).casefold()
    return folded.translate(_PLAIN_MARKS)
