"""`cairn themes`: themes of one column of a file, for an analyst without a server."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from cairn.analysis.themes import Theme, ThemeFinder, Themes
from cairn.analysis.vectors import VectorsMissing
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._arguments import add_out, add_seed, add_texts, add_vectors, read_count
from cairn.cli._files import make_csv, make_json, write_files
from cairn.cli._texts import read_texts

NAME = "themes"
HELP = "Suggest themes for a column of texts in a CSV, XLSX, JSON or JSONL file."
_STEPS = ("reading words", "grouping", "choosing quotes", "writing", "done")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn themes` takes."""
    add_texts(parser)
    add_out(parser, "DIR", "folder to write to")
    parser.add_argument("--k", type=read_count, metavar="N", help="number of themes; else proposed")
    add_vectors(parser, "sentence where it is set up, static above 50,000")
    add_seed(parser)


def run(args: argparse.Namespace) -> int:
    """Read, find, write `themes.json` and `assignments.csv` whole or not at all."""
    if args.out.exists() and not args.out.is_dir():
        raise CommandFailed(f"{args.out} is a file; --out needs a folder", BAD_USAGE)
    read = read_texts(args.file, args.text, args.id)
    try:
        finder = ThemeFinder(k=args.k, random_state=args.seed, vectors=args.vectors)
        found = finder.fit(read.texts, ids=read.ids, progress=_show_progress)
    except VectorsMissing as missing:
        raise CommandFailed(f"{missing}. Nothing was written.", BAD_INPUT) from None
    themes, places = _themes_json(found), _assignments_csv(found)
    write_files(args.out, {"themes.json": themes, "assignments.csv": places})
    print(
        f"{len(found.themes)} themes in {len(read.texts)} texts ({found.proposed.reason}); "
        f"{len(found.nowhere)} fit nowhere (score under {found.nowhere_below}). "
        f"Suggested by machine, not signed off by a person. Written to {args.out}"
    )
    return OK


def _show_progress(done: int, total: int) -> None:
    print(f"cairn themes: {done} of {total}: {_STEPS[done]}", file=sys.stderr)


def _themes_json(found: Themes) -> bytes:
    made_by = {"engine": found.engine, "version": found.version, "seed": found.seed}
    made_by |= {"model": found.made_by.model}
    groups = {group.id: group.title for group in found.groups}
    return make_json(
        [_theme_record(theme, groups) | {"made_by": made_by} for theme in found.themes]
    )


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


def _assignments_csv(found: Themes) -> bytes:
    rows = (
        (place.id, place.theme, f"{place.score:.4f}", place.rank) for place in found.assignments
    )
    return make_csv(("id", "theme", "score", "rank"), rows)
