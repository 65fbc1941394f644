"""`cairn redact`: words of a column that may tell who somebody is, for a person to look at."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cairn.analysis.redaction import Identifier, IdentifierFinder, redact_text
from cairn.analysis.text import detect_language
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._files import check_writable, read_file, write_files
from cairn.cli.themes import read_seed
from cairn.evidence.importers import Table

NAME = "redact"
HELP = "Find words that may identify somebody in a column of texts; never all of them."
_STEP = 1_000
_LANGUAGE_SAMPLE = 500


@dataclass(frozen=True)
class _Texts:
    ids: list[str]
    texts: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn redact` takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what to read")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="column with the texts")
    parser.add_argument(
        "--id", metavar="COLUMN", help="column that names rows; else they count from 1"
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="CSV",
        help="where to write what was found; with --spans, the texts with it taken out",
    )  # fmt: skip
    parser.add_argument(
        "--spans", type=Path, metavar="CSV",
        help="write what was found here, and the texts with replacements to --out",
    )  # fmt: skip
    parser.add_argument(
        "--lowest", type=_read_share, default=0.0, metavar="X",
        help="leave out what is less sure than this, 0 to 1; 0 unless told",
    )  # fmt: skip
    parser.add_argument(
        "--seed", type=read_seed, default=0, metavar="N",
        help="taken for likeness with other commands; the result is the same for every seed",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Read, find, write whole or not at all."""
    _check_places(args.out, args.spans)
    read = _read_texts(read_file(args.file), args.file, args.text, args.id)
    found = _find(read.texts, args.lowest)
    spans = _spans_csv(read.ids, found).encode()
    if args.spans is None:
        _write({args.out: spans})
    else:
        _write({args.spans: spans, args.out: _redacted_csv(read, found).encode()})
    places, texts = sum(map(len, found)), sum(map(bool, found))
    print(
        f"{places} places in {texts} of {len(found)} texts may identify somebody. Suggested by "
        "machine: others are missed, so the texts are not anonymous without them. "
        f"Written to {args.out}"
    )
    return OK


def _read_share(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError("give a number from 0 to 1")
    return number


def _check_places(out: Path, spans: Path | None) -> None:
    for path in (out, spans):
        if path is not None and path.is_dir():
            raise CommandFailed(f"{path} is a folder; give the name of a file", BAD_USAGE)
        if path is not None:
            check_writable(path.parent)
    if spans is not None and spans.absolute() == out.absolute():
        raise CommandFailed("--out and --spans name the same file; nothing was written", BAD_USAGE)


def _read_texts(table: Table, path: Path, text: str, name: str | None) -> _Texts:
    texts = _read_column(table, text)
    if not texts:
        raise CommandFailed(f"{path} holds no rows; nothing was written", BAD_INPUT)
    ids = _read_column(table, name) if name else [str(row) for row in range(1, len(texts) + 1)]
    missing = next((row.number for row, one in zip(table.rows, ids, strict=True) if not one), None)
    if missing is not None:
        raise CommandFailed(f"row {missing} has no id; fill it in or leave out --id", BAD_INPUT)
    if len(set(ids)) < len(ids):
        again = next(one for one in ids if ids.count(one) > 1)
        raise CommandFailed(
            f"more than one row has the id {again!r}; each needs its own", BAD_INPUT
        )
    return _Texts(ids, texts)


def _read_column(table: Table, column: str) -> list[str]:
    if column not in table.columns:
        known = ", ".join(table.columns)
        message = f"there is no column {column!r}; the columns are: {known}. Nothing was written."
        raise CommandFailed(message, BAD_INPUT)
    at = table.columns.index(column)
    return [row.cells[at] if at < len(row.cells) else "" for row in table.rows]


def _find(texts: Sequence[str], lowest: float) -> list[tuple[Identifier, ...]]:
    finders = {
        language: IdentifierFinder(lowest=lowest, language=language) for language in ("en", "cy")
    }
    found: list[tuple[Identifier, ...]] = []
    for at in range(0, len(texts), _STEP):
        for text in texts[at : at + _STEP]:
            welsh = detect_language(text[:_LANGUAGE_SAMPLE]) == "cy"
            found.append(finders["cy" if welsh else "en"].find(text))
        print(f"cairn redact: {len(found)} of {len(texts)} texts", file=sys.stderr)
    return found


def _spans_csv(ids: Sequence[str], found: Iterable[Sequence[Identifier]]) -> str:
    rows = (
        [name, one.start, one.end, one.kind, one.text, f"{one.score:.3f}"]
        for name, several in zip(ids, found, strict=True)
        for one in several
    )
    return _csv(["id", "start", "end", "kind", "text", "score"], rows)


def _redacted_csv(read: _Texts, found: Iterable[Sequence[Identifier]]) -> str:
    pairs: Iterator[list[object]] = (
        [name, redact_text(text, several)]
        for name, text, several in zip(read.ids, read.texts, found, strict=True)
    )
    return _csv(["id", "text"], pairs)


def _csv(head: list[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def _write(files: dict[Path, bytes]) -> None:
    """Each file whole; where they share a folder both or neither."""
    folders = {path.parent for path in files}
    for folder in sorted(folders):
        write_files(
            folder, {path.name: one for path, one in files.items() if path.parent == folder}
        )
