from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cairn.evidence.tests.factories import receive
from cairn.programmes.actions import sweeping


def stored():
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_files_that_no_row_knows_are_destroyed_after_an_hour(cast, monkeypatch):
    known = Path(receive(cast.programme, cast.ben, "Answer\nMade up\n").file.path).name
    default_storage.save("sent/stray.jpg", ContentFile(b"made up"))
    assert sweeping.sweep_files() == 0
    assert stored() == sorted([known, "stray.jpg"])
    monkeypatch.setattr(sweeping, "STRAY_AFTER_SECONDS", -60)
    assert sweeping.sweep_files() == 1
    assert stored() == [known]


def test_nothing_is_swept_where_nothing_was_stored(db):
    assert sweeping.sweep_files() == 0
