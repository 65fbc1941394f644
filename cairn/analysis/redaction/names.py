"""People's names, told by lists of names, by how words are written and by what stands around them.

Each word that could be a name is scored by a logistic model over what `features` says of it, from
left to right, so that a family name profits from the first name before it: a maximum-entropy
Markov model (McCallum, Freitag and Pereira 2000) read greedily, with the features usual for names
(Ratinov and Roth 2009). Its weights were learned from made-up sentences by `scripts/teach_names.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from cairn.analysis.redaction.features import (
    CALLING,
    FAMILY_PARTS,
    FULL_TITLES,
    SPOKEN_TITLES,
    STAFF,
    TITLES,
    features_of,
)
from cairn.analysis.redaction.kinds import Found
from cairn.analysis.redaction.lexicon import read_cue
from cairn.analysis.redaction.tokens import Token, read_tokens, read_welsh

THRESHOLD = 0.15
_SHORT_FORMS = re.compile("[A-Z]{2,}s")  # "ATMs"
_IS = read_cue("is")
_NAME_WORDS = read_cue("name_words")
_WEIGHTS = Path(__file__).parent / "data" / "weights.tsv"
# Words of grammar: only a title before them makes names of them ("Mr An").
# What follows the name of an illness or a test, not of a person who is there.
_AFTER_EPONYM = read_cue("after_eponym")
_BEFORE_FAMILY = read_cue("before_family")
# What follows the name of an illness or a test, not of a person who is there.
_AFTER_EPONYM = read_cue("after_eponym")
_BEFORE_FAMILY = read_cue("before_family")
_NEVER = read_cue("never")


@cache
def read_weights() -> dict[str, float]:
    """Return the learned weight of each feature."""
    if not _WEIGHTS.is_file():
        return {}
    lines = _WEIGHTS.read_text(encoding="utf-8").splitlines()
    pairs = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return {name.replace("\\n", "\n"): int(weight) / 100 for name, weight in pairs}


def find_names(text: str, weights: Mapping[str, float], threshold: float) -> Iterator[Found]:
    """Yield people's names with titles such as "Dr"; `weights` by feature, `threshold` 0 to 1."""
    tokens = read_tokens(text)
    scores = score_tokens(tokens, weights, threshold)
    _score_again(tokens, scores)
    yield from _join(tokens, scores, threshold)


def score_tokens(
    tokens: Sequence[Token], weights: Mapping[str, float], threshold: float
) -> list[float]:
    """Return how sure it is, 0 to 1, that each word belongs to a name."""
    scores: list[float] = []
    before = False
    welsh = _is_welsh(tokens)
    for at in range(len(tokens)):
        score = 0.0
        if welsh and not (tokens[at].is_name or (at and (before or _is_cued(tokens, at)))):
            pass  # our lists of Welsh words are too short to take each unknown one for a name
        elif is_candidate(tokens, at, before=before):
            total = sum(weights.get(name, 0.0) for name in features_of(tokens, at, before=before))
            score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
        scores.append(score)
        before = bool(score >= threshold)
    return scores


def _is_welsh(tokens: Sequence[Token]) -> bool:
    words = read_welsh()
    return len(tokens) > 3 and sum(token.key in words for token in tokens) * 2 > len(tokens)


def is_candidate(tokens: Sequence[Token], at: int, *, before: bool) -> bool:
    """Whether a word could be part of a name at all; the model is asked about these only."""
    token = tokens[at]
    prev = tokens[at - 1] if at else None
    close = prev is not None and token.gap in (" ", ". ", ".", "\u00a0")
    titled = close and prev is not None and prev.key.rstrip(".") in FULL_TITLES
    if token.key in _NEVER:
        return titled and token.shape == "Xx"
    if titled:
        return True
    if len(token.key) == 1 or token.shape in ("I", "i"):
        return token.shape == "I" and (before or _leads_name(tokens, at))
    if not titled and at + 1 < len(tokens) and tokens[at + 1].key in _AFTER_EPONYM:
        return False
    if not token.is_name and (
        (token.shape == "X" and len(token.key) < 5) or _SHORT_FORMS.fullmatch(token.text)
    ):
        return False
    if token.shape in ("Xx", "xX", "X"):
        return token.is_name or not token.is_word or (before and close)
    if token.is_name and not token.is_word and len(token.key) > 3:
        return True
    if token.is_name:
        return close and (before or _is_cued(tokens, at))
    small_before = before and prev is not None and prev.shape == "x"
    return close and token.known[3:] in ("3", "4") and (small_before or _is_cued(tokens, at))


def _is_cued(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before say that a name comes: "nurse", "a lady called", "my name is"."""
    key = tokens[at - 1].key.rstrip(".")
    if key in TITLES or key in STAFF or key in CALLING:
        return True
    said = {token.key for token in tokens[max(0, at - 3) : at]}
    return key in _IS and not said.isdisjoint(_NAME_WORDS)


def _leads_name(tokens: Sequence[Token], at: int) -> bool:
    """An initial stands before a name: "A. Patel", "J Williams"."""
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return after.gap in (" ", ". ", ".", "") and after.is_name and after.shape in ("Xx", "X", "I")


def _score_again(tokens: Sequence[Token], scores: list[float]) -> None:
    """A name found for sure in one place is a name wherever it stands again with a capital."""
    sure = {
        token.key
        for token, score in zip(tokens, scores, strict=True)
        if score > 0.85 and not token.is_word and len(token.key) > 2
    }
    for at, token in enumerate(tokens):
        if token.key in sure and scores[at] < 0.7:
            scores[at] = 0.7


def _join(tokens: Sequence[Token], scores: Sequence[float], threshold: float) -> Iterator[Found]:
    at = 0
    while at < len(tokens):
        if scores[at] < threshold:
            at += 1
            continue
        first, last = at, at
        while last + 1 < len(tokens):
            step = _next_part(tokens, scores, last, threshold)
            if not step:
                break
            last += step
        best = max(scores[first : last + 1])
        yield Found(
            "name", tokens[_with_title(tokens, first)].start, tokens[last].end, round(best, 3)
        )
        at = last + 1


def _next_part(tokens: Sequence[Token], scores: Sequence[float], at: int, threshold: float) -> int:
    """How many words further the name goes on: 1, more over "ap" or "van der", or 0."""
    if tokens[at].possessive:
        return 0
    step = 1
    while at + step < len(tokens):
        token = tokens[at + step]
        if token.gap not in (" ", "\u00a0", ". ", ".", "", "-") or (
            token.gap == "."
            and "." not in tokens[at + step - 1].text
            and len(tokens[at + step - 1].text) > 1
        ):
            return 0
        if token.gap == ". " and len(tokens[at + step - 1].text) > 2:
            return 0
        if scores[at + step] >= threshold:
            return step
        initial = len(token.key.rstrip(".")) == 1
        if not (initial or token.key.rstrip(".") in FAMILY_PARTS) or step > 2:
            return 0
        step += 1
    return 0


def _with_title(tokens: Sequence[Token], first: int) -> int:
    """Where the span begins: initials and titles such as "Dr" before the name belong to it."""
    while first and tokens[first].gap in (" ", ". ", ".", "\u00a0"):
        before = tokens[first - 1]
        if (
            (before.shape == "I" and before.text not in ("I", "A"))
            or before.key.rstrip(".") in FULL_TITLES
            or (before.key in _BEFORE_FAMILY and (before.key != "al" or before.shape != "X"))
            or (before.key.rstrip(".") in SPOKEN_TITLES and before.shape != "x")
        ):
            first -= 1
        else:
            break
    return first
