"""A made-up language, and what a page says that is not in it.

Every translation is its English between marks. What a page shows outside the marks was either
never marked for translation or comes from the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.apps import apps
from django.db.models import CharField, EmailField, JSONField, TextField
from django.utils import dates, translation

from cairn.programmes.models import Membership
from cairn.surveys.queries.privacy import LANGUAGES, write_notice
from scripts.words import current_catalogue

OPEN, SHUT = "⟦", "⟧"
SHOWN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
SILENT = {"script", "style", "template", "code", "kbd", "textarea"}  # what was typed is data
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
# Names that are the same in every language.
NAMES = {
    "Cairn", "English", "Cymraeg", "CSV", "XLSX", "DOCX", "TXT", "VTT", "SRT", "JSON", "HTML",
    "PDF", "SVG", "PNG", "UTF", "Word", "Excel", "Windows", "Apache",
    "Support", "consider",  # vague words that the ladder check found in a recommendation
}  # fmt: skip


def compile_words(catalogue: Catalog, folder: Path) -> Path:
    """Write a catalogue where Django looks for Welsh; return the folder for LOCALE_PATHS."""
    target = folder / "cy" / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return folder


def marked_words() -> Catalog:
    catalogue = current_catalogue()
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            message.string = f"{OPEN}{message.id}{SHUT}"
        elif message.id:
            message.string = (f"{OPEN}{message.id[1]}{SHUT}",) * catalogue.num_plurals
    return catalogue


class Shown(HTMLParser):
    """The words a page shows or reads out in its own language, and the addresses it leads to.

    What stands in an element with a language of its own was said or written in that language.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[str] = []
        self.drawn: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        silent = tag in SILENT or values.get("lang", "cy") != "cy" or self.is_silent()
        if tag == "a" and "download" not in values:
            self.links.append(values.get("href", ""))
        if not silent:
            self.words += [values[name] for name in SHOWN_ATTRIBUTES & set(values)]
        if tag not in VOID:
            self.open.append((tag, silent))

    def is_silent(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line of a picture opens and closes at once."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(name == tag for name, _silent in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self.is_silent() and data.strip():
            in_picture = any(name == "text" for name, _silent in self.open)
            (self.drawn if in_picture else self.words).append(" ".join(data.split()))


def outside_marks(text: str) -> str:
    kept, depth = [], 0
    for letter in text:
        depth += (letter == OPEN) - (letter == SHUT)
        if depth == 0:
            kept.append(letter)
    return "".join(kept)


def texts_of(value: Any, *, keys: bool = True) -> Iterator[str]:
    """Every string inside a value of a JSON column or a shelf file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value if keys else ()
        for inner in value.values():
            yield from texts_of(inner, keys=keys)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner, keys=keys)


def rows_texts() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | EmailField | JSONField):
                for value in model._base_manager.values_list(field.attname, flat=True):
                    yield from texts_of(value)


def shelf_texts(root: Path) -> Iterator[str]:
    for path in sorted((root / "cairn" / "catalogue").rglob("*.yaml")):
        yield from texts_of(yaml.safe_load(path.read_text("utf-8")), keys=False)


def month_names() -> Iterator[str]:
    """Django's own Welsh; no words of ours."""
    with translation.override("cy"):
        yield from (str(name) for name in dates.MONTHS.values())


def sample_cells(root: Path) -> Iterator[str]:
    """Files of the sample are shown row by row before anything of them is kept."""
    for path in sorted((root / "samples" / "review").glob("*.csv")):
        for line in path.read_text("utf-8").splitlines():
            yield from (line, *re.split(r'[,;"]', line))


def notice_texts() -> Iterator[str]:
    """Shelf texts about people's data as they stand once the facts of a programme are filled in."""
    for member in Membership.objects.filter(role="lead").select_related("programme", "user"):
        for code, language in product(("privacy-notice", "impact-assessment"), LANGUAGES):
            written = write_notice(member.user, member.programme, code, language)
            title, sections = written or ("", [])
            yield title
            yield from (outside_marks(line) for _heading, lines in sections for line in lines)


class Data:
    """What may stand on a page unmarked: whole values of rows and shelf files, and long parts."""

    def __init__(self, root: Path) -> None:
        rows = (
            *rows_texts(), *shelf_texts(root), *sample_cells(root), *month_names(), *NAMES,
            *notice_texts(),
        )  # fmt: skip
        self.values = {plain(value) for value in rows}
        self.asked: dict[str, bool] = {}
        self.all = "\n".join(sorted(f" {value} " for value in self.values))

    def holds(self, text: str) -> bool:
        """Short words might be ours by chance, so they have to be the whole of a value."""
        if text not in self.asked:
            words = plain(text)
            self.asked[text] = (
                not words
                or words in self.values
                or (words.count(" ") >= 3 and self.has_part(words))
                or any(self.holds(left) and self.holds(right) for left, right in halves(text))
            )
        return self.asked[text]

    def has_part(self, words: str) -> bool:
        return f" {words}" in self.all  # a long one may be cut short


def halves(text: str) -> Iterator[tuple[str, str]]:
    """The text cut in two at each place where two values may have been put side by side."""
    for match in re.finditer(r"\s-\s|[^\w\s'’-]", text):
        yield text[: match.start()], text[match.end() :]


def plain(text: str) -> str:
    """Words of three letters or more, with one space between them."""
    return " ".join(re.findall(r"[^\W\d_]{3,}", text))


def unmarked(page: str, data: Data) -> list[str]:
    """What a page says in neither the made-up language nor the words of rows."""
    shown = Shown(page)
    found = [text for text in shown.words if not data.holds(outside_marks(text))]
    # A picture breaks its words into lines, so a line is any part of a value.
    drawn = (outside_marks(text) for text in shown.drawn)
    return found + [text for text in drawn if not (data.holds(text) or data.has_part(plain(text)))]
