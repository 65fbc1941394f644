"""The child's side: `python -m cairn.evidence.importers._child` reads one file and writes its rows.

It locks itself in before the file's bytes are looked at: memory, processor, disk and open files are
limited, the network is gone, no program can be started and nothing outside its folder written.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import KEPT, Options, Reading, Row

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.kill",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Read the job from standard input, do it, and leave `result.json` (and `rows.jsonl`)."""
    job = json.load(sys.stdin)
    sys.excepthook = _report_crash
    lock_in(job["limits"])
    try:
        result = _WORK[job["work"]](job)
    except Refusal as refusal:
        result = {"refusal": refusal.code, "params": refusal.params}
    except MemoryError:
        result = {"refusal": "too_much_memory", "params": {}}
    except RecursionError:
        result = {"refusal": "too_deep", "params": {}}
    _write_result(result)


def _read(job: dict[str, Any]) -> dict[str, Any]:
    plugin = importlib.import_module(job["module"])
    chosen = job["options"]
    chosen["leave_out_speakers"] = tuple(chosen["leave_out_speakers"])
    reading = plugin.read(Path(job["path"]), Options(**chosen))
    count = _write_rows(reading.rows, chosen["limit"])
    return {"importer": plugin.NAME, "row_count": count} | _facts(reading)


def _keep(job: dict[str, Any]) -> dict[str, Any]:
    # drawing takes long to load, and most children read tables
    keeping = importlib.import_module("cairn.evidence.importers._keeping")
    return {"form": keeping.keep(Path(job["path"]), job["wanted"], Path(KEPT))}


_WORK = {"read": _read, "keep": _keep}


def _write_rows(rows: Iterable[Row], limit: int | None) -> int:
    count = 0
    dumps = json.JSONEncoder(check_circular=False).encode
    with Path("rows.jsonl").open("w", encoding="ascii", buffering=1 << 18) as file:
        for row in rows:
            file.write(dumps(row) + "\n")
            count += 1
            if count == limit:
                break
    return count


def _facts(reading: Reading) -> dict[str, Any]:
    reading.rows = iter(())
    facts = asdict(reading)
    del facts["rows"]
    return facts


def _write_result(result: dict[str, Any]) -> None:
    Path("result.json").write_text(json.dumps(result), encoding="ascii")


def _report_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say where the code failed and nothing of what the file says."""
    where = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        where = f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    _write_result({"crash": f"{kind.__name__} at {where}"})


def lock_in(limits: dict[str, int]) -> None:
    """Give up everything that reading a file does not need."""
    # the signal that says the time is up comes at the softer limit, the kill a second later
    seconds = limits["processor"]
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits["memory"], limits["memory"]),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, limits["disk"], limits["disk"]),
        (resource.RLIMIT_NOFILE, 64, 64),
        (resource.RLIMIT_NPROC, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _limit(kind, soft, hard)
    _leave_network()
    sys.addaudithook(_forbid)


def _limit(kind: int, soft: int, hard: int) -> None:
    """Set a limit, or leave a tighter one that the system has set already."""
    most = resource.getrlimit(kind)[1]
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(kind, (soft, hard))


def _leave_network() -> None:
    """Move to an empty network where the system allows it; the audit hook stands in elsewhere."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"an importer may not {event}")
    if event == "open":
        path, _mode, flags = arguments
        if flags & _WRITING and not _is_ours(path):
            raise PermissionError("an importer writes into its own folder only")


def _is_ours(path: object) -> bool:
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    return Path(os.fsdecode(path)).absolute().is_relative_to(Path.cwd())


if __name__ == "__main__":
    main()
