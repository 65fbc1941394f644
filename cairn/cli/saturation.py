"""`cairn saturation`: whether more of the same would still bring new codes."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from cairn.analysis.saturation import REASONS, measure_saturation
from cairn.cli import BAD_INPUT, OK, CommandFailed
from cairn.cli._files import read_columns, read_file, write_files
from cairn.cli.themes import read_seed

NAME = "saturation"
HELP = "Say after how many units hardly any new codes came: a row for each unit and code."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn saturation` takes."""
    parser.add_argument("file", type=Path, metavar="CODED", help="what to read, in order")
    parser.add_argument("--unit", required=True, metavar="COLUMN", help="interview or answer")
    parser.add_argument("--code", required=True, metavar="COLUMN", help="a code put on it")
    parser.add_argument("--base", type=_read_count, default=4, metavar="N", help="4 unless told")
    parser.add_argument("--run", type=_read_count, default=2, metavar="N", help="2 unless told",
                        dest="run_length")  # fmt: skip
    parser.add_argument("--threshold", type=_read_share, default=0.05, metavar="X", help="0.05")
    parser.add_argument("--json", required=True, type=Path, metavar="FILE", help="what to write")
    parser.add_argument("--seed", type=read_seed, default=0, metavar="N", help="0 unless told")


def run(args: argparse.Namespace) -> int:
    """Read, measure, write the JSON whole or not at all."""
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
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    write_files(args.json.parent, {args.json.name: text.encode()})
    reached = "not reached" if found.reached_at is None else f"reached at {found.reached_at}"
    print(
        f"Saturation {reached} of {len(units)} units: {REASONS[found.reason]}. "
        f"Written to {args.json}"
    )
    return OK


def _read_count(value: str) -> int:
    number = read_seed(value)
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number from 1")
    return number


def _read_share(value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("give a number from 0 to 1")
    return share
