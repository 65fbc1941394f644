"""Words of a text as the finder of names looks at them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from cairn.analysis.redaction.lexicon import fold, read_cue, read_list, read_vocabulary
from cairn.analysis.stop_words import read_stop_words

_WORD = re.compile(r"(?:[^\W\d_]\.){1,3}(?=[\s,;:)'’]|$|[^\W\d_]{2})|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
# Names that are put together from parts, so that no list holds them all.
_GIVEN = re.compile(
    r"^(?:gur|har|jas|man|kul|bal|dal|sukh|par|raj|kam|am|nav|prab|jag|sat|rup|ran|simr?an|lakh|nir|dil|tej|ravi?n?)"
    r"(?:jit|jeet|preet|prit|deep|dip|inder|winder|vinder|pal|want|bir|veer|meet|leen|dev|jot)$|"
    r"^(?:oluwa|olu|ade|ayo|babat|temi|chukwu|chi(?:ma|di|ne|za)|ugo|ife|nne|nna|ama)\w{3,}|"
    r"^abd(?:ul|el|al)[ -]?\w{3,}|(?:chukwu|oluwa|uddin|ullah)$"
)
_FAMILY = re.compile(
    r"(?:owsk[iay]|ewsk[iay]|ick[iay]|czyk|czak|wicz|chenko|enko|chuk|opoulos|akis|idis|ovic|evic|ovsky|escu|eanu|sson|"
    r"nathan|singhe|wardena|murthy|swamy|gunawan|uddin|ullah|chukwu|yemi|tunde|wale|dottir|shvili|adze|oglu|zadeh|nejad|"
    r"ington|thwaite|bottom|worthy|strom|quist|berger|heimer|stein)$|^(?:mc|o')[a-z]{4,}|^(?:nwa|oye|olu|ogun|okon|owusu)[a-z]{4,}"
)
_MUTATIONS = {
    "ll": ("l",), "rh": ("r",), "ch": (), "dd": (), "ff": (), "ph": (), "th": (), "c": ("g", "ngh", "ch"),
    "p": ("b", "mh", "ph"), "t": ("d", "nh", "th"), "g": ("", "ng"), "b": ("f", "m"), "d": ("dd", "n"), "m": ("f",),
}  # fmt: skip
_SHORTENED = re.compile(r"(?:n't|'(?:ve|re|ll|d|m))$")
_ENDINGS = tuple(read_cue("endings"))
# By rank in the tokenizer's vocabulary: words that common are names of our lists or no names.
_COMMON, _NEVER_COMMON = 6_000, 1_000_000
_PREFIXED = re.compile(r"^(?:o'|mc|mac|d'|al-|el-|ap-|fitz|abu|bin-)(?=.{2})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word without its possessive; `key` as the lists write it, `gap` what stands before it.

    `known` says by a letter each whether the lists know it as a first name, a family name and an
    ordinary word, and for others by a digit how rare it is; `shape` how it is written.
    """

    start: int
    end: int
    text: str
    key: str
    gap: str
    possessive: bool
    known: str
    shape: str

    @property
    def is_name(self) -> bool:
        return self.known[:2] != "--"

    @property
    def is_word(self) -> bool:
        return self.known[2] == "w"


def read_tokens(text: str, hidden: Mapping[str, str] | None = None) -> list[Token]:
    """Return the words of a text in order; `hidden` says of some what the lists shall know.

    >>> [(one.text, one.possessive) for one in read_tokens("J.R. O’Neill's ward")]
    [('J.R.', False), ('O’Neill', True), ('ward', False)]
    """
    tokens: list[Token] = []
    before = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = found[0]
        possessive = len(word) > 3 and word[-2] in "'’" and word[-1] in "sS"
        if possessive:
            word = word[:-2]
        key = fold(word)
        known = (hidden.get(key) if hidden else None) or know(key)
        gap = text[before:start]
        tokens.append(
            Token(start, start + len(word), word, key, gap, possessive, known, _shape(word))
        )
        before = end
    return tokens


@cache
def read_welsh() -> frozenset[str]:
    """Return ordinary Welsh words in every form their first letter takes."""
    plain = {fold(word) for word in (*read_list("welsh"), *read_stop_words("cy"))}
    return frozenset(plain | {form for word in plain for form in mutate(word)})


@cache
def read_words() -> frozenset[str]:
    """Return ordinary words: our own lists and the stop words of both languages, Welsh as it mutates."""
    return read_list("words") | {fold(word) for word in read_stop_words()} | read_welsh()


def mutate(word: str) -> tuple[str, ...]:
    """Return the forms the first letter of a Welsh word takes after others.

    >>> mutate("cymraeg"), mutate("lle")
    (('gymraeg', 'nghymraeg', 'chymraeg'), ('le',))
    """
    for first in (word[:2], word[:1]):
        if first in _MUTATIONS and len(word) > 2:
            return tuple(form + word[len(first) :] for form in _MUTATIONS[first])
    return ()


@lru_cache(maxsize=65_536)
def know(key: str) -> str:
    """Return what the lists know of a word, as `Token.known` says it.

    >>> know("priya")[:3], know("rose"), know("kindly")
    ('g--', 'g-w', '--w')
    """
    given = "g" if _is_in("given", key) else "-"
    family = "f" if _is_in("family", key) else "-"
    if _is_word(key, named=given + family != "--"):
        return f"{given}{family}w"
    return f"{given}{family}-{_rarity(key)}"


def _is_word(key: str, *, named: bool) -> bool:
    """An ordinary word: of our lists, put together from them, or common and nobody's name."""
    words = read_words()
    if key in words or (key.endswith("'") and key[:-1] in words) or _SHORTENED.search(key):
        return True
    if "-" in key and all(part in words for part in key.split("-")):
        return True
    if named:
        return False
    return _is_inflected(key) or read_vocabulary().get(key, _NEVER_COMMON) < _COMMON


def _shape(word: str) -> str:
    if len(word) == 1 or "." in word:
        return "I" if word[0].isupper() else "i"
    if word.islower():
        return "x"
    if word.lower() == word.upper():
        return "-"
    if word.isupper():
        return "X"
    return "Xx" if word[0].isupper() else "xX"


def _is_in(name: str, key: str) -> bool:
    names = read_list(name)
    if key in names or (len(key) > 6 and (_GIVEN if name == "given" else _FAMILY).search(key)):
        return True
    parts = key.split("-")
    if len(parts) > 1 and all(part in names or len(part) < 3 for part in parts):
        return any(part in names for part in parts)
    bare = _PREFIXED.sub("", key)
    return name == "family" and (key.replace("'", "") in names or (bare != key and (len(bare) > 2)))


def _is_inflected(key: str) -> bool:
    """Endings that hardly any name has, and forms of an ordinary word."""
    if len(key) > 6 and key.endswith(_ENDINGS):
        return True
    return any(
        key.endswith(ending) and len(key) - len(ending) > 2 and _is_stem(key[: -len(ending)])
        for ending in ("s", "es", "ed", "d", "ing", "er", "ers", "'s", "y", "ies", "iest", "est")
    )


def _is_stem(stem: str) -> bool:
    if stem in read_words():
        return True
    rank = read_vocabulary().get(stem, _NEVER_COMMON)
    return rank < _COMMON and not (_is_in("given", stem) or _is_in("family", stem))


def _rarity(key: str) -> int:
    rank = read_vocabulary().get(key)
    if rank is None:
        return 4
    return 0 if rank < 3_000 else 1 if rank < 7_000 else 2 if rank < 14_000 else 3
