"""Stored files that no row knows: what a kill leaves between a file and its row."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

# A file lies on the disk before its row is committed, or after: by then one of them has won.
STRAY_AFTER_SECONDS = 60 * 60


def sweep_files() -> int:
    """Destroy stray files and return how many there were.

    By when the file system last touched them: what a file itself says of its time may be made up.
    """
    root = Path(settings.MEDIA_ROOT)
    since = time.time() - STRAY_AFTER_SECONDS
    old = [path for path in root.rglob("*") if path.is_file() and _touched(path) < since]
    known = set(_known_files()) if old else set()
    strays = [path for path in old if path.relative_to(root).as_posix() not in known]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _touched(path: Path) -> float:
    try:
        return path.stat().st_ctime
    except FileNotFoundError:  # destroyed in this moment
        return time.time()


def _known_files() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                yield from model._base_manager.values_list(field.name, flat=True).iterator()
