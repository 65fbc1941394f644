"""`make words`: keep the Welsh catalogue in step with the words people can see.

    python -m scripts.words extract   put new strings in, take strings out that are gone
    python -m scripts.words report    how complete the catalogue is, room by room

A translation is kept as long as its English stays the same and is never guessed from a similar one.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
WELSH = ROOT / "cairn" / "locale" / "cy" / "LC_MESSAGES" / "django.po"
# CLDR's six: zero, one, two, few (3), many (6), other. A file that says so is read right by gettext.
PLURALS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
HEADER = f"""\
# Cairn in Welsh. Terms follow docs/glossary.md; `make words` keeps the strings current.
msgid ""
msgstr ""
"Language: cy\\n"
"Plural-Forms: {PLURALS}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
METHODS = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**.jinja", "jinja2"),
    ("**/jinja2/**.html", "jinja2"),
    ("**/jinja2/**.txt", "jinja2"),
]
TEMPLATES = {
    "extensions": "jinja2.ext.do",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What the libraries we stand on show to people; the first has no Welsh, the second has gaps.
LIBRARIES = {
    "allauth": [
        "account/adapter.py",
        "account/fields.py",
        "account/forms.py",
        "mfa/adapter.py",
        "mfa/base/forms.py",
        "mfa/recovery_codes/forms.py",
        "mfa/totp/forms.py",
    ],
    "django": [
        "contrib/auth/forms.py",
        "contrib/auth/password_validation.py",
        "core/validators.py",
        "db/models/base.py",
        "db/models/fields/__init__.py",
        "forms/fields.py",
        "forms/forms.py",
        "forms/models.py",
        "forms/widgets.py",
        "utils/text.py",
    ],
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.words", description=__doc__)
    parser.add_argument("command", choices=["extract", "report"])
    if parser.parse_args(arguments).command == "extract":
        WELSH.parent.mkdir(parents=True, exist_ok=True)
        WELSH.write_text(render(current_catalogue()), encoding="utf-8")
    print("\n".join(report(read_welsh())))
    return 0


def current_catalogue() -> Catalog:
    """Every string there is now, with the translation it already had."""
    found, before = extract_all(), read_welsh()
    for message in found:
        old = before.get(message.id, message.context)
        if message.id and old is not None and old.id == message.id:
            message.string = old.string
    return found


def extract_all() -> Catalog:
    catalogue = new_catalogue()
    options = {"jinja2": TEMPLATES}
    by_pattern = {pattern: options.get(method, {}) for pattern, method in METHODS}
    rows = extract_from_dir(ROOT / "cairn", METHODS, by_pattern, KEYWORDS)
    for path, _line, text, _comments, context in rows:
        add(catalogue, text, f"cairn/{path}", context)
    for place, text, context in library_strings():
        add(catalogue, text, place, context)
    return catalogue


def new_catalogue() -> Catalog:
    catalogue = Catalog(locale="cy", charset="utf-8", fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", PLURALS)]
    return catalogue


def add(catalogue: Catalog, text: str | tuple[str, ...], place: str, context: str | None) -> None:
    """One entry a string, with the files it stands in but no line numbers: they change daily."""
    known = catalogue.get(text, context)
    places = {name for name, _line in known.locations} if known else set()
    catalogue.add(text, context=context)
    message = catalogue.get(text, context)
    assert message is not None
    message.locations = [(name, 0) for name in sorted(places | {place})]


def library_strings() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """(place, text, context) of what the libraries show and their own Welsh does not cover."""
    covered = django_welsh()
    for library, files in LIBRARIES.items():
        folder = library_folder(library)
        for name in files:
            rows = extract_from_file("python", folder / name, KEYWORDS)
            for _line, text, _comments, context in rows:
                if library != "django" or (singular(text), context) not in covered:
                    yield f"{library}/{name}", text, context


def library_folder(library: str) -> Path:
    spec = importlib.util.find_spec(library)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def django_welsh() -> set[tuple[str, str | None]]:
    """What Django itself says in Welsh, so that we supply the rest and no more."""
    found: set[tuple[str, str | None]] = set()
    for source in library_folder("django").glob("**/locale/cy/LC_MESSAGES/django.mo"):
        with source.open("rb") as file:
            found |= {(singular(row.id), row.context) for row in read_mo(file) if all_said(row)}
    return found


def singular(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def all_said(message: Message) -> bool:
    """Whether every form of the entry is filled in."""
    said = message.string or ""
    return bool(said) if isinstance(said, str) else all(said)


def read_welsh(path: Path = WELSH) -> Catalog:
    if not path.exists():
        return new_catalogue()
    with path.open("rb") as file:
        return read_po(file, locale="cy", charset="utf-8")


def render(catalogue: Catalog) -> str:
    """The catalogue as text: sorted by its English, the same for the same strings, always."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER + out.getvalue().decode("utf-8")


def report(catalogue: Catalog) -> list[str]:
    rooms: dict[str, list[bool]] = defaultdict(list)
    for message in catalogue:
        if message.id:
            for room in {room_of(place) for place, _line in message.locations}:
                rooms[room].append(all_said(message))
    rows = [f"{room:14}{sum(said):5} of {len(said):4}" for room, said in sorted(rooms.items())]
    everything = [all_said(message) for message in catalogue if message.id]
    return [*rows, f"{'all':14}{sum(everything):5} of {len(everything):4}"]


def room_of(place: str) -> str:
    """`evidence` for a file of ours in that room, the library's name for one of theirs."""
    first, second, *_ = Path(place).parts
    return second if first == "cairn" else first


if __name__ == "__main__":
    sys.exit(main())
