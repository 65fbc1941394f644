"""Working titles of labelled texts against the names of their labels, and the best keyword's.

`CAIRN_BENCH_DATA` names the folder with `banking77/banking77.csv.gz` and
`patient_experience_codebook/codes.json`. Texts are grouped by their true label, eleven labels at a
time as a small survey has them, or all together. Titles are chosen by the static table and judged
by the sentence model: how near a title stands to the name of its label (cosine), and whether no
other name of the set stands nearer. A name is not the only good title, so compare rows only.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from cairn.analysis.theme_titles import choose_titles
from cairn.analysis.theme_words import choose_keywords
from cairn.analysis.vectors import make_encoder

Groups = Mapping[str, Sequence[str]]
Titles = Callable[[Sequence[Sequence[str]]], Sequence[str]]
_TOGETHER = 11
_DRAWS = 3


def main() -> int:
    named = os.environ.get("CAIRN_BENCH_DATA", "")
    if not named:
        print("CAIRN_BENCH_DATA is not set: no labelled texts to measure titles on")
        return 0
    banking, book = _read_banking(Path(named)), _read_codebook(Path(named))
    print("| texts a label | method | nearness to its name | its name is nearest |")
    print("|---|---|---|---|")
    for texts, groups, together in (
        (5, banking, _TOGETHER),
        (12, banking, _TOGETHER),
        (40, banking, len(banking)),
        (6, book, _TOGETHER),
    ):
        source = "banking77" if groups is banking else "codebook"
        for method, name in (("best keyword", _by_keyword), ("Cairn", _by_title)):
            near, right = measure(groups, texts, together, name)
            print(f"| {texts}, {source} | {method} | {near:.3f} | {right:.3f} |", flush=True)
    return 0


def measure(groups: Groups, texts: int, together: int, name: Titles) -> tuple[float, float]:
    """Return both means over three draws of `texts` texts of each label."""
    near, right = [], []
    for seed in range(_DRAWS):
        chance = random.Random(seed)
        drawn = {key: chance.sample(said, min(texts, len(said))) for key, said in groups.items()}
        labels = list(drawn)
        chance.shuffle(labels)
        for start in range(0, len(labels), together):
            part = labels[start : start + together]
            likeness = _compare(name([drawn[label] for label in part]), part)
            near += np.diag(likeness).tolist()
            right += (likeness.argmax(axis=1) == np.arange(len(part))).tolist()
    return float(np.mean(near)), float(np.mean(right))


def _compare(titles: Sequence[str], names: Sequence[str]) -> np.ndarray:
    encoder = make_encoder("sentence")
    return np.asarray(encoder.encode(list(titles)) @ encoder.encode(list(names)).T)


def _by_keyword(groups: Sequence[Sequence[str]]) -> list[str]:
    """Class-based TF-IDF alone (Grootendorst 2022)."""
    return [words[0] if words else "" for words in choose_keywords(groups)]


def _by_title(groups: Sequence[Sequence[str]]) -> Sequence[str]:
    return choose_titles(groups, choose_keywords(groups), make_encoder("static"))


def _read_banking(folder: Path) -> Groups:
    groups: dict[str, list[str]] = {}
    with gzip.open(
        folder / "banking77" / "banking77.csv.gz", "rt", encoding="utf-8", newline=""
    ) as file:
        for row in csv.DictReader(file):
            if row["split"] == "train":
                name = row["label"].replace("_", " ").replace("?", "").lower()
                groups.setdefault(name, []).append(row["text"])
    return groups


def _read_codebook(folder: Path) -> Groups:
    path = folder / "patient_experience_codebook" / "codes.json"
    codes = json.loads(path.read_text(encoding="utf-8"))
    return {code["name"]: code["examples"] for code in codes if len(code["examples"]) > 1}


if __name__ == "__main__":
    sys.exit(main())
