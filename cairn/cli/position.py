"""`cairn position`: whether each text is glad, unhappy, both or neither, or labels of your own."""

from __future__ import annotations

import argparse
from pathlib import Path

from cairn.analysis.position import PositionScorer
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._files import check_file, make_csv, read_columns, read_file, write_file
from cairn.cli._scoring import add_text_arguments, go_through, open_encoder
from cairn.cli._texts import read_texts

NAME = "position"
HELP = "Say of each text whether it is positive, negative, mixed or unclear."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn position` takes."""
    add_text_arguments(parser)
    parser.add_argument("--examples", type=Path, metavar="CSV", help="texts with their labels")
    parser.add_argument("--label", metavar="COLUMN", help="column of the examples with the label")


def run(args: argparse.Namespace) -> int:
    """Read, learn, say, write the CSV whole or not at all."""
    if (args.examples is None) != (args.label is None):
        raise CommandFailed("--examples and --label go together", BAD_USAGE)
    check_file(args.out)
    read = read_texts(args.file, args.text, args.id)
    scorer = PositionScorer(random_state=args.seed, encoder=open_encoder(args))
    _teach(scorer, args)
    found = go_through(NAME, read.texts, scorer.predict)
    rows = [
        (name, one.position, f"{one.score:.4f}") for name, one in zip(read.ids, found, strict=True)
    ]
    head = ("id", "position", "score")
    write_file(args.out, make_csv(head, rows))
    print(
        f"{len(rows)} texts. Suggested by machine, not checked by a person. Written to {args.out}"
    )
    return OK


def _teach(scorer: PositionScorer, args: argparse.Namespace) -> None:
    if args.examples is None:
        scorer.fit()
        return
    rows = read_columns(args.examples, read_file(args.examples), [args.text, args.label])
    labelled = [row for row in rows if all(row)]
    try:
        scorer.fit([text for text, _label in labelled], [label for _text, label in labelled])
    except ValueError as error:
        raise CommandFailed(f"{args.examples}: {error}; nothing was written", BAD_INPUT) from None
