"""A question as a page shows it, and what a browser sent for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.http import QueryDict
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.catalogue.asking import Asked, Refusal, Value, check_answers
from cairn.catalogue.asking.answers import NOT_LISTED
from cairn.surveys.choices import REFUSALS
from cairn.surveys.models import Survey


@dataclass(frozen=True)
class Part:
    """One box of a question that has several."""

    id: str
    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Field:
    """What the template needs of one question. `options` are (code, words) pairs."""

    key: str
    kind: str
    label: str
    hint: str
    options: tuple[tuple[str, str], ...]
    value: Any
    error: str
    private: bool

    @property
    def id(self) -> str:
        return f"q-{self.key.replace('.', '-')}"

    @property
    def parts(self) -> list[Part]:
        """The boxes of a question with several: a place for each line, or month and year."""
        if self.kind == "rank":
            names, given = dict(self.options), self._places()
        else:
            names, given = {"month": _("Month"), "year": _("Year")}, self._month()
        return [
            Part(
                f"{self.id}-{code}" if at else self.id,
                f"{self.key}.{code}",
                name,
                given.get(code, ""),
            )
            for at, (code, name) in enumerate(names.items())
        ]

    def _places(self) -> dict[str, str]:
        if isinstance(self.value, dict):  # as typed, and refused
            return self.value
        return {code: str(at) for at, code in enumerate(self.value or (), start=1)}

    def _month(self) -> dict[str, str]:
        if isinstance(self.value, dict):
            return self.value
        year, _dash, month = (self.value or "").partition("-")
        return {"year": year, "month": month}

    @property
    def shown(self) -> str:
        """The answer in words, for the page that shows all of them."""
        names = dict(self.options)
        given = [self.value] if isinstance(self.value, str) else list(self.value or ())
        if self.kind == "rank":
            return ", ".join(f"{at}. {names.get(code, code)}" for at, code in enumerate(given, 1))
        return ", ".join(names.get(each, each) for each in given)


def make_field(survey: Survey, asked: Asked, value: Any, refused: str = "") -> Field:
    question, language = asked.question, get_language() or "en"
    names = [part.name.in_language(language) for part in (asked.level, asked.row) if part]
    hints = [each.in_language(language) for each in (question.hint, question.why) if each]
    if question.word_aim:
        hints.append(
            _("About %(n)d words is plenty. Write more if you like.") % {"n": question.word_aim}
        )
    if question.ends:
        low, high = question.ends.low, question.ends.high
        hints.append(f"{low.in_language(language)} – {high.in_language(language)}")
    return Field(
        key=asked.key, kind=question.kind, hint=" ".join(hints), value=value,
        label=": ".join([question.text.in_language(language), *names]),
        options=_options(survey, asked, language), private=question.private,
        error=str(REFUSALS[refused]) if refused else "",
    )  # fmt: skip


def draw_field(field: Field, *, alone: bool) -> Markup:
    """The question as HTML; `alone` says whether it is the page's only one, and its heading.

    Drawing takes most of the time of a page, and a question looks the same for all who chose the
    same, so it is drawn once. What somebody typed is never kept here.
    """
    typed = field.error or (field.value and not field.options) or isinstance(field.value, dict)
    if typed:
        return _draw(field, alone)
    value = tuple(field.value) if isinstance(field.value, list) else field.value
    return _draw_once(replace(field, value=value), alone, get_language())


def _draw(field: Field, alone: bool) -> Markup:
    template: Any = get_template("surveys/field.jinja")
    drawn: Markup = template.template.module.answer(field, alone)
    return drawn


@lru_cache(maxsize=2048)
def _draw_once(field: Field, alone: bool, _language: str | None) -> Markup:
    return _draw(field, alone)


def read_page(
    survey: Survey, asked: Sequence[Asked], sent: QueryDict
) -> tuple[dict[str, Value], dict[str, str], dict[str, Any]]:
    """Checked values by key, codes of refusals by key, and everything as it was sent."""
    values: dict[str, Value] = {}
    refused: dict[str, str] = {}
    raws: dict[str, Any] = {}
    for each in asked:
        known = {one["code"] for one in survey.lists.get(each.question.kind, ())}
        raws[each.key] = raw = _raw(each, sent)
        found = check_answers(each.question, raw, known or None)
        if isinstance(found, Refusal):
            refused[each.key] = found.code
        else:
            values[each.key] = found
    return values, refused, raws


def _raw(asked: Asked, sent: QueryDict) -> Any:
    key = asked.key
    if asked.question.kind == "month":
        return {part: sent.get(f"{key}.{part}", "") for part in ("month", "year")}
    if asked.question.kind == "rank":
        return {code: sent.get(f"{key}.{code}", "") for code in asked.question.option_codes}
    if asked.question.kind == "several_of":
        return sent.getlist(key)
    return sent.get(key, "")


def _options(survey: Survey, asked: Asked, language: str) -> tuple[tuple[str, str], ...]:
    listed: Sequence[Mapping[str, str]] = survey.lists.get(asked.question.kind, ())
    if listed:
        return (
            *((one["code"], one["name"]) for one in listed),
            (NOT_LISTED, _("Not in this list")),
        )
    return tuple((one.code, one.name.in_language(language)) for one in asked.question.options)
