"""Codes suggested by Cairn against a sentence model with logistic regression, both in this run.

`CAIRN_BENCH_DATA` names the folder with `banking77/banking77.csv.gz` and
`patient_experience_codebook/codes.json`. The codebook is measured on made-up comments
(`bench/texts/coded_comments.txt`) and by holding an eighth of its printed examples out at a time,
alone and two in one text.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, label_ranking_average_precision_score

from cairn.analysis.code_suggester import Code, CodeSuggester
from cairn.analysis.code_suggester.codebook import split_examples
from cairn.analysis.vectors import make_encoder

_EXAMPLES = 10
_PARTS = 8


def main() -> int:
    named = os.environ.get("CAIRN_BENCH_DATA", "")
    if not named:
        print("CAIRN_BENCH_DATA is not set: no labelled texts to measure suggestions on")
        return 0
    print("| ten examples a code | method | macro-F1 | seconds, vectors included |")
    print("|---|---|---|---|")
    for seed in (0, 1):
        measure_banking(Path(named) / "banking77" / "banking77.csv.gz", seed)
    print("\n| codebook | method | first is right | recall of 3 | LRAP |")
    print("|---|---|---|---|---|")
    path = Path(named) / "patient_experience_codebook" / "codes.json"
    measure_comments(path)
    measure_codebook(path)
    return 0


def measure_comments(path: Path) -> None:
    book = json.loads(path.read_text(encoding="utf-8"))
    codes = [leave_out(code, set()) for code in book]
    asked = Path(__file__).parent / "texts" / "coded_comments.txt"
    lines = [line for line in asked.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    pairs = [line.split("|", 1) for line in lines if line]
    texts = [text for _, text in pairs]
    labels = [{find_code(codes, word) for word in words.split()} for words, _ in pairs]
    truth = [[code.id in label for code in codes] for label in labels]
    for name, run in (("mean of the best three", run_best_three), ("Cairn", run_codebook)):
        print_ranks(f"{len(texts)} made-up comments", name, truth, [run(codes, texts)])


def find_code(codes: Sequence[Code], word: str) -> str:
    """Return the code named by a word of its name, or by the beginning of one."""
    split = {code.id: re.findall("[a-z]+", code.name.lower()) for code in codes}
    whole = [name for name, words in split.items() if word in words]
    begun = [name for name, words in split.items() if any(each.startswith(word) for each in words)]
    (found,) = whole or begun
    return found


def measure_banking(path: Path, seed: int) -> None:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    test = [row for row in rows if row["split"] == "test"]
    random = np.random.default_rng(seed)
    labels = sorted({row["label"] for row in rows})
    taught = []
    for label in labels:
        held = [row for row in rows if row["split"] == "train" and row["label"] == label]
        taught += [held[at] for at in random.choice(len(held), _EXAMPLES, replace=False)]
    texts, truth = [row["text"] for row in test], [row["label"] for row in test]
    given = [row["text"] for row in taught], [row["label"] for row in taught]
    for name, method in (("logistic regression on vectors", run_peer), ("Cairn", run_cairn)):
        start = time.perf_counter()
        f1 = f1_score(truth, method(*given, texts), average="macro")
        print(f"| banking77, draw {seed} | {name} | {f1:.3f} | {time.perf_counter() - start:.1f} |")


def run_peer(taught: list[str], labels: list[str], texts: list[str]) -> list[str]:
    encoder = make_encoder()
    model = LogisticRegression(C=10, max_iter=1000).fit(encoder.encode(taught), labels)
    return list(model.predict(encoder.encode(texts)))


def run_cairn(taught: list[str], labels: list[str], texts: list[str]) -> list[str]:
    codes = [Code(label, label.replace("_", " ")) for label in sorted(set(labels))]
    suggester = CodeSuggester(codes, single=True)
    suggester.fit(taught, [[label] for label in labels], unlabelled=texts)
    return [text.scores[0].code for text in suggester.predict(texts).texts]


def measure_codebook(path: Path) -> None:
    book = json.loads(path.read_text(encoding="utf-8"))
    held: dict[str, set[str]] = {}
    for code in book:
        for example in split_examples(code["examples"]):
            held.setdefault(example, set()).add(code["id"])
    names = list(held)
    np.random.default_rng(0).shuffle(names)
    for pairs in (False, True):
        found: dict[str, list[np.ndarray]] = {"mean of the best three": [], "Cairn": []}
        truth = []
        for part in range(_PARTS):
            out = names[part::_PARTS]
            texts, labels = list_asked(out, held, pairs)
            codes = [leave_out(code, set(out)) for code in book]
            found["mean of the best three"].append(run_best_three(codes, texts))
            found["Cairn"].append(run_codebook(codes, texts))
            truth += [[code.id in label for code in codes] for label in labels]
        for name, scores in found.items():
            print_ranks(
                "examples held out, two a text" if pairs else "examples held out",
                name,
                truth,
                scores,
            )


def list_asked(
    out: Sequence[str], held: dict[str, set[str]], pairs: bool
) -> tuple[list[str], list[set[str]]]:
    if not pairs:
        return list(out), [held[text] for text in out]
    both = list(zip(out, [*out[7:], *out[:7]], strict=True))
    texts = [f"{one.rstrip('.')}. {other}" for one, other in both]
    return texts, [held[one] | held[other] for one, other in both]


def leave_out(code: dict[str, object], out: set[str]) -> Code:
    kept = tuple(text for text in split_examples(code["examples"]) if text not in out)
    return Code(code["id"], code["name"], code["definition"], kept)


def run_best_three(codes: Sequence[Code], texts: Sequence[str]) -> np.ndarray:
    encoder = make_encoder()
    asked = encoder.encode(texts)
    scores = np.zeros((len(texts), len(codes)))
    for at, code in enumerate(codes):
        near = asked @ encoder.encode(list(code.examples or (code.name,))).T
        scores[:, at] = np.sort(near, axis=1)[:, -3:].mean(axis=1)
    return scores


def run_codebook(codes: Sequence[Code], texts: list[str]) -> np.ndarray:
    found = CodeSuggester(codes).fit(unlabelled=texts).predict(texts)
    place = {code.id: at for at, code in enumerate(codes)}
    scores = np.zeros((len(texts), len(codes)))
    for text in found.texts:
        for score in text.scores:
            scores[text.text_index, place[score.code]] = score.score
    return scores


def print_ranks(data: str, name: str, truth: list[list[bool]], parts: list[np.ndarray]) -> None:
    marks, scores = np.array(truth), np.vstack(parts)
    best = np.argsort(-scores, axis=1)[:, :3]
    first = marks[np.arange(len(marks)), best[:, 0]].mean()
    recall = np.take_along_axis(marks, best, axis=1).sum() / marks.sum()
    lrap = label_ranking_average_precision_score(marks, scores)
    print(f"| {data} | {name} | {first:.3f} | {recall:.3f} | {lrap:.3f} |")


if __name__ == "__main__":
    sys.exit(main())
