"""Two versions of an instrument, question by question: whose answers may be counted together."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.catalogue.asking.kinds import Instrument, Question

# Kinds whose stored values are of one form, so that a change between them loses nothing.
FORMS = {
    "one_of": "one code",
    "scale": "one code",
    "comparative": "one code",
    "photo": "files",
    "voice": "files",
    "file": "files",
}


@dataclass(frozen=True)
class Comparison:
    """What became of one question.

    `verdict` is same, widened (one version's options hold the other's), changed, added or removed;
    the first two are comparable. `reworded` says that its English or Welsh words are not the same.
    `only_old` and `only_new` are codes of options and matrix rows that one version lacks.
    """

    code: str
    verdict: str
    reworded: bool = False
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()

    @property
    def is_comparable(self) -> bool:
        return self.verdict in {"same", "widened"}


def compare_versions(old: Instrument, new: Instrument) -> tuple[Comparison, ...]:
    """Return one `Comparison` for each question of either version: the new one's order, then what went."""
    before = {question.code: question for question in old.questions}
    after = {question.code: question for question in new.questions}
    found = [
        _compare(before[code], question, _repeats(old, code) == _repeats(new, code))
        if code in before
        else Comparison(code, "added")
        for code, question in after.items()
    ]
    return (*found, *(Comparison(code, "removed") for code in before if code not in after))


def _compare(old: Question, new: Question, repeats_alike: bool) -> Comparison:
    only_old, only_new = _codes(old) - _codes(new), _codes(new) - _codes(old)
    alike = repeats_alike and FORMS.get(old.kind, old.kind) == FORMS.get(new.kind, new.kind)
    if not alike or (only_old and only_new) or _ordered(old) != _ordered(new):
        verdict = "changed"
    else:
        verdict = "widened" if only_old or only_new else "same"
    return Comparison(
        code=old.code,
        verdict=verdict,
        reworded=_is_reworded(old, new),
        only_old=tuple(sorted(only_old)),
        only_new=tuple(sorted(only_new)),
    )


def _codes(question: Question) -> set[str]:
    return {*question.option_codes, *(f"row {row.code}" for row in question.rows)}


def _ordered(question: Question) -> tuple[str, ...]:
    """The codes whose number and order give each its meaning: the points of a scale, what is ranked."""
    if question.kind == "rank":
        return tuple(sorted(question.option_codes))
    return tuple(option.code for option in question.options if option.value is not None)


def _is_reworded(old: Question, new: Question) -> bool:
    before, after = ({each.code: each.name for each in (*q.options, *q.rows)} for q in (old, new))
    names = [before[code] != after[code] for code in before.keys() & after.keys()]
    return old.text != new.text or any(names)


def _repeats(instrument: Instrument, code: str) -> tuple[str, ...]:
    repeat = instrument.section_of(code).repeat
    return tuple(level.code for level in instrument.level_items) if repeat else ()
