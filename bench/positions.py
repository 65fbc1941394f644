"""Position without examples on made-up comments, and learnt from published labelled answers.

`CAIRN_BENCH_DATA` names the folder with `themefinder_gambling/eval_sentiments.csv.gz`, of which
four fifths are learnt from; without it only the made-up comments are measured. The peer without
examples counts plain words for and against.
"""

from __future__ import annotations

import csv
import gzip
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import make_pipeline

from cairn.analysis.position import PositionScorer

Labelled = tuple[list[str], list[str]]


TEXTS = Path(__file__).parent / "texts"
SETS = (
    "positions", "positions_fresh", "positions_blind", "positions_blind_second",
    "positions_blind_third",
)  # fmt: skip
FOR = "good great excellent lovely kind helpful friendly thank thanks happy best diolch da gwych hyfryd"
AGAINST = (
    "bad poor rude awful terrible long wait waiting cold never no not nobody gwael hir oer ddim neb"
)


def main() -> None:
    print("| made-up comments, no examples | method | accuracy | macro-F1 | seconds |")
    print("|---|---|---|---|---|")
    for name in SETS:
        measure_untaught(TEXTS / f"{name}.txt")
    measure_taught()


def measure_untaught(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("|", 2) for line in lines if line and not line.startswith("#")]
    texts, labels = [row[2] for row in rows], [as_three(row[1]) for row in rows]
    for tier in ("sentence", "static", "null"):
        measure(
            f"{path.stem} ({len(texts)}) | Cairn, {tier}",
            lambda tier=tier: with_lessons(tier, texts),
            labels,
        )
    measure(f"{path.stem} ({len(texts)}) | list of words", lambda: count_words(texts), labels)


def with_lessons(tier: str, texts: list[str]) -> list[str]:
    return [as_three(one.position) for one in PositionScorer(tier).fit().predict(texts)]


def as_three(position: str) -> str:
    return "neutral" if position in ("mixed", "unclear") else position


def count_words(texts: Sequence[str]) -> list[str]:
    good, bad = set(FOR.split()), set(AGAINST.split())
    found = []
    for text in texts:
        words = "".join(each if each.isalpha() else " " for each in text.lower()).split()
        score = sum((word in good) - (word in bad) for word in words)
        found.append("positive" if score > 0 else "negative" if score < 0 else "neutral")
    return found


def measure_taught() -> None:
    named = os.environ.get("CAIRN_BENCH_DATA", "")
    if not named:
        print("CAIRN_BENCH_DATA is not set: no labelled answers to measure positions on")
        return
    taught, asked = read_answers(Path(named, "themefinder_gambling", "eval_sentiments.csv.gz"))
    print(f"\n{len(taught[0])} answers to learn from, {len(asked[0])} to tell\n")
    print("| method | accuracy | macro-F1 | seconds |\n|---|---|---|---|")
    for tier in ("sentence", "static", "null"):
        measure(f"Cairn, {tier}", lambda tier=tier: with_cairn(tier, taught, asked[0]), asked[1])
    measure("TF-IDF + logistic regression", lambda: with_peer(taught, asked[0]), asked[1])


def read_answers(path: Path) -> tuple[Labelled, Labelled]:
    csv.field_size_limit(10**8)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [(row["response"], row["position"]) for row in csv.DictReader(file)]
    order = np.random.default_rng(0).permutation(len(rows))
    cut = len(rows) * 4 // 5
    return split([rows[at] for at in order[:cut]]), split([rows[at] for at in order[cut:]])


def split(rows: Sequence[tuple[str, str]]) -> Labelled:
    return [text for text, _label in rows], [label for _text, label in rows]


def with_cairn(tier: str, taught: Labelled, texts: list[str]) -> list[str]:
    return [one.position for one in PositionScorer(tier).fit(*taught).predict(texts)]


def with_peer(taught: Labelled, texts: list[str]) -> list[str]:
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1000))
    return list(model.fit(*taught).predict(texts))


def measure(name: str, run: Callable[[], list[str]], labels: list[str]) -> None:
    started = time.perf_counter()
    found = run()
    seconds = time.perf_counter() - started
    macro = f1_score(labels, found, average="macro")
    print(f"| {name} | {accuracy_score(labels, found):.3f} | {macro:.3f} | {seconds:.1f} |")


if __name__ == "__main__":
    main()
