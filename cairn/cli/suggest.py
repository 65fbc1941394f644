"""`cairn suggest`: codes of a codebook for a column of texts, for a person to judge."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cairn.analysis.code_suggester import Code, CodeSuggester, CodeSuggestions, CodesWrong
from cairn.analysis.vectors import VectorsMissing
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._arguments import add_out, add_seed, add_texts, add_vectors
from cairn.cli._files import check_file, make_csv, read_column, read_file, write_file
from cairn.cli._texts import read_texts

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
    add_texts(parser)
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
    add_out(parser)
    add_vectors(parser)
    add_seed(parser)


def run(args: argparse.Namespace) -> int:
    """Read, learn, suggest, write whole or not at all."""
    if (args.examples is None) != (args.label is None):
        raise CommandFailed("--examples and --label go together", BAD_USAGE)
    check_file(args.out)
    read = read_texts(args.file, args.text, args.id)
    codes = _read_codebook(args.codebook)
    coded = _read_coded(args.examples, args.text, args.label, codes)
    try:
        found = _suggest(args, codes, coded, read.texts)
    except (CodesWrong, VectorsMissing) as wrong:
        raise CommandFailed(f"{wrong}. Nothing was written.", BAD_INPUT) from None
    rows = _list_scores(read.ids, found)
    write_file(args.out, make_csv(("id", "code", "score", "accepted"), rows))
    bare = sum(text.abstains for text in found.texts)
    print(
        f"Codes suggested for {len(found.texts) - bare} of {len(found.texts)} texts; {bare} are left to a "
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
    cells = read_column(table, label, path)
    labels = [
        _match_codes(cell, known, row.number) for row, cell in zip(table.rows, cells, strict=True)
    ]
    return _Coded(read_column(table, text, path), labels)


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


def _list_scores(ids: Sequence[str], found: CodeSuggestions) -> Iterator[tuple[object, ...]]:
    """Give every code of a text where there are at most 60, else the best three and those given."""
    for text in found.texts:
        every = len(text.scores) <= _ALL_CODES
        for place, score in enumerate(text.scores):
            if every or place < _AT_LEAST or score.accepted:
                yield ids[text.text_index], score.code, f"{score.score:.6f}", int(score.accepted)
