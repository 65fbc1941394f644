"""`cairn agree`: how far coders agree, from a file of who put which code on what."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from cairn.analysis.agreement import (
    Agreement,
    CodeAgreement,
    Level,
    Measured,
    Rating,
    list_disagreements,
    measure_agreement,
    read_ratings,
)
from cairn.analysis.agreement.measuring import REASONS, WORDS
from cairn.analysis.agreement.ratings import Ratings
from cairn.cli import BAD_INPUT, OK, CommandFailed
from cairn.cli._arguments import add_seed
from cairn.cli._files import check_file, make_json, read_columns, read_file, write_file

NAME = "agree"
HELP = "Measure how far coders agree: a row for each unit, coder and code."
_DISCUSSED = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn agree` takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what to read")
    parser.add_argument("--unit", required=True, metavar="COLUMN", help="what was coded")
    parser.add_argument("--coder", required=True, metavar="COLUMN", help="who coded it")
    parser.add_argument("--code", required=True, metavar="COLUMN", help="the code they put")
    parser.add_argument(
        "--level", choices=[level.value for level in Level], default="nominal",
        help="what the codes are: nominal unless told",
    )  # fmt: skip
    parser.add_argument("--json", required=True, type=Path, metavar="FILE", help="what to write")
    add_seed(parser)


def run(args: argparse.Namespace) -> int:
    """Read, measure, write the JSON whole or not at all."""
    check_file(args.json)
    table = read_file(args.file)
    rows = read_columns(args.file, table, [args.unit, args.coder, args.code])
    ratings = _read(args, [Rating(*row) for row in rows if all(row)])
    found = measure_agreement(ratings, args.seed)
    record = _describe(found) | {"disagreements": _list(ratings)}
    write_file(args.json, make_json(record))
    alpha = found.krippendorff_alpha
    said = WORDS[alpha.meaning] if alpha.value is not None else REASONS[alpha.reason]
    shown = "not defined" if alpha.value is None else f"{alpha.value:.3f}"
    print(
        f"{found.units} units coded by two or more of {found.coders} coders; "
        f"Krippendorff's alpha {shown}: {said}. Written to {args.json}"
    )
    return OK


def _read(args: argparse.Namespace, rows: list[Rating]) -> Ratings:
    if not rows:
        raise CommandFailed(f"{args.file} holds no codes; nothing was written", BAD_INPUT)
    try:
        return read_ratings(rows, Level(args.level))
    except ValueError as error:
        raise CommandFailed(f"{args.file}: {error}; nothing was written", BAD_INPUT) from None


def _describe(found: Agreement) -> dict[str, Any]:
    measured = {
        "percent": found.percent,
        "cohen": found.cohen,
        "fleiss": found.fleiss,
        "krippendorff_alpha": found.krippendorff_alpha,
        "gwet_ac1": found.gwet_ac1,
    }
    record: dict[str, Any] = {name: one.value for name, one in measured.items()}
    record["krippendorff_alpha"] = _interval(found.krippendorff_alpha)
    return record | {
        "intervals": {name: [one.low, one.high] for name, one in measured.items()},
        "undefined": {name: REASONS[one.reason] for name, one in measured.items() if one.reason},
        "meaning": found.krippendorff_alpha.meaning,
        "units": found.units,
        "coders": found.coders,
        "level": found.level.value,
        "per_code": [_describe_code(one) for one in found.per_code],
        "made_by": vars(found.made_by),
    }


def _describe_code(one: CodeAgreement) -> dict[str, Any]:
    return {
        "code": one.code,
        "units": one.units,
        "used": one.used,
        "percent": one.percent.value,
        "cohen": one.cohen.value,
        "krippendorff_alpha": _interval(one.krippendorff_alpha),
        "gwet_ac1": one.gwet_ac1.value,
        "meaning": one.krippendorff_alpha.meaning,
    }


def _interval(one: Measured) -> dict[str, float | None]:
    return {"value": one.value, "low": one.low, "high": one.high}


def _list(ratings: Ratings) -> list[dict[str, Any]]:
    return [
        {"unit": one.unit, "differing": one.differing, "contested": list(one.contested),
         "given": {str(coder): list(codes) for coder, codes in one.given}}
        for one in list_disagreements(ratings, _DISCUSSED)
    ]  # fmt: skip
