"""`cairn suggest`: codes of a codebook for a column of texts, for a person to judge."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cairn.analysis.code_suggester import Code, CodeSuggester, CodeSuggestions, CodesWrong
from cairn.analysis.vectors import VectorsMissing
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._files import check_writable, read_file, write_files
from cairn.cli.themes import read_seed
from cairn.evidence.importers import Table

NAME = "suggest"
HELP = "Suggest codes of a codebook for a column of texts."
_ALL_CODES = 60
_AT_LEAST = 3


@dataclass(frozen=True)
class _Coded:
    texts: list[str]
    labels: list[list[str]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn suggest` takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what to read")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="column with the texts")
    parser.add_argument("--id", metavar="COLUMN", help="column that names rows; else from 1")
    parser.add_argument(
        "--codebook", required=True, type=Path, metavar="JSON",
        help="list of {id, name, definition, examples}; the last two may be left out",
    )  # fmt: skip
    parser.add_argument(
        "--examples", type=Path, metavar="FILE", help="coded texts, in a column named as --text"
    )
    parser.add_argument(
        "--label", metavar="COLUMN", help="their codes by id or name, several separated by |"
    )
    parser.add_argument("--single", action="store_true", help="a text has one code")
    parser.add_argument("--out", required=True, type=Path, metavar="CSV", help="file to write")
    parser.add_argument(
        "--vectors", choices=("sentence", "static", "null"),
        help="what texts are compared by; else sentence where it is set up",
    )  # fmt: skip
    parser.add_argument("--seed", type=read_seed, default=0, metavar="N", help="0 unless told")


def run(args: argparse.Namespace) -> int:
    """Read, learn, suggest, write whole or not at all."""
    if args.out.is_dir():
        raise CommandFailed(f"{args.out} is a folder; give the name of a file", BAD_USAGE)
    if (args.examples is None) != (args.label is None):
        raise CommandFailed("--examples and --label go together", BAD_USAGE)
    check_writable(args.out.parent)
    ids, texts = _read_texts(args.file, args.text, args.id)
    codes = _read_codebook(args.codebook)
    coded = _read_coded(args.examples, args.text, args.label, codes)
    try:
        found = _suggest(args, codes, coded, texts)
    except (CodesWrong, VectorsMissing) as wrong:
        raise CommandFailed(f"{wrong}. Nothing was written.", BAD_INPUT) from None
    write_files(args.out.parent, {args.out.name: _write_scores(ids, found).encode()})
    bare = sum(text.abstains for text in found.texts)
    print(
        f"Codes suggested for {len(texts) - bare} of {len(texts)} texts; {bare} are left to a "
        f"person. Suggested by machine, not accepted by a person. Written to {args.out}"
    )
    return OK


def _suggest(
    args: argparse.Namespace, codes: Sequence[Code], coded: _Coded, texts: list[str]
) -> CodeSuggestions:
    suggester = CodeSuggester(
        codes, single=args.single, tier=args.vectors, random_state=args.seed
    )  # fmt: skip
    print(f"cairn suggest: learning {len(codes)} codes", file=sys.stderr)
    suggester.fit(coded.texts, coded.labels, unlabelled=texts)
    return suggester.predict(texts, progress=_show_progress)


def _show_progress(done: int, total: int) -> None:
    print(f"cairn suggest: {done} of {total} texts", file=sys.stderr)


def _read_texts(path: Path, text: str, name: str | None) -> tuple[list[str], list[str]]:
    table = read_file(path)
    texts = _read_column(table, path, text)
    if not texts:
        raise CommandFailed(f"{path} holds no rows; nothing was written", BAD_INPUT)
    if name is None:
        return [str(row) for row in range(1, len(texts) + 1)], texts
    ids = _read_column(table, path, name)
    seen: set[str] = set()
    for row, each in zip(table.rows, ids, strict=True):
        if not each.strip() or each in seen:
            message = f"row {row.number} has no id of its own; nothing was written"
            raise CommandFailed(message, BAD_INPUT)
        seen.add(each)
    return ids, texts


def _read_column(table: Table, path: Path, column: str) -> list[str]:
    if column not in table.columns:
        known = ", ".join(table.columns)
        message = f"{path} has no column {column!r}; its columns are: {known}. Nothing was written."
        raise CommandFailed(message, BAD_INPUT)
    at = table.columns.index(column)
    return [row.cells[at] if at < len(row.cells) else "" for row in table.rows]


def _read_codebook(path: Path) -> list[Code]:
    try:
        records = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}; nothing was written"
        raise CommandFailed(message, BAD_INPUT) from None
    except ValueError:
        raise CommandFailed(f"{path} is no JSON file; nothing was written", BAD_INPUT) from None
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        message = f"{path} has to be a list of codes with id and name; nothing was written"
        raise CommandFailed(message, BAD_INPUT)
    return [_read_code(record, path) for record in records]


def _read_code(record: Mapping[str, Any], path: Path) -> Code:
    examples = record.get("examples") or []
    if not isinstance(examples, list):
        message = f"the examples of a code in {path} have to be a list; nothing was written"
        raise CommandFailed(message, BAD_INPUT)
    name = str(record.get("name") or record.get("id") or "")
    key = record.get("id")
    return Code(
        id=name if key is None else str(key),
        name=name,
        definition=str(record.get("definition") or ""),
        examples=tuple(str(each) for each in examples if each),
    )


def _read_coded(path: Path | None, text: str, label: str | None, codes: Sequence[Code]) -> _Coded:
    if path is None or label is None:
        return _Coded([], [])
    table = read_file(path)
    known = {code.name.strip().casefold(): code.id for code in reversed(codes)}
    known |= {code.id: code.id for code in codes}
    cells = _read_column(table, path, label)
    labels = [
        _match_codes(cell, known, row.number) for row, cell in zip(table.rows, cells, strict=True)
    ]
    return _Coded(_read_column(table, path, text), labels)


def _match_codes(cell: str, known: Mapping[str, str], row: int) -> list[str]:
    found = []
    for name in (part.strip() for part in cell.split("|")):
        code = known.get(name) or known.get(name.casefold())
        if name and code is None:
            message = f"row {row} of the examples names {name!r}, which the codebook does not have"
            raise CommandFailed(f"{message}; nothing was written", BAD_INPUT)
        if code is not None:
            found.append(code)
    return found


def _write_scores(ids: Sequence[str], found: CodeSuggestions) -> str:
    """Write every code of a text where there are at most 60, else the best three and those given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "code", "score", "accepted"])
    for text in found.texts:
        every = len(text.scores) <= _ALL_CODES
        for place, score in enumerate(text.scores):
            if every or place < _AT_LEAST or score.accepted:
                row = [ids[text.text_index], score.code, f"{score.score:.6f}", int(score.accepted)]
                writer.writerow(row)
    return out.getvalue()
