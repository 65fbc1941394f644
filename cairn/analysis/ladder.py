"""What a recommendation's own words and fields give away: would anyone know what to do?

Whole words only, in English and Welsh; the lists were written for Cairn. The checks that need to
count evidence are elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cairn.analysis.text import detect_language, split_units

CODES = ("several_actions", "vague_verb", "no_addressee", "no_measure", "no_date")

_VAGUE = {
    "en": """
    acknowledge, be aware of, champion, consider, continue to support, encourage, engage with,
    explore, facilitate, have regard to, help to, look at, look into, move towards, promote,
    recognise, reflect on, seek to, strive, support, take account of, think about, try to, work
    towards
    """,
    "cy": """
    annog, anelu at, ceisio, cefnogi, cydnabod, edrych ar, ymchwilio i, hwyluso, hyrwyddo, meddwl
    am, myfyrio ar, rhoi sylw i, symud tuag at, ymgysylltu, ystyried
    """,
}
_FIRM = {
    "en": """
    add, adopt, agree, appoint, arrange, ask, assess, begin, build, buy, change, check, close,
    collect, commission, create, define, deliver, design, develop, employ, end, ensure, establish,
    extend, fund, give, hold, implement, improve, increase, introduce, invest, involve, invite, keep,
    launch, lead, maintain, make, measure, monitor, move, name, offer, open, pay, plan, provide,
    publish, put, recruit, reduce, remove, replace, report, require, review, run, set, share, start,
    stop, teach, test, train, update, use, write
    """,
    "cy": """
    adolygu, adrodd, ailagor, buddsoddi, casglu, cau, creu, cyflwyno, cyflogi, cyhoeddi, cyllido,
    cynllunio, cynnal, cynnig, cynnwys, cytuno, dechrau, datblygu, darparu, defnyddio, diffinio,
    disodli, dod, dylunio, gofyn, gosod, gwahodd, gweithredu, gwella, hyfforddi, lleihau, mabwysiadu,
    mesur, monitro, penodi, prynu, recriwtio, rhannu, rhoi, sefydlu, sicrhau, symud, ymestyn
    """,
}
_MUTATIONS = {
    "rh": ("r",),
    "ll": ("l",),
    "c": ("g", "ch"),
    "p": ("b", "ph"),
    "t": ("d", "th"),
    "b": ("f",),
    "d": ("dd",),
    "g": ("",),
    "m": ("f",),
}
_JOINS = {"en": r"(?:and|and then|then|as well as|plus)", "cy": r"(?:a|ac|ac yna|yna|yn ogystal â)"}
_LEADS = {
    "en": r"(?:(?:should|must|will|shall|to|needs? to|also)\s+)*",
    "cy": r"(?:(?:dylai|dylid|rhaid|i|hefyd)\s+)*",
}


@dataclass(frozen=True)
class Flag:
    """Something to look at again: one of `CODES`, and the words that raised it, if any."""

    code: str
    detail: str


@dataclass(frozen=True)
class Draft:
    """A recommendation as its form holds it; `language` is found from the text when empty."""

    text: str
    addressees: Sequence[str] = ()
    measure: str = ""
    due: date | None = None
    language: str = ""


def check_recommendation(draft: Draft) -> tuple[Flag, ...]:
    """Return what stands between a recommendation and somebody doing it, in the order of `CODES`.

    >>> check_recommendation(Draft("Consider parking.", ["Estates"], "spaces", date(2030, 1, 1)))
    (Flag(code='vague_verb', detail='Consider'),)
    """
    language = draft.language or detect_language(draft.text)
    language = language if language in _VAGUE else "en"
    several = find_actions(draft.text, language)
    vague = find_vague_verb(draft.text, language)
    found = [
        Flag("several_actions", "; ".join(several)) if len(several) > 1 else None,
        Flag("vague_verb", vague) if vague else None,
        None if any(name.strip() for name in draft.addressees) else Flag("no_addressee", ""),
        None if draft.measure.strip() else Flag("no_measure", ""),
        None if draft.due else Flag("no_date", ""),
    ]
    return tuple(flag for flag in found if flag)


def find_actions(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the verbs that begin an action: of a sentence, after "should", or after "and".

    >>> find_actions("Trusts should keep video visits and train every receptionist.")
    ('keep', 'train')
    >>> find_actions("Keep terms and conditions.")
    ('Keep',)
    """
    verbs = rf"({_either(_FIRM[language], language)}|{_either(_VAGUE[language], language)})"
    start = rf"^\W*(?:{_LEADS[language]})"
    asked = (
        r"\b(?:should|must|shall)\s+(?:also\s+)?"
        if language == "en"
        else r"\b(?:dylai|dylid|rhaid)\s+"
    )
    joined = rf"(?:\b{_JOINS[language]}|[;,:])\s+{_LEADS[language]}"
    pattern = re.compile(rf"(?:{start}|{asked}|{joined}){verbs}\b(?!['’-])", re.IGNORECASE)
    actions = []
    for unit in split_units(text):
        actions += [found[1] for found in pattern.finditer(unit.text)]
    return tuple(actions)


def find_vague_verb(text: str, language: str = "en") -> str:
    """Return the first action whose doing nobody could check, or nothing.

    >>> find_vague_verb("Boards must look into parking.")
    'look into'
    >>> find_vague_verb("Pay for peer support.")
    ''
    """
    vague = re.compile(_either(_VAGUE[language], language), re.IGNORECASE)
    return next((verb for verb in find_actions(text, language) if vague.fullmatch(verb)), "")


def _either(listed: str, language: str) -> str:
    phrases = [" ".join(phrase.split()) for phrase in listed.split(",")]
    if language == "cy":
        phrases = [form for phrase in phrases for form in _mutate(phrase)]
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered) + ")"


def _mutate(phrase: str) -> list[str]:
    """Return a Welsh verb with its soft and its aspirate form, as they follow "dylid" and "a"."""
    first = next((letter for letter in _MUTATIONS if phrase.startswith(letter)), "")
    forms = _MUTATIONS.get(first, ())
    return [phrase, *(form + phrase[len(first) :] for form in forms)]
