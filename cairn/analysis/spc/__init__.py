"""Statistical process control: run, XmR, p, p', u, u', c, g and t charts with named rules.

In: dates, values and, for rates, denominators. Out: one frozen `Chart` with limits, signals and what
they say of variation and of a target. Limits are never drawn anew unless a person says when and why.
"""

from cairn.analysis.spc.charts import CHARTS, make_chart
from cairn.analysis.spc.limits import count_limits, moving_range_limits
from cairn.analysis.spc.reading import Reading, read_date, read_number
from cairn.analysis.spc.results import Chart, Notice, Point, Segment, StepChange

__all__ = [
    "CHARTS",
    "Chart",
    "Notice",
    "Point",
    "Reading",
    "Segment",
    "StepChange",
    "count_limits",
    "make_chart",
    "moving_range_limits",
    "read_date",
    "read_number",
]
