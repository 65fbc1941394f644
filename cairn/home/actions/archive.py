"""A backup file: a zip of one JSON-lines member per table and the stored files.

The manifest holds the SHA-256 of every member, and the zip's comment the SHA-256 of everything
before it, so a file with a single changed bit or a missing end is told from a whole one.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
MANIFEST = "manifest.json"
SEAL_LENGTH = 64
CHUNK = 1 << 20
# Made anew by the installation, or of no use on another day: tables of the framework, sign-ins.
LEFT_OUT = {"contenttypes", "sessions", "axes"}
LEFT_OUT_TABLES = {"auth.Permission", "auth.Group_permissions"}


class BackupRefused(Exception):
    """A backup that is not restored, and why; nothing has been changed."""


@dataclass
class Manifest:
    """`rows` per table, `members` with their SHA-256, and the migrations the tables stand at."""

    format: int = FORMAT
    made_at: str = ""
    migrations: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def tables() -> list[type[models.Model]]:
    """Every table a backup holds, link tables too, in an order that never changes."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in LEFT_OUT
        and model._meta.label not in LEFT_OUT_TABLES
    ]
    return sorted(found, key=lambda model: model._meta.label)


def member_of(model: type[models.Model]) -> str:
    return f"rows/{model._meta.label}.jsonl"


def migrations_here() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def seal(path: Path) -> None:
    """Overwrite the last bytes of the zip, its comment, with the digest of all before them."""
    digest = _digest_before_seal(path)
    with path.open("r+b") as file:
        file.seek(-SEAL_LENGTH, 2)
        file.write(digest.encode())


@contextmanager
def open_backup(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup that is whole, unchanged and of this version; else `BackupRefused`."""
    _check_seal(path)
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            _check_version(manifest)
            _check_members(archive, manifest)
            yield archive, manifest
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as problem:
        raise BackupRefused("The file is not a backup of Cairn, or it is damaged.") from problem


def copy_hashed(source: IO[bytes], target: IO[bytes] | None = None) -> str:
    """Read a member to its end, on to `target` if given, and give its SHA-256."""
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest()


def _check_seal(path: Path) -> None:
    if not path.is_file():
        raise BackupRefused("There is no such file.")
    if path.stat().st_size <= SEAL_LENGTH:
        raise BackupRefused("The file is too short to be a backup of Cairn.")
    with path.open("rb") as file:
        file.seek(-SEAL_LENGTH, 2)
        found = file.read()
    if found != _digest_before_seal(path).encode():
        raise BackupRefused(
            "The backup is damaged or its end is missing: its checksum is not the one it was made "
            "with. Use another copy."
        )


def _digest_before_seal(path: Path) -> str:
    digest, left = hashlib.sha256(), path.stat().st_size - SEAL_LENGTH
    with path.open("rb") as file:
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
    return digest.hexdigest()


def _check_version(manifest: Manifest) -> None:
    here, there = set(migrations_here()), set(manifest.migrations)
    if manifest.format > FORMAT or there - here:
        raise BackupRefused(
            "The backup was made by a newer version of Cairn. Install that version, then restore."
        )
    if here - there:
        raise BackupRefused(
            "The backup was made by an older version of Cairn. Install that version, restore there, "
            "then upgrade."
        )


def _check_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = set(archive.namelist()) - {MANIFEST}
    expected = {member_of(model) for model in tables()}
    if names != set(manifest.members) or not expected <= names:
        raise BackupRefused("Parts of the backup are missing. Use another copy.")
    for name, digest in manifest.members.items():
        with archive.open(name) as member:
            if copy_hashed(member) != digest:
                raise BackupRefused("A part of the backup is not what it was. Use another copy.")


def plain_values(row: models.Model) -> list[Any]:
    """The columns of a row as JSON can hold them, dates to the microsecond."""
    return [_plain(one, row) for one in row._meta.concrete_fields]


def _plain(column: Any, row: models.Model) -> Any:
    value = column.value_from_object(row)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return column.value_to_string(row)
