"""Answers collected with another tool, from the rows of its results file to values of codes.

Results files hold labels, in whichever language a person answered; here each becomes the code of its
option, so that both languages and both tools count together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cairn.catalogue.asking.answers import Refusal, Value, check_answers
from cairn.catalogue.asking.kinds import Instrument, Option, Question
from cairn.catalogue.asking.paging import Asked, all_pages
from cairn.catalogue.kinds import Text

TICKED = {"1", "yes", "y", "true", "x", "ie", "do"}
DATE = re.compile(r"(\d{4})-(\d{1,2})-\d{1,2}.*|\d{1,2}/(\d{1,2})/(\d{4}).*")


@dataclass(frozen=True)
class Refused:
    """A cell that is no answer; `row` counts from 0. The rest of its row is kept."""

    row: int
    heading: str
    refusal: Refusal


@dataclass(frozen=True)
class Results:
    """`answers` holds one mapping of key to value for each row. `unmatched` headings were not read."""

    answers: tuple[dict[str, Value], ...]
    columns: dict[str, str]
    unmatched: tuple[str, ...]
    refused: tuple[Refused, ...]


def match_columns(instrument: Instrument, headings: Sequence[str]) -> dict[str, str]:
    """Return the key that each heading stands for, by code or by the question's words in any language.

    One column for each option (as LimeSurvey writes several_of) is matched as `key=option`. A heading
    that could stand for two keys, or comes twice, is left out.
    """
    names: dict[str, set[str]] = {}
    for key, name in _names(instrument):
        names.setdefault(_plain(name), set()).add(key)
    found = {heading: names.get(_plain(heading), set()) for heading in headings}
    times = Counter(headings)
    return {h: min(keys) for h, keys in found.items() if len(keys) == 1 and times[h] == 1}


def read_results(
    instrument: Instrument,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    columns: Mapping[str, str] | None = None,
) -> Results:
    """Return the answers in the rows of a results file.

    `columns` says which heading stands for which key where `match_columns` cannot tell, or "" to leave
    one out. Raises `KeyError` for a key the instrument does not have.
    """
    matched = {**match_columns(instrument, headings), **(columns or {})}
    matched = {heading: key for heading, key in matched.items() if key and heading in headings}
    asked = {each.key: each for page in all_pages(instrument) for each in page.asked}
    questions = {key: asked[key.partition("=")[0]].question for key in matched.values()}
    answers, refused = [], []
    for number, row in enumerate(rows):
        cells = [(h, matched[h], c) for h, c in zip(headings, row, strict=False) if h in matched]
        values, problems = _read_row(cells, questions)
        answers.append(values)
        refused += [Refused(number, heading, problem) for heading, problem in problems]
    unmatched = tuple(heading for heading in headings if heading not in matched)
    return Results(tuple(answers), matched, unmatched, tuple(refused))


def _read_row(
    cells: Sequence[tuple[str, str, str]], questions: Mapping[str, Question]
) -> tuple[dict[str, Value], list[tuple[str, Refusal]]]:
    values: dict[str, Value] = {}
    problems: list[tuple[str, Refusal]] = []
    for heading, key, cell in cells:
        name, _, option = key.partition("=")
        if option:
            if _plain(cell) in TICKED:
                ticked = values.get(name) or ()
                values[name] = (*((ticked,) if isinstance(ticked, str) else ticked), option)
            continue
        value = check_answers(questions[key], _codes(questions[key], cell))
        if isinstance(value, Refusal):
            problems += [(heading, value)] if value.code != "required" else []
        elif value is not None:
            values[key] = value
    return values, problems


def _codes(question: Question, cell: str) -> str | list[str]:
    """The cell with labels turned into codes; what is not a label stays, to be refused by its words."""
    words = cell.strip()
    if question.kind == "month" and (found := DATE.fullmatch(words)):
        year, month, then, later = found.groups()
        return f"{year or later}-{month or then}"
    if not question.options:
        return words
    whole = _find_option(question.options, words)
    if whole or question.kind not in {"several_of", "rank"}:
        return whole or words
    for mark in (";", "|", "\n", ","):
        parts = [part.strip() for part in words.split(mark) if part.strip()]
        codes = [_find_option(question.options, part) for part in parts]
        if len(parts) > 1 and all(codes):
            return [code for code in codes if code]
    return [_find_option(question.options, part) or part for part in re.split(r"[;|\n]", words)]


def _find_option(options: Sequence[Option], words: str) -> str | None:
    plain = _plain(words)
    for option in options:
        if plain and plain in {_plain(name) for name in _ways(option)}:
            return option.code
    return None


def _ways(option: Option) -> Iterator[str]:
    yield option.code
    yield from _both(option.name)
    if option.easy:
        yield from _both(option.easy.text)


def _names(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Each key with every heading that would mean it."""
    for asked in (each for page in all_pages(instrument) for each in page.asked):
        yield asked.key, asked.key
        parts = [part for part in (asked.level, asked.row) if part is not None]
        inside = "][".join(part.code for part in parts)
        if parts:
            yield asked.key, f"{asked.question.code}[{inside}]"
            yield from ((asked.key, words) for words in _headed(asked))
        else:
            yield from ((asked.key, words) for words in _both(asked.question.text))
        if asked.question.kind == "several_of" and not parts:
            for option in asked.question.options:
                yield f"{asked.key}={option.code}", f"{asked.key}[{option.code}]"


def _headed(asked: Asked) -> Iterator[str]:
    """A row's own name, and the question with it in brackets: how other tools head such a column."""
    last = asked.row or asked.level
    if last is None:
        return
    for question, name in zip(_both(asked.question.text), _both(last.name), strict=False):
        if not (asked.row and asked.level):
            yield name
            yield f"{question} [{name}]"


def _both(text: Text) -> tuple[str, ...]:
    return (text.en, text.cy) if text.cy else (text.en,)


def _plain(words: str) -> str:
    """Words without what tools change on the way: case, spaces, typographic quotes, end marks."""
    straight = words.replace("\u2019", "'").replace("\u2018", "'").replace("\xa0", " ")
    return " ".join(straight.casefold().split()).rstrip(" .?!:*")
