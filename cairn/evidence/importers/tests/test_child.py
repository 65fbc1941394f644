import gc
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cairn.evidence.importers import Limits, Options, Refusal, Row
from cairn.evidence.importers._parent import run_plugin
from cairn.evidence.importers.tests.bad import children

HOSTILE = "cairn.evidence.importers.tests.hostile"


@pytest.fixture
def upload(tmp_path, monkeypatch):
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(work))
    path = tmp_path / "upload"
    path.write_bytes(b"x")
    return path


def run(path, trick, limits=None, **options):
    return run_plugin(HOSTILE, path, Options(sheet=trick, **options), limits or Limits(seconds=30))


@pytest.mark.parametrize(
    ("trick", "limits", "code"),
    [
        ("memory", Limits(seconds=30), "too_much_memory"),
        ("abort", Limits(seconds=30), "too_much_memory"),
        ("sleep", Limits(seconds=1), "too_slow"),
        ("spin", Limits(seconds=30, processor=1), "too_slow"),
        ("spin", Limits(seconds=1), "too_slow"),
        ("disk", Limits(seconds=30, disk=1 << 20), "broken"),
        ("connect", Limits(seconds=30), "broken"),
        ("resolve", Limits(seconds=30), "broken"),
        ("program", Limits(seconds=30), "broken"),
        ("process", Limits(seconds=30), "broken"),
        ("stray", Limits(seconds=30), "broken"),
        ("recurse", Limits(seconds=30), "too_deep"),
        ("exit", Limits(seconds=30), "broken"),
        ("fail", Limits(seconds=30), "broken"),
    ],
)
def test_a_child_that_misbehaves_is_refused_and_leaves_nothing(upload, trick, limits, code):
    before = children()
    with pytest.raises(Refusal) as refusal:
        run(upload, trick, limits)
    assert refusal.value.code == code
    assert sorted(upload.parent.rglob("*")) == [upload, upload.parent / "work"]
    assert children() == before


def test_a_refusal_keeps_its_params_and_puts_none_of_their_words_in_the_sentence(upload):
    with pytest.raises(Refusal) as refusal:
        run(upload, "refuse")
    assert refusal.value.params == {"sheet": "<b>their words</b>"}
    assert (
        refusal.value.message == "There is no visible sheet of that name. Choose one from the list."
    )


def test_a_failure_is_logged_by_its_place_and_without_words_of_the_file(upload, caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(Refusal):
        run(upload, "fail")
    (record,) = caplog.records
    assert record.getMessage().startswith("an importer failed: KeyError at hostile.py:")
    assert "their words" not in caplog.text


def test_rows_are_read_again_from_a_file_that_has_no_name(upload):
    table = run(upload, "nothing")
    assert (table.importer, table.columns, table.row_count) == ("hostile", ("a", "b"), 50_000)
    first, again = iter(table.rows), iter(table.rows)
    assert next(first) == next(again) == Row(1, ("1", "é\n\u2028"))
    assert sum(1 for _ in first) == 49_999
    assert sum(1 for _ in again) == 49_999
    assert list(upload.parent.joinpath("work").iterdir()) == []


def test_rows_give_back_their_file_when_no_longer_used(upload):
    work = str(upload.parent / "work")
    table = run(upload, "nothing")
    assert len(files_open_in(work)) == 1
    del table
    gc.collect()
    assert files_open_in(work) == []


def files_open_in(folder):
    """Open files of ours there, nameless ones too; other threads' come and go while we look."""
    found = []
    for link in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            found.append(str(link.readlink()))
    return [name for name in found if name.startswith(folder)]


def test_a_limit_stops_after_that_many_rows(upload):
    table = run(upload, "nothing", limit=20)
    assert [row.number for row in table.rows] == list(range(1, 21))


def may_leave_the_network() -> bool:
    """Try it in a process of its own: a network once left is left."""
    try_it = (
        "import ctypes as c, sys; u = c.CDLL(None).unshare; sys.exit(u(1 << 30) and u(5 << 28))"
    )
    return subprocess.run([sys.executable, "-c", try_it], check=False).returncode == 0


@pytest.mark.skipif(
    not may_leave_the_network(), reason="this system gives no process a network of its own"
)
def test_the_child_has_a_network_of_its_own(upload):
    (row,) = run(upload, "namespace").rows
    assert row.cells != (str(Path("/proc/self/ns/net").readlink()),)


def test_the_child_ends_with_its_parent(upload):
    code = (
        "from pathlib import Path\n"
        "from cairn.evidence.importers import Limits, Options\n"
        "from cairn.evidence.importers._parent import run_plugin\n"
        f"run_plugin({HOSTILE!r}, Path({str(upload)!r}), Options(sheet='sleep'), Limits())\n"
    )
    environment = os.environ | {"TMPDIR": str(upload.parent)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment) as parent:
        child = wait_until(lambda: children_of(parent.pid))[0]
        wait_until(lambda: "importers._child" in command(child) and dies_with_parent(child))
        parent.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not command(child))


def wait_until(condition):
    for _ in range(600):
        if value := condition():
            return value
        time.sleep(0.05)
    raise AssertionError("it did not come to pass within 30 seconds")


def children_of(pid: int) -> list[int]:
    text = Path("/proc", str(pid), "task", str(pid), "children").read_text()
    return [int(child) for child in text.split()]


def command(pid: int) -> str:
    """Return a process's command line; a process that has ended has none."""
    try:
        return Path("/proc", str(pid), "cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def dies_with_parent(pid: int) -> bool:
    """Tell that the child has locked itself in: gaining privileges is given up in the same step."""
    status = Path("/proc", str(pid), "status").read_text()
    return "NoNewPrivs:\t1" in status
