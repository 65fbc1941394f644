"""`cairn redact`: words of a column that may tell who somebody is, for a person to look at."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from cairn.analysis.redaction import Identifier, IdentifierFinder, redact_text
from cairn.analysis.text import detect_language
from cairn.cli import BAD_USAGE, OK, CommandFailed
from cairn.cli._arguments import add_out, add_seed, add_texts, read_share
from cairn.cli._files import check_file, make_csv, write_files
from cairn.cli._texts import Texts, read_texts

NAME = "redact"
HELP = "Find words that may identify somebody in a column of texts; never all of them."
_STEP = 1_000
_LANGUAGE_SAMPLE = 500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn redact` takes."""
    add_texts(parser)
    add_out(parser, said="where to write what was found; with --spans, the texts with it taken out")
    parser.add_argument(
        "--spans", type=Path, metavar="CSV",
        help="write what was found here, and the texts with replacements to --out",
    )  # fmt: skip
    parser.add_argument(
        "--lowest", type=read_share, default=0.0, metavar="X",
        help="leave out what is less sure than this, 0 to 1; 0 unless told",
    )  # fmt: skip
    add_seed(parser, "changes nothing")


def run(args: argparse.Namespace) -> int:
    """Read, find, write whole or not at all."""
    _check_places(args.out, args.spans)
    read = read_texts(args.file, args.text, args.id)
    found = _find(read.texts, args.lowest)
    spans = _spans_csv(read.ids, found)
    if args.spans is None:
        _write({args.out: spans})
    else:
        _write({args.spans: spans, args.out: _redacted_csv(read, found)})
    places, texts = sum(map(len, found)), sum(map(bool, found))
    print(
        f"{places} places in {texts} of {len(found)} texts may identify somebody. Suggested by "
        "machine: others are missed, so the texts are not anonymous without them. "
        f"Written to {args.out}"
    )
    return OK


def _check_places(out: Path, spans: Path | None) -> None:
    for path in (out, spans):
        if path is not None:
            check_file(path)
    if spans is not None and spans.absolute() == out.absolute():
        raise CommandFailed("--out and --spans name the same file; nothing was written", BAD_USAGE)


def _find(texts: Sequence[str], lowest: float) -> list[tuple[Identifier, ...]]:
    finders = {
        language: IdentifierFinder(lowest=lowest, language=language) for language in ("en", "cy")
    }
    found: list[tuple[Identifier, ...]] = []
    for at in range(0, len(texts), _STEP):
        for text in texts[at : at + _STEP]:
            welsh = detect_language(text[:_LANGUAGE_SAMPLE]) == "cy"
            found.append(finders["cy" if welsh else "en"].find(text))
        print(f"cairn redact: {len(found)} of {len(texts)} texts", file=sys.stderr)
    return found


def _spans_csv(ids: Sequence[str], found: Iterable[Sequence[Identifier]]) -> bytes:
    rows = (
        [name, one.start, one.end, one.kind, one.text, f"{one.score:.3f}"]
        for name, several in zip(ids, found, strict=True)
        for one in several
    )
    return make_csv(("id", "start", "end", "kind", "text", "score"), rows)


def _redacted_csv(read: Texts, found: Iterable[Sequence[Identifier]]) -> bytes:
    pairs = (
        [name, redact_text(text, several)]
        for name, text, several in zip(read.ids, read.texts, found, strict=True)
    )
    return make_csv(("id", "text"), pairs)


def _write(files: dict[Path, bytes]) -> None:
    """Each file whole; where they share a folder both or neither."""
    folders = {path.parent for path in files}
    for folder in sorted(folders):
        write_files(
            folder, {path.name: one for path, one in files.items() if path.parent == folder}
        )
