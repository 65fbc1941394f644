"""`cairn themes`: themes of one column of a file, for an analyst without a server."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cairn.analysis.themes import Theme, ThemeFinder, Themes
from cairn.analysis.vectors import VectorsMissing
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._files import read_file, write_files
from cairn.evidence.importers import Table

NAME = "themes"
HELP = "Suggest themes for a column of texts in a CSV, XLSX, JSON or JSONL file."
_STEPS = ("reading words", "grouping", "choosing quotes", "writing", "done")


@dataclass(frozen=True)
class _Texts:
    ids: list[str]
    texts: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn themes` takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what to read")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="column with the texts")
    parser.add_argument(
        "--id", metavar="COLUMN", help="column that names rows; else they count from 1"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder to write to")
    parser.add_argument(
        "--k", type=_read_count, metavar="N", help="number of themes; else proposed"
    )
    parser.add_argument(
        "--vectors",
        choices=("sentence", "static", "null"),
        help="what texts are compared by; else sentence where it is set up, static above 50,000",
    )
    parser.add_argument("--seed", type=read_seed, default=0, metavar="N", help="0 unless told")


def run(args: argparse.Namespace) -> int:
    """Read, find, write `themes.json` and `assignments.csv` whole or not at all."""
    if args.out.exists() and not args.out.is_dir():
        raise CommandFailed(f"{args.out} is a file; --out needs a folder", BAD_USAGE)
    read = _read_texts(args.file, args.text, args.id)
    try:
        finder = ThemeFinder(k=args.k, random_state=args.seed, vectors=args.vectors)
        found = finder.fit(read.texts, ids=read.ids, progress=_show_progress)
    except VectorsMissing as missing:
        raise CommandFailed(f"{missing}. Nothing was written.", BAD_INPUT) from None
    themes, places = _themes_json(found), _assignments_csv(found)
    write_files(args.out, {"themes.json": themes.encode(), "assignments.csv": places.encode()})
    print(
        f"{len(found.themes)} themes in {len(read.texts)} texts ({found.proposed.reason}); "
        f"{len(found.nowhere)} fit nowhere (score under {found.nowhere_below}). "
        f"Suggested by machine, not signed off by a person. Written to {args.out}"
    )
    return OK


def _read_count(value: str) -> int:
    number = read_seed(value)
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number from 1")
    return number


def read_seed(value: str) -> int:
    """Return a whole number from 0 as argparse asks for it."""
    if not value.isascii() or not value.isdigit() or int(value) >= 2**31:
        raise argparse.ArgumentTypeError("give a whole number from 0")
    return int(value)


def _read_texts(path: Path, text: str, name: str | None) -> _Texts:
    table = read_file(path)
    texts = _read_column(table, text)
    if not texts:
        raise CommandFailed(f"{path} holds no rows; nothing was written", BAD_INPUT)
    if name is None:
        return _Texts([str(row) for row in range(1, len(texts) + 1)], texts)
    ids = _read_column(table, name)
    _check_ids(ids, [row.number for row in table.rows])
    return _Texts(ids, texts)


def _read_column(table: Table, column: str) -> list[str]:
    if column not in table.columns:
        known = ", ".join(table.columns)
        message = f"there is no column {column!r}; the columns are: {known}. Nothing was written."
        raise CommandFailed(message, BAD_INPUT)
    at = table.columns.index(column)
    return [row.cells[at] if at < len(row.cells) else "" for row in table.rows]


def _check_ids(ids: list[str], rows: list[int]) -> None:
    first: dict[str, int] = {}
    for name, row in zip(ids, rows, strict=True):
        if not name.strip():
            raise CommandFailed(f"row {row} has no id; fill it in or leave out --id", BAD_INPUT)
        if name in first:
            message = f"rows {first[name]} and {row} have the same id; each row needs its own"
            raise CommandFailed(message, BAD_INPUT)
        first[name] = row


def _show_progress(done: int, total: int) -> None:
    print(f"cairn themes: {done} of {total}: {_STEPS[done]}", file=sys.stderr)


def _themes_json(found: Themes) -> str:
    made_by = {"engine": found.engine, "version": found.version, "seed": found.seed}
    made_by |= {"model": found.made_by.model}
    groups = {group.id: group.title for group in found.groups}
    themes = [_theme_record(theme, groups) | {"made_by": made_by} for theme in found.themes]
    return json.dumps(themes, ensure_ascii=False, indent=2) + "\n"


def _theme_record(theme: Theme, groups: Mapping[int, str]) -> dict[str, object]:
    return {
        "id": theme.id,
        "title": theme.title,
        "keywords": list(theme.keywords),
        "size": theme.size,
        "parent": theme.parent,
        "parent_title": groups.get(theme.parent or 0),
        "stability": theme.certainty.stability,
        "certainty": theme.certainty.value,
        "quotes": [{"id": quote.id, "text": quote.quote} for quote in theme.quotes],
        "counter_examples": [
            {"id": each.quote.id, "text": each.quote.quote, "why": each.why}
            for each in theme.counter_examples
        ],
    }


def _assignments_csv(found: Themes) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "theme", "score", "rank"])
    for place in found.assignments:
        writer.writerow([place.id, place.theme, f"{place.score:.4f}", place.rank])
    return out.getvalue()
