"""A file of participants, read in a child process, and each of its rows made clean."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from cairn.evidence.actions import refusal_message
from cairn.evidence.drafts import clean_text
from cairn.evidence.importers import (
    Limits,
    Options,
    Refusal,
    Row,
    Table,
    detect_importer,
    parse_day,
    read_table,
)
from cairn.programmes.choices import Reason
from cairn.programmes.drafts.participants import Line, mobile_number
from cairn.surveys.actions.refusals import Refused

MOST_ROWS = 10_000
KINDS = ("csv", "xlsx")
# The longest text of each field; the others are checked for what they say.
LENGTHS = {
    "name": 150, "role_band": 100, "profession": 100, "organisation": 200, "place": 100,
    "access_needs": 1000,
}  # fmt: skip
# Headings in both languages, without accents and marks. Of two columns for one thing the first counts.
HEADINGS = {
    "name": ("name", "full name", "person", "participant", "contact name", "enw", "enw llawn"),
    "first_name": ("first name", "forename", "given name", "enw cyntaf"),
    "last_name": ("last name", "surname", "family name", "cyfenw"),
    "email": (
        "email", "e mail", "email address", "e mail address", "work email", "mail", "ebost",
        "e bost", "cyfeiriad ebost", "cyfeiriad e bost",
    ),
    "mobile": (
        "mobile", "mobile number", "mobile phone", "phone", "phone number", "telephone", "tel",
        "ffon", "ffon symudol", "symudol", "rhif ffon", "rhif ffon symudol",
    ),
    "language": (
        "language", "preferred language", "language preference", "iaith", "dewis iaith",
        "iaith ddewisol",
    ),
    "role_band": ("role band", "role", "band", "staff group", "band rol", "rol", "grwp staff"),
    "profession": (
        "profession", "job title", "job", "occupation", "discipline", "proffesiwn", "swydd",
        "teitl swydd",
    ),
    "ods_code": ("ods code", "ods", "organisation code", "cod ods", "cod sefydliad"),
    "organisation": ("organisation", "organization", "employer", "sefydliad", "cyflogwr"),
    "place": ("place", "location", "site", "area", "region", "lle", "lleoliad", "ardal", "safle"),
    "access_needs": (
        "access needs", "access", "accessibility", "adjustments", "anghenion mynediad",
        "hygyrchedd", "addasiadau",
    ),
    "may_contact_later": (
        "may be contacted later", "may contact later", "contact later", "consent to contact",
        "ceir cysylltu yn nes ymlaen", "cysylltu yn nes ymlaen", "caniatad i gysylltu",
    ),
    "not_before": (
        "not before", "contact not before", "contact from", "contact after", "nid cyn",
        "cysylltu o", "cysylltu ar ol",
    ),
}  # fmt: skip
_FIELDS = {heading: field for field, headings in HEADINGS.items() for heading in headings}
_LANGUAGES = {
    "en": "en", "english": "en", "saesneg": "en",
    "cy": "cy", "welsh": "cy", "cymraeg": "cy",
}  # fmt: skip
_YES_OR_NO = dict.fromkeys(("yes", "y", "true", "1", "x", "ie", "oes", "ydw", "iawn"), True)
_YES_OR_NO |= dict.fromkeys(("no", "n", "false", "0", "na", "nage", "nac oes", "nac ydw"), False)


@dataclass(frozen=True)
class PeopleFile:
    """What a file of participants says: headings that were understood, those left out, its rows."""

    understood: tuple[str, ...]
    left_out: tuple[str, ...]
    lines: tuple[Line, ...]


def read_participants(*, name: str, content: IO[bytes]) -> PeopleFile:
    """Return an uploaded file row by row; `Refused` says why not. Nothing of the file is kept."""
    with tempfile.NamedTemporaryFile(prefix="cairn-people-") as copy:
        for chunk in iter(partial(content.read, 1 << 20), b""):
            copy.write(chunk)
        copy.flush()
        try:
            table = _read(Path(copy.name), name)
        except Refusal as refusal:
            raise Refused(refusal_message(refusal)) from refusal
    fields = name_fields(table.columns)
    if not fields.keys() & {"name", "first_name", "last_name", "email", "mobile"}:
        raise Refused(
            _(
                "No column is headed as a name, an e-mail address or a mobile number. Nothing was added. Name the columns in the first row."
            )
        )
    understood = tuple(table.columns[at] for at in sorted(fields.values()))
    left_out = tuple(each for each in table.columns if each not in understood)
    return PeopleFile(understood, left_out, tuple(_lines(table.rows, fields)))


def name_fields(columns: Iterable[str]) -> dict[str, int]:
    """Which column holds which field, by its heading."""
    found: dict[str, int] = {}
    for at, column in enumerate(columns):
        field = _FIELDS.get(plain(column))
        if field:
            found.setdefault(field, at)
    return found


def plain(heading: str) -> str:
    """A heading in small letters, its accents, hyphens and other marks gone.

    >>> plain(" Rhif ffôn-symudol: ")
    'rhif ffon symudol'
    """
    apart = unicodedata.normalize("NFKD", heading.casefold())
    kept = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in kept).split())


def read_line(row: int, cells: Mapping[str, str]) -> Line:
    """Make the cells of one row clean, by field; the first that makes no sense refuses the row."""
    given = {field: text for field, text in cells.items() if text}
    whole = " ".join(given.pop(part, "") for part in ("first_name", "last_name")).strip()
    code = given.pop("ods_code", "")
    given |= {"name": given.get("name", "") or whole} if whole else {}
    given |= {"organisation": code} if code else {}
    said: dict[str, Any] = {}
    for field, text in given.items():
        read, reason = _READERS.get(field, (partial(_short, field), Reason.TOO_LONG))
        said[field] = read(text)
        if said[field] is None:
            return Line(row, _who(given), reason)
    refused = _check_whole(said)
    return Line(row, _who(given), refused) if refused else Line(row, said)


def _read(path: Path, name: str) -> Table:
    kind = detect_importer(path, name)
    if kind not in KINDS:
        raise Refusal("unknown_type", name=name, extensions=".csv, .xlsx")
    options, limits = Options(limit=MOST_ROWS + 1), Limits(seconds=60, processor=40)
    table = read_table(path, name, options, importer=kind, limits=limits)
    if table.row_count > MOST_ROWS:
        raise Refusal("too_many_rows", limit=MOST_ROWS)
    return table


def _lines(rows: Iterable[Row], fields: Mapping[str, int]) -> Iterable[Line]:
    for row in rows:
        cells = {field: " ".join(clean_text(row.cells[at]).split()) for field, at in fields.items()}
        if row.problem:
            yield Line(row.number, _who(cells), Reason.TOO_MANY_CELLS)
        else:
            yield read_line(row.number, cells)


def _who(cells: Mapping[str, str]) -> dict[str, str]:
    return {field: cells[field] for field in ("name", "email", "mobile") if cells.get(field)}


def _check_whole(said: dict[str, Any]) -> str:
    """Why a row of sound cells is refused as a whole, or ""; a "no" takes its day away."""
    if not said.keys() & {"name", "email", "mobile"}:
        return Reason.EMPTY
    if "not_before" in said and not said.get("may_contact_later"):
        return Reason.DAY_WITHOUT_YES
    if said.get("may_contact_later") is False:
        said["not_before"] = None
    return ""


def _short(field: str, text: str) -> str | None:
    return text if len(text) <= LENGTHS[field] else None


def _email(text: str) -> str | None:
    address = text.removeprefix("mailto:").lower()
    try:
        validate_email(address)
    except ValidationError:
        return None
    return address if len(address) <= 254 else None


_READERS: dict[str, tuple[Callable[[str], Any], Reason]] = {
    "email": (_email, Reason.BAD_EMAIL),
    "mobile": (mobile_number, Reason.BAD_MOBILE),
    "language": (lambda text: _LANGUAGES.get(text.lower()), Reason.BAD_LANGUAGE),
    "may_contact_later": (lambda text: _YES_OR_NO.get(text.lower()), Reason.BAD_YES),
    "not_before": (parse_day, Reason.BAD_DAY),
}
