"""An intruder who keeps every release of a survey: steps, filters and withdrawals in random order.

`CAIRN_RELEASE_SERIES` says how many series a rule; 500 unless told.
"""

from __future__ import annotations

import os
import sys
import time

from cairn.analysis.disclosure_rules import RULE_SETS
from cairn.analysis.tests.intruder import intrude, play


def main() -> int:
    series = int(os.environ.get("CAIRN_RELEASE_SERIES", "500"))
    print(
        "| rule | series | lists released | releases refused | figures hidden | groups learnt | seconds a series |"
    )
    print("|---|---|---|---|---|---|---|")
    learnt = 0
    for rule in RULE_SETS.values():
        start, lists, refused, hidden, figures, known = time.process_time(), 0, 0, 0, 0, 0
        for seed in range(series):
            survey = play(seed, rule)
            shown = [value for each in survey.released for value in each.line.shown[0]]
            lists, refused = lists + len(survey.released), refused + survey.refused
            hidden, figures = hidden + shown.count(None), figures + len(shown)
            known += len(intrude(survey))
        learnt += known
        seconds = (time.process_time() - start) / series
        print(
            f"| {rule.name} | {series} | {lists} | {refused} | {hidden} of {figures} | {known} | {seconds:.1f} |",
            flush=True,
        )
    return 1 if learnt else 0


if __name__ == "__main__":
    sys.exit(main())
