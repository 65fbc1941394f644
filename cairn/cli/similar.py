"""`cairn similar`: texts pasted twice, taken over in part, or alike in what they say."""

from __future__ import annotations

import argparse
import sys

from cairn.analysis.similar import COPY, MOST_ALIKE, Similar, compare_texts
from cairn.cli import OK
from cairn.cli._files import check_file, make_csv, write_file
from cairn.cli._scoring import add_text_arguments, open_encoder
from cairn.cli._texts import read_texts

NAME = "similar"
HELP = "Find near-duplicates and similar texts in a column of a file."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn similar` takes."""
    add_text_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Read, compare, write the pairs whole or not at all."""
    check_file(args.out)
    read = read_texts(args.file, args.text, args.id)
    encoder = open_encoder(args)
    print(f"cairn similar: comparing {len(read.texts)} texts", file=sys.stderr)
    found = compare_texts(read.texts, encoder, args.seed)
    pairs = (
        (read.ids[pair.first], read.ids[pair.second], pair.kind, f"{pair.score:.4f}")
        for pair in found.pairs
    )
    write_file(args.out, make_csv(("id_a", "id_b", "kind", "score"), pairs))
    print(f"{_describe(found)} Written to {args.out}")
    return OK


def _describe(found: Similar) -> str:
    copies = sum(pair.kind == COPY for pair in found.pairs)
    if not found.compared:
        skipped = f"similar wording is looked for in at most {MOST_ALIKE} different texts"
        return f"{copies} near-duplicate pairs; {skipped}."
    return f"{copies} near-duplicate and {len(found.pairs) - copies} similar pairs."
