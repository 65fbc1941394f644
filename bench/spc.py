"""Control charts: lines against figures worked out by hand or printed elsewhere, and the speed.

The printed ones are of the NIST/SEMATECH e-Handbook of Statistical Methods, chapter 6.3.
"""

from __future__ import annotations

import datetime as dt
import sys
import time

import numpy as np

from cairn.analysis.pictures import draw_spc
from cairn.analysis.spc import CHARTS, Reading, make_chart

START = dt.date(2000, 1, 1)
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
DEFECTS = [16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14]
DEFECTS += [16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13]
FAULTY = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
FAULTY += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
PRINTED = [
    ("flow rates, 6.3.2.2", "xmr", FLOW, None, (45.8159, 50.81, 55.8041)),
    ("wafers, 6.3.3.1", "c", DEFECTS, None, (4.0, 16.0, 28.0)),
    ("samples of 50, 6.3.3.2", "p", FAULTY, 50.0, (0.0524, 0.2313, 0.4102)),
    ("g of 3, 8, 4, 5 by hand", "g", [3, 8, 4, 5], None, (0.0, 5.0, 21.4317)),
]
POINTS = 10_000


def main() -> int:
    print("| figures | chart | expected | Cairn |")
    print("|---|---|---|---|")
    for name, kind, values, size, expected in PRINTED:
        chart = make_chart(_read(values, size), kind)
        found = (chart.lower, chart.mean, chart.upper)
        print(f"| {name} | {kind} | {_say(expected)} | {_say(found)} |")
    print()
    print(f"| chart | {POINTS} points, ms | 36 points with picture, ms |")
    print("|---|---|---|")
    chance = np.random.default_rng(0)
    for kind in CHARTS:
        values = chance.poisson(20, POINTS).tolist()
        long, short = (_time(kind, values[:many], many == 36) for many in (POINTS, 36))
        print(f"| {kind} | {long:.0f} | {short:.1f} |")
    return 0


def _read(values: list[float], size: float | None) -> list[Reading]:
    days = [START + dt.timedelta(at) for at in range(len(values))]
    return [Reading(day, float(value), size) for day, value in zip(days, values, strict=True)]


def _time(kind: str, values: list[float], picture: bool) -> float:
    readings = _read(values, 100.0)
    start = time.perf_counter()
    chart = make_chart(readings, kind)
    if picture:
        draw_spc(chart)
    return 1000 * (time.perf_counter() - start)


def _say(lines: tuple[float | None, ...]) -> str:
    return ", ".join(f"{line:.4f}" for line in lines if line is not None)


if __name__ == "__main__":
    sys.exit(main())
