"""What every test may ask for: the cast, a client signed in as one of them, and waiting tasks run."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from cairn.programmes.tests.factories import Cast, make_cast

# The browser's library keeps an event loop in the thread of the tests; no test runs in that loop.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
IS_ONE_OF_SEVERAL = "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the tests' database (`-m database`), which it cannot without one of these two."""
    for item in items:
        if "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """`once(name, fill)`: a folder filled once for all processes of a run; to copy, not to change."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if IS_ONE_OF_SEVERAL else own

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = shared / name
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits here
            if not folder.exists():
                unfinished = Path(tempfile.mkdtemp(dir=shared))
                fill(unfinished)
                unfinished.rename(folder)
        return folder

    return make


@pytest.fixture(scope="session")
def tables(once: Callable[..., Path]) -> Path:
    """A data folder whose SQLite file has every table and no row: making one takes seconds."""
    return once("tables", make_tables)


def make_tables(folder: Path) -> None:
    own = {"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite://{folder}/cairn.sqlite3"}
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=Path(__file__).parent, env=os.environ | own, check=True)


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None
) -> Iterator[bool]:
    """Where several processes test on SQLite, each takes a copy of the tables and brings it up to date."""
    if IS_ONE_OF_SEVERAL and connection.vendor == "sqlite":
        made = request.getfixturevalue("tables") / "cairn.sqlite3"
        folder = request.getfixturevalue("tmp_path_factory").mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(shutil.copy(made, folder / "test.sqlite3"))
        yield True
        connection.close()
    else:
        yield request.config.option.reuse_db


@pytest.fixture
def cast(db: Any) -> Cast:
    return make_cast()


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    """`client_of(user)`: a client signed in as that user."""

    def make(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


@pytest.fixture
def run_tasks(db: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """`run_tasks()`: run every waiting background task as the worker would; how many ran."""
    # A test holds SQLite in one transaction, so a slow task's heart-beat could not be written.
    monkeypatch.setattr("cairn.config.worker.BEAT_SECONDS", 600)
    from django_tasks_db.models import DBTaskResult

    from cairn.config.worker import make_worker
    from cairn.evidence.actions.harm import learn_harm

    # Learnt before a test holds the database: a task of over five seconds has a heart-beat of its
    # own, which would wait for the test to let go.
    learn_harm()

    def run() -> int:
        count = 0
        while row := DBTaskResult.objects.ready().first():
            row.claim("test")
            make_worker().run_task(row)
            row.refresh_from_db()
            assert row.status == "SUCCESSFUL", row.traceback
            count += 1
        return count

    return run


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Whatever page a test before this one opened, in whatever language."""
    translation.deactivate()


@pytest.fixture
def own_data_folder(settings: Any, tmp_path: Any) -> None:
    """What the server keeps beside the database is kept for this test alone."""
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def _surveys_read_each_time(settings: Any) -> None:
    """What a test changes is seen by the page after it, as by everybody a second later."""
    settings.SURVEY_AT_HAND_SECONDS = 0


@pytest.fixture(autouse=True)
def _patient_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A seal waits for every transaction on the server, and other processes' tests have theirs there."""
    monkeypatch.setattr("cairn.surveys.actions.sealing.LOCK_SECONDS", 120)


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
