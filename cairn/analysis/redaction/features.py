"""What a word and its neighbours say for and against its being a name."""

from __future__ import annotations

from collections.abc import Sequence

from cairn.analysis.redaction.lexicon import read_cue
from cairn.analysis.redaction.tokens import Token

TITLES = read_cue("titles")
FULL_TITLES = read_cue("full_titles")
STAFF = read_cue("staff")
NAMING = read_cue("naming")
# What a name follows at once, whatever it is.
CALLING = read_cue("calling")
# Titles that are roles as well: they belong to a name when they are written as one.
SPOKEN_TITLES = read_cue("spoken_titles")
FAMILY_PARTS = read_cue("family_parts")
_ENDS = ".!?:\n;•-–—*"


def features_of(tokens: Sequence[Token], at: int, *, before: bool) -> list[str]:
    """Return the names of what holds of word `at`; `before` says that the word before is a name."""
    token = tokens[at]
    prev = tokens[at - 1] if at else None
    prev2 = tokens[at - 2] if at > 1 else None
    next_ = tokens[at + 1] if at + 1 < len(tokens) else None
    next2 = tokens[at + 2] if at + 2 < len(tokens) else None
    shape, known = token.shape, token.known
    first = starts_sentence(token)
    here = [
        "bias", f"k={known}", f"s={shape}", f"ks={known}{shape}", f"ksf={known}{shape}{first}", f"p={before}",
        f"len={min(len(token.key), 9)}", f"kp={known}{before}{shape}",
    ]  # fmt: skip
    if token.possessive:
        here += ["'s", f"'s{known}{shape}"]
    if "-" in token.key or "'" in token.key:
        here.append("joined")
    here += _letters(token.key, known)
    here += _left(token, prev, prev2, shape, known)
    here += _right(next_, next2, token, shape, known)
    return here


def starts_sentence(token: Token) -> bool:
    gap = token.gap.rstrip(" \"'“‘([\t\u00a0")
    return token.start == len(token.gap) or (bool(gap) and gap[-1] in _ENDS) or "\n" in token.gap


def _letters(key: str, known: str) -> list[str]:
    if known[2] == "w":
        return [f"w={key}"]
    padded = f"<{key}>"
    grams = [f"g={padded[i : i + 3]}" for i in range(len(padded) - 2)]
    return [*grams, f"e={key[-2:]}", f"e={key[-4:]}", f"b={key[:4]}", f"w={key}"]


def _left(
    token: Token, prev: Token | None, prev2: Token | None, shape: str, known: str
) -> list[str]:
    if prev is None:
        return ["l=^", f"l=^{known}{shape}"]
    gap = _gap(token.gap)
    word = prev.key
    here = [
        f"l={word}",
        f"gap={gap}",
        f"lg={_class(prev)}{gap}",
        f"lc={_class(prev)}{shape}",
        f"lck={_class(prev)}{known}{shape}{gap}",
        f"lk={prev.known}{prev.shape}{gap}",
        f"lks={prev.known}{prev.shape}{known}{shape}{gap}",
    ]
    if prev2 is not None:
        here += [
            f"ll={prev2.key} {word}",
            f"l2={prev2.key}",
            f"l2c={_class(prev2)}{_class(prev)}{known}",
            f"l2k={prev2.known}{word}",
        ]
    return here


def _right(
    next_: Token | None, next2: Token | None, token: Token, shape: str, known: str
) -> list[str]:
    if next_ is None:
        return ["r=$", f"r=${known}{shape}"]
    gap = _gap(next_.gap)
    here = [
        f"r={next_.key}",
        f"rg={gap}{known}",
        f"rk={next_.known}{next_.shape}{gap}",
        f"rks={next_.known}{next_.shape}{gap}{known}{shape}",
        f"rw={next_.key}{known}{shape}",
    ]
    if next2 is not None:
        here += [f"rr={next_.key} {next2.key}", f"r2={next2.key}"]
    return here


def _class(token: Token) -> str:
    key = token.key.rstrip(".")
    if key in TITLES:
        return "T" if key not in STAFF else "TS"
    if key in STAFF:
        return "S"
    if key in NAMING:
        return "N"
    return "P" if key in FAMILY_PARTS else "-"


def _gap(gap: str) -> str:
    stripped = gap.strip()
    if not stripped:
        return "\n" if "\n" in gap else " "
    return stripped[0] if stripped[0] in ",.!?:;()-–—&/\"'“”" else "#"
