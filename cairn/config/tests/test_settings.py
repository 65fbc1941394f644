"""Cairn starts with nothing set, and refuses to serve real people on the development key."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from cairn.config.settings import database_from

ROOT = Path(__file__).resolve().parents[3]
REAL = {
    "DEBUG": "no",
    "SECRET_KEY": "made-up-0123456789-abcdefghijklm-nopqrstuvwxyz-ABCDEFG",
    "BASE_URL": "https://cairn.example.org",
}


def manage(tmp_path, *arguments, **variables):
    env = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)} | variables
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_starts_with_no_variable(tmp_path):
    assert manage(tmp_path, "check").returncode == 0


def test_refuses_the_development_key_when_debug_is_off(tmp_path):
    refused = manage(tmp_path, "check", DEBUG="no")
    assert refused.returncode == 1
    assert "Set SECRET_KEY to 50 or more random characters" in refused.stderr


def test_deployment_check_finds_nothing(tmp_path):
    checked = manage(tmp_path, "check", "--deploy", "--fail-level", "INFO", **REAL)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_sample_is_refused_when_debug_is_off(tmp_path):
    refused = manage(tmp_path, "seed_demo", **REAL)
    assert refused.returncode == 1
    assert "development only" in refused.stderr


def test_database_from_postgres_address():
    found = database_from("postgres://nia:p%40ss@db.example.org:5433/cairn")
    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "cairn", "USER": "nia", "PASSWORD": "p@ss", "HOST": "db.example.org", "PORT": "5433",
    }  # fmt: skip


def test_database_from_sqlite_waits_for_writers_and_erases_what_it_deletes():
    options = json.dumps(database_from("sqlite:////srv/cairn.sqlite3")["OPTIONS"])
    assert "IMMEDIATE" in options
    assert "secure_delete=ON" in options


def test_database_from_unknown_address():
    with pytest.raises(ImproperlyConfigured, match="use sqlite or postgres"):
        database_from("mysql://x/y")


def test_security_headers_on_a_page(client, db):
    page = client.get("/account/sign-in/")
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page["X-Frame-Options"] == "DENY"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
