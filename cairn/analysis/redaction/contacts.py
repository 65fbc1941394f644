"""How somebody can be reached: phone, e-mail, web, postcode, street."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cairn.analysis.redaction.kinds import Found
from cairn.analysis.redaction.lexicon import read_cue

_EMAIL = re.compile(
    r"[\w.+'\-]{1,64}@(?:[a-z0-9\-]{1,63}\.){1,6}[a-z]{2,24}\b|"
    r"\b[\w.+\-]{1,64}\s?(?:\(|\[)\s?at\s?(?:\)|\])\s?[\w\-]+(?:\s?(?:\.|(?:\(|\[)\s?dot\s?(?:\)|\]))\s?[a-z]{2,})+|"
    r"\b[\w.+\-]{1,64}(?: dot \w+)* at [\w\-]+(?: dot [a-z]{2,8})+\b|"
    r"\b[\w.+\-]{1,64}\s@\s?[\w\-]+(?:\s?\.\s?[a-z]{2,8})+\b",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"\bhttps?://[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+|"
    r"\b(?:[a-z0-9\-]{2,63}\.)+(?:com|org|net|wales|cymru|scot|info|uk|io|me|blog)\b(?:/[^\s<>\"')\]]*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z][A-Za-z0-9_.]{2,29}(?<!\.)")
_SEP = r"[ \t\u00a0.\-–/()]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d£$€,])(?<!\d[.])(?:\(?(?:\+|00)\s?\d{{1,3}}\)?{_SEP}(?:\(0\){_SEP})?\d(?:{_SEP}\d){{6,11}}"
    rf"|\(?0\d(?:{_SEP}\d){{7,9}})(?!\d|[.,]\d)"
    r"(?:\s?(?:ext(?:ension)?|x)\.?\s?\d{2,6}\b)?",
    re.IGNORECASE,
)
_PHONE_WORDS = re.compile(
    r"\b(?:phone|phoned|telephone|tel|mobile|mob|cell|call(?: me| us| her| him| them)?(?: back)?|ring(?: me| us| her| him)?|text(?: me| us)?|whats ?app|fax|"
    r"landline|ff[oô]n|ffoniwch|ffonio|ext|extn|extension|bleep|pager|switchboard|direct line|estyniad)"
    r"(?: number| no| num| rhif)?[ .:]{0,2}(?:me )?(?:is |was |on |at |yw |ar |: ?|- ?|= ?)?(\+?\(?\d(?:[ \-.()]?\d){3,11})(?![\d,.]*\d|\s?(?:times|minutes|mins|hours|hrs|days|weeks|people|o'clock|am|pm))",
    re.IGNORECASE,
)
_DIGIT_WORD = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|dim|un|dau|tri|pedwar|pump|chwech|saith|wyth|naw)"
_SPELT = re.compile(rf"\b{_DIGIT_WORD}(?:[ ,\-]+{_DIGIT_WORD}){{6,}}\b", re.IGNORECASE)
AREAS = read_cue("areas")
_POSTCODE = re.compile(
    r"\b(GIR ?0AA|([A-Z]{1,2})(?:\d[A-Z]|\d{1,2}))([ \-\u00a0]{0,2})(([\dO])([ABD-HJLNP-UW-Z]{2}))\b",
    re.IGNORECASE,
)
_OUTWARD = re.compile(
    r"\b(?:post ?code|cod post|area|from|live in|lives in|byw yn|in)(?: is| yw| of| area|:)?(?: the)? ([A-Z]{1,2}\d{1,2}[A-Z]?)\b(?= (?:area|post ?code|district)|[,.;!?)]|$)"
    r"|\b([A-Z]{1,2}\d{1,2}[A-Z]?) (?:area|post ?code)\b"
)
_NOT_INWARD = read_cue("not_inward")
_KINDS_OF_STREET = (
    r"road|rd|street|avenue|ave|lane|close|drive|way|crescent|cres|terrace|gardens|gdns|grove|court|"
    r"place|square|hill|row|walk|mews|park|view|rise|green|parade|villas|wharf|quay|buildings|mansions|house|cottages|heights|croft|fold|gate|loan|wynd|brae"
)
_WORD = r"[A-Z][\w'’\-]*"
_STREET = re.compile(
    rf"\b(?:(?:(?i:flat|apartment|apt|unit|room|fflat)\.? \w{{1,4}},? (?:at )?)?\d{{1,4}}[A-Za-z]?(?:[/\-]\d{{1,4}})?,? (?:{_WORD},? )?"
    rf"(?:(?:{_WORD}|of|the|y|yr) ){{0,3}}{_WORD} (?i:{_KINDS_OF_STREET}|st)\b\.?"
    rf"|\d{{1,4}}[a-z]?,? (?:Heol|Stryd|Ffordd|Lôn|Lon|Rhodfa|Maes|Clos|Cae|Bryn|Tan|Min|Rhes|Teras|Parc|Llys|Allt|Trem|Cwrt)(?: (?:y|yr|[Yy]r|[A-Z][\w'’\-]*|a|ar)){{1,4}}"
    rf"|(?:Heol|Stryd|Ffordd|Lôn|Rhodfa)(?: (?:y|yr|Yr|Y|[A-Z][\w'’\-]*|a)){{1,4}}"
    rf"|(?:{_WORD} ){{0,2}}(?!High|Rail|Bus|Long|The|This|That|My|Our|On|In|Off|No|Every|Cross|Private|Main|Right|Any|Same|Wrong|Great|Old |New )(?:{_WORD}) (?:Road|Street|Avenue|Lane|Crescent|Terrace|Close|Gardens|Grove|Drive)\b)"
)
_LOWER_STREET = re.compile(
    r"\b(?:(?:flat|apartment|apt) \w{1,4},? )?\d{1,3}[a-z]? (?!minutes?|hours?|years?|months?|weeks?|days?|people|miles|of|times|or|and|mins|hrs|staff|beds?|nurses?|patients?)"
    r"[a-z']+ (?:[a-z']+ )?(?:road|street|avenue|lane|close|crescent|terrace|gardens|grove|drive|rd|ave)\b"
    r"|\b\d{1,3}[a-z]? (?:heol|stryd|ffordd|lôn|lon|maes)(?: (?:y|yr))? [a-zâêîôûŵŷ]+"
)
_HOUSE = re.compile(
    rf"(?:\b(?i:live at|lives at|living at|moved to|home is|home at|address is|house is|called|byw yn|cyfeiriad yw)[: ]+)((?:{_WORD} ){{1,3}}(?:Cottage|House|Farm|Lodge|Barn|Bungalow|Villa|Hall|Court|Cottages|Mill))\b"
)


def find_contacts(text: str, *, has_digit: bool) -> Iterator[Found]:
    """Yield e-mail and web addresses, handles, phone numbers, postcodes and streets of a text."""
    if "@" in text or " at " in text or "at)" in text or "at]" in text:
        for found in _EMAIL.finditer(text):
            yield Found("email", *found.span(), 0.98)
    if "@" in text:
        for found in _HANDLE.finditer(text):
            yield Found("web", *found.span(), 0.85)
    if "." in text:
        for found in _WEB.finditer(text):
            start, end = found.span()
            end = start + len(found[0].rstrip(".,;:!?"))
            yield Found("web", start, end, 0.9)
    for found in _SPELT.finditer(text):
        yield Found("phone", *found.span(), 0.8)
    for found in _HOUSE.finditer(text):
        yield Found("address", *found.span(1), 0.75)
    for found in _STREET.finditer(text):
        start = found.start()
        yield Found(
            "address",
            start,
            start + len(found[0].rstrip(" .")),
            0.85 if found[0][0].isdigit() else 0.7,
        )
    if has_digit:
        yield from _find_phones(text)
        yield from find_postcodes(text)
        for found in _LOWER_STREET.finditer(text):
            yield Found("address", *found.span(), 0.75)


def find_postcodes(text: str) -> Iterator[Found]:
    """Yield postcodes of areas there are, in any case, the last part with O for 0 or without space.

    >>> [text.kind for text in find_postcodes("cf10 1aa, ZZ9 9ZZ or SY23 3AH")]
    ['postcode', 'postcode']
    """
    for found in _POSTCODE.finditer(text):
        area = (found[2] or "GIR").upper()
        if area not in AREAS and area != "GIR":
            continue
        if found[6] in _NOT_INWARD and (found[1].lower() != found[1] or len(area) < 2):
            continue  # "M4 2hr", "E4 1st": a time or a rank
        yield Found("postcode", *found.span(), 0.98)
    for found in _OUTWARD.finditer(text):
        which = 1 if found[1] else 2
        if "".join(filter(str.isalpha, found[which][:2])) in AREAS:
            yield Found("postcode", *found.span(which), 0.7)


def _find_phones(text: str) -> Iterator[Found]:
    for found in _PHONE.finditer(text):
        start, end = found.span()
        end -= len(found[0]) - len(found[0].rstrip(" .-–/("))
        if sum(letter.isdigit() for letter in text[start:end]) >= 9:
            yield Found("phone", start, end, 0.95)
    for found in _PHONE_WORDS.finditer(text):
        yield Found("phone", *found.span(1), 0.85)
