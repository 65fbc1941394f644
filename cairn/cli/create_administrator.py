"""`cairn create_administrator`: the first account, which may create programmes and accounts."""

from __future__ import annotations

import argparse

from cairn.cli import OK
from cairn.cli._site import run_site_command

NAME = "create_administrator"
HELP = "Make the first administrator. Asks for a password, or takes CAIRN_PASSWORD."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn create_administrator` takes."""
    parser.add_argument("email", metavar="EMAIL", help="their e-mail address")
    parser.add_argument("--name", default="Administrator", help="their name")


def run(args: argparse.Namespace) -> int:
    run_site_command(NAME, args.email, "--name", args.name)
    return OK
