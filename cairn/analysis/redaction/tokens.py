"""Words of a text as the finder of names looks at them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cairn.analysis.redaction.lexicon import fold, read_list, read_vocabulary
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


def read_tokens(text: str, hidden: frozenset[str] = frozenset()) -> list[Token]:
    """Return the words of a text in order; the lists are not asked about `hidden` ones.

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
        known = know(key) if key not in hidden else f"---{_rarity(key)}"
        gap = text[before:start]
        tokens.append(
            Token(start, start + len(word), word, key, gap, possessive, known, _shape(word))
        )
        before = end
    return tokens


@cache
def read_words() -> frozenset[str]:
    """Return ordinary words: our own lists and the stop words of both languages, Welsh as it mutates."""
    welsh = {fold(word) for word in (*read_list("welsh"), *read_stop_words("cy"))}
    mutated = {form for word in welsh for form in mutate(word)}
    return read_list("words") | {fold(word) for word in read_stop_words()} | welsh | mutated


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
    words = read_words()
    joined = "-" in key and all(part in words for part in key.split("-"))
    word = key in words or joined or _is_inflected(key)
    given = "g" if _is_in("given", key) else "-"
    family = "f" if _is_in("family", key) else "-"
    return f"{given}{family}w" if word else f"{given}{family}-{_rarity(key)}"


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
    parts = key.replace("'", "-").split("-")
    if len(parts) > 1 and all(part in names or len(part) < 3 for part in parts):
        return any(part in names for part in parts)
    bare = _PREFIXED.sub("", key)
    return name == "family" and (key.replace("'", "") in names or (bare != key and (len(bare) > 2)))


def _is_inflected(key: str) -> bool:
    """Endings that hardly any name has, on words long enough to have an ending."""
    return len(key) > 6 and key.endswith(
        ("tion", "tions", "ness", "ment", "ments", "ically", "ful", "fully", "ously", "able", "ibly", "ically",
         "ology", "itis", "ations", "ingly", "edly", "ists", "icians", "iadau", "ly", "statin", "azole", "cillin", "mycin", "sartan",
         "oxetine", "azepam", "gliptin", "gliflozin", "parin", "cycline", "oxacin", "triptan", "dipine", "zumab", "limab",
         "lizumab", "tinib", "olol", "pril", "tidine", "setron", "glutide", "virine", "pristone", "rolimus")
    )  # fmt: skip


def _rarity(key: str) -> int:
    rank = read_vocabulary().get(key)
    if rank is None:
        return 4
    return 0 if rank < 3_000 else 1 if rank < 7_000 else 2 if rank < 14_000 else 3
