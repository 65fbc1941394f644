"""What many people speak about: every text in a theme, each theme in their own words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from cairn.analysis.clusters import (
    LOOK,
    Labels,
    ProposedCount,
    count_distinct,
    find_groups,
    grow_tree,
    measure_stability,
    propose_count,
    stretch_rows,
)
from cairn.analysis.made_by import MadeBy
from cairn.analysis.neighbours import Rows, Sharpened, share_neighbours, sharpen, suit_pace
from cairn.analysis.theme_describing import Described, describe_themes, refresh_themes
from cairn.analysis.theme_guessing import READ_ANYWAY, learn_guess, place_rest
from cairn.analysis.theme_quotes import Member
from cairn.analysis.theme_results import (
    Assignment,
    Certainty,
    CounterExample,
    Group,
    Pinned,
    Steering,
    Theme,
    Themes,
)
from cairn.analysis.theme_space import (
    Places,
    Reader,
    Space,
    find_centres,
    find_plane,
    join_places,
    lighten,
    make_reader,
    place_many,
    rank_scores,
    score_rows,
    weigh_belonging,
)
from cairn.analysis.theme_steering import hold_decisions, list_steered, pick_decisions
from cairn.analysis.vectors import Encoder, make_encoder
from cairn.analysis.vectors.encoders import Tier

__all__ = [
    "Assignment",
    "Certainty",
    "CounterExample",
    "Group",
    "Pinned",
    "Steering",
    "Theme",
    "ThemeFinder",
    "Themes",
]

METHOD, VERSION = "neighbours-ward", "8"
NOWHERE_BELOW = 0.3
_GROUPED = 3_100  # time grows with their square, and the sentence model takes a second for 600
_STATIC_FROM = 50_000
Progress = Callable[[int, int], None]


class ThemeFinder:
    """Finds themes in one text or in a million; same texts and seed, same answer.

    Up to 3,100 texts are grouped by the tree of their sharpened vectors; of more a sample of that
    size is, and every other text is placed beside its nearest neighbours in the sample. Equal texts
    share a place there, and most of the others are placed without running the sentence model.
    """

    def __init__(
        self,
        k: int | None = None,
        random_state: int = 0,
        vectors: Tier | None = None,
        steering: Steering | None = None,
    ) -> None:
        if k is not None and k < 1:
            raise ValueError("the number of themes must be 1 or more")
        self.k = k
        self.random_state = random_state
        self.vectors = vectors
        self.steering = steering or Steering()

    def fit(
        self,
        texts: Sequence[str],
        ids: Sequence[str] | None = None,
        people: Sequence[Hashable] | None = None,
        progress: Progress | None = None,
        executor: Executor | None = None,
        positions: Sequence[str] | None = None,
    ) -> Themes:
        """Return the themes of `texts`; without `people` each text is one person.

        `positions` (such as positive, negative, mixed, unclear) are counted by theme. Raises
        `ValueError` when ids, people or positions are not as many as the texts, and when the
        steering contradicts itself.
        """
        report = progress or _say_nothing
        report(0, 4)
        self._members = _list_members(texts, ids, people)
        if positions is not None and len(positions) != len(texts):
            raise ValueError("texts and positions must be equally many")
        self._positions = list(positions) if positions is not None else None
        self._encoder = self._make_encoder(len(texts))
        sample = self._choose_sample(len(texts))
        read = [texts[row] for row in sample]
        vectors = self._encoder.fit(read).encode(read, executor=executor)
        report(1, 4)
        self._known = {text.strip(): row for text, row in zip(read, vectors, strict=True)}
        reader = make_reader(self._encoder, vectors, read, self.random_state)
        many = len(texts) - len(read) > READ_ANYWAY
        self._quick = learn_guess(reader, vectors, read) if many else reader
        labels = self._group(reader, reader.join(vectors, read), sample)
        report(2, 4)
        self._places = self._place(texts, sample, labels, executor)
        self._number_by_size()
        report(3, 4)
        self._result = self._assemble()
        report(4, 4)
        return self._result

    def predict(self, texts: Sequence[str]) -> list[int]:
        """Return the nearest theme's id for each new text, after `fit`."""
        self._need_themes()
        return [int(theme) + 1 for theme in place_many(self._space, texts).themes[:, 0]]

    def update(
        self,
        texts: Sequence[str],
        ids: Sequence[str] | None = None,
        people: Sequence[Hashable] | None = None,
        pinned: Sequence[int] = (),
        positions: Sequence[str] | None = None,
    ) -> Themes:
        """Place new texts among the themes found, and return all; no old text moves.

        Themes keep their ids and titles. Those named in `pinned`, or pinned by steering, keep
        every word: only their sizes change. The others may get better quotes. New rows count on
        from the old ones; those that fit badly everywhere are told by `nowhere`.
        """
        self._need_themes()
        if not texts:
            return self._result
        old = len(self._members)
        names = ids if ids is not None else [str(old + at + 1) for at in range(len(texts))]
        persons = people if people is not None else range(old, old + len(texts))
        added = _list_members(texts, names, list(persons))
        self._members = [
            *self._members,
            *[replace(m, text_index=old + m.text_index) for m in added],
        ]
        if self._positions is not None:
            self._positions = [*self._positions, *(positions or ["unclear"] * len(texts))]
        new = place_many(self._space, texts)
        self._places = Places(
            np.vstack([self._places.themes, new.themes]),
            np.vstack([self._places.scores, new.scores]),
            np.vstack([self._places.points, new.points]),
        )
        kept = {*pinned, *(theme.id for theme in self._result.themes if theme.pinned)}
        themes = refresh_themes(self._result.themes, kept, self._described())
        self._result = self._wrap(themes, self._result.groups)
        return self._result

    def _make_encoder(self, count: int) -> Encoder:
        encoder = make_encoder(self.vectors, self.random_state)
        if self.vectors is None and encoder.tier == "sentence" and count > _STATIC_FROM:
            return make_encoder("static", self.random_state)
        return encoder

    def _choose_sample(self, count: int) -> Labels:
        named = list_steered(self.steering, count)
        if count <= _GROUPED:
            return np.arange(count)
        chance = np.random.default_rng(self.random_state)
        free = np.setdiff1d(chance.permutation(count)[:_GROUPED], named)
        return np.sort(np.concatenate([np.array(named, np.int64), free]))

    def _group(self, reader: Reader, rows: Rows, sample: Labels) -> Labels:
        """Group the sample and set up the space in which all others are placed."""
        spoken = np.flatnonzero(np.abs(rows).sum(axis=1) > 0)
        pace = suit_pace(len(spoken))
        sharp = sharpen(rows[spoken], pace, LOOK)
        steering = pick_decisions(self.steering, sample)
        labels = np.full(len(rows), -1, dtype=np.int64)
        labels[spoken] = self._label(rows[spoken], sharp)
        drawn = np.zeros_like(rows)
        drawn[spoken] = sharp.rows
        labels, count = hold_decisions(labels, drawn, steering)
        plane = find_plane(rows[spoken])
        centres, drawn_centres = (find_centres(each, labels, count) for each in (rows, drawn))
        self._space = lighten(Space(reader, pace, rows, drawn, centres, drawn_centres, plane))
        kept = labels >= 0
        self._stability = measure_stability(rows[kept], labels[kept], pace, self.random_state)
        self._rows, self._scores = rows, score_rows(self._space, rows, drawn)
        shares = share_neighbours(sharp.graph, labels[spoken])
        fits = self._scores[spoken, labels[spoken]]
        weights = weigh_belonging(self._space, rows[spoken], labels[spoken], fits, shares)
        self._weights = dict(zip(sample[spoken].tolist(), weights.tolist(), strict=True))
        return labels

    def _label(self, rows: Rows, sharp: Sharpened) -> Labels:
        distinct = count_distinct(rows) if len(rows) else 0
        if distinct < 2:
            self._proposed = self._settle(
                ProposedCount(distinct, distinct, distinct, _FEW), distinct
            )
            return np.zeros(len(rows), dtype=np.int64)
        tree = grow_tree(sharp.rows)
        proposed = propose_count(tree, sharp.graph, distinct)
        self._proposed = self._settle(proposed, distinct)
        k = max(1, self._proposed.k - len(self.steering.pinned))
        stretched = stretch_rows(sharp, k)
        tree = tree if stretched is sharp.rows else grow_tree(stretched)
        return find_groups(stretched, tree, k)

    def _settle(self, proposed: ProposedCount, distinct: int) -> ProposedCount:
        if self.k is None:
            return proposed
        k = max(1, min(self.k, distinct))
        reason = "asked for" if k == self.k else f"{self.k} asked for, {k} different texts found"
        return ProposedCount(k, min(k, proposed.low), max(k, proposed.high), reason)

    def _place(
        self, texts: Sequence[str], sample: Labels, labels: Labels, executor: Executor | None
    ) -> Places:
        own = np.where(labels < 0, 0, labels)
        if not len(texts):
            empty = np.zeros((0, 1), dtype=np.float32)
            return Places(empty.astype(np.int64), empty, np.zeros((0, 2), dtype=np.float32))
        near = rank_scores(self._scores, self._rows @ self._space.plane, own)
        if len(sample) == len(texts):
            return near
        place_of = {texts[row]: at for at, row in enumerate(sample.tolist())}
        new = list(dict.fromkeys(text for text in texts if text not in place_of))
        place_of.update((text, len(sample) + at) for at, text in enumerate(new))
        order = np.array([place_of[text] for text in texts])
        order[sample] = np.arange(len(sample))
        far = [place_rest(self._space, self._quick, new, executor)] if new else []
        return join_places([near, *far], order)

    def _number_by_size(self) -> None:
        """Number themes from the largest; equal ones by their first text."""
        count = len(self._space.centres)
        own = self._places.themes[:, 0]
        silent = self._places.scores[:, 0] <= 0
        said = np.flatnonzero(~silent)
        first = np.full(count, len(own))
        np.minimum.at(first, own[said], said)
        order = np.lexsort((first, -np.bincount(own[said], minlength=count)))
        number = np.empty(count, dtype=np.int64)
        number[order] = np.arange(count)
        self._places = replace(self._places, themes=number[self._places.themes])
        self._places.themes[silent, 0] = 0  # what says nothing keeps its row, in the largest theme
        self._space = replace(
            self._space,
            centres=self._space.centres[order],
            sharp_centres=self._space.sharp_centres[order],
        )
        self._stability = {int(number[old]): is_ for old, is_ in self._stability.items()}
        pinned = self.steering.pinned
        self._pinned = {int(number[at]): theme.title for at, theme in enumerate(pinned)}

    def _described(self) -> Described:
        guessed = self._quick.guess is not None  # of most texts only the static vectors are known
        return Described(
            self._members,
            self._places,
            self._space.centres,
            make_encoder("static", self.random_state) if guessed else self._encoder,
            {} if guessed else self._known,
            self._stability,
            self._pinned,
            self._positions,
            self._weights,
        )

    def _assemble(self) -> Themes:
        themes, groups = describe_themes(self._described())
        return self._wrap(themes, groups)

    def _wrap(self, themes: tuple[Theme, ...], groups: tuple[Group, ...]) -> Themes:
        scores = self._places.scores[:, 0] if len(self._members) else np.zeros(0)
        method = f"{METHOD}-{self._encoder.tier}"
        return Themes(
            made_by=MadeBy(method, VERSION, self.random_state, self._encoder.model),
            proposed=self._proposed,
            themes=themes,
            groups=groups,
            assignments=_list_places(self._members, self._places),
            nowhere=tuple(int(row) for row in np.flatnonzero(scores < NOWHERE_BELOW)),
            nowhere_below=NOWHERE_BELOW,
            positions=_lay_out(self._places.points),
        )

    def _need_themes(self) -> None:
        if not getattr(self, "_result", None) or not self._result.themes:
            raise ValueError("no theme was found yet, so nothing can be placed")


_FEW = "too few different texts to divide"


def _say_nothing(done: int, total: int) -> None:
    return None


def _list_members(
    texts: Sequence[str], ids: Sequence[str] | None, people: Sequence[Hashable] | None
) -> list[Member]:
    names = [str(name) for name in ids] if ids is not None else _number(texts)
    persons = list(people) if people is not None else list(range(len(texts)))
    if not len(texts) == len(names) == len(persons):
        raise ValueError("texts, ids and people must be equally many")
    return [Member(*row) for row in zip(range(len(texts)), names, persons, texts, strict=True)]


def _number(texts: Sequence[str]) -> list[str]:
    return [str(row) for row in range(1, len(texts) + 1)]


def _list_places(members: Sequence[Member], places: Places) -> tuple[Assignment, ...]:
    listed = []
    themes, scores = places.themes.tolist(), np.round(places.scores, 4).tolist()
    for member, near, fits in zip(members, themes, scores, strict=True):
        for rank, (theme, fit) in enumerate(zip(near, fits, strict=True), start=1):
            if rank > 1 and (fit < NOWHERE_BELOW or theme == near[0]):
                continue
            listed.append(Assignment(member.text_index, member.id, theme + 1, fit, rank))
    return tuple(listed)


def _lay_out(points: Rows) -> tuple[tuple[float, float], ...]:
    widest = np.abs(points).max(axis=0, initial=1e-9)
    scaled = np.round(points / np.maximum(widest, 1e-9), 4) + 0.0
    return tuple((float(x), float(y)) for x, y in scaled)
