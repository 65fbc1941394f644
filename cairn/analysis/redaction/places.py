"""Wards, small places and named services: what narrows "a nurse" down to a few people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cairn.analysis.redaction.kinds import Found
from cairn.analysis.redaction.lexicon import fold, fold_text, read_cue, read_list
from cairn.analysis.redaction.tokens import know

_NAME = r"[A-ZÂÊÎÔÛŴŶ][\w'’\-]*"
# What a ward treats says what it is; only its own name or number says which.
_CLINICAL = read_cue("clinical")
_WARDS = r"(?:[Ww]ard|[Uu]nit|[Ss]uite|[Bb]ay)"
_NUMBERED = re.compile(
    r"\b(?:wards?|ward number|ward no\.?|WARD)\s(?:no\.? ?|number )?((?:[A-Z]{0,2}\d{1,3}[A-Z]?|[A-Z]\b)(?:(?:\s?(?:and|or|&|/|a|to)\s?|, ?)\d{1,3}[A-Z]?\b)*|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)",
    re.IGNORECASE,
)
_A_WORD = re.compile(r"^(?:a|i)$")
_NAMED = re.compile(
    rf"((?:{_NAME}(?: (?:and|of|y|yr) )?\s?){{1,3}})({_WARDS})\b(?! (?:[Mm]anager|[Cc]lerk|[Ss]ister)s? (?:was|is|were|are)\b)"
)
_NAME_AFTER = re.compile(rf"\b[Ww]ard ((?:(?:y|yr|Y|Yr) )?{_NAME}(?: {_NAME})?)")
_WARD_WORDS = (
    "ash|aspen|beech|birch|bluebell|bramble|bryn|bracken|buttercup|cedar|cherry|chestnut|clover|cherry tree|daffodil|daisy|elder|elm|"
    "fern|foxglove|hawthorn|hazel|heather|holly|ivy|jasmine|juniper|kestrel|kingfisher|larch|laurel|lavender|lilac|lily|lime|linden|"
    "magnolia|maple|marigold|nightingale|oak|orchid|poppy|primrose|robin|rose|rosemary|rowan|skylark|snowdrop|sunflower|"
    "swan|sycamore|thistle|tulip|violet|willow|wren|yew|rainbow|sunshine|dolphin|puffin|enfys|derwen|celyn|onnen|"
    "meillion|cennin|pabi|rhosyn|helygen|bedwen"
)
_LOWER_WARD = re.compile(
    rf"\b((?:{_WARD_WORDS}) (?:ward|unit|suite|house ward)|ward (?:y )?(?:{_WARD_WORDS}))\b",
    re.IGNORECASE,
)
_SERVICES = (
    r"(?:(?:Community|General|District|Cottage|Memorial|University|Royal|Teaching|Children's|Childrens|Private|Day) )?Hospital|Infirmary|(?:Medical|Health|GP|Group|Village|Family|Doctors'?|Park|Road|Street|Lane) ?(?:Centre|Center|Practice|Surgery|Clinic)|"
    r"Surgery|Medical (?:Centre|Practice|Group)|Health Centre|Practice|Clinic|Pharmacy|Chemist|(?:Care|Nursing|Residential|Rest) Home|care home|nursing home|residential home|Hospice|"
    r"(?:Primary|High|Comprehensive|Secondary|Infant|Junior|Grammar|Special|Nursery) School|School|Academy|College|Church|Chapel|Mosque|Temple|Gurdwara|Synagogue|"
    r"Dental (?:Practice|Surgery|Care)|Opticians|Day Centre|Community Centre|Birth Centre|Maternity Unit|Resource Centre|Nursery|Farm Shop|Arms|Health Board|NHS Trust|Foundation Trust|Hostel|Prison|Refuge"
)
_SERVICE = re.compile(
    rf"\b((?:(?:{_NAME}|of|the|y|yr|and|&|Saint|St\.?) ){{0,4}}?{_NAME},? (?:{_SERVICES}))\b(?!')"
)
_WELSH_SERVICE = re.compile(
    rf"\b((?:Ysbyty|Meddygfa|Ysgol|Cartref|Canolfan(?: Iechyd| Feddygol)?|Fferyllfa|Clinig|Capel|Uned|Hosbis|Bwrdd Iechyd|Coleg)(?: (?:(?:y|yr|a|ac) )?{_NAME}){{1,3}}|Meddygfa'r {_NAME}|Cartref'r {_NAME})"
)
_SAINT = re.compile(
    rf"\b((?:St|Saint)\.? {_NAME}(?:['’]s)?(?: (?:Hospital|Hospice|House|Ward|Surgery|Church|School))?)(?=\W|$)"
)
_NEAR = re.compile(
    rf"\b(?:in|near|from|at|to|around|outside|village of|town of|live in|lives in|over in|through|yn|ger|o|i|ym|yng) ((?:{_NAME})(?:[ \-](?:on|upon|le|the|y|yr|in|under|by|{_NAME})[ \-]?(?:{_NAME})?)?)"
)
_LIVED_IN = re.compile(
    rf"\b(?:(?:live|lives|living|lived|based|born|brought up|grew up|nurse|surgery|practice|branch|village|shop|chemist|house) (?:out )?in|village of|hamlet of|town of|estate in|byw yn|byw ym|pentref) ((?:{_NAME})(?:-\w+)*(?: {_NAME})?)"
)
_FORMS = re.compile(
    r"^(?:llan|aber|pen|tre|pont|rhos|cwm|ystrad|ynys|bryn|glyn|nant|maes|bets|blaen|caer|dol|gwaun|inver|kirk|auchter|bally|kil|strath|drum|glen|loch)\w{3,}|"
    r"^\w{3,}(?:ham|ton|wick|thorpe|thwaite|borough|bury|worth|ingham|hurst|combe|stead|minster|mouth|bourne|dale|ford|ley|wich|toft|holme|by|stow|chester|pool|well|wells|bridge|marsh|field|head|haven|moor)$"
)
_BIG = read_cue("big")


@cache
def read_places() -> frozenset[str]:
    """Return small places, lower case without marks, blanks inside."""
    return frozenset(place.replace("_", " ") for place in read_list("places"))


def find_places(text: str) -> Iterator[Found]:
    """Yield wards by name or number, named services, and small places."""
    if "ard" in text or "ARD" in text or "nit" in text or "uite" in text:
        yield from _find_wards(text)
    for found in _SERVICE.finditer(text):
        yield from _named_service(text, *found.span(1))
    for found in _WELSH_SERVICE.finditer(text):
        yield Found("organisation", *found.span(1), 0.75)
    if "St" in text or "Saint" in text:
        for found in _SAINT.finditer(text):
            yield Found("organisation", *found.span(1), 0.6)
    yield from _find_small(text)


def _find_wards(text: str) -> Iterator[Found]:
    for found in _NUMBERED.finditer(text):
        if not _A_WORD.match(found[1]) and not (len(found[1]) == 1 and found[1].islower()):
            yield Found("ward", *found.span(), 0.85)
    for found in _NAMED.finditer(text):
        start = _own_name(text, *found.span(1))
        if start < found.end(1) - 1:
            yield Found("ward", start, found.end(), 0.8)
    for found in _NAME_AFTER.finditer(text):
        if found[1].split()[0].lower() not in _CLINICAL | {
            "manager",
            "clerk",
            "sister",
            "round",
            "rounds",
            "staff",
        }:
            yield Found("ward", *found.span(), 0.75)
    for found in _LOWER_WARD.finditer(text):
        yield Found("ward", *found.span(), 0.8)


def _own_name(text: str, start: int, end: int) -> int:
    """Where the ward's own name begins: words of what it treats before it belong to no name."""
    words = [(one.start() + start, one[0]) for one in re.finditer(r"[\w'’\-]+", text[start:end])]
    kept = [
        at
        for at, word in words
        if fold(word).rstrip("s'’") not in _CLINICAL and fold(word) not in _CLINICAL
    ]
    if not words or not kept:
        return end
    return kept[0]


def _named_service(text: str, start: int, end: int) -> Iterator[Found]:
    words = [(one.start() + start, one[0]) for one in re.finditer(r"[\w'’\-&.]+", text[start:end])]
    plain = {
        "surgery",
        "practice",
        "clinic",
        "pharmacy",
        "hospital",
        "centre",
        "center",
        "school",
        "nursery",
        "chemist",
    }
    own = [
        at for at, word in words[:-1]
        if fold(word).rstrip("s'’") not in _CLINICAL and fold(word) not in _CLINICAL | plain | _FILLING | _BIG
    ]  # fmt: skip
    if own and not (len(own) == 1 and _opens_sentence(text, own[0])):
        yield Found("organisation", own[0], end, 0.7)


def _opens_sentence(text: str, at: int) -> bool:
    """An ordinary word that has its capital from the sentence says nothing of a service's name."""
    before = text[:at].rstrip()
    first = re.match(r"[\w'’\-]+", text[at:])
    return (
        (not before or before[-1] in ".!?") and first is not None and know(fold(first[0]))[2] == "w"
    )


_FILLING = read_cue("filling")


def _find_small(text: str) -> Iterator[Found]:
    yield from _find_lived_in(text)
    small = read_places()
    for found in _NEAR.finditer(text):
        start = found.start(1)
        words = found[1].split(" ")
        for count in range(len(words), 0, -1):
            said = " ".join(words[:count]).rstrip("'’")
            key = fold(said)
            key = key[:-2] if key.endswith(("'s", "’s")) else key
            if key in small:
                yield Found(
                    "place", start, start + len(said.removesuffix("'s").removesuffix("’s")), 0.75
                )
                break
        else:
            yield from _by_form(text, start, fold(words[0]), words[0])
    folded = fold_text(text)
    if len(folded) == len(text):
        for found in _lower_places().finditer(folded):
            yield Found("place", *found.span(1), 0.65)


def _find_lived_in(text: str) -> Iterator[Found]:
    """Where people live is a place, also one that no list holds."""
    for found in _LIVED_IN.finditer(text):
        word = fold(found[1].split()[0])
        if word not in _BIG and know(word)[2] != "w":
            yield Found("place", *found.span(1), 0.6)


def _by_form(text: str, start: int, key: str, word: str) -> Iterator[Found]:
    if key in _BIG or len(key) < 6 or text[start : start + len(word)].endswith(("'s", "’s")):
        return
    if _FORMS.match(key) and key not in _NOT_PLACES:
        yield Found("place", start, start + len(word), 0.55)


_NOT_PLACES = read_cue("not_places")


@cache
def _lower_places() -> re.Pattern[str]:
    """Places of a form that no English word has, wherever and however they are written."""
    welsh = [
        one
        for one in read_places()
        if one.startswith(
            ("llan", "aber", "pont", "pwll", "tre", "ystrad", "machyn", "caern", "dolgel")
        )
    ]
    names = sorted((one for one in welsh if len(one) > 6), key=len, reverse=True)
    return re.compile(
        r"\b(?:in|near|from|at|to|outside|around|yn|ger|o|i|ym) ("
        + "|".join(map(re.escape, names))
        + r")\b"
    )
