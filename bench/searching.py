"""Search on labelled public data and on 100,000 made-up documents, plain BM25 in the same run.

`CAIRN_BENCH_DATA` names the folder with `cranfield/`; without it only speed is measured.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import os
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np

from cairn.analysis.search import Searcher
from cairn.analysis.vectors import make_encoder

Found = list[list[str]]
TIERS = ("sentence", "static", "null")


def main() -> int:
    named = os.environ.get("CAIRN_BENCH_DATA", "")
    if named:
        measure_quality(Path(named) / "cranfield")
    else:
        print("CAIRN_BENCH_DATA is not set: no labelled queries to measure search on")
    measure_speed(100_000)
    return 0


def measure_quality(folder: Path) -> None:
    docs, queries = (read_lines(folder / f"{name}.jsonl.gz") for name in ("docs", "queries"))
    wanted = read_judgements(folder / "qrels.csv.gz")
    print("| method | nDCG@10 | read, s | a query, ms |\n|---|---|---|---|")
    methods: dict[str, Callable[[Sequence[str]], Callable[[str], list[str]]]] = {
        "BM25, whole words (peer)": read_peer,
        **{f"Cairn, {tier}": lambda texts, tier=tier: read_ours(texts, tier) for tier in TIERS},
    }
    for name, read in methods.items():
        start = time.perf_counter()
        search = read(list(docs.values()))
        middle = time.perf_counter()
        ids = list(docs)
        found = {q: [ids[int(at) - 1] for at in search(text)] for q, text in queries.items()}
        end = time.perf_counter()
        score = np.mean([gain(found[query], wanted[query]) for query in wanted])
        took = (end - middle) / len(queries) * 1000
        print(f"| {name} | {score:.3f} | {middle - start:.0f} | {took:.0f} |", flush=True)


def read_ours(texts: Sequence[str], tier: str) -> Callable[[str], list[str]]:
    searcher = Searcher(make_encoder(tier)).fit(texts)
    return lambda query: [hit.doc for hit in searcher.search(query)]


def read_peer(texts: Sequence[str]) -> Callable[[str], list[str]]:
    """BM25 as a textbook has it: k1 1.2, b 0.75, words as they are."""
    counts = [split_words(text) for text in texts]
    held: dict[str, list[tuple[int, int]]] = {}
    for at, words in enumerate(counts):
        for word in sorted(set(words)):
            held.setdefault(word, []).append((at, words.count(word)))
    lengths = np.array([len(words) for words in counts])
    damp = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())

    def search(query: str) -> list[str]:
        scores = np.zeros(len(texts))
        for word in split_words(query):
            places = held.get(word, [])
            rarity = math.log1p((len(texts) - len(places) + 0.5) / (len(places) + 0.5))
            for at, count in places:
                scores[at] += rarity * count * 2.2 / (count + damp[at])
        return [str(at + 1) for at in np.argsort(-scores, kind="stable")[:10]]

    return search


def split_words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


def gain(found: Sequence[str], wanted: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002)."""
    best = sorted(wanted.values(), reverse=True)[:10]
    got = [wanted.get(doc, 0) for doc in found[:10]]
    return discount(got) / discount(best)


def discount(gains: Sequence[int]) -> float:
    return sum(value / math.log2(rank + 1) for rank, value in enumerate(gains, start=1))


def measure_speed(size: int) -> None:
    """Made-up documents of made-up words, frequent ones more often, as in any language."""
    draw = random.Random(0)
    words = [
        "".join(draw.choices("abcdefghiklmnoprstuw", k=draw.randint(3, 9))) for _ in range(20_000)
    ]
    odds = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    texts = [" ".join(draw.choices(words, cum_weights=odds, k=60)) for _ in range(size)]
    searcher = Searcher(make_encoder("static")).fit(texts)
    took = []
    for _ in range(200):
        query = " ".join(draw.choices(words, cum_weights=odds, k=8))
        start = time.perf_counter()
        searcher.search(query)
        took.append((time.perf_counter() - start) * 1000)
    p50, p95 = np.percentile(took, [50, 95])
    print(f"\n{size} documents of 60 words, static: p50 {p50:.0f} ms, p95 {p95:.0f} ms a query")


def read_lines(path: Path) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {record["id"]: record["text"] for record in map(json.loads, file)}


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    wanted: dict[str, dict[str, int]] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            wanted.setdefault(row["query"], {})[row["doc"]] = int(row["rel"])
    return wanted


if __name__ == "__main__":
    sys.exit(main())
