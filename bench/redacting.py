"""Words that may identify somebody: Cairn beside a redactor of plain patterns, on the same comments.

The comments are made up and stand in `bench/texts`. With `CAIRN_BENCH_DATA` naming the folder with
labelled data, the synthetic sentences of Presidio research (US flavoured, MIT) are read as well.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cairn.analysis.redaction import IdentifierFinder

TEXTS = Path(__file__).parent / "texts"
PRESIDIO_KINDS = {
    "PERSON": "name", "PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "email", "DOMAIN_NAME": "web",
    "STREET_ADDRESS": "address", "DATE_TIME": "date", "AGE": "age", "ORGANIZATION": "organisation",
    "GPE": "place", "TITLE": "title", "NRP": "group",
}  # fmt: skip
_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")
_WORD = re.compile(r"\w+")
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Comment:
    """A text and the places in it that tell who somebody is."""

    text: str
    spans: tuple[Span, ...]


PLAIN_PATTERNS = {
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "web": r"https?://\S+|www\.\S+",
    "postcode": r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    "phone": r"(?:\+44 ?|\b0)\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b",
    "nhs_number": r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b",
    "ni_number": r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    "date": r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}\b",
    "name": r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Sister|Nurse)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|\b[A-Z][a-z]+ [A-Z][a-z]+\b",
    "ward": r"\b[Ww]ard \d+\w?|\b[A-Z]\w+ Ward\b",
    "address": r"\b\d+ [A-Z]\w+ (?:Road|Street|Lane|Avenue|Close|Terrace)\b",
}
_PLAIN = [(kind, re.compile(pattern)) for kind, pattern in PLAIN_PATTERNS.items()]


def find_plainly(text: str) -> list[Span]:
    """The peer: what a page of patterns finds."""
    return [(*found.span(), kind) for kind, pattern in _PLAIN for found in pattern.finditer(text)]


def find_with_cairn(text: str) -> list[Span]:
    return [(one.start, one.end, one.kind) for one in IdentifierFinder().find(text)]


def read_marked(name: str) -> list[Comment]:
    lines = (TEXTS / name).read_text(encoding="utf-8").splitlines()
    return [read_line(line) for line in lines if line and not line.startswith("#")]


def read_line(line: str) -> Comment:
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text, at = text + mark[2], mark.end()
    return Comment(text + line[at:], tuple(spans))


def read_presidio(folder: Path) -> list[Comment]:
    with gzip.open(folder / "pii_presidio" / "synth_v2.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Comment(row["text"], tuple((a, b, PRESIDIO_KINDS.get(kind, kind.lower())) for a, b, kind in row["spans"]))
        for row in rows
    ]  # fmt: skip


@dataclass
class Counts:
    """Words rightly and wrongly taken, words left, comments that leak and that are alarmed at."""

    right: int = 0
    wrong: int = 0
    left: int = 0
    leaking: int = 0
    identifying: int = 0
    alarmed: int = 0
    plain: int = 0

    @property
    def f2(self) -> float:
        return 5 * self.right / max(1, 5 * self.right + 4 * self.left + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.left)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)


def measure(
    comments: Sequence[Comment], find: Callable[[str], list[Span]], show: bool = False
) -> tuple[Counts, dict[str, Counter[str]]]:
    """Count by word: a word is right when it stands in a marked place and was found, of any kind."""
    counts, kinds = Counts(), {}
    for comment in comments:
        found = find(comment.text)
        taken, marked = words_in(comment.text, found), words_in(comment.text, comment.spans)
        counts.right += len(taken & marked)
        counts.wrong += len(taken - marked)
        counts.left += len(marked - taken)
        for start, end, kind in comment.spans:
            words = words_in(comment.text, [(start, end, kind)])
            kinds.setdefault(kind, Counter())["whole" if words <= taken else "left"] += 1
        for start, end, kind in found:
            if not words_in(comment.text, [(start, end, kind)]) & marked:
                kinds.setdefault(kind, Counter())["false"] += 1
        if marked:
            counts.identifying += 1
            counts.leaking += bool(marked - taken)
        else:
            counts.plain += 1
            counts.alarmed += bool(taken)
        if show and taken ^ marked:
            left = [
                comment.text[a:b]
                for a, b, _k in comment.spans
                if words_in(comment.text, [(a, b, "")]) - taken
            ]
            extra = [
                (k, comment.text[a:b])
                for a, b, k in found
                if words_in(comment.text, [(a, b, "")]) - marked
            ]
            print(f"  left {left} extra {extra} in: {comment.text[:150]!r}")
    return counts, kinds


def words_in(text: str, spans: Sequence[Span]) -> set[int]:
    return {a + word.start() for a, b, _kind in spans for word in _WORD.finditer(text[a:b])}


def print_row(name: str, method: str, counts: Counts) -> None:
    leak = f"{counts.leaking / counts.identifying:.1%}" if counts.identifying else "-"
    alarm = f"{counts.alarmed / counts.plain:.1%}" if counts.plain else "-"
    print(
        f"| {name} | {method} | {counts.f2:.3f} | {counts.precision:.3f} | {counts.recall:.3f} | {leak} | {alarm} |"
    )


def print_kinds(kinds: dict[str, Counter[str]]) -> None:
    print("\n| kind | places | found whole | false places |\n|---|---|---|---|")
    for kind, counted in sorted(kinds.items()):
        places = counted["whole"] + counted["left"]
        share = f"{counted['whole'] / places:.2f}" if places else "-"
        print(f"| {kind} | {places} | {share} | {counted['false']} |")


def print_speed(texts: Sequence[str]) -> None:
    finder = IdentifierFinder()
    many = [text for _ in range(10) for text in texts]
    finder.find_all(texts)
    start = time.perf_counter()
    finder.find_all(many)
    alone = time.perf_counter() - start
    with ProcessPoolExecutor(2) as executor:
        finder.find_all(many[:2000], executor)
        start = time.perf_counter()
        finder.find_all(many, executor)
        shared = time.perf_counter() - start
    print(
        f"\n{len(many)} texts: {len(many) / alone:.0f} a second on one core, {len(many) / shared:.0f} on two"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print what was left and taken wrongly")
    show = parser.parse_args().show
    sets = {
        "made-up UK comments": read_marked("identifying_comments.txt")
        + read_marked("plain_comments.txt"),
        "made-up UK comments, kept apart": read_marked("kept_apart.txt"),
    }
    if os.environ.get("CAIRN_BENCH_DATA"):
        sets["Presidio synthetic v2"] = read_presidio(Path(os.environ["CAIRN_BENCH_DATA"]))
    print(
        "| data | method | F2 | precision | recall | comments that leak | false alarms |\n|---|---|---|---|---|---|---|"
    )
    by_kind = {}
    for name, comments in sets.items():
        print_row(name, "plain patterns", measure(comments, find_plainly)[0])
        counts, by_kind[name] = measure(comments, find_with_cairn, show and name.startswith("made"))
        print_row(name, "Cairn", counts)
    for name, kinds in by_kind.items():
        print(f"\n{name}")
        print_kinds(kinds)
    print_speed([comment.text for comment in sets["made-up UK comments"]])


if __name__ == "__main__":
    main()
