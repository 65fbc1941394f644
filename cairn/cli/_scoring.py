"""What commands share that say something of each text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from cairn.analysis.vectors import Encoder, VectorsMissing, make_encoder
from cairn.cli import BAD_INPUT, CommandFailed
from cairn.cli._arguments import add_out, add_seed, add_texts, add_vectors

BITE = 500
Found = TypeVar("Found")


def add_text_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes that says something of each text."""
    add_texts(parser)
    add_out(parser)
    add_seed(parser)
    add_vectors(parser)


def open_encoder(args: argparse.Namespace) -> Encoder:
    """Return the encoder asked for; one that is not set up ends the command."""
    try:
        return make_encoder(args.vectors, args.seed)
    except VectorsMissing as missing:
        raise CommandFailed(f"{missing}. Nothing was written.", BAD_INPUT) from None


def go_through(
    command: str, texts: Sequence[str], work: Callable[[Sequence[str]], Sequence[Found]]
) -> list[Found]:
    """Do work on some texts at a time and say how far it is."""
    found: list[Found] = []
    for start in range(0, len(texts), BITE):
        found += work(texts[start : start + BITE])
        print(f"cairn {command}: {len(found)} of {len(texts)}", file=sys.stderr)
    return found
