"""`cairn saturation`: whether more of the same would still bring new codes."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from cairn.analysis.saturation import REASONS, measure_saturation
from cairn.cli import BAD_INPUT, OK, CommandFailed
from cairn.cli._arguments import add_seed, read_count, read_share
from cairn.cli._files import check_file, make_json, read_columns, read_file, write_file

NAME = "saturation"
HELP = "Say after how many units hardly any new codes came: a row for each unit and code."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn saturation` takes."""
    parser.add_argument("file", type=Path, metavar="CODED", help="what to read, in order")
    parser.add_argument("--unit", required=True, metavar="COLUMN", help="interview or answer")
    parser.add_argument("--code", required=True, metavar="COLUMN", help="a code put on it")
    parser.add_argument("--base", type=read_count, default=4, metavar="N", help="4 unless told")
    parser.add_argument("--run", type=read_count, default=2, metavar="N", help="2 unless told",
                        dest="run_length")  # fmt: skip
    parser.add_argument("--threshold", type=read_share, default=0.05, metavar="X", help="0.05")
    parser.add_argument("--json", required=True, type=Path, metavar="FILE", help="what to write")
    add_seed(parser)


def run(args: argparse.Namespace) -> int:
    """Read, measure, write the JSON whole or not at all."""
    check_file(args.json)
    rows = read_columns(args.file, read_file(args.file), [args.unit, args.code])
    units: dict[str, set[str]] = {}
    for unit, code in rows:
        if unit:
            units.setdefault(unit, set()).update({code} - {""})
    if not units:
        raise CommandFailed(f"{args.file} holds no units; nothing was written", BAD_INPUT)
    found = measure_saturation(
        list(units.items()), args.base, args.run_length, args.threshold, args.seed
    )
    record = asdict(found) | {
        "confirmed_at": found.confirmed_at, "units": len(units), "reason": REASONS[found.reason],
    }  # fmt: skip
    write_file(args.json, make_json(record))
    reached = "not reached" if found.reached_at is None else f"reached at {found.reached_at}"
    print(
        f"Saturation {reached} of {len(units)} units: {REASONS[found.reason]}. "
        f"Written to {args.json}"
    )
    return OK
