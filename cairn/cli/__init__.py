"""`cairn`: the analysis and the operator's commands from a shell.

Each module of this folder is one command and is found by looking. It holds `NAME`, `HELP`,
`add_arguments(parser)` and `run(args) -> int`. A command says what went wrong by raising
`CommandFailed`; the message goes to standard error and its code is what the shell sees.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from cairn.plugins import find_plugins

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
    for name, module in find_plugins("cairn.cli").items():
        sub = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except CommandFailed as failure:
        print(f"cairn {args.command}: {failure}", file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        print(f"cairn {args.command}: stopped; nothing more was written", file=sys.stderr)
        return 130
