"""`cairn restore`: the operator's command of that name, from any shell."""

from __future__ import annotations

import argparse
from pathlib import Path

from cairn.cli import OK
from cairn.cli._site import run_site_command

NAME = "restore"
HELP = "Put an installation back as it is in a backup. Stop the server first."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn restore` takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup to read")


def run(args: argparse.Namespace) -> int:
    run_site_command(NAME, str(args.file))
    return OK
