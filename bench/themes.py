"""Themes against plain TF-IDF with k-means, on labelled public data, both in this run.

`CAIRN_BENCH_DATA` names the folder with `banking77/banking77.csv.gz`; the survey of 59 answers and
the document that prints them under ten themes are looked for there and in the folder above.
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, v_measure_score

from cairn.analysis.themes import ThemeFinder

Labelled = tuple[list[str], list[str]]


def main() -> int:
    named = os.environ.get("CAIRN_BENCH_DATA", "")
    if not named:
        print("CAIRN_BENCH_DATA is not set: no labelled texts to measure themes on")
        return 0
    print("| data | texts | themes | method | V-measure | ARI | seconds |")
    print("|---|---|---|---|---|---|---|")
    for name, (texts, labels) in _read_all(Path(named)).items():
        k = len(set(labels))
        _measure(name, texts, labels, "TF-IDF + k-means, k given", lambda t, k=k: _run_peer(t, k))
        _measure(name, texts, labels, "Cairn, k given", lambda t, k=k: _run_cairn(t, k))
        _measure(name, texts, labels, "Cairn, k proposed", lambda t: _run_cairn(t, None))
    return 0


def _measure(
    name: str,
    texts: Sequence[str],
    labels: Sequence[str],
    method: str,
    run: Callable[[Sequence[str]], Sequence[int]],
) -> None:
    start = time.perf_counter()
    found = run(texts)
    seconds = time.perf_counter() - start
    v, ari = v_measure_score(labels, found), adjusted_rand_score(labels, found)
    themes = f"{len(set(found))} of {len(set(labels))}"
    print(f"| {name} | {len(texts)} | {themes} | {method} | {v:.3f} | {ari:.3f} | {seconds:.1f} |")


def _run_peer(texts: Sequence[str], k: int) -> list[int]:
    weights = TfidfVectorizer(stop_words="english").fit_transform(texts)
    return list(KMeans(k, n_init=10, random_state=0).fit_predict(weights))


def _run_cairn(texts: Sequence[str], k: int | None) -> list[int]:
    found = ThemeFinder(k=k, random_state=0).fit(texts)
    return [place.theme for place in found.assignments if place.rank == 1]


def _read_all(folder: Path) -> dict[str, Labelled]:
    banking, survey = _find(folder, "banking77.csv.gz"), _find(folder, "listening-survey-2020.csv")
    printed = _find(folder, "ten-leaps-listening-survey.txt")
    sets = {}
    if survey and printed:
        sets["59 survey answers"] = _read_survey(survey, printed)
    if banking:
        with gzip.open(banking, "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        test = [row for row in rows if row["split"] == "test"]
        for name, part in (("banking77, test", test), ("banking77, 10,000 rows", rows[:10_000])):
            sets[name] = ([row["text"] for row in part], [row["label"] for row in part])
    return sets


def _find(folder: Path, name: str) -> Path | None:
    places = [*folder.rglob(name), *folder.parent.glob(f"*/{name}")]
    return places[0] if places else None


def _read_survey(survey: Path, printed: Path) -> Labelled:
    """Label each answer with the numbered heading under which the document prints it."""
    document = printed.read_text(encoding="utf-8")
    parts = re.split(r"^(\d+)\. ", document, flags=re.MULTILINE)
    headed = [
        (number, _simplify(words)) for number, words in zip(parts[1::2], parts[2::2], strict=True)
    ]
    texts, labels = [], []
    with survey.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answer = _simplify(row["answer"])
            label = next((number for number, words in headed if answer in words), None)
            if label is not None:
                texts.append(row["answer"])
                labels.append(label)
    return texts, labels


def _simplify(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


if __name__ == "__main__":
    sys.exit(main())
