"""`cairn attack`: what a released table gives away to somebody who can add up."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from cairn.analysis.attack import RULES, Findings, Interval, attack_table
from cairn.cli import BAD_INPUT, OK, CommandFailed
from cairn.cli._arguments import add_seed
from cairn.cli._files import check_file, make_json, write_file
from cairn.cli._tables import Labelled, read_table_file

NAME = "attack"
HELP = "Work out what can be known of the hidden figures of a released table."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn attack` takes."""
    parser.add_argument("file", type=Path, metavar="RELEASED", help="a table with its totals")
    parser.add_argument("--rule", choices=tuple(RULES), default="staff", help="staff unless told")
    parser.add_argument("--json", required=True, type=Path, metavar="FILE", help="where to write")
    add_seed(parser, "changes nothing")


def run(args: argparse.Namespace) -> int:
    """Read the table, bound every hidden figure, write what was found."""
    check_file(args.json)
    table = read_table_file(args.file)
    try:
        found = attack_table(table.shown, rule=RULES[args.rule])
    except ValueError as error:
        message = f"{args.file}: {error}; is it of rule {args.rule}? Nothing was written."
        raise CommandFailed(message, BAD_INPUT) from None
    write_file(args.json, make_json(_record(table, found)))
    print(
        f"{len(found.cells)} hidden figures: {len(found.exact)} known exactly, "
        f"{len(found.narrow)} within an interval under 3 wide. Written to {args.json}"
    )
    return OK


def _record(table: Labelled, found: Findings) -> dict[str, object]:
    return {
        "exact": len(found.exact),
        "narrow": len(found.narrow),
        "assumed": found.assumed,
        "cells": [_record_cell(table, found, cell) for cell in found.cells],
    }


def _record_cell(table: Labelled, found: Findings, cell: Interval) -> dict[str, object]:
    return {
        "row": table.rows[cell.row],
        "column": table.columns[cell.column],
        "low": int(cell.low),
        "high": None if math.isinf(cell.high) else int(cell.high),
        "exact": cell in found.exact,
        "narrow": cell in found.narrow,
    }
