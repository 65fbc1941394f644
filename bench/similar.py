"""Near-duplicates among made-up comments with planted copies, against TF-IDF cosine in this run.

`CAIRN_SIMILAR_TEXTS` says how many texts the large pile holds; 100,000 unless told.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from collections.abc import Callable

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from cairn.analysis.similar import find_copies

Pairs = set[tuple[int, int]]
WHO = "the nurse|a doctor|the porter|my midwife|the receptionist|our carer|the student|a volunteer"
DID = "listened to|forgot|rang back|helped|ignored|found time for|argued with|waited with"
WHOM = "my mother|my son|the man beside me|all of us|my neighbour|the whole family|me|our baby"
WHEN = "on the first night|after the scan|before breakfast|in the corridor|for hours|at the desk"
THEN = "so we went home calm|and nobody said sorry|which meant a lot|and the letter came too late"
WHAT = "the car park was full|food was cold|signs were clear|the lift was broken|tea was brought"
MORE = "next time tell us sooner|please keep it open|I would come again|more staff at weekends"
PARTS = [part.split("|") for part in (WHO, DID, WHOM, WHEN, THEN, WHAT, MORE)]
ODD = (
    "amber bakery canal dahlia ember fjord gable hazel indigo jasper kettle lantern marble nettle "
    "orchid pebble quartz ribbon saddle timber umber velvet willow yarrow zither anchor basket"
)
LEAD = ("Hello, ", "To be honest, ", "As I said: ", "In my view ")
TAIL = (" Thank you.", " That is all.", " Kind regards", " Thanks for reading this")


def main() -> int:
    count = int(os.environ.get("CAIRN_SIMILAR_TEXTS", "100000"))
    print("| texts | planted | method | recall | precision | seconds |")
    print("|---|---|---|---|---|---|")
    texts, planted = make_up(4_000, 600, 1)
    for name, find in (("TF-IDF cosine >= 0.7", _find_by_peer), ("Cairn", _find)):
        _report(name, texts, planted, find)
    texts, planted = make_up(count - 1_000, count // 25, 2)
    flood = ["Save the night bus, it is how we get to work and home"] * 1_000
    _report("Cairn, with a flood of 1,000", texts + flood, planted, _find)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")
    return 0


def make_up(count: int, copies: int, seed: int) -> tuple[list[str], Pairs]:
    """Made-up comments of two to four sentences, the last ones copies of earlier ones, edited."""
    chance = random.Random(seed)
    first = count - copies
    texts = [_comment(chance) for _ in range(first)]
    sources = chance.sample(range(first), copies)
    texts += [edit(texts[source], chance) for source in sources]
    return texts, {(source, first + at) for at, source in enumerate(sources)}


def _comment(chance: random.Random) -> str:
    told = []
    for _ in range(chance.randint(2, 4)):
        said = [chance.choice(part) for part in chance.sample(PARTS, chance.randint(3, 5))]
        said.insert(chance.randrange(len(said)), " ".join(chance.sample(ODD.split(), 2)))
        told.append(" ".join(said).capitalize() + ".")
    return " ".join(told)


def edit(text: str, chance: random.Random) -> str:
    """Return a text changed as people change what they paste: one to three edits of eight kinds."""
    edits: list[Callable[[str], str]] = [
        lambda t: _misspell(t, chance),
        lambda t: _swap(t, chance),
        lambda t: " ".join(t.split()[: max(4, int(len(t.split()) * chance.uniform(0.6, 0.9)))]),
        chance.choice((str.upper, str.lower, str.title)),
        lambda t: t.replace(",", "").replace(".", chance.choice(("", "!!", " ..."))),
        lambda t: chance.choice(LEAD) + t,
        lambda t: t + chance.choice(TAIL),
        lambda t: _leave_out(t, chance),
    ]
    for _ in range(chance.randint(1, 3)):
        text = chance.choice(edits)(text)
    return text


def _misspell(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 40)):
        at = chance.randrange(len(letters) - 1)
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def _swap(text: str, chance: random.Random) -> str:
    words = text.split()
    one, two = chance.sample(range(len(words)), 2)
    words[one], words[two] = words[two], words[one]
    return " ".join(words)


def _leave_out(text: str, chance: random.Random) -> str:
    words = text.split()
    del words[chance.randrange(len(words))]
    return " ".join(words)


def _report(
    name: str, texts: list[str], planted: Pairs, find: Callable[[list[str]], Pairs]
) -> None:
    start = time.perf_counter()
    found = find(texts)
    seconds = time.perf_counter() - start
    among = {pair for pair in found if pair[1] <= max(second for _, second in planted)}
    recall, precision = len(among & planted) / len(planted), len(among & planted) / len(among)
    print(
        f"| {len(texts)} | {len(planted)} | {name} | {recall:.3f} | {precision:.3f} | {seconds:.1f} |"
    )


def _find(texts: list[str]) -> Pairs:
    return {(pair.first, pair.second) for pair in find_copies(texts)}


def _find_by_peer(texts: list[str]) -> Pairs:
    weights = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    rows, columns = np.nonzero((weights @ weights.T).toarray() >= 0.7)
    return {(int(one), int(two)) for one, two in zip(rows, columns, strict=True) if one < two}


if __name__ == "__main__":
    sys.exit(main())
