"""From an `Instrument` back to the plain data of a full-form file, for a builder to change and keep."""

from __future__ import annotations

from collections.abc import Sequence

from cairn.catalogue.asking.kinds import MEDIA, Easy, Instrument, Option, Question, Section
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain

SIMPLE = (
    "code",
    "version",
    "name",
    "description",
    "source",
    "licence",
    "method",
    "introduction",
    "readers",
    "afterwards",
    "notice",
    "harm",
    "neutral_title",
    "sensitive",
    "private",
    "minutes",
    "answered_by",
    "requires",
    "levels",
)
ASKED = (
    "code",
    "kind",
    "text",
    "hint",
    "why",
    "required",
    "word_aim",
    "attribute",
    "chooses_levels",
)


def as_plain(instrument: Instrument) -> Plain:
    """Return the instrument as the data of its YAML file in the full form (JSON types only).

    What a file may leave out is left out; options taken from a framework are written out. Reading the
    data again gives an equal instrument once `introduction` and `readers` are there.
    """
    data = _take(instrument, SIMPLE)
    if instrument.levels:
        data["levels_version"] = instrument.levels_version
    if instrument.easy_read:
        data["easy_read"] = _take(
            instrument.easy_read, ("introduction", "readers", "harm", "picture")
        )
    if instrument.session:
        names = ("participants_max", "facilitators_max", "minutes_min", "minutes_max")
        data["session"] = _take(instrument.session, names)
    data["sections"] = [_section(each, instrument.private) for each in instrument.sections]
    return data


def _section(section: Section, private: bool) -> Plain:
    data = _take(section, ("code", "title", "introduction", "together", "repeat"))
    data["questions"] = [_question(each, private) for each in section.questions]
    return data


def _question(question: Question, private: bool) -> Plain:
    data = _take(question, ASKED)
    if question.options and not question.chooses_levels:
        data["options"] = [_option(each) for each in question.options]
    if question.rows:
        data["rows"] = [_option(each) for each in question.rows]
    if question.ends:
        data["ends"] = _take(question.ends, ("low", "high"))
    if question.most > 1:
        data["most"] = question.most
    if question.private != private:
        data["private"] = question.private
    if question.ask_if:
        options = list(question.ask_if.options)
        data["ask_if"] = {"question": question.ask_if.question, "options": options}
    return {**data, **_contribution(question), **_easy(question.easy)}


def _contribution(question: Question) -> Plain:
    if question.carries is None and question.kind in {"open", *MEDIA}:
        return {"contribution": False}
    if question.carries is None or question.carries == question.text:
        return {}
    return {"contribution": _plain(question.carries)}


def _option(option: Option) -> Plain:
    data = _take(option, ("code", "name", "apart"))
    if option.value is not None:
        data["value"] = option.value
    return {**data, **_easy(option.easy)}


def _easy(easy: Easy | None) -> Plain:
    return {"easy": _take(easy, ("text", "picture"))} if easy else {}


def _take(part: object, names: Sequence[str]) -> Plain:
    """The named fields that say something: not None, False or empty."""
    found = {name: _plain(getattr(part, name)) for name in names}
    return {name: value for name, value in found.items() if value}


def _plain(value: object) -> object:
    if isinstance(value, Text):
        return {"en": value.en, "cy": value.cy} if value.cy else {"en": value.en}
    return list(value) if isinstance(value, tuple) else value
