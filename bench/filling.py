"""How long a large report takes from the database to its files.

10 themes with seven quotes for and one against, 60 recommendations on 60 findings, 400 contributions, all in a database
of its own that is thrown away; the aim is 6 seconds for filling and all formats together on two cores.
Run: python -m bench.filling
"""

from __future__ import annotations

import os
import tempfile
import time
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "cairn.config.settings"
FOLDER = tempfile.TemporaryDirectory(prefix="cairn-bench-")
os.environ["DATA_DIR"] = FOLDER.name
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/bench.sqlite3"
django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cairn.plugins import find_plugins
from cairn.programmes.tests.factories import make_cast
from cairn.reports.exporters import to_json
from cairn.reports.queries.filling import fill_report
from cairn.reports.queries.frozen import claims_in, quotes_in
from cairn.reports.tests.factories import (
    find,
    make_heading,
    make_report,
    recommend,
    say,
    theme_with,
)
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.tests.factories import place

AIM_SECONDS = 6.0
SAID = "We settled matter {} where the work is, and nobody had to wait for a meeting elsewhere."
ROLES, SECTORS = ("Nurse", "Doctor", "Manager", "Porter"), ("Acute", "Community", "Primary")


@transaction.atomic
def make_rows() -> tuple[Any, Any]:
    """A member and a report with everything in it that the aim asks for."""
    cast = make_cast()
    said = [
        say(cast.programme, SAID.format(n), cast.ben, role_band=ROLES[n % 4], sector=SECTORS[n % 3])
        for n in range(400)
    ]
    for number in range(10):
        theme = theme_with(cast.programme, cast.ben, *said[number * 7 : number * 7 + 7],
                   title=f"Theme {number}", meaning="Let those near the work decide. " * 8)  # fmt: skip
        place(theme, said[100 + number], cast.ben, stance=Stance.AGAINST)
    headings = [make_heading(cast.programme, f"Heading {n}", n) for n in range(9)]
    for number in range(60):
        heading = headings[number * 9 // 60]
        finding = find(cast.programme, cast.ben, said[number], SAID.format("it"), heading)
        recommend(cast.programme, cast.ben, finding, heading, SAID.format("this"), order=number)
    return cast.ben, make_report(cast.programme, cast.ben, outline="lessons-learnt-report")


def main() -> None:
    call_command("migrate", verbosity=0)
    member, report = make_rows()
    fill_report(member, report)  # imports and shelf files are read once for all reports
    with CaptureQueriesContext(connection) as queries:
        filling, content = measure(lambda: fill_report(member, report).content)
    print(f"{len(claims_in(content))} claims, {len(quotes_in(content))} quotes, "
          f"{len(to_json(content)) / 1024:.0f} KiB, {len(queries)} queries")  # fmt: skip
    print(f"{'':<8}{'seconds':>10}{'of processor':>14}")
    times = {"filling": filling}
    for name, exporter in find_plugins("cairn.reports.exporters").items():
        times[name] = measure(lambda one=exporter: one.export(content, link=thread))[0]
    times["all"] = (sum(one[0] for one in times.values()), sum(one[1] for one in times.values()))
    for name, (seconds, processor) in times.items():
        print(f"{name:<8}{seconds:>10.2f}{processor:>14.2f}")
    print(f"aim {AIM_SECONDS:.0f} seconds on two cores that nobody else uses")


def thread(ref: str) -> str:
    return f"https://cairn.example/threads/{ref}"


def measure(work: Any) -> tuple[tuple[float, float], Any]:
    """Seconds on the clock and of the processor, and what came out; the clock alone counts others."""
    clock, processor = time.perf_counter(), time.process_time()
    made = work()
    return (time.perf_counter() - clock, time.process_time() - processor), made


if __name__ == "__main__":
    main()
