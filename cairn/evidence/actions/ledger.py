"""The ledger of erasures: a table, and the same keys in a file that outlives the database.

A backup taken before an erasure still holds the words. Whoever restores it reads both, so that
what was withdrawn stays withdrawn. Keys and places only; nothing in either tells what was said.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from cairn.evidence.models import Contribution, Erasure

Entry = dict[str, Any]


def write_down(contribution: Contribution, kind: str, *, version: int = 0, spans: Any = ()) -> None:
    """Enter an erasure in the caller's transaction, and into the file once that is committed."""
    write_down_key(contribution.programme_id, contribution.pk, kind, version=version, spans=spans)


def write_down_key(
    programme_id: int, key: uuid.UUID, kind: str, *, version: int = 0, spans: Any = ()
) -> None:
    """As above, for what another room erased before it was a contribution, known by a keyed hash."""
    Erasure.objects.create(
        programme_id=programme_id, contribution_id=key, kind=kind, version=version,
        spans=list(spans),
    )  # fmt: skip
    transaction.on_commit(write_ledger_file)


def write_ledger_file() -> None:
    """Append what the file does not hold yet, so that a stop between commit and file heals."""
    known = {_key(entry) for entry in read_ledger_file()}
    missing = [entry for entry in read_ledger_table() if _key(entry) not in known]
    if not missing:
        return
    path = ledger_path()
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(entry, sort_keys=True) + "\n" for entry in missing)
    path.chmod(0o600)


def read_ledger() -> list[Entry]:
    """Every erasure this installation knows of, from table and file, in order."""
    found = {_key(entry): entry for entry in [*read_ledger_file(), *read_ledger_table()]}
    return sorted(found.values(), key=lambda entry: str(entry["at"]))


def read_ledger_table() -> list[Entry]:
    return [
        {
            "contribution": str(row.contribution_id),
            "kind": row.kind,
            "version": row.version,
            "spans": row.spans,
            "at": row.at.isoformat(),
        }
        for row in Erasure.objects.order_by("pk")
    ]


def read_ledger_file() -> list[Entry]:
    """The lines of the file; a last line cut off by a crash is still in the table and is skipped."""
    entries: list[Entry] = []
    if not ledger_path().exists():
        return entries
    for line in ledger_path().read_text(encoding="utf-8").splitlines():
        try:
            entries.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return entries


def ledger_path() -> Path:
    return Path(settings.DATA_DIR) / "erasures.jsonl"


def _key(entry: Entry) -> tuple[str, str, int, str]:
    return entry["contribution"], entry["kind"], entry["version"], json.dumps(entry["spans"])
