"""Runs a command of the site; only the commands that need a database load Django."""

from __future__ import annotations

import os

from cairn.cli import CommandFailed


def run_site_command(name: str, *arguments: str) -> None:
    """Run a management command; raises `CommandFailed` with what it says went wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    import django  # noqa: PLC0415 - the analysis commands start without it
    from django.core.management import CommandError, call_command  # noqa: PLC0415 - as above

    django.setup()
    try:
        call_command(name, *arguments)
    except CommandError as problem:
        raise CommandFailed(str(problem)) from problem
