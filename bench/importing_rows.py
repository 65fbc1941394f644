# ruff: noqa: PLC0415 - the settings have to be chosen before anything of Django's is loaded
"""How fast and how lean rows become contributions: 50,000 rows of CSV through the real actions.

Run `python -m bench.importing_rows [ROWS]`. Without DATABASE_URL it makes an SQLite database of its
own; with it (`python -m scripts.postgres .venv/bin/python -m bench.importing_rows`) it uses that
one, which has to be empty. Beside the import stands the least any program could do: the same texts
into one table with one statement a thousand rows.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import django

from bench.importing import made_up_rows, write_csv

COLUMNS = {
    "id": "person",
    "role": "role_band",
    "place": "place",
    "day": "received_on",
    "What should stay?": "words",
}


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of this process's own work."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - worked


def report(what: str, rows: int, took: tuple[float, float]) -> None:
    clock, own = took
    print(f"| {what} | {rows} | {clock:.1f} | {rows / clock:,.0f} | {own:.1f} | "
          f"{rows / own:,.0f} | {peak_megabytes():.0f} |")  # fmt: skip


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite://{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "cairn.config.settings"
        os.environ.setdefault("SECRET_KEY", "a key for measuring")
        os.environ["DEBUG"] = "no"  # with it on, Django keeps a copy of every statement
        django.setup()
        measure(Path(folder, "answers.csv"), count)


def measure(path: Path, count: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    write_csv(path, count)
    print(f"{connection.vendor}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    print("| step | rows | seconds | rows/s | own seconds | rows/own s | peak MB so far |")
    print("|---|---|---|---|---|---|---|")
    report("bare inserts", count, timed(lambda: insert_bare(count)))
    bring_in(path, count)


def insert_bare(count: int) -> None:
    from django.db import connection, transaction

    rows = [(row[0], row[4]) for row in made_up_rows(count)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id integer PRIMARY KEY, who text, words text)")
        for start in range(0, count, 1000):
            numbered = [(start + n, *row) for n, row in enumerate(rows[start : start + 1000])]
            cursor.executemany("INSERT INTO bare VALUES (%s, %s, %s)", numbered)


def bring_in(path: Path, count: int) -> None:
    from django.core.files import File

    from cairn.evidence import actions
    from cairn.evidence.models import Contribution
    from cairn.programmes.tests.factories import make_cast

    cast = make_cast()
    mapping = actions.Mapping(COLUMNS, "heading")
    for again in ("", " again"):
        with path.open("rb") as file:
            row = actions.receive_file(
                programme=cast.programme, name=path.name, content=File(file), by=cast.ben
            )
        row = actions.map_columns(
            import_=row, mapping=mapping, consent="analysis", consent_basis="", by=cast.ben
        )
        report("dry run" + again, count, timed(lambda row=row: actions.count_rows(import_=row)))
        actions.queue_import(import_=row, by=cast.ben)
        report("import" + again, count, timed(lambda row=row: actions.run_import(import_=row)))
        assert Contribution.objects.count() == count
    open_lists(cast, count)
    report("undo", count, timed(lambda: actions.undo_import(import_=first_import(), by=cast.ben)))


PAGES = {
    "first page": "",
    "last page": "page=99999",
    "newest first": "sort=newest",
    "one place of forty": "place=Place+7",
    "latest received first": "sort=received_last",
    "words in most of them": "words=door",
    "words in none": "words=nobodysaidthis",
}


def open_lists(cast: Any, count: int) -> None:
    """The list of contributions as a member opens it; the middle of five goes each."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.force_login(cast.ben)
    address = f"/p/{cast.programme.slug}/evidence/"
    for what, asked in PAGES.items():
        times = sorted(open_page(client, f"{address}?{asked}") for _again in range(5))
        report(f"list, {what}", count, times[2])


def open_page(client: Any, address: str) -> tuple[float, float]:
    def get() -> None:
        assert client.get(address, secure=True).status_code == HTTPStatus.OK, address

    return timed(get)


def first_import() -> object:
    from cairn.evidence.models import Import

    return Import.objects.order_by("pk").first()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
