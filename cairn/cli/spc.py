"""`cairn spc`: a statistical process control chart of a measure over time."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import asdict
from pathlib import Path

from cairn.analysis.pictures import draw_spc
from cairn.analysis.spc import (
    CHARTS,
    Chart,
    Reading,
    StepChange,
    make_chart,
    read_date,
    read_number,
)
from cairn.analysis.spc.charts import RATES
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._arguments import add_seed
from cairn.cli._files import check_file, make_json, read_column, read_file, write_file
from cairn.evidence.importers import Table

NAME = "spc"
HELP = "Draw a run chart or a control chart of a measure over time."
_NO_REASON = "asked for on the command line"
_NOTICES = {
    "same_date": "several values have the same date: {0}",
    "missing_values": "nothing was measured on: {0}",
    "gaps": "longer waits than usual before: {0}",
    "too_short_for_rules": "from {0} on only {1} values: too few for shifts and trends",
    "limits_provisional": "from {0} on only {1} values: limits may still move, 12 or more are better",
    "ranges_left_out": "from {0} on {1} moving ranges were too large to draw limits from",
    "too_few_runs": "from {0} on there are {1} runs about the median, fewer than chance gives",
    "too_many_runs": "from {0} on there are {1} runs about the median, more than chance gives",
}
_LISTED = frozenset({"same_date", "missing_values", "gaps"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn spc` takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what to read")
    parser.add_argument("--date", required=True, metavar="COLUMN", help="column with the dates")
    parser.add_argument("--value", required=True, metavar="COLUMN", help="column with the values")
    parser.add_argument(
        "--denominator", metavar="COLUMN", help="out of how many; for p, pp, u and up"
    )
    parser.add_argument("--chart", choices=CHARTS, default="xmr", help="xmr unless told")
    parser.add_argument("--improvement", choices=("up", "down", "neutral"), default="neutral")
    parser.add_argument("--target", type=_read_target, metavar="X", help="what is aimed at")
    parser.add_argument(
        "--step", nargs="+", action="extend", type=_read_step, default=[], metavar="DATE",
        help="draw limits anew from DATE, or DATE=REASON, on",
    )  # fmt: skip
    parser.add_argument("--title", default="", help="what the measure is called on the picture")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where figures are written")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="where the picture is written")
    add_seed(parser, "changes nothing")


def run(args: argparse.Namespace) -> int:
    """Read, chart, write the figures and the picture."""
    if args.json is None and args.svg is None:
        raise CommandFailed("say where to write to: --json FILE, --svg FILE or both", BAD_USAGE)
    if (args.chart in RATES) != (args.denominator is not None):
        needs = "needs --denominator" if args.chart in RATES else "takes no --denominator"
        raise CommandFailed(f"a chart of kind {args.chart} {needs}", BAD_USAGE)
    written = [path for path in (args.json, args.svg) if path is not None]
    for path in written:
        check_file(path)
    chart = _make_chart(args)
    if args.json is not None:
        write_file(args.json, make_json(_record(chart)))
    if args.svg is not None:
        write_file(args.svg, draw_spc(chart, what=args.title or args.value).svg.encode())
    for notice in chart.notices:
        about = (", ".join(notice.about),) if notice.code in _LISTED else notice.about
        print(f"cairn spc: {_NOTICES[notice.code].format(*about)}", file=sys.stderr)
    print(_say(chart, written))
    return OK


def _make_chart(args: argparse.Namespace) -> Chart:
    readings = _read_readings(read_file(args.file), args)
    try:
        return make_chart(
            readings,
            args.chart,
            improvement=args.improvement,
            target=args.target,
            steps=args.step,
        )
    except ValueError as error:
        raise CommandFailed(f"{args.file}: {error}. Nothing was written.", BAD_INPUT) from None


def _read_readings(table: Table, args: argparse.Namespace) -> list[Reading]:
    days = read_column(table, args.date, args.file)
    values = read_column(table, args.value, args.file)
    sizes = [""] * len(days)
    if args.denominator:
        sizes = read_column(table, args.denominator, args.file)
    numbers = [row.number for row in table.rows]
    readings = []
    for number, day, value, size in zip(numbers, days, values, sizes, strict=True):
        if not (day.strip() or value.strip()):
            continue
        try:
            readings.append(Reading(read_date(day), read_number(value), read_number(size)))
        except ValueError as error:
            message = f"row {number}: {error}. Nothing was written."
            raise CommandFailed(message, BAD_INPUT) from None
    return readings


def _read_target(value: str) -> float:
    try:
        number = read_number(value)
    except ValueError:
        number = None
    if number is None:
        raise argparse.ArgumentTypeError("give a number")
    return number


def _read_step(value: str) -> StepChange:
    day, _, reason = value.partition("=")
    try:
        return StepChange(read_date(day), reason.strip() or _NO_REASON)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _record(chart: Chart) -> dict[str, object]:
    record = asdict(chart)
    for part in (*record["points"], *record["segments"]):
        for name, value in part.items():
            part[name] = value.isoformat() if isinstance(value, dt.date) else value
    return record


def _say(chart: Chart, written: list[Path]) -> str:
    measured = sum(point.value is not None for point in chart.points)
    said = f"{measured} values, {chart.variation} variation at the last one"
    said += f", target: {chart.assurance}" if chart.assurance else ""
    places = " and ".join(str(path) for path in written)
    return f"{said}; rules {chart.rule_set} version {chart.version}. Written to {places}"
