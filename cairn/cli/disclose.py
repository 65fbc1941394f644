"""`cairn disclose`: a table of counts of people as it may be shown."""

from __future__ import annotations

import argparse
from pathlib import Path

from cairn.analysis.disclosure import HIDDEN, RULES, ReleasedTable, release_table
from cairn.cli import BAD_INPUT, OK, CommandFailed
from cairn.cli._arguments import add_out, add_seed, read_seed
from cairn.cli._files import check_file, read_column, read_file, write_file
from cairn.cli._tables import TOTAL, write_table
from cairn.evidence.importers import Table

NAME = "disclose"
HELP = "Hide and round counts of people until nothing can be worked out from what is left."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn disclose` takes."""
    parser.add_argument("file", type=Path, metavar="TABLE", help="one row for each cell")
    parser.add_argument("--rows", required=True, metavar="COLUMN", help="column with rows' names")
    parser.add_argument("--columns", required=True, metavar="COLUMN", help="... columns' names")
    parser.add_argument("--count", required=True, metavar="COLUMN", help="column with the people")
    parser.add_argument("--rule", choices=RULES, default="staff", help="staff unless told")
    parser.add_argument("--k", type=_read_k, metavar="N", help="the rule's own unless told")
    parser.add_argument(
        "--whole-groups", action="store_true",
        help="hide too that all of a row said the same",
    )  # fmt: skip
    add_out(parser)
    add_seed(parser, "changes nothing")


def run(args: argparse.Namespace) -> int:
    """Read cells, release the table, write it with its totals."""
    check_file(args.out)
    counts = _read_counts(read_file(args.file), args)
    rows = list(dict.fromkeys(row for row, _ in counts))
    columns = list(dict.fromkeys(column for _, column in counts))
    grid = [[counts.get((row, column), 0) for column in columns] for row in rows]
    table = release_table(grid, args.k, args.rule, whole_groups=args.whole_groups)
    write_file(args.out, write_table(args.rows, rows, columns, table))
    print(_say(table, args))
    return OK


def _read_counts(table: Table, args: argparse.Namespace) -> dict[tuple[str, str], int]:
    named = (read_column(table, name, args.file) for name in (args.rows, args.columns, args.count))
    counts: dict[tuple[str, str], int] = {}
    for line, row, column, count in zip(table.rows, *named, strict=True):
        cell = row.strip(), column.strip()
        if TOTAL in cell:
            _refuse(line.number, f"is named {TOTAL}; leave totals out, they are worked out here")
        if cell in counts:
            _refuse(line.number, f"gives {cell[0]!r} and {cell[1]!r} for the second time")
        counts[cell] = _read_count(count, line.number)
    if not counts:
        raise CommandFailed(f"{args.file} holds no rows; nothing was written", BAD_INPUT)
    return counts


def _read_count(text: str, number: int) -> int:
    bare = text.strip().replace(",", "").removesuffix(".0") or "0"
    if not bare.isascii() or not bare.isdigit():
        _refuse(number, f"has {text!r} where a whole number of people should be")
    return int(bare)


def _refuse(number: int, why: str) -> None:
    raise CommandFailed(f"row {number} {why}. Nothing was written.", BAD_INPUT)


def _read_k(value: str) -> int:
    number = read_seed(value)
    if number < 2:
        raise argparse.ArgumentTypeError("give a whole number from 2")
    return number


def _say(table: ReleasedTable, args: argparse.Namespace) -> str:
    cells = [cell for row in table.cells for cell in row]
    hidden = sum(cell.hidden for cell in cells)
    return (
        f"{hidden} of {len(cells)} cells hidden ({HIDDEN}); rule {table.rule}, k = {table.k}, "
        f"{table.engine} version {table.version}. Written to {args.out}"
    )
