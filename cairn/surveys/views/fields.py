"""A question as a page shows it, and what a browser sent for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.template.loader import get_template
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.catalogue.asking import Asked, Option, Question, Refusal, Value, check_answers
from cairn.catalogue.asking.answers import NOT_LISTED
from cairn.catalogue.asking.drawings import drawings
from cairn.surveys.choices import REFUSALS
from cairn.surveys.forms import ConsentForm
from cairn.surveys.models import Survey
from cairn.surveys.rules import most_files

# How to answer in easy read, by kind of question.
EASY_HINTS = {
    "open": gettext_lazy("Use your own words."),
    "several_of": gettext_lazy("You can choose more than one."),
    "comparative": gettext_lazy("Think about now and before."),
    "photo": gettext_lazy("You can add a photo."),
    "voice": gettext_lazy("You can add a recording."),
    "file": gettext_lazy("You can add a file."),
}
# What to know before sending one, by kind of question; what may be sent is in the importers.
FILE_HINTS = {
    "photo": gettext_lazy("We take out what the camera added, such as the place and the time."),
    "voice": gettext_lazy("Who knows your voice may know it again."),
    "file": gettext_lazy("A document may hold its author's name. We keep it as it is."),
}
# What a browser offers first, by kind of question.
ACCEPT = {
    "photo": "image/jpeg,image/png,image/webp,image/gif",
    "voice": "audio/*,.m4a,.mp3,.ogg,.wav,.webm",
    "file": ".pdf,.docx,.xlsx,.odt,.txt,image/jpeg,image/png,image/webp,image/gif,audio/*",
}


@dataclass(frozen=True)
class Part:
    """One box of a question that has several."""

    id: str
    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Field:
    """What the template needs of one question. `options` are (code, words) pairs.

    In easy read `drawing` stands beside the question and `drawings` beside its options, in order.
    """

    key: str
    kind: str
    label: str
    hint: str
    options: tuple[tuple[str, str], ...]
    value: Any
    error: str
    private: bool
    most: int = 1
    drawing: str = ""
    drawings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"q-{self.key.replace('.', '-')}"

    @property
    def accept(self) -> str:
        """Which files answer it; nothing where none does."""
        return ACCEPT.get(self.kind, "")

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
            return "; ".join(f"{at}. {names.get(code, code)}" for at, code in enumerate(given, 1))
        return "; ".join(str(names.get(each, each)) for each in given)


def make_field(
    survey: Survey, asked: Asked, value: Any, refused: str = "", easy_read: bool = False
) -> Field:
    question, language = asked.question, get_language() or "en"
    parts = [asked.level.name] if asked.level else []
    parts += [asked.row.words(easy_read)] if asked.row else []
    said = [each.in_language(language) for each in (*parts, question.words(easy_read))]
    hints = _easy_hints(question) if easy_read else _hints(question, language)
    if question.ends:
        low, high = question.ends.low, question.ends.high
        hints.append(f"{low.in_language(language)} – {high.in_language(language)}")
    field = Field(
        key=asked.key, kind=question.kind, hint=" ".join(hints), value=value,
        label=": ".join(said), options=_options(survey, asked, language, easy_read),
        private=question.private, error=str(REFUSALS.get(refused, refused)),
        most=most_files(question) if question.is_file else 1,
    )  # fmt: skip
    return _illustrate(field, question) if easy_read else field


def _hints(question: Question, language: str) -> list[str]:
    hints = [each.in_language(language) for each in (question.hint, question.why) if each]
    if question.word_aim:
        hints.append(
            _("About %(n)d words is plenty. Write more if you like.") % {"n": question.word_aim}
        )
    return hints + ([_file_hint(question)] if question.is_file else [])


def _file_hint(question: Question) -> str:
    size = settings.ANSWER_FILE_BYTES // 1024 // 1024
    number = most_files(question)
    limit = ngettext(
        "%(num)d file of at most %(size)d MB.", "Up to %(num)d files of at most %(size)d MB each.", number
    )  # fmt: skip
    return " ".join((limit % {"num": number, "size": size}, str(FILE_HINTS[question.kind])))


def _easy_hints(question: Question) -> list[str]:
    """One short sentence at most: what the longer ones say has no easy words."""
    hint = EASY_HINTS.get(question.kind)
    return [str(hint)] if hint else []


def _illustrate(field: Field, question: Question) -> Field:
    each = tuple(_easy_drawing(option) for option in question.options)
    return replace(field, drawing=_easy_drawing(question), drawings=each)


def _easy_drawing(part: Question | Option) -> str:
    return draw(part.easy.picture) if part.easy else ""


def draw(picture: str) -> Markup:
    """The drawing of that name, or nothing."""
    return Markup(drawings().get(picture, ""))  # noqa: S704 - a file of ours, by its name


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


def draw_consent(form: ConsentForm) -> Markup:
    """What one may choose of being quoted, as HTML; drawn once for all who have not chosen yet."""
    is_blank = not form.is_bound and not form.initial.get("consent")
    return _blank_consent(get_language()) if is_blank else _consent(form)


def _consent(form: ConsentForm) -> Markup:
    template: Any = get_template("design/fields.jinja")
    drawn: Markup = template.template.module.field(form["consent"])
    return drawn


@lru_cache
def _blank_consent(_language: str | None) -> Markup:
    return _consent(ConsentForm())


def read_page(
    survey: Survey, asked: Sequence[Asked], sent: QueryDict
) -> tuple[dict[str, Value], dict[str, str], dict[str, Any]]:
    """Checked values by key, codes of refusals by key, and everything as it was sent."""
    values: dict[str, Value] = {}
    refused: dict[str, str] = {}
    raws: dict[str, Any] = {}
    for each in asked:
        if each.question.is_file:
            continue
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


def _options(
    survey: Survey, asked: Asked, language: str, easy_read: bool
) -> tuple[tuple[str, str], ...]:
    listed: Sequence[Mapping[str, str]] = survey.lists.get(asked.question.kind, ())
    if listed:
        return (
            *((one["code"], one["name"]) for one in listed),
            (NOT_LISTED, _("Not in this list")),
        )
    return tuple(
        (one.code, one.words(easy_read).in_language(language)) for one in asked.question.options
    )
