"""Several codes a text learnt from coded texts, beside one-vs-rest logistic regression in this run.

`CAIRN_BENCH_DATA` names the folder with `themefinder_gambling/eval_sentiments.csv.gz`: 1,000
published answers, each with the themes it was written for. The peer reads TF-IDF and the same
sentence vectors, joined. Then 10,000 made-up rows are read for speed and memory.
"""

from __future__ import annotations

import ast
import csv
import gzip
import os
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.multiclass import OneVsRestClassifier
from threadpoolctl import threadpool_limits

from cairn.analysis.code_suggester import Code, CodeSuggester
from cairn.analysis.vectors import make_encoder
from cairn.analysis.vectors.cache import MemoryCache

FOLDS, RARE, ROWS = 5, 8, 10_000
KEPT = MemoryCache()  # both methods read the same sentences, so they are encoded once
Found = tuple[np.ndarray, np.ndarray]
Method = Callable[[list[str], np.ndarray, list[str]], Found]


def main() -> int:
    named = os.environ.get("CAIRN_BENCH_DATA", "")
    if named:
        path = Path(named, "themefinder_gambling", "eval_sentiments.csv.gz")
        print("| learnt from | method | macro-F1 | micro-F1 | seconds |\n|---|---|---|---|---|")
        measure(*read_answers(path), (100, 300, 800))
    else:
        print("CAIRN_BENCH_DATA is not set: no coded texts to measure on")
    measure_speed()
    return 0


def read_answers(path: Path) -> tuple[list[str], np.ndarray]:
    """Return texts and marks (texts, themes) of themes that eight answers or more have."""
    csv.field_size_limit(10**8)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = [read_themes(row["target_topics"]) for row in rows]
    counts = Counter(theme for themes in held for theme in themes)
    kept = sorted(theme for theme, count in counts.items() if count >= RARE)
    marks = np.array([[theme in themes for theme in kept] for themes in held], dtype=float)
    return [row["response"] for row in rows], marks


def read_themes(printed: str) -> set[str]:
    sides = ast.literal_eval(re.sub(r"\}\s+\{", "},{", printed))
    return {f"{at}{key}" for at, side in enumerate(sides) for key, value in side.items() if value}


def measure(texts: list[str], marks: np.ndarray, sizes: tuple[int, ...]) -> None:
    """Each fifth is told by what is learnt from the first so many of the other four."""
    fold = np.random.default_rng(0).permutation(len(texts)) % FOLDS
    methods: dict[str, Method] = {"TF-IDF and vectors, one-vs-rest": run_peer, "Cairn": run_cairn}
    for size in sizes:
        for name, run in methods.items():
            start, given, scores = time.perf_counter(), np.zeros(marks.shape), np.zeros(marks.shape)
            for part in range(FOLDS):
                taught, asked = np.flatnonzero(fold != part)[:size], np.flatnonzero(fold == part)
                texts_of = [[texts[at] for at in places] for places in (taught, asked)]
                given[asked], scores[asked] = run(texts_of[0], marks[taught], texts_of[1])
            macro = f1_score(marks, given, average="macro", zero_division=0)
            micro = f1_score(marks, given, average="micro")
            seconds = time.perf_counter() - start
            print(f"| {size} | {name} | {macro:.3f} | {micro:.3f} | {seconds:.0f} |", flush=True)
        print_calibration(marks, scores)


def print_calibration(marks: np.ndarray, scores: np.ndarray) -> None:
    edges = (0.0, 0.1, 0.3, 0.5, 0.7, 1.01)
    said = []
    for low, high in pairwise(edges):
        inside = (scores >= low) & (scores < high)
        if inside.any():
            said.append(f"{scores[inside].mean():.2f} said, {marks[inside].mean():.2f} true")
    print(f"|  | Cairn's scores: {'; '.join(said)} |  |  |  |")


def run_peer(taught: list[str], marks: np.ndarray, asked: list[str]) -> Found:
    encoder, words = (
        make_encoder(cache=KEPT),
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
    )
    words.fit(taught)
    rows, others = (
        hstack([words.transform(texts), csr_matrix(encoder.encode(texts))]).tocsr()
        for texts in (taught, asked)
    )
    known = marks.sum(axis=0) > 0
    scores = np.zeros((len(asked), marks.shape[1]))
    model = OneVsRestClassifier(LogisticRegression(C=1, max_iter=300, class_weight="balanced"))
    scores[:, known] = model.fit(rows, marks[:, known]).predict_proba(others)
    return scores >= 0.5, scores


def run_cairn(taught: list[str], marks: np.ndarray, asked: list[str]) -> Found:
    codes = [Code(str(at), f"theme {at}") for at in range(marks.shape[1])]
    labels = [[str(at) for at in np.flatnonzero(row)] for row in marks]
    found = (
        CodeSuggester(codes, encoder=make_encoder(cache=KEPT))
        .fit(taught, labels, unlabelled=asked)
        .predict(asked)
    )
    given, scores = np.zeros((len(asked), len(codes))), np.zeros((len(asked), len(codes)))
    for text in found.texts:
        for score in text.scores:
            given[text.text_index, int(score.code)] = score.accepted
            scores[text.text_index, int(score.code)] = score.score
    return given, scores


def measure_speed() -> None:
    """Learn 30 codes from 5,000 made-up texts of made-up words, and read 10,000 more."""
    draw = random.Random(0)
    words = ["".join(draw.choices("abdefgilmnorstuw", k=draw.randint(3, 8))) for _ in range(3_000)]
    labels = [draw.sample(range(30), draw.randint(1, 3)) for _ in range(ROWS + ROWS // 2)]
    texts = [
        " ".join(draw.choices(words, k=12) + [words[code * 9 + draw.randrange(9)] for code in mine * 3])
        for mine in labels
    ]  # fmt: skip
    half = ROWS // 2
    codes = [Code(str(at), f"code {at}") for at in range(30)]
    print("\n| 5,000 coded, 10,000 to read | seconds |\n|---|---|")
    for tier in ("static", "sentence"):
        start = time.perf_counter()
        suggester = CodeSuggester(codes, tier=tier)
        suggester.fit(texts[:half], [[str(at) for at in each] for each in labels[:half]])
        with threadpool_limits(2):
            suggester.predict(texts[half:])
        print(f"| {tier} | {time.perf_counter() - start:.0f} |", flush=True)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
