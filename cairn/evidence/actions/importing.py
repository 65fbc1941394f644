"""A file on its way in, from upload to done or undone; every batch of rows is a transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.evidence.actions.adding import Terms, store_drafts
from cairn.evidence.actions.files import destroy_file
from cairn.evidence.actions.inserting import refresh_statistics
from cairn.evidence.actions.reading import Mapping, RefusedRow, RowReader
from cairn.evidence.actions.refusals import Conflict, Refused
from cairn.evidence.choices import Channel, ImportState, Use
from cairn.evidence.drafts import Draft, identity_key
from cairn.evidence.importers import (
    MESSAGES,
    Options,
    Refusal,
    Row,
    Table,
    detect_importer,
    read_table,
)
from cairn.evidence.models import (
    Contribution,
    ContributionVersion,
    Contributor,
    Import,
    SavedMapping,
)
from cairn.programmes.models import Programme

BATCH = 1000
MOST_REFUSALS_KEPT = 300
PREVIEW = 20
BEFORE_ROWS = (ImportState.UPLOADED, ImportState.MAPPED, ImportState.CHECKED, ImportState.FAILED)


@dataclass
class Batch:
    """Some rows of a file, read: what people said in them, and the rows that hold nothing usable."""

    rows: int = 0
    drafts: list[Draft] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)


def receive_file(*, programme: Programme, name: str, content: File[bytes], by: Any) -> Import:
    """Keep an uploaded file that an importer can read; `Refused` says why not, and keeps nothing."""
    row = Import(programme=programme, file_name=_shown(name), made_by=by, size=content.size or 0)
    row.digest = _digest(content)
    row.file.save(name, content, save=False)
    try:
        with transaction.atomic(), _as_refused():
            row.importer = detect_importer(Path(row.file.path), name)
            open_table(row, limit=PREVIEW)
            row.save()
            record("receive_file", row, by=by, detail={"importer": row.importer})
    except BaseException:
        row.file.delete(save=False)
        raise
    return row


@transaction.atomic
def choose_reading(*, import_: Import, options: dict[str, Any], by: Any) -> Table:
    """Read the file differently: another sheet, separator, heading row or split."""
    row = _locked(import_, BEFORE_ROWS)
    row.options = options
    with _as_refused():
        table = open_table(row, limit=PREVIEW)
    row.state, row.mapping = ImportState.UPLOADED, {}
    row.save()
    record("choose_reading", row, by=by)
    return table


@transaction.atomic
def map_columns(
    *,
    import_: Import,
    mapping: Mapping,
    consent: str,
    consent_basis: str,
    by: Any,
    save_as: str = "",
) -> Import:
    """Say what each column holds and what people allowed; the rows are then to be counted."""
    row = _locked(import_, BEFORE_ROWS)
    if row.rows_done:
        raise Conflict(_("Some rows are in already. Undo this file first, then bring it in again."))
    if not mapping.named(Use.WORDS):
        raise Refused(_("Choose at least one column that holds the words people said."))
    row.mapping, row.consent, row.consent_basis = mapping.as_json(), consent, consent_basis
    row.state, row.problem, row.refusals = ImportState.MAPPED, "", []
    row.rows_total = row.new = row.repeated = row.refused = 0
    row.save()
    if save_as:
        SavedMapping.objects.update_or_create(
            programme_id=row.programme_id, name=save_as,
            defaults={"importer": row.importer, "mapping": row.mapping, "made_by": by,
                      "columns": _used(mapping)},
        )  # fmt: skip
    record("map_columns", row, by=by)
    return row


def import_at_work(pk: int) -> Import | None:
    """The import a task was queued for; None once its programme is gone."""
    return Import.objects.filter(pk=pk).first()


def count_rows(*, import_: Import) -> Import:
    """The dry run: what bringing the file in would add, without adding it."""
    seen: set[bytes] = set()
    counted = Import(new=0, repeated=0, refused=0, rows_total=0, refusals=[])
    with _as_refused():
        for batch in read_batches(import_, open_table(import_)):
            keys = [identity_key(import_.programme_id, draft) for draft in batch.drafts]
            fresh = {bytes.fromhex(key) for key in _unknown(import_, keys)} - seen
            seen |= fresh
            _count(counted, batch, len(fresh))
            counted.rows_total += batch.rows
    return _settle_count(import_, counted)


@transaction.atomic
def queue_import(*, import_: Import, by: Any) -> Import:
    row = _locked(import_, (ImportState.CHECKED, ImportState.FAILED))
    if not row.mapping:
        raise Refused(_("Say first what the columns hold."))
    if not row.rows_done:
        row.new = row.repeated = row.refused = 0
        row.refusals = []
    row.state, row.problem = ImportState.QUEUED, ""
    row.save()
    record("queue_import", row, by=by)
    return row


def run_import(*, import_: Import) -> Import:
    """Bring in what is not in yet, from the first row that is not done; then let go of the file."""
    row = _begin(import_)
    with _as_refused():
        table = open_table(row)
    for batch in read_batches(row, table, after=row.rows_done):
        row = store_batch(import_=row, batch=batch, rows_total=table.row_count)
    return _finish(row)


@transaction.atomic
def store_batch(*, import_: Import, batch: Batch, rows_total: int = 0) -> Import:
    """Some rows, whole or not at all, and how far the import is, in one transaction."""
    row = _locked(import_, (ImportState.RUNNING,))
    if row.rows_done != import_.rows_done:
        raise Conflict(_("Another worker is bringing this file in."))
    terms = Terms(_channel(row), row.consent, row.consent_basis, imported_by=row)
    added = store_drafts(row.programme, batch.drafts, terms, row.made_by)
    _count(row, batch, len(added.ids))
    row.rows_done += batch.rows
    row.rows_total = rows_total or row.rows_total
    row.save()
    detail = {"rows": batch.rows, "new": len(added.ids), "refused": len(batch.refusals)}
    record("store_batch", row, by=row.made_by, detail=detail)
    return row


@transaction.atomic
def stop_import(*, import_: Import, problem: str) -> None:
    """The file cannot be read on; rows that are in stay in, and the page says why it stopped."""
    row = _locked(import_, (ImportState.MAPPED, ImportState.QUEUED, ImportState.RUNNING))
    row.state, row.problem = ImportState.FAILED, problem[:300]
    row.save()
    record("stop_import", row, by=None)


def open_table(import_: Import, *, limit: int | None = None) -> Table:
    """The file as a table; raises `Refusal`."""
    if not import_.file:
        raise Refusal("unreadable")
    chosen = import_.options | {
        "leave_out_speakers": tuple(import_.options.get("leave_out_speakers", ())),
        "limit": limit,
    }
    path = Path(import_.file.path)
    return read_table(path, import_.file_name, Options(**chosen), importer=import_.importer)


def read_batches(import_: Import, table: Table, *, after: int = 0) -> Iterator[Batch]:
    """The rows after the first `after`, read by the import's mapping, a batch at a time."""
    scope = import_.digest if table.splits else ""
    reader = RowReader(table.columns, Mapping(**import_.mapping), scope=scope)
    batch = Batch()
    for index, row in enumerate(table.rows):
        drafts, refusals = _read(reader, row)
        if index < after:
            continue  # read all the same: equal rows are told apart by their order
        batch.rows += 1
        batch.drafts += drafts
        batch.refusals += refusals
        if batch.rows == BATCH:
            yield batch
            batch = Batch()
    if batch.rows:
        yield batch


def refusal_message(refusal: Refusal) -> str:
    """Why a file is not read, in the language of the person who asks."""
    return _(MESSAGES[refusal.code]).format(**refusal.params)


def _read(reader: RowReader, row: Row) -> tuple[list[Draft], list[dict[str, Any]]]:
    try:
        return reader.read(row), []
    except RefusedRow as refused:
        return [], [{"row": row.number, "code": refused.code}]


def _unknown(import_: Import, keys: list[str]) -> set[str]:
    rows = Contribution.objects.in_programme(import_.programme).filter(identity_key__in=keys)
    return set(keys) - set(rows.values_list("identity_key", flat=True))


def _count(row: Import, batch: Batch, new: int) -> None:
    row.new += new
    row.repeated += len(batch.drafts) - new
    row.refused += len(batch.refusals)
    row.refusals = (row.refusals + batch.refusals)[:MOST_REFUSALS_KEPT]


@transaction.atomic
def _settle_count(import_: Import, counted: Import) -> Import:
    row = _locked(import_, (ImportState.MAPPED,))
    if row.mapping != import_.mapping or row.options != import_.options:
        raise Conflict(_("The columns were mapped anew while the rows were counted."))
    for name in ("new", "repeated", "refused", "rows_total", "refusals"):
        setattr(row, name, getattr(counted, name))
    row.state = ImportState.CHECKED
    row.save()
    record("count_rows", row, by=None, detail={"rows": row.rows_total})
    return row


@transaction.atomic
def _begin(import_: Import) -> Import:
    row = _locked(import_, (ImportState.QUEUED, ImportState.RUNNING))
    row.state = ImportState.RUNNING
    row.save(update_fields=["state"])
    return row


@transaction.atomic
def _finish(import_: Import) -> Import:
    row = _locked(import_, (ImportState.RUNNING,))
    row.state, row.finished_at = ImportState.DONE, timezone.now()
    destroy_file(row)
    row.save()
    refresh_statistics(Contribution, ContributionVersion, Contributor)
    record("finish_import", row, by=row.made_by, detail={"new": row.new, "refused": row.refused})
    return row


def _locked(import_: Import, states: tuple[ImportState, ...]) -> Import:
    row: Import = Import.objects.select_for_update().get(pk=import_.pk)
    if row.state not in states:
        raise Conflict(_("This file has moved on in the meantime. Load the page again."))
    return row


@contextmanager
def _as_refused() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise Refused(refusal_message(refusal)) from refusal


def _channel(row: Import) -> Channel:
    if row.importer == "transcript":
        return Channel.CONVERSATION
    return Channel.DOCUMENT if row.importer in ("docx", "txt") else Channel.SURVEY


def _used(mapping: Mapping) -> list[str]:
    return [name for name, use in mapping.columns.items() if use != Use.LEAVE_OUT]


def _shown(name: str) -> str:
    return "".join(letter for letter in Path(name).name if letter.isprintable())[-200:]


def _digest(content: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    return digest.hexdigest()
