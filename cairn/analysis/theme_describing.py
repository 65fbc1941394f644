"""Themes put into people's own words: titles, keywords, quotes, edges, and groups of themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from cairn.analysis.clusters import group_groups
from cairn.analysis.neighbours import Rows, measure_size
from cairn.analysis.theme_quotes import Member, Quote, choose_quotes, list_drafts, quote_whole
from cairn.analysis.theme_results import Certainty, CounterExample, Group, Theme
from cairn.analysis.theme_space import Labels, Places
from cairn.analysis.theme_titles import choose_titles
from cairn.analysis.theme_words import choose_keywords
from cairn.analysis.vectors import Encoder, make_encoder

_READ_FOR_WORDS = 300
_LONGEST = 5_000
_COUNTER_EXAMPLES = 3
_AGAINST = {"positive": "negative", "negative": "positive"}


@dataclass(frozen=True)
class Described:
    """All that describing themes needs; numbers of themes count from 0 here.

    `weights` says how much the score of a grouped text counts when quotes are chosen; of those
    placed later nothing is known, and they count like the middle one.
    """

    members: Sequence[Member]
    places: Places
    centres: Rows
    encoder: Encoder
    vectors: Mapping[str, Rows]
    stability: Mapping[int, float]
    pinned: Mapping[int, str]
    positions: Sequence[str] | None
    weights: Mapping[int, float]


def describe_themes(found: Described) -> tuple[tuple[Theme, ...], tuple[Group, ...]]:
    """Return the themes in order, and the groups they fall into."""
    ordered = _order_members(found)
    read = [
        [
            found.members[row].text[:_LONGEST]
            for row in _keep_spoken(rows, found)[:_READ_FOR_WORDS].tolist()
        ]
        for rows in ordered
    ]
    keywords = choose_keywords(read)
    titles = choose_titles(read, keywords, _make_title_encoder(found))
    quotes = _choose_all(ordered, found)
    themes = [
        _describe(number, rows, found, (titles[number], keywords[number]), quotes[number])
        for number, rows in enumerate(ordered)
    ]
    return _group(themes, read, found)


def _make_title_encoder(found: Described) -> Encoder:
    """Phrases are read by the static table wherever there is one: thousands cost nothing."""
    return found.encoder if found.encoder.tier == "null" else make_encoder("static")


def refresh_themes(
    themes: Sequence[Theme], kept: Collection[int], found: Described
) -> tuple[Theme, ...]:
    """Return themes with new sizes; all but those `kept` with new quotes and edges as well."""
    fresh = []
    ordered = _order_members(found)
    open_ones = [
        rows if theme.id not in kept else rows[:0]
        for theme, rows in zip(themes, ordered, strict=True)
    ]
    said = _choose_all(open_ones, found)
    for theme, rows in zip(themes, ordered, strict=True):
        counted = replace(
            theme, size=len(rows), people=_count_people(rows, found), stances=_stances(rows, found)
        )
        if theme.id not in kept:
            edges = _counter(rows, found)
            counted = replace(counted, quotes=said[theme.id - 1], counter_examples=edges)
        fresh.append(counted)
    return tuple(fresh)


def _order_members(found: Described) -> list[Labels]:
    """The rows of each theme, best first."""
    own, scores = found.places.themes[:, 0], found.places.scores[:, 0]
    order = np.lexsort((np.arange(len(own)), -scores, own))
    ends = np.cumsum(np.bincount(own.astype(np.int64), minlength=len(found.centres)))
    return np.split(order, ends[:-1]) if len(ends) else []


def _keep_spoken(rows: Labels, found: Described) -> Labels:
    """The rows that say something, so that no title or quote is made of "N/A"."""
    return rows[found.places.scores[rows, 0] > 0]


def _describe(
    number: int,
    rows: Labels,
    found: Described,
    words: tuple[str, tuple[str, ...]],
    quotes: tuple[Quote, ...],
) -> Theme:
    title, keywords = words
    fits = found.places.scores[rows, 0]
    cohesion = float(np.mean(fits)) if len(rows) else 0.0
    return Theme(
        id=number + 1,
        title=found.pinned.get(number, title),
        keywords=keywords,
        size=len(rows),
        people=_count_people(rows, found),
        quotes=quotes,
        certainty=_judge(cohesion, found.stability.get(number, 0.0), len(rows)),
        counter_examples=_counter(rows, found),
        stances=_stances(rows, found),
        pinned=number in found.pinned,
    )


def _count_people(rows: Labels, found: Described) -> int:
    return len({found.members[row].person for row in rows.tolist()})


def _choose_all(ordered: Sequence[Labels], found: Described) -> list[tuple[Quote, ...]]:
    """Quotes of every theme; what is not known as a vector yet is read all at once."""
    drafts = []
    for rows in ordered:
        near, belonging = _rank_belonging(_keep_spoken(rows, found)[:200], found)
        drafts.append(list_drafts([found.members[row] for row in near], belonging))
    said = dict.fromkeys(draft.quote.quote for each in drafts for draft in each)
    new = [quote for quote in said if quote not in found.vectors]
    known = dict(zip(new, found.encoder.encode(new), strict=True)) if new else {}
    heart = measure_size(len(found.weights)) / 2
    chosen = []
    for each, rows in zip(drafts, ordered, strict=True):
        said_here = [draft.quote.quote for draft in each]
        vectors = [known[q] if q in known else found.vectors[q] for q in said_here]
        chosen.append(choose_quotes(each, np.array(vectors, np.float32), len(rows), heart))
    return chosen


def _rank_belonging(rows: Labels, found: Described) -> tuple[list[int], list[float]]:
    """Texts that belong to a theme, best first, and how well they do."""
    middle = median(found.weights.values()) if found.weights else 1.0
    weights = [found.weights.get(row, middle) for row in rows.tolist()]
    belonging = np.round(found.places.scores[rows, 0] * np.array(weights), 6)
    order = np.argsort(-belonging, kind="stable")
    return rows[order].tolist(), belonging[order].tolist()


def _counter(rows: Labels, found: Described) -> tuple[CounterExample, ...]:
    """Texts that take the other side where positions are known, then those at the edge."""
    if len(rows) < 6:
        return ()
    opposite = _find_opposite(rows, found)
    scores = found.places.scores[rows]
    second = scores[:, 1] if scores.shape[1] > 1 else np.zeros(len(rows))
    spoken = scores[:, 0] > 0
    edge = rows[spoken][np.argsort((scores[:, 0] - second)[spoken], kind="stable")].tolist()
    chosen = [(row, "opposite") for row in opposite[:2]]
    chosen += [(row, "edge") for row in edge if row not in opposite[:2]]
    quoted = [(quote_whole(found.members[row]), why) for row, why in chosen[:_COUNTER_EXAMPLES]]
    return tuple(CounterExample(quote, why) for quote, why in quoted if quote is not None)


def _find_opposite(rows: Labels, found: Described) -> list[int]:
    if found.positions is None:
        return []
    said = Counter(found.positions[row] for row in rows.tolist())
    most = max(_AGAINST, key=lambda position: said[position])
    against = _AGAINST[most] if said[most] > len(rows) / 2 else ""
    return [row for row in rows.tolist() if found.positions[row] == against]


def _stances(rows: Labels, found: Described) -> dict[str, int]:
    if found.positions is None:
        return {}
    return dict(sorted(Counter(found.positions[row] for row in rows.tolist()).items()))


def _group(
    themes: Sequence[Theme], read: Sequence[Sequence[str]], found: Described
) -> tuple[tuple[Theme, ...], tuple[Group, ...]]:
    parents = group_groups(found.centres, [theme.size for theme in themes])
    if not len(parents) or parents.max() < 1:
        return tuple(themes), ()
    weights = np.bincount(parents, weights=[theme.size for theme in themes])
    order = {int(old): at for at, old in enumerate(np.argsort(-weights, kind="stable"))}
    numbers = [order[int(parent)] for parent in parents]
    inside = [
        [at for at, each in enumerate(numbers) if each == group] for group in sorted(set(numbers))
    ]
    together = [[text for at in group for text in read[at][:25]] for group in inside]
    titles = choose_titles(
        together,
        choose_keywords(together),
        _make_title_encoder(found),
        taken=[theme.title for theme in themes],
    )
    groups = tuple(
        Group(
            id=number,
            title=titles[number - 1] if len(held) > 1 else themes[held[0]].title,
            themes=tuple(themes[at].id for at in held),
            size=sum(themes[at].size for at in held),
        )
        for number, held in enumerate(inside, start=1)
    )
    return tuple(
        replace(theme, parent=number + 1) for theme, number in zip(themes, numbers, strict=True)
    ), groups


def _judge(cohesion: float, stability: float, size: int) -> Certainty:
    value = float(np.sqrt(cohesion * stability)) if size > 1 else 0.0
    if size == 1:
        words = "one text only: not yet a theme"
    elif value >= 0.75:
        words = "quite sure: alike, and found again in most samples"
    elif value >= 0.5:
        words = "fairly sure: read the edges"
    else:
        words = "unsure: loosely tied, read before use"
    return Certainty(round(value, 3), round(cohesion, 3), round(stability, 3), words)
