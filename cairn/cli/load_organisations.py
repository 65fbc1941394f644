"""`cairn load_organisations`: the tree of organisations from a public list of ODS codes."""

from __future__ import annotations

import argparse

from cairn.cli import OK
from cairn.cli._site import run_site_command

NAME = "load_organisations"
HELP = "Bring the tree of organisations up to a public list of ODS codes (CSV)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn load_organisations` takes."""
    parser.add_argument("file", metavar="FILE", help="a CSV file of the public list")


def run(args: argparse.Namespace) -> int:
    run_site_command(NAME, args.file)
    return OK
