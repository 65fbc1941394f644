"""What may tell who somebody is, and what to put in its place so that the sense stays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Identifier:
    """A place in a text: half-open code-point offsets, its words, 0 to 1 how sure, what to put there."""

    kind: str
    start: int
    end: int
    text: str
    score: float
    replacement: str


@dataclass(frozen=True)
class Found:
    """An identifier before it is one: the kind, the place, how sure."""

    kind: str
    start: int
    end: int
    score: float


REPLACEMENTS: dict[str, dict[str, str]] = {
    "name": {"en": "[name]", "cy": "[enw]"},
    "phone": {"en": "[phone number]", "cy": "[rhif ffôn]"},
    "email": {"en": "[e-mail address]", "cy": "[cyfeiriad e-bost]"},
    "web": {"en": "[web address]", "cy": "[cyfeiriad gwe]"},
    "postcode": {"en": "[postcode]", "cy": "[cod post]"},
    "address": {"en": "[address]", "cy": "[cyfeiriad]"},
    "nhs_number": {"en": "[NHS number]", "cy": "[rhif GIG]"},
    "ni_number": {"en": "[National Insurance number]", "cy": "[rhif Yswiriant Gwladol]"},
    "record_number": {"en": "[record number]", "cy": "[rhif cofnod]"},
    "staff_number": {"en": "[staff number]", "cy": "[rhif staff]"},
    "date_of_birth": {"en": "[date of birth]", "cy": "[dyddiad geni]"},
    "date": {"en": "[date]", "cy": "[dyddiad]"},
    "age": {"en": "[over 89]", "cy": "[dros 89]"},
    "role": {"en": "[role]", "cy": "[swydd]"},
    "ward": {"en": "[ward]", "cy": "[ward]"},
    "place": {"en": "[place]", "cy": "[lle]"},
    "organisation": {"en": "[organisation]", "cy": "[sefydliad]"},
}
KINDS = tuple(REPLACEMENTS)


def replacement_for(kind: str, language: str = "en") -> str:
    """What stands in the place of an identifier; English where the language is neither.

    >>> replacement_for("phone"), replacement_for("name", "cy")
    ('[phone number]', '[enw]')
    """
    forms = REPLACEMENTS[kind]
    return forms.get(language, forms["en"])
