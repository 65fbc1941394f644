"""`cairn report`: the whole way from files to a report, unattended, without server or database."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from cairn.catalogue.shelves import Template, outline, template, templates
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._arguments import add_out, add_seed
from cairn.cli._files import check_writable, make_csv, make_json, read_file, write_files
from cairn.cli._guessing import Guessed, Text, guess
from cairn.cli._suggested import Read, fill_outline
from cairn.plugins import find_plugins
from cairn.sensemaking.suggesters import Suggestions, Unit, find_suggesters, name_default

NAME = "report"
HELP = "Read files, suggest themes and write a report as HTML, Word and PDF."
MARK = "Suggested by machine, not signed off by a person."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn report` takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="what to read")
    parser.add_argument(
        "--template", required=True, metavar="NAME", help="whose outline the report follows"
    )
    add_out(parser, "DIR", "folder to write to")
    add_seed(parser)
    parser.add_argument(
        "--date",
        type=_read_day,
        metavar="YYYY-MM-DD",
        help="date on the cover; else the day the newest file was last changed",
    )


def run(args: argparse.Namespace) -> int:
    """Read, suggest, fill; write the three formats and the data, whole or not at all."""
    chosen = _find_template(args.template)
    check_writable(args.out)
    _tell("reading")
    guessed = [guess(read_file(path), path.name) for path in args.files]
    texts = _name_apart(guessed, args.files)
    if not texts:
        raise CommandFailed(_say_empty(args.files), BAD_INPUT)
    _tell(f"suggesting themes in {len(texts)} texts")
    found = _suggest(texts, args.seed)
    read = Read(
        template=chosen,
        texts=texts,
        practices=[row for each in guessed for row in each.practices],
        asked=[row for each in guessed for row in each.asked],
        said=[each.said for each in guessed],
        found=found,
    )
    content = fill_outline(outline(chosen.outline), read, args.date or _newest_day(args.files))
    files = {"themes.json": _themes_json(found), "assignments.csv": _assignments_csv(found)}
    for exporter in find_plugins("cairn.reports.exporters").values():
        _tell(f"writing {exporter.LABEL}")
        files[f"report.{exporter.EXTENSION}"] = exporter.export(content, link=None)
    write_files(args.out, files)
    print(f"{len(found.suggestions)} themes in {len(texts)} texts. {MARK} Written to {args.out}")
    return OK


def _read_day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError("give a day as 2026-03-05") from None


def _find_template(name: str) -> Template:
    try:
        return template(name)
    except KeyError:
        known = ", ".join(each.code for each in templates())
        raise CommandFailed(
            f"there is no template {name!r}; there is: {known}. Nothing was written.", BAD_USAGE
        ) from None


def _name_apart(guessed: list[Guessed], files: list[Path]) -> list[Text]:
    """The texts of all files; ids carry the file's name where there are several with texts.

    Where no file holds texts, the recommendations themselves are read.
    """
    holding = [(each.texts, path) for each, path in zip(guessed, files, strict=True) if each.texts]
    if not holding:
        asked = [one for each in guessed for one in each.asked]
        return [Text(str(n), one.text, str(n)) for n, one in enumerate(asked, start=1)]
    if len(holding) == 1:
        return holding[0][0]
    return [
        replace(text, id=f"{number}:{path.stem}:{text.id}", person=f"{number}:{text.person}")
        for number, (texts, path) in enumerate(holding, start=1)
        for text in texts
    ]


def _suggest(texts: list[Text], seed: int) -> Suggestions:
    units = [Unit(text.id, text.text, text.person) for text in texts]
    return find_suggesters()[name_default()].suggest(units, k=None, seed=seed)


def _newest_day(files: list[Path]) -> dt.date:
    """The same files give the same day, and so the same bytes, whenever the command runs."""
    newest = max(path.stat().st_mtime for path in files)
    return dt.datetime.fromtimestamp(newest, dt.UTC).date()


def _say_empty(files: list[Path]) -> str:
    named = ", ".join(str(path) for path in files)
    return f"no text was found in {named}; nothing was written"


def _themes_json(found: Suggestions) -> bytes:
    made_by = {"engine": found.engine, "version": found.version, "seed": found.seed}
    themes = [
        {
            "id": number,
            "title": each.title,
            "keywords": list(each.keywords),
            "size": each.size,
            "certainty": each.certainty,
            "quotes": [{"id": words.unit, "text": words.quote} for words in each.quotes],
            "made_by": made_by,
            "status": MARK,
        }
        for number, each in enumerate(found.suggestions, start=1)
    ]
    return make_json(themes)


def _assignments_csv(found: Suggestions) -> bytes:
    places = [
        (place.unit, number, f"{place.score:.4f}", place.rank)
        for number, each in enumerate(found.suggestions, start=1)
        for place in each.places
    ]
    places.sort(key=lambda place: (place[0], place[3], place[1]))
    return make_csv(("id", "theme", "score", "rank"), places)


def _tell(step: str) -> None:
    print(f"cairn report: {step}", file=sys.stderr)
