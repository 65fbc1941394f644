"""A published version's files: made from its frozen content, kept, and destroyed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse

from cairn.audit.actions import record
from cairn.plugins import find_plugins
from cairn.programmes.models import Programme
from cairn.reports.choices import Audience, VersionState
from cairn.reports.exporters import Link
from cairn.reports.models import ReportFile, ReportVersion
from cairn.reports.queries.frozen import read_content

EXPORTERS = "cairn.reports.exporters"


def export_version(*, version_id: int, by: Any = None) -> None:
    """Make the files that a published version lacks; doing it again makes nothing new.

    A file whose content was erased while it was being made is thrown away and made again.
    """
    published = ReportVersion.objects.filter(pk=version_id, state=VersionState.PUBLISHED)
    for version in published.select_related("programme"):
        for name, exporter in find_plugins(EXPORTERS).items():
            _export(version, name, exporter, by)


def _export(version: ReportVersion, name: str, exporter: Any, by: Any) -> None:
    kept = version.files.filter(exporter=name).exists()
    while not kept:
        version.refresh_from_db(fields=["content"])
        made = exporter.export(read_content(version), link=link_in_files(version))
        kept = keep_file(version, name, exporter.EXTENSION, made, by)


@transaction.atomic
def keep_file(version: ReportVersion, name: str, extension: str, made: bytes, by: Any) -> bool:
    """Keep a file unless the content it was made from has changed; whether that is settled."""
    now = ReportVersion.objects.select_for_update().get(pk=version.pk)
    if now.content != version.content:
        return False
    if now.files.filter(exporter=name).exists():
        return True
    digest = hashlib.sha256(made).hexdigest()
    row = ReportFile(programme=now.programme, version=now, exporter=name, digest=digest)
    row.file.save(f"report.{extension}", ContentFile(made), save=True)
    record("export_version", now, by=by, detail={"exporter": name, "digest": digest})
    return True


def destroy_files(version: ReportVersion) -> list[str]:
    """Forget a version's files now and delete them once that is committed; return their names."""
    names = [name for name in version.files.values_list("file", flat=True) if name]
    version.files.all().delete()
    transaction.on_commit(lambda: delete_stored(names))
    return names


def delete_stored(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def link_in_files(version: ReportVersion) -> Link:
    """Threads open from the files of members; nobody else may open one."""
    if version.audience == Audience.PUBLIC:
        return None
    return link_in_draft(version.programme)


def link_in_draft(programme: Programme) -> Link:
    """From a file the way to a thread is the whole address."""
    return lambda ref: settings.BASE_URL + thread_path(programme.slug, ref)


def thread_path(slug: str, ref: str) -> str:
    """The address of the thread of something, from the root."""
    kind, _colon, key = ref.partition(":")
    return reverse("decisions:thread", args=[slug, kind, key])
