"""The whole of a programme as one file that any other system can read."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from cairn.audit.actions import record
from cairn.people.models import User
from cairn.programmes.models import Programme
from cairn.programmes.queries import models_of_programmes

IN_MEMORY = 8 * 1024 * 1024


@transaction.atomic
def export_programme(*, programme: Programme, by: User) -> IO[bytes]:
    """Return a zip: one file of JSON lines a table, in English field names, and `about.json`.

    What people sent instead of words stands beside its table, each under the id of its row.

    Rows are what the database holds, so text that was erased is not in it. People who sign in are
    named by id only. Tables that the team may not read stay behind, `about.json` names them, and so
    does what was shared with the facilitators only.
    """
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    counts: dict[str, int] = {}
    shown = [model for model in reversed(models_of_programmes()) if _may_leave(model)]
    kept = [model._meta.label_lower for model in models_of_programmes() if not _may_leave(model)]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for model in shown:
            name = model._meta.label_lower
            with archive.open(f"{name}.jsonl", "w", force_zip64=True) as member:
                counts[name] = _write_rows(member, model, programme)
            if getattr(model, "files_leave", False):
                _write_files(archive, model, programme)
        about = {
            "programme": programme.name, "template": programme.template, "rows": counts,
            "left_out": kept,
        }  # fmt: skip
        archive.writestr("about.json", json.dumps(about, ensure_ascii=False, indent=2))
    record("export_programme", programme, by=by, detail={"rows": sum(counts.values())})
    file.seek(0)
    return file


def _may_leave(model: type[models.Model]) -> bool:
    return getattr(model, "team_may_read", True)


def _leaving(model: type[models.Model], programme: Programme) -> Any:
    rows = model._base_manager.filter(programme_id=programme.pk).order_by("pk")
    return rows.exclude(**getattr(model, "stays_behind", dict)())


def _write_files(archive: zipfile.ZipFile, model: type[models.Model], programme: Programme) -> None:
    for row in _leaving(model, programme).iterator(chunk_size=2000):
        if row.file.storage.exists(row.file.name):
            name = f"{model._meta.label_lower}/{row.pk}.{row.form}"
            with row.file.open("rb") as file, archive.open(name, "w", force_zip64=True) as member:
                shutil.copyfileobj(file, member)


def _write_rows(member: IO[bytes], model: type[models.Model], programme: Programme) -> int:
    out = io.TextIOWrapper(member, "utf-8", write_through=True)
    secret = {"key_hash", "file"}  # capabilities and places of files are nobody's data
    names = [f.attname for f in model._meta.local_fields if f.name not in secret]
    count = 0
    for row in _leaving(model, programme).values(*names).iterator(chunk_size=2000):
        out.write(json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False) + "\n")
        count += 1
    out.flush()
    out.detach()
    return count
