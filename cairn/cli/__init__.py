"""`cairn`: the analysis and the operator's commands from a shell.

Each module of this folder is one command and is found by looking. It holds `NAME`, `HELP`,
`add_arguments(parser)` and `run(args) -> int`. A command says what went wrong by raising
`CommandFailed`; the message goes to standard error and its code is what the shell sees.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType

from cairn.plugins import find_plugin, find_plugins

OK, FAILED, BAD_USAGE, BAD_INPUT = 0, 1, 2, 3


class CommandFailed(Exception):
    """A plain sentence for the person at the shell, and the exit code that goes with it."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 bad usage, 3 bad input."""
    parser = argparse.ArgumentParser(prog="cairn", description="Cairn from a shell.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    given = sys.argv[1:] if argv is None else list(argv)
    for name, module in _find_commands(given).items():
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    args = parser.parse_args(given)
    try:
        return int(args.run(args))
    except CommandFailed as failure:
        print(f"cairn {args.command}: {failure}", file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        print(f"cairn {args.command}: stopped; nothing more was written", file=sys.stderr)
        return 130


def _find_commands(given: Sequence[str]) -> Mapping[str, ModuleType]:
    """Return the command that is asked for by its own name, else all: each takes time to load."""
    asked = find_plugin("cairn.cli", given[0]) if given else None
    return {given[0]: asked} if asked else find_plugins("cairn.cli")
