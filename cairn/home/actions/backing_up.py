from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from cairn.home.actions.archive import (
    MANIFEST,
    SEAL_LENGTH,
    BackupRefused,
    Manifest,
    copy_hashed,
    member_of,
    migrations_here,
    plain_values,
    seal,
    tables,
)


def write_backup(*, path: Path) -> Manifest:
    """Everything this installation knows, as of one moment, in one file that only its owner reads.

    Raises `BackupRefused` if the file is there already. Until it is whole it has another name.
    """
    if path.exists():
        raise BackupRefused("There is a file of that name already. Choose another name.")
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.touch(mode=0o600)
    try:
        manifest = _write(unfinished)
        seal(unfinished)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _write(path: Path) -> Manifest:
    manifest = Manifest(made_at=timezone.now().isoformat(), migrations=migrations_here())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        with transaction.atomic():
            _see_one_moment()
            for model in tables():
                _write_rows(archive, model, manifest)
        for name, file in stored_files():
            _write_file(archive, name, file, manifest)
        archive.writestr(MANIFEST, manifest.as_json())
        archive.comment = b" " * SEAL_LENGTH
    return manifest


def _see_one_moment() -> None:
    """SQLite's transaction sees one moment anyhow; PostgreSQL's has to be told to."""
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _write_rows(archive: zipfile.ZipFile, model: type[models.Model], manifest: Manifest) -> None:
    count, name = 0, member_of(model)
    with archive.open(name, "w", force_zip64=True) as member:
        for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
            member.write(json.dumps(plain_values(row)).encode() + b"\n")
            count += 1
    manifest.rows[model._meta.label] = count
    _note_digest(archive, name, manifest)


def _write_file(archive: zipfile.ZipFile, name: str, file: IO[bytes], manifest: Manifest) -> None:
    with file, archive.open(name, "w", force_zip64=True) as member:
        manifest.members[name] = copy_hashed(file, member)


def _note_digest(archive: zipfile.ZipFile, name: str, manifest: Manifest) -> None:
    with archive.open(name) as member:
        manifest.members[name] = copy_hashed(member)


def stored_files() -> Iterator[tuple[str, IO[bytes]]]:
    """Every stored file with its name in the backup; one erased while we look is left out."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")) if root.is_dir() else []:
        try:
            if path.is_file():
                yield f"media/{path.relative_to(root).as_posix()}", path.open("rb")
        except FileNotFoundError:
            continue
