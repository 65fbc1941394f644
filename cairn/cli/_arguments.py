"""What several commands take, and what they ask of a value."""

from __future__ import annotations

import argparse
from pathlib import Path

VECTORS = ("sentence", "static", "null")


def read_seed(value: str) -> int:
    """Return a whole number from 0 as argparse asks for it."""
    if not value.isascii() or not value.isdigit() or int(value) >= 2**31:
        raise argparse.ArgumentTypeError("give a whole number from 0")
    return int(value)


def read_count(value: str) -> int:
    """Return a whole number from 1 as argparse asks for it."""
    number = read_seed(value)
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number from 1")
    return number


def read_share(value: str) -> float:
    """Return a number from 0 to 1 as argparse asks for it."""
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("give a number from 0 to 1")
    return share


def add_seed(parser: argparse.ArgumentParser, said: str = "0 unless told") -> None:
    """Add `--seed`, which every command takes whether it draws anything or not."""
    parser.add_argument("--seed", type=read_seed, default=0, metavar="N", help=said)


def add_vectors(
    parser: argparse.ArgumentParser, unless: str = "sentence where it is set up"
) -> None:
    """Add `--vectors`; `unless` says what is taken where nobody says."""
    parser.add_argument(
        "--vectors", choices=VECTORS, help=f"what texts are compared by; else {unless}"
    )


def add_texts(parser: argparse.ArgumentParser) -> None:
    """Add the file, its column of texts and the column that names rows."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what to read")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="column with the texts")
    parser.add_argument(
        "--id", metavar="COLUMN", help="column that names rows; else they count from 1"
    )


def add_out(
    parser: argparse.ArgumentParser, metavar: str = "CSV", said: str = "what to write"
) -> None:
    """Add `--out`, where the result goes."""
    parser.add_argument("--out", required=True, type=Path, metavar=metavar, help=said)
