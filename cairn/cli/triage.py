"""`cairn triage`: which texts a person should read first, because they may tell of harm."""

from __future__ import annotations

import argparse

from cairn.analysis.triage import HarmTriage
from cairn.cli import OK
from cairn.cli._files import check_file, make_csv, write_file
from cairn.cli._scoring import add_text_arguments, go_through, open_encoder
from cairn.cli._texts import read_texts

NAME = "triage"
HELP = "Flag texts that may tell of harm, for a person to read first. Never a verdict."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn triage` takes."""
    add_text_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Read, flag, write the CSV whole or not at all."""
    check_file(args.out)
    read = read_texts(args.file, args.text, args.id)
    triage = HarmTriage(random_state=args.seed, encoder=open_encoder(args)).fit()
    found = go_through(NAME, read.texts, triage.predict)
    rows = [
        (name, str(one.flagged).lower(), one.kind, f"{one.score:.4f}")
        for name, one in zip(read.ids, found, strict=True)
    ]
    head = ("id", "flagged", "kind", "score")
    write_file(args.out, make_csv(head, rows))
    print(
        f"{sum(one.flagged for one in found)} of {len(rows)} texts are for a person to read first. "
        f"Some that tell of harm are missed, some that do not are raised. Written to {args.out}"
    )
    return OK
