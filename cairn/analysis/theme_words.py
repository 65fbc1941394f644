"""Keywords of themes, in the words people used, and how those words are written."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from cairn.analysis.text import fold_text, read_phrases

_WEAK_ENGLISH = """
able absolutely across actually added amazing amount anybody bad based best better big bit bring
brought called came cant change changed changes changing come coming completely continue day days
definitely didnt different difficult dont due easier easy especially etc excellent experience
extremely fantastic far feel feeling feels felt fifteen fifty fine forty fully general generally
getting good great half happen happened happening happy hard help helped helpful helping hour
hours huge im important improve improved including increase increased interested involved isnt
issue issues ive job know large like liked little long look looked looks love loved main major
mean means meant minute minutes month months morning mornings moving negative new nice number
numbers old opportunity particularly people perfect person place positive possible pretty
previously probably proper properly provided question real realised recent recently right seeing
show shown simply small sort start started stopped sure taking tell thank thanks thats thing
things thirty till time times today told tomorrow totally truly try trying twenty twice unable
understand useful usual usually various wanted wasnt ways week weeks whilst wonderful wont work
worked working works worse worst year years yesterday
"""
_WEAK_WELSH = """
angen bach cael da dda ddim diolch diwrnod drwg fawr gwaith mawr newid newydd person pethau pobl
wych wythnos
"""
_WEAK = frozenset((_WEAK_ENGLISH + _WEAK_WELSH).split())
_ADVERB = re.compile(r"\w{3,}ly$")
_RAW = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOUNS_IN_LY = frozenset({"family", "assembly", "supply", "reply", "anomaly", "monopoly"})


def choose_keywords(groups: Sequence[Sequence[str]], count: int = 8) -> tuple[tuple[str, ...], ...]:
    """Return keywords for each group of texts, in the order of the groups.

    Words and pairs of words are ranked by class-based TF-IDF (Grootendorst 2022, "BERTopic"),
    counted once a text; of forms of one word the best is kept.
    """
    counts = [_count_phrases(texts) for texts in groups]
    everywhere: Counter[str] = Counter()
    for held in counts:
        everywhere.update(held)
    mean_phrases = everywhere.total() / max(1, len(groups))
    chosen = []
    for held, texts in zip(counts, groups, strict=True):
        ranked = _rank(held, everywhere, max(1, len(texts)), mean_phrases)
        surface = find_surface_forms(texts)
        chosen.append(tuple(show(each, surface) for each in _drop_repeats(ranked)[:count]))
    return tuple(chosen)


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
    return sum(is_weak(word) for word in phrase.split())


@cache
def is_weak(word: str) -> bool:
    """Whether a lower-case word says little of what a theme is about ("better", "quickly")."""
    return word in _WEAK or (_ADVERB.match(word) is not None and word not in _NOUNS_IN_LY)


def _drop_repeats(ranked: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for phrase in ranked[:60]:
        if not _repeats(phrase, kept) and not all(is_weak(word) for word in phrase.split()):
            kept.append(phrase)
    return kept or list(ranked[:1])


def _repeats(phrase: str, kept: Iterable[str]) -> bool:
    words = phrase.split()
    for each in kept:
        for other in each.split():
            for word in words:
                # two forms of one word begin or end with the same letter
                if (word[0] == other[0] or word[-1] == other[-1]) and is_alike(word, other):
                    return True
    return False


@lru_cache(maxsize=100_000)
def is_alike(one: str, other: str) -> bool:
    """Tell two forms of one word, by what they begin with or, as Welsh mutates, by what follows."""
    short, long = sorted((one, other), key=len)
    if long in {short, short + "s", short + "es"}:
        return True
    differ = (at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b)
    same = next(differ, len(short))
    if same >= max(4, len(long) - 4):
        return True
    return len(short) > 4 and len(long) - len(short) < 3 and long.endswith(short[1:])


def find_surface_forms(texts: Sequence[str]) -> dict[str, str]:
    """Return how each word is most often written, so that GP, Covid and NHS keep their capitals.

    What begins a sentence has a capital anyway and tells nothing, unless it is all there is.
    """
    raw_forms = Counter(chain.from_iterable(map(_RAW.findall, texts)))
    inside = Counter(chain.from_iterable(map(_INSIDE.findall, texts)))
    seen: dict[str, Counter[str]] = {}
    for raw, times in raw_forms.items():
        forms = seen.setdefault(_fold_word(raw), Counter())
        if raw.isupper() and 1 < len(raw) < 6:
            forms[raw] += times
        elif raw[:1].isupper():
            forms[raw.capitalize()] += inside[raw] if raw[1:].islower() else 0
            forms[raw.lower()] += 0
        else:
            forms[raw.replace("\u2019", "'")] += times
    return {
        word: min(forms, key=lambda form: (-forms[form], not form.isupper(), form.swapcase()))
        for word, forms in seen.items()
    }


@lru_cache(maxsize=50_000)
def _fold_word(raw: str) -> str:
    return fold_text(raw)


def show(phrase: str, surface: Mapping[str, str]) -> str:
    """Return a lower-case phrase as people write its words."""
    return _RAW.sub(lambda found: surface.get(found[0], found[0]), phrase)
