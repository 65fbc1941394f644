"""The parent's side: finds the importer, starts the child, and turns what it wrote into a table."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from cairn.evidence.importers._refusal import Refusal
from cairn.evidence.importers._shapes import KEPT, Importer, Options, Rows, Table
from cairn.plugins import find_plugins

HEAD_BYTES = 65_536
_ROOT = Path(__file__).resolve().parents[3]
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What the child may use: seconds by the clock and of the processor, bytes of memory and disk."""

    seconds: int = 180
    processor: int = 120
    memory: int = 512 * 1024 * 1024
    disk: int = 2 * 1024 * 1024 * 1024


# Somebody waits for the next page while their photo is looked at.
KEEPING = Limits(seconds=30, processor=20)


def find_importers() -> dict[str, Importer]:
    """Return the importers by name."""
    return cast("dict[str, Importer]", find_plugins(__package__))


def detect_importer(path: Path, name: str) -> str:
    """Return the name of the importer that reads a file; raises `Refusal`."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        raise Refusal("unreadable") from None
    if not head:
        raise Refusal("empty")
    importers = find_importers()
    for importer in importers.values():
        if importer.looks_like(head, name):
            return importer.NAME
    known = [extension for each in importers.values() for extension in each.EXTENSIONS]
    if Path(name).suffix.lower() in known:
        raise Refusal("content_mismatch", name=name)
    raise Refusal("unknown_type", name=name, extensions=", ".join(known))


def read_table(
    path: Path,
    name: str,
    options: Options | None = None,
    *,
    importer: str = "",
    limits: Limits | None = None,
) -> Table:
    """Return an uploaded file as a table; raises `Refusal` and then nothing is left behind.

    `path` is where the file lies, `name` what its owner called it. The whole file is read before
    this returns (its first `options.limit` rows if given), so a table is never half a file.
    """
    chosen = find_importers().get(importer or detect_importer(path, name))
    if chosen is None:
        raise Refusal("unknown_importer", importer=importer)
    if path.stat().st_size > chosen.MAX_BYTES:
        raise Refusal("too_large", limit=chosen.MAX_BYTES)
    return run_plugin(cast("Any", chosen).__name__, path, options or Options(), limits or Limits())


def keep_file(path: Path, wanted: str, limits: Limits = KEEPING) -> tuple[str, bytes]:
    """Return the form (such as "jpg") and the bytes of a stranger's file that are safe to keep.

    `wanted` is photo, voice or file. Raises `Refusal`, and then nothing is left behind.
    """
    job = {"work": "keep", "path": str(path.resolve()), "wanted": wanted}
    with _do(job, limits) as (folder, result):
        return result["form"], (folder / KEPT).read_bytes()


def run_plugin(module: str, path: Path, options: Options, limits: Limits) -> Table:
    """Run the `read` of a module in a child process of its own."""
    job = {"work": "read", "module": module, "path": str(path.resolve())}
    with _do(job | {"options": asdict(options)}, limits) as (folder, result):
        return Table.from_result(result.pop("importer"), result, _open_rows(folder))


@contextlib.contextmanager
def _do(job: dict[str, Any], limits: Limits) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A job done by a child: the folder with what it wrote, as long as it stands, and its last word."""
    with tempfile.TemporaryDirectory(prefix="cairn-import-") as folder:
        asked = json.dumps(job | {"limits": asdict(limits)}).encode()
        code = _run_child(asked, Path(folder), limits.seconds)
        yield Path(folder), _result(Path(folder), code, limits)


def _run_child(job: bytes, folder: Path, seconds: int) -> int | None:
    """Return the exit code, or None if the time was up; nothing of the child's group survives."""
    lifeline, child_end = os.pipe()
    try:
        child = _start_child(folder, child_end)
    finally:
        os.close(child_end)
    try:
        _hand_over(child, job)
        ended = _wait_for_end(lifeline, seconds)
    finally:
        os.close(lifeline)
        _kill_group(child)
    return child.returncode if ended else None


def _start_child(folder: Path, child_end: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "cairn.evidence.importers._child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        pass_fds=(child_end,),
        start_new_session=True,
    )


def _hand_over(child: subprocess.Popen[bytes], job: bytes) -> None:
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError), child.stdin as pipe:
        pipe.write(job)


def _wait_for_end(lifeline: int, seconds: int) -> bool:
    """Return whether the child's end of the pipe closed in time: by then it has ended."""
    poll = select.poll()
    poll.register(lifeline, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "TMPDIR": str(folder),
    }


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left; the child is not yet reaped, so its number cannot be another's."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _result(folder: Path, code: int | None, limits: Limits) -> dict[str, Any]:
    if code is None or code == -signal.SIGXCPU:
        raise Refusal("too_slow", limit=limits.seconds if code is None else limits.processor)
    try:
        result: dict[str, Any] = json.loads((folder / "result.json").read_bytes())
    except (OSError, ValueError):
        # no last word: an allocation that fails inside a library ends the process with SIGABRT
        _log.warning("an importer's child ended with %s and no result", code)
        raise Refusal("too_much_memory" if code == -signal.SIGABRT else "broken") from None
    if crash := result.get("crash"):
        _log.error("an importer failed: %s", crash)
        raise Refusal("broken")
    if refusal := result.get("refusal"):
        raise Refusal(refusal, **result["params"])
    return result


def _open_rows(folder: Path) -> Rows:
    """Open the rows before their folder goes: the open file lives on without a name."""
    return Rows(os.open(folder / "rows.jsonl", os.O_RDONLY | os.O_CLOEXEC))
