"""`cairn search`: the documents that answer each query, by words and by meaning."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cairn.analysis.search import Searcher
from cairn.analysis.vectors import VectorsMissing, make_encoder
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._files import read_file, write_files
from cairn.cli.themes import read_seed
from cairn.evidence.importers import Table

NAME = "search"
HELP = "Find the documents that answer each query, by words and by meaning."
_IDS = ("id", "_id", "docid", "doc_id", "query_id", "doc", "query")
_TEXTS = ("text", "body", "abstract", "content", "contents", "query", "question")


@dataclass(frozen=True)
class _Texts:
    ids: list[str]
    texts: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn search` takes."""
    parser.add_argument("docs", type=Path, metavar="DOCS", help="id, text and perhaps title")
    parser.add_argument("queries", type=Path, metavar="QUERIES", help="id and text")
    parser.add_argument("--out", required=True, type=Path, metavar="CSV", help="where hits go")
    parser.add_argument(
        "--count", type=_read_count, default=100, metavar="N", help="hits a query; 100 unless told"
    )
    parser.add_argument(
        "--vectors",
        choices=("sentence", "static", "null"),
        help="how meaning is measured; else by sentences where set-up built them",
    )
    parser.add_argument("--seed", type=read_seed, default=0, metavar="N", help="0 unless told")


def run(args: argparse.Namespace) -> int:
    """Read both files, search, write `query,doc,rank,score` whole or not at all."""
    if args.out.is_dir():
        raise CommandFailed(f"{args.out} is a folder; --out needs a file", BAD_USAGE)
    docs, queries = _read_texts(args.docs), _read_texts(args.queries)
    try:
        searcher = Searcher(make_encoder(args.vectors, args.seed), args.seed)
    except VectorsMissing as missing:
        raise CommandFailed(f"{missing}. Nothing was written.", BAD_USAGE) from None
    searcher.fit(docs.texts, docs.ids, progress=_show_reading)
    content = _search_all(searcher, queries, args.count)
    write_files(args.out.absolute().parent, {args.out.name: content.encode()})
    made = searcher.made_by
    print(
        f"{len(queries.ids)} queries over {len(docs.ids)} documents by {made.method} "
        f"({made.model}). Written to {args.out}"
    )
    return OK


def _search_all(searcher: Searcher, queries: _Texts, count: int) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["query", "doc", "rank", "score"])
    total = len(queries.ids)
    for done, (name, text) in enumerate(zip(queries.ids, queries.texts, strict=True), start=1):
        for hit in searcher.search(text, count):
            writer.writerow([name, hit.doc, hit.rank, f"{hit.score:.4f}"])
        if done % 50 == 0 or done == total:
            print(f"cairn search: {done} of {total} queries answered", file=sys.stderr)
    return out.getvalue()


def _read_texts(path: Path) -> _Texts:
    table = read_file(path)
    if not table.rows:
        raise CommandFailed(f"{path} holds no rows; nothing was written", BAD_INPUT)
    name, text = _find_column(path, table, _IDS), _find_column(path, table, _TEXTS)
    ids, texts = _read_column(table, name), _read_column(table, text)
    _check_ids(path, ids)
    if "title" in table.columns:
        titles = _read_column(table, "title")
        texts = [f"{first}\n{rest}" for first, rest in zip(titles, texts, strict=True)]
    return _Texts(ids, texts)


def _find_column(path: Path, table: Table, names: Sequence[str]) -> str:
    found = next((name for name in names if name in table.columns), None)
    if found is None:
        known = ", ".join(table.columns)
        message = f"{path} needs a field {names[0]!r}; it has: {known}. Nothing was written."
        raise CommandFailed(message, BAD_INPUT)
    return found


def _read_column(table: Table, name: str) -> list[str]:
    at = table.columns.index(name)
    return [row.cells[at] if at < len(row.cells) else "" for row in table.rows]


def _check_ids(path: Path, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if not name.strip() or name in seen:
            said = f"the id {name!r} twice" if name.strip() else "a row without an id"
            raise CommandFailed(f"{path} holds {said}; nothing was written", BAD_INPUT)
        seen.add(name)


def _show_reading(done: int, total: int) -> None:
    print(f"cairn search: {done} of {total} documents read", file=sys.stderr)


def _read_count(value: str) -> int:
    number = read_seed(value)
    if number < 1:
        raise argparse.ArgumentTypeError("give a whole number from 1")
    return number
