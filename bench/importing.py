"""How fast and how lean tables are read: 50,000 rows of CSV and XLSX through Cairn's child process.

Run `python -m bench.importing [ROWS]`. Each way of reading runs in a process of its own, so that its
peak memory is its own; beside ours stand plain `csv` and openpyxl's read-only mode in the same run.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl

from cairn.evidence.importers import read_table

HEAD = ("id", "role", "place", "day", "What should stay?", "What should stop?")
WORDS = [
    "the",
    "ward",
    "we",
    "kept",
    "a",
    "daily",
    "huddle",
    "and",
    "a",
    "list",
    "on",
    "the",
    "door",
    "because",
    "it",
    "made",
    "us",
    "feel",
    "heard",
]


def made_up_rows(count: int) -> Iterable[tuple[str, ...]]:
    """Yield rows of 8 to 40 made-up words, the same in every run."""
    for number in range(count):
        answers = [" ".join(WORDS[(number + i) % len(WORDS)] for i in range(n % 33 + 8))
                   for n in (number, number * 7)]  # fmt: skip
        yield (f"P{number}", WORDS[number % 5], f"Place {number % 40}", "2021-04-03", *answers)


def write_csv(path: Path, count: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *made_up_rows(count)])


def write_xlsx(path: Path, count: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Answers")
    for row in [HEAD, *made_up_rows(count)]:
        sheet.append(row)
    book.save(path)


def with_cairn(path: Path) -> int:
    return sum(1 for _row in read_table(path, path.name).rows)


def with_csv(path: Path) -> int:
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _row in csv.reader(file)) - 1


def with_openpyxl(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for _row in book.worksheets[0].iter_rows(values_only=True)) - 1


READERS: dict[str, Callable[[Path], int]] = {
    "cairn": with_cairn,
    "csv": with_csv,
    "openpyxl": with_openpyxl,
}


def peak_megabytes(pid: int | str) -> float:
    """Return the most memory a process has held so far; nothing of one that has ended."""
    try:
        status = Path("/proc", str(pid), "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


def child_of(pid: int) -> str:
    try:
        return Path("/proc", str(pid), "task", str(pid), "children").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def measure(reader: str, path: Path) -> dict[str, float]:
    """Read a file in a process of its own; memory is that of the process and of its child."""
    command = [sys.executable, "-m", "bench.importing", "--read", reader, str(path)]
    own = child = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            own = max(own, peak_megabytes(process.pid))
            if number := child_of(process.pid):
                child = max(child, peak_megabytes(number))
            time.sleep(0.01)
        assert process.stdout is not None
        return json.loads(process.stdout.read()) | {"own": own, "child": child}


def read_and_report(reader: str, path: Path) -> None:
    start = time.perf_counter()
    rows = READERS[reader](path)
    print(json.dumps({"rows": rows, "seconds": time.perf_counter() - start}))


def main(count: int) -> None:
    print(f"{count} rows, {os.cpu_count()} processors\n")
    print("| file | read by | rows | seconds | rows/s | peak MB, reader | peak MB, child |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for kind, write, plain in (("csv", write_csv, "csv"), ("xlsx", write_xlsx, "openpyxl")):
            path = Path(folder, f"answers.{kind}")
            write(path, count)
            for reader in ("cairn", plain):
                figures = measure(reader, path)
                rows, seconds = figures["rows"], figures["seconds"]
                print(f"| {kind} | {reader} | {rows} | {seconds:.2f} | {rows / seconds:,.0f} "
                      f"| {figures['own']:.0f} | {figures['child']:.0f} |")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read_and_report(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
