"""What a person typed or a file holds of a participant, made clean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_AROUND = re.compile(r"[\s().\-/]")
_E164 = re.compile(r"\+[1-9][0-9]{7,14}", re.ASCII)
_HOME = "+44"


@dataclass(frozen=True)
class Line:
    """One row of a file of participants: its number there and what it says, by field.

    Fields the row leaves empty are not in `said`. `refused` is a code of `Reason`, or "".
    """

    row: int
    said: Mapping[str, Any]
    refused: str = ""


def mobile_number(typed: str) -> str | None:
    """Return a telephone number as ITU-T E.164 writes it, or None where it is none.

    A number without its country is one of the United Kingdom. A spreadsheet takes the first nought
    away, so ten digits that begin with 7 are a mobile number there.

    >>> mobile_number("07700 900123"), mobile_number("+353 (0)1 496 0123")
    ('+447700900123', '+35314960123')
    """
    number = _AROUND.sub("", typed.replace("(0)", ""))
    if number.startswith("00"):
        number = "+" + number[2:]
    elif number.startswith("0"):
        number = _HOME + number[1:]
    elif number.startswith("7") and len(number) == 10:
        number = _HOME + number
    elif number.startswith("447") and len(number) == 12:
        number = "+" + number
    return number if _E164.fullmatch(number) else None
