"""`cairn search`: the documents that answer each query, by words and by meaning."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cairn.analysis.search import Searcher
from cairn.cli import BAD_INPUT, OK, CommandFailed
from cairn.cli._arguments import add_out, add_seed, add_vectors, read_count
from cairn.cli._files import check_file, make_csv, read_column, read_file, write_file
from cairn.cli._scoring import open_encoder
from cairn.cli._texts import Texts, read_ids
from cairn.evidence.importers import Table

NAME = "search"
HELP = "Find the documents that answer each query, by words and by meaning."
_IDS = ("id", "_id", "docid", "doc_id", "query_id", "doc", "query")
_TEXTS = ("text", "body", "abstract", "content", "contents", "query", "question")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn search` takes."""
    parser.add_argument("docs", type=Path, metavar="DOCS", help="id, text and perhaps title")
    parser.add_argument("queries", type=Path, metavar="QUERIES", help="id and text")
    add_out(parser, said="where hits go")
    parser.add_argument(
        "--count", type=read_count, default=100, metavar="N", help="hits a query; 100 unless told"
    )
    add_vectors(parser)
    add_seed(parser)


def run(args: argparse.Namespace) -> int:
    """Read both files, search, write `query,doc,rank,score` whole or not at all."""
    check_file(args.out)
    docs, queries = _read_texts(args.docs), _read_texts(args.queries)
    searcher = Searcher(open_encoder(args), args.seed)
    searcher.fit(docs.texts, docs.ids, progress=_show_reading)
    hits = _search_all(searcher, queries, args.count)
    write_file(args.out, make_csv(("query", "doc", "rank", "score"), hits))
    made = searcher.made_by
    print(
        f"{len(queries.ids)} queries over {len(docs.ids)} documents by {made.method} "
        f"({made.model}). Written to {args.out}"
    )
    return OK


def _search_all(searcher: Searcher, queries: Texts, count: int) -> Iterator[tuple[object, ...]]:
    total = len(queries.ids)
    for done, (name, text) in enumerate(zip(queries.ids, queries.texts, strict=True), start=1):
        for hit in searcher.search(text, count):
            yield name, hit.doc, hit.rank, f"{hit.score:.4f}"
        if done % 50 == 0 or done == total:
            print(f"cairn search: {done} of {total} queries answered", file=sys.stderr)


def _read_texts(path: Path) -> Texts:
    table = read_file(path)
    if not table.rows:
        raise CommandFailed(f"{path} holds no rows; nothing was written", BAD_INPUT)
    name, text = _find_column(path, table, _IDS), _find_column(path, table, _TEXTS)
    ids, texts = read_ids(table, name, path), read_column(table, text, path)
    if "title" in table.columns:
        titles = read_column(table, "title", path)
        texts = [f"{first}\n{rest}" for first, rest in zip(titles, texts, strict=True)]
    return Texts(ids, texts)


def _find_column(path: Path, table: Table, names: Sequence[str]) -> str:
    found = next((name for name in names if name in table.columns), None)
    if found is None:
        known = ", ".join(table.columns)
        message = f"{path} needs a field {names[0]!r}; it has: {known}. Nothing was written."
        raise CommandFailed(message, BAD_INPUT)
    return found


def _show_reading(done: int, total: int) -> None:
    print(f"cairn search: {done} of {total} documents read", file=sys.stderr)
