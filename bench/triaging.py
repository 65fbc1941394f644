"""Harm triage on made-up comments kept apart from what it learns from, beside a list of words.

Run `python -m bench.triaging`, or with `second` to `seventh` for the sets written later.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from cairn.analysis.triage import HarmTriage

TEXTS = Path(__file__).parent / "texts"
WORDS = re.compile(
    r"kill|suicid|overdose|abuse|rape|assault|stole|fraud|wrong|threat|hurt|die|dead|attack"
    r"|lladd|hunanladd|gorddos|dwyn|anghywir|bygwth",
    re.IGNORECASE,
)


class Comment(NamedTuple):
    language: str
    plainness: str
    kind: str
    text: str


def main(which: str = "apart") -> None:
    comments = read_comments(which)
    print(
        "| method | explicit en | explicit cy | oblique en | oblique cy | false flags | texts/s |"
    )
    print("|---|---|---|---|---|---|---|")
    for tier in ("sentence", "static", "null"):
        started = time.perf_counter()
        triage = HarmTriage(tier).fit()
        taught = time.perf_counter() - started
        row = measure(comments, lambda texts, t=triage: [one.flagged for one in t.predict(texts)])
        print(f"| Cairn, {tier} (taught in {taught:.1f} s) | {row} |")
    print(f"| list of words | {measure(comments, match_words)} |")


def read_comments(which: str = "apart") -> list[Comment]:
    lines = (TEXTS / f"harms_{which}.txt").read_text(encoding="utf-8").splitlines()
    return [Comment(*line.split("|", 3)) for line in lines if not line.startswith("#")]


def match_words(texts: Sequence[str]) -> list[bool]:
    return [WORDS.search(text) is not None for text in texts]


def measure(comments: list[Comment], flag: Callable[[Sequence[str]], Sequence[bool]]) -> str:
    started = time.perf_counter()
    flagged = flag([one.text for one in comments])
    speed = len(comments) / (time.perf_counter() - started)
    found = [
        share(comments, flagged, language, plainness)
        for plainness in ("explicit", "oblique")
        for language in ("en", "cy")
    ]
    return " | ".join([*found, share(comments, flagged, "", "none"), f"{speed:,.0f}"])


def share(comments: list[Comment], flagged: Sequence[bool], language: str, plainness: str) -> str:
    those = [
        raised
        for one, raised in zip(comments, flagged, strict=True)
        if one.plainness == plainness and language in ("", one.language)
    ]
    return f"{sum(those)} of {len(those)}"


if __name__ == "__main__":
    main(*sys.argv[1:2])
