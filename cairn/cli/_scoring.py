"""What commands share that say something of each text."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from cairn.analysis.vectors import Encoder, VectorsMissing, make_encoder
from cairn.cli import CommandFailed
from cairn.cli.themes import read_seed

BITE = 500
Found = TypeVar("Found")


def add_text_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes that says something of each text."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what to read")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="column with the texts")
    parser.add_argument(
        "--id", metavar="COLUMN", help="column that names rows; else they count from 1"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="CSV", help="what to write")
    parser.add_argument("--seed", type=read_seed, default=0, metavar="N", help="0 unless told")
    parser.add_argument(
        "--vectors", choices=["sentence", "static", "null"],
        help="what texts are compared by; sentence where it is set up",
    )  # fmt: skip


def open_encoder(args: argparse.Namespace) -> Encoder:
    """Return the encoder asked for; one that is not set up ends the command."""
    try:
        return make_encoder(args.vectors, args.seed)
    except VectorsMissing as error:
        raise CommandFailed(f"{error}; nothing was written") from None


def go_through(
    command: str, texts: Sequence[str], work: Callable[[Sequence[str]], Sequence[Found]]
) -> list[Found]:
    """Do work on some texts at a time and say how far it is."""
    found: list[Found] = []
    for start in range(0, len(texts), BITE):
        found += work(texts[start : start + BITE])
        print(f"cairn {command}: {len(found)} of {len(texts)}", file=sys.stderr)
    return found


def make_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as the text of a CSV file, UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()
