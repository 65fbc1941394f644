"""`cairn similar`: texts pasted twice, taken over in part, or alike in what they say."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path

from cairn.analysis.similar import COPY, MOST_ALIKE, Similar, compare_texts
from cairn.analysis.vectors import VectorsMissing, make_encoder
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._files import write_files
from cairn.cli._texts import read_texts
from cairn.cli.themes import read_seed

NAME = "similar"
HELP = "Find near-duplicates and similar texts in a column of a file."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn similar` takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what to read")
    parser.add_argument("--text", required=True, metavar="COLUMN", help="column with the texts")
    parser.add_argument("--id", metavar="COLUMN", help="column that names rows; else 1, 2, ...")
    parser.add_argument("--out", required=True, type=Path, metavar="CSV", help="file to write")
    parser.add_argument("--vectors", choices=("sentence", "static", "null"), help="else the best")
    parser.add_argument("--seed", type=read_seed, default=0, metavar="N", help="0 unless told")


def run(args: argparse.Namespace) -> int:
    """Read, compare, write the pairs whole or not at all."""
    if args.out.is_dir():
        raise CommandFailed(f"{args.out} is a folder; --out needs a file", BAD_USAGE)
    read = read_texts(args.file, args.text, args.id)
    try:
        encoder = make_encoder(args.vectors, args.seed)
    except VectorsMissing as missing:
        raise CommandFailed(f"{missing}. Nothing was written.", BAD_INPUT) from None
    print(f"cairn similar: comparing {len(read.texts)} texts", file=sys.stderr)
    found = compare_texts(read.texts, encoder, args.seed)
    content = _pairs_csv(found, read.ids).encode()
    write_files(args.out.parent, {args.out.name: content})
    print(f"{_describe(found)} Written to {args.out}")
    return OK


def _describe(found: Similar) -> str:
    copies = sum(pair.kind == COPY for pair in found.pairs)
    if not found.compared:
        skipped = f"similar wording is looked for in at most {MOST_ALIKE} different texts"
        return f"{copies} near-duplicate pairs; {skipped}."
    return f"{copies} near-duplicate and {len(found.pairs) - copies} similar pairs."


def _pairs_csv(found: Similar, ids: list[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id_a", "id_b", "kind", "score"])
    for pair in found.pairs:
        writer.writerow([ids[pair.first], ids[pair.second], pair.kind, f"{pair.score:.4f}"])
    return out.getvalue()
