"""Themes and their quotes against k-means on TF-IDF and on the same vectors, in the same run.

`CAIRN_BENCH_DATA` names the folder with `banking77/banking77.csv.gz`; the survey of 59 answers and
the document that prints them under ten themes are looked for there and in the folder above.
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, v_measure_score

from cairn.analysis.themes import ThemeFinder
from cairn.analysis.vectors import make_encoder
from cairn.analysis.vectors.encoders import Tier

Labelled = tuple[list[str], list[str]]
TIERS: tuple[Tier, ...] = ("sentence", "static", "null")
AFTER_THE_THEMES = 9  # answers the document prints last, below the ten themes


def main() -> int:
    named = os.environ.get("CAIRN_BENCH_DATA", "")
    if not named:
        print("CAIRN_BENCH_DATA is not set: no labelled texts to measure themes on")
        return 0
    print(
        "| data | texts | themes | method | V-measure | ARI | true quotes of three | seconds "
        "| of these vectors |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, (texts, labels) in _read_all(Path(named)).items():
        k = len(set(labels))
        for method in ("TF-IDF", *TIERS):
            _measure_peer(name, texts, labels, method)
        for tier in TIERS:
            _measure(name, texts, labels, tier, k)
            _measure(name, texts, labels, tier, None)
    print(f"Peak memory of this run: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")
    return 0


def _measure_peer(name: str, texts: Sequence[str], labels: Sequence[str], method: str) -> None:
    """K-means with the true k; its quotes are the three texts nearest to each centre."""
    start = time.perf_counter()
    vectors = _read(texts, method)
    reading = time.perf_counter() - start
    model = KMeans(len(set(labels)), n_init=10, random_state=0).fit(vectors)
    seconds = time.perf_counter() - start
    own, apart = list(model.labels_), model.transform(vectors)
    nearest = {theme: _take_nearest(own, apart, theme) for theme in set(own)}
    precise = f"{_share_true(nearest, own, labels):.3f}"
    _print_row(name, labels, own, f"{method} + k-means, k given", precise, seconds, reading)


def _read(texts: Sequence[str], method: str) -> Any:
    if method == "TF-IDF":
        return TfidfVectorizer(stop_words="english").fit_transform(texts)
    return make_encoder(cast(Tier, method)).fit(texts).encode(texts)


def _take_nearest(own: Sequence[int], apart: Any, theme: int) -> list[int]:
    members = [at for at, number in enumerate(own) if number == theme]
    return sorted(members, key=lambda at: apart[at, theme])[:3]


def _measure(
    name: str, texts: Sequence[str], labels: Sequence[str], tier: Tier, k: int | None
) -> None:
    start = time.perf_counter()
    make_encoder(tier).fit(texts).encode(texts)
    reading = time.perf_counter() - start
    start = time.perf_counter()
    found = ThemeFinder(k=k, random_state=0, vectors=tier).fit(texts)
    seconds = time.perf_counter() - start
    own = [place.theme for place in found.assignments if place.rank == 1]
    method = f"Cairn, {tier}, k {'given' if k else 'proposed'}"
    quoted = {theme.id: [q.text_index for q in theme.quotes[:3]] for theme in found.themes}
    precise = f"{_share_true(quoted, own, labels):.3f}"
    _print_row(name, labels, own, method, precise, seconds, reading)


def _share_true(
    quoted: Mapping[int, Sequence[int]], own: Sequence[int], labels: Sequence[str]
) -> float:
    """How many of the texts quoted for a theme bear the label most of the theme bears."""
    right = []
    for theme, rows in quoted.items():
        said = [labels[at] for at, number in enumerate(own) if number == theme]
        most = Counter(said).most_common(1)[0][0] if said else ""
        right += [labels[row] == most for row in rows]
    return sum(right) / max(1, len(right))


def _print_row(
    name: str,
    labels: Sequence[str],
    found: Sequence[int],
    method: str,
    precise: str,
    seconds: float,
    reading: float,
) -> None:
    v, ari = v_measure_score(labels, found), adjusted_rand_score(labels, found)
    themes = f"{len(set(found))} of {len(set(labels))}"
    print(
        f"| {name} | {len(labels)} | {themes} | {method} | {v:.3f} | {ari:.3f} | {precise} "
        f"| {seconds:.1f} | {reading:.1f} |",
        flush=True,
    )


def _read_all(folder: Path) -> dict[str, Labelled]:
    banking, survey = _find(folder, "banking77.csv.gz"), _find(folder, "listening-survey-2020.csv")
    printed = _find(folder, "ten-leaps-listening-survey.txt")
    sets = {}
    if survey and printed:
        sets["survey answers, all"] = _read_survey(survey, printed)
        sets["survey answers, in a theme"] = _leave_out(sets["survey answers, all"])
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


def _leave_out(survey: Labelled) -> Labelled:
    """Leave out the answers printed after the tenth theme, which belong to none."""
    texts, labels = survey
    last = [at for at, label in enumerate(labels) if label == "10"][-AFTER_THE_THEMES:]
    kept = [at for at in range(len(texts)) if at not in last]
    return [texts[at] for at in kept], [labels[at] for at in kept]


def _simplify(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


if __name__ == "__main__":
    sys.exit(main())
