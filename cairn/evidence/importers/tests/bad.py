"""How a bad file is tried: through the front door, in ten seconds of work and 512 MB, leaving nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cairn.evidence.importers import Limits, Options, Refusal, read_table

READ = "read"
# ten seconds of the processor: by the clock a busy machine would fail what is sound
LIMITS = Limits(seconds=60, processor=10)


@dataclass(frozen=True)
class Bad:
    """A bad file and what has to become of it; READ where taking what is sound in it is right."""

    content: Callable[[], bytes]
    expected: str
    name: str = ""
    options: Options = field(default_factory=Options)


def outcome(content: bytes, name: str, options: Options, folder: Path) -> str:
    path = folder / "upload"
    path.write_bytes(content)
    try:
        table = read_table(path, name, options, limits=LIMITS)
    except Refusal as refusal:
        return refusal.code if refusal.message.endswith(".") else "without a sentence"
    assert [len(row.cells) for row in table.rows] == [len(table.columns)] * table.row_count
    return READ


def check_bad(bad: Bad, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = folder / "work"
    work.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(work))
    before = children()
    assert outcome(bad.content(), bad.name or name, bad.options, folder) == bad.expected
    assert sorted(work.iterdir()) == []
    assert sorted(folder.iterdir()) == [folder / "upload", work]
    assert children() == before


def children() -> set[str]:
    """Return the processes this one has started and not yet seen end."""
    tasks = Path("/proc", str(os.getpid()), "task").iterdir()
    return {child for task in tasks for child in (task / "children").read_text().split()}
