"""`cairn backup`: the operator's command of that name, from any shell."""

from __future__ import annotations

import argparse
from pathlib import Path

from cairn.cli import OK
from cairn.cli._site import run_site_command

NAME = "backup"
HELP = "Write everything an installation knows into one file."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn backup` takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")


def run(args: argparse.Namespace) -> int:
    run_site_command(NAME, str(args.file))
    return OK
