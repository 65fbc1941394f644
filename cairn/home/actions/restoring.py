from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction

from cairn.audit.models import Entry
from cairn.evidence.actions import apply_erasures, read_ledger, scrub_store
from cairn.home.actions.archive import (
    BackupRefused,
    Manifest,
    copy_hashed,
    member_of,
    open_backup,
    tables,
)
from cairn.surveys.actions import apply_erasures as take_back_answers

BATCH = 500


@dataclass(frozen=True)
class Restored:
    """How many rows and files came back, and how many erasures were made again."""

    rows: int
    files: int
    erased: int


def restore_backup(*, path: Path) -> Restored:
    """Put everything as it was when the backup was made, but for what was erased since.

    All or nothing: `BackupRefused` leaves every row and file as it was. The erasures this
    installation knows of are read first and made again before anybody can see the restored words.
    """
    with open_backup(path) as (archive, manifest):
        erasures = read_ledger()
        with _staged_media(archive, manifest) as (staged, files), transaction.atomic():
            _load_tables(archive, manifest)
            with _swapped_media(staged):
                erased = apply_erasures(entries=erasures) + take_back_answers(entries=erasures)
                _record(manifest, erased)
                _check_links()
    scrub_store()
    return Restored(sum(manifest.rows.values()), files, erased)


def _load_tables(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        for model in [*tables(), *_sign_ins()]:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - a table's own name
        for model in tables():
            if _load_rows(archive, model) != manifest.rows[model._meta.label]:
                raise BackupRefused("The backup does not hold the rows it says. Use another copy.")
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _sign_ins() -> list[type[models.Model]]:
    """Nobody stays signed in: an account may have been closed or changed in between."""
    return [apps.get_model("sessions", "Session")]


def _batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def _load_rows(archive: zipfile.ZipFile, model: type[models.Model]) -> int:
    count, columns = 0, list(model._meta.concrete_fields)
    with archive.open(member_of(model)) as member:
        for lines in _batches(member, BATCH):
            rows = [_row(model, columns, json.loads(line)) for line in lines]
            _insert(model, columns, rows)
            count += len(rows)
    return count


def _row(model: type[models.Model], columns: list[Any], values: list[Any]) -> models.Model:
    row = model()
    for column, value in zip(columns, values, strict=True):
        setattr(row, column.attname, None if value is None else column.to_python(value))
    return row


def _insert(model: type[models.Model], columns: list[Any], rows: list[models.Model]) -> None:
    """As they are: what fills in a moment or a key of its own accord must not do so here."""
    size = max(1, connection.ops.bulk_batch_size(columns, rows))
    rows_of: Any = model._base_manager.all()  # `_insert` is how Django's own loader writes rows
    for some in _batches(rows, size):
        rows_of._insert(some, fields=columns, raw=True, using="default")


def _check_links() -> None:
    """A key that points nowhere is found now, while everything can still be put back."""
    try:
        connection.check_constraints()
    except IntegrityError as problem:
        raise BackupRefused("Rows of the backup point at rows it does not hold.") from problem


def _record(manifest: Manifest, erased: int) -> None:
    detail = {"made_at": manifest.made_at, "erased": erased}
    Entry.objects.create(action="restore_backup", object_type="backup", object_id="", detail=detail)


@contextmanager
def _staged_media(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[tuple[Path, int]]:
    """The stored files unpacked beside the present ones, and how many there are."""
    root = Path(settings.MEDIA_ROOT)
    root.parent.mkdir(parents=True, exist_ok=True)
    names = [name for name in manifest.members if name.startswith("media/")]
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=root.parent) as folder:
        staged = Path(folder) / "media"
        staged.mkdir()
        for name in names:
            _unpack(archive, name, staged)
        yield staged, len(names)


def _unpack(archive: zipfile.ZipFile, name: str, staged: Path) -> None:
    parts = PurePosixPath(name).parts[1:]
    if not parts or ".." in parts or Path(*parts).is_absolute():
        raise BackupRefused("A file in the backup has a name that points outside it.")
    target = staged.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as member, target.open("wb") as file:
        copy_hashed(member, file)
    target.chmod(0o600)


@contextmanager
def _swapped_media(staged: Path) -> Iterator[None]:
    """The restored files in the place of the present ones, which come back if anything fails."""
    root, before = Path(settings.MEDIA_ROOT), staged.with_name("before")
    root.mkdir(parents=True, exist_ok=True)
    root.rename(before)
    staged.rename(root)
    try:
        yield
    except BaseException:
        shutil.rmtree(root)
        before.rename(root)
        raise
