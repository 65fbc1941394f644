"""Forms for writing questions in both languages, English beside Welsh."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cairn.catalogue.asking.drafting import (
    all_questions,
    coded_options,
    number_options,
    put_words,
    words,
)
from cairn.catalogue.asking.kinds import CHOSEN, MEDIA
from cairn.catalogue.reading import Plain
from cairn.surveys.choices import QuestionKind
from cairn.surveys.rules import LISTED

LONGEST = 2000
MOST_OPTIONS = 60
BLANK_ROWS = 3
WRITTEN_OPTIONS = CHOSEN - {"comparative"}


class PairForm(forms.Form):
    """Words in two languages: each of `PAIRS` is a pair of boxes, `<name>_en` and `<name>_cy`."""

    PAIRS: tuple[tuple[str, Any, int, bool], ...] = ()  # name, label, rows, needed in English

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, rows, needed in self.pairs_wanted():
            for language, said in (("en", _("in English")), ("cy", _("in Welsh"))):
                widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
                widget.attrs["lang"] = language
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=format_lazy("{} ({})", label, said), max_length=LONGEST, widget=widget,
                    required=needed and language == "en",
                    error_messages={"required": _("Write it in English. Welsh can come later.")},
                )  # fmt: skip

    def pairs_wanted(self) -> tuple[tuple[str, Any, int, bool], ...]:
        return self.PAIRS

    @property
    def pairs(self) -> list[tuple[Any, Any, bool]]:
        """English and Welsh boxes beside each other, and whether the Welsh is missing."""
        found = []
        for name, _label, _rows, _needed in self.pairs_wanted():
            english, welsh = self[f"{name}_en"], self[f"{name}_cy"]
            found.append((english, welsh, bool(english.value()) and not welsh.value()))
        return found

    @property
    def rest(self) -> list[Any]:
        """The fields that are not one of a pair, nor hidden."""
        paired = {f"{name}_{code}" for name, *_rest in self.pairs_wanted() for code in ("en", "cy")}
        return [field for field in self.visible_fields() if field.name not in paired]

    def write(self, part: Plain, *names: str) -> None:
        for name in names:
            put_words(part, name, self._said(name, "en"), self._said(name, "cy"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, _label, _rows, _needed in self.pairs_wanted():
            if self._said(name, "cy") and not self._said(name, "en"):
                self._ask_english(name)
        return cleaned

    def _ask_english(self, name: str) -> None:
        if not self.errors.get(f"{name}_en"):
            self.add_error(f"{name}_en", _("Write it in English too."))

    def _said(self, name: str, language: str) -> str:
        return str(self.cleaned_data.get(f"{name}_{language}") or "").strip()


def pair_values(part: Plain, *names: str) -> dict[str, str]:
    """What a part says now, as the boxes of its pairs show it."""
    return {
        f"{name}_{language}": part.get(name, {}).get(language, "")
        for name in names
        for language in ("en", "cy")
    }


class NewForm(forms.Form):
    name_en = forms.CharField(label=_("Name in English"), max_length=150)
    name_cy = forms.CharField(label=_("Name in Welsh"), max_length=150, required=False)


class TextsForm(PairForm):
    """What stands around the questions, on the page people see first."""

    PAIRS = (
        ("name", _("Name"), 0, True),
        ("description", _("What it is, for the team"), 2, True),
        ("introduction", _("First words people read"), 3, True),
        ("readers", _("Who will read the answers"), 3, True),
        ("afterwards", _("What happens then"), 3, False),
        ("notice", _("What to mind while writing, such as names"), 3, False),
        ("harm", _("Whom to turn to now, if somebody is in danger"), 3, False),
        ("neutral_title", _("Title that does not tell the topic"), 0, False),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes it takes"), required=False, min_value=1, max_value=240
    )
    sensitive = forms.BooleanField(
        label=_("The topic is sensitive: no title or address may tell it"), required=False
    )
    private = forms.BooleanField(
        label=_("Answers are private until the person shares them one by one"), required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("sensitive") and not self._said("neutral_title", "en"):
            self._ask_english("neutral_title")
        return cleaned

    def change(self, data: Plain) -> Plain:
        data = dict(data)
        self.write(data, *(name for name, *_rest in self.PAIRS))
        for name in ("minutes", "sensitive", "private"):
            data.pop(name, None)
            if self.cleaned_data[name]:
                data[name] = self.cleaned_data[name]
        return data

    @classmethod
    def values(cls, data: Plain) -> dict[str, Any]:
        more = {name: data.get(name) for name in ("minutes", "sensitive", "private")}
        return pair_values(data, *(name for name, *_rest in cls.PAIRS)) | more


class PartForm(PairForm):
    """A part of the questionnaire: a heading above some questions."""

    PAIRS = (
        ("title", _("Heading"), 0, True),
        ("introduction", _("A sentence under the heading"), 2, False),
    )
    together = forms.BooleanField(
        label=_("Put its questions on one page: five at most, all answered by choosing"),
        required=False,
    )

    def part(self, before: Plain | None) -> Plain:
        part = dict(before or {"questions": []})
        self.write(part, "title", "introduction")
        part.pop("together", None)
        return part | ({"together": True} if self.cleaned_data["together"] else {})

    @staticmethod
    def values(part: Plain) -> dict[str, Any]:
        return pair_values(part, "title", "introduction") | {"together": part.get("together")}


class KindForm(forms.Form):
    """What sort of question comes next."""

    kind = forms.ChoiceField(
        label=_("How people answer"), widget=forms.RadioSelect,
        choices=QuestionKind.choices,
        error_messages={"required": _("Choose how people answer.")},
    )  # fmt: skip


class QuestionForm(PairForm):
    """One question of a kind. What the form does not show of an older question is kept."""

    section = forms.ChoiceField(label=_("Part"))
    required = forms.BooleanField(label=_("It has to be answered"), required=False)
    private = forms.BooleanField(
        label=_("The answer is private until the person shares it"), required=False
    )
    word_aim = forms.IntegerField(
        label=_("How many words are enough"), required=False, min_value=1, max_value=5000,
        help_text=_("An aim to show, never a limit."),
    )  # fmt: skip
    most = forms.IntegerField(label=_("How many at most"), initial=1, min_value=1, max_value=20)
    steps = forms.TypedChoiceField(
        label=_("Steps"), coerce=int, initial=3, widget=forms.RadioSelect,
        choices=[(3, _("Worse, about the same, better")), (5, _("Five, from much worse to much better"))],
    )  # fmt: skip
    first = forms.IntegerField(
        label=_("Numbers instead of answers: from"), required=False, min_value=0, max_value=10
    )
    last = forms.IntegerField(label=_("Numbers up to"), required=False, min_value=1, max_value=100)

    def __init__(self, *args: Any, kind: str, parts: Any, document: Plain, **kwargs: Any) -> None:
        self.kind, self.document = kind, document
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = parts  # type: ignore[attr-defined]  # a choice field
        for name, kinds in ONLY_FOR.items():
            if kind not in kinds:
                del self.fields[name]

    def pairs_wanted(self) -> tuple[tuple[str, Any, int, bool], ...]:
        ends = (("low", _("What the lowest point means"), 0, False),
                ("high", _("What the highest point means"), 0, False))  # fmt: skip
        easy = (("easy", _("The question in easy read"), 0, True),)
        return (
            ("text", _("Question"), 2, True),
            ("hint", _("Help with answering"), 2, False),
            ("why", _("Why we ask"), 2, False),
            *(ends if self.kind == "scale" else ()),
            *(easy if self.document.get("easy_read") else ()),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if (first is None) != (last is None) or (first is not None and last <= first):
            self.add_error("last", _("Give two numbers, the smaller one first."))
        if bool(self._said_if("low")) != bool(self._said_if("high")):
            self.add_error("low_en", _("Say what both ends mean, or neither."))
        return cleaned

    def question(self, before: Plain | None, options: list[Plain], rows: list[Plain]) -> Plain:
        """The question as its data: what `before` held and the form does not show stays."""
        question = dict(before or self._start())
        self.write(question, "text", "hint", "why")
        self._write_flags(question)
        if self.kind == "scale":
            self._write_ends(question)
        if "easy_en" in self.fields:
            easy = words(self._said("easy", "en"), self._said("easy", "cy"))
            question["easy"] = question.get("easy", {}) | {"text": easy}
        if self.kind == "comparative":
            self._write_steps(question)
        elif self.kind in WRITTEN_OPTIONS:
            question["options"] = options or self._numbers()
        if self.kind == "matrix":
            question["rows"] = rows
        return question

    def _start(self) -> Plain:
        """A new question; a picked organisation or place says who speaks, unless another one does."""
        taken = {each.get("attribute") for each in all_questions(self.document)}
        says = self.kind in LISTED and self.kind not in taken
        return {"kind": self.kind} | ({"attribute": self.kind} if says else {})

    def _write_flags(self, question: Plain) -> None:
        given = self.cleaned_data
        for name in ("required", "word_aim", "most", "private"):
            question.pop(name, None)
        if given["required"]:
            question["required"] = True
        if given.get("word_aim"):
            question["word_aim"] = given["word_aim"]
        if given.get("most", 1) > 1:
            question["most"] = given["most"]
        if given["private"] != bool(self.document.get("private")):
            question["private"] = given["private"]

    def _write_ends(self, question: Plain) -> None:
        question.pop("ends", None)
        if self._said("low", "en"):
            ends: Plain = {}
            self.write(ends, "low", "high")
            question["ends"] = ends

    def _write_steps(self, question: Plain) -> None:
        if _steps(question) != self.cleaned_data["steps"]:
            question.pop("options", None)
        if "options" not in question:
            question["steps"] = self.cleaned_data["steps"]

    def _numbers(self) -> list[Plain]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        return [] if first is None or last is None else number_options(first, last)

    def _said_if(self, name: str) -> str:
        return self._said(name, "en") if f"{name}_en" in self.fields else ""

    @staticmethod
    def values(question: Plain, document: Plain) -> dict[str, Any]:
        """What the form shows of a question there is."""
        ends, easy = question.get("ends", {}), question.get("easy", {})
        private = bool(document.get("private"))
        return {
            **pair_values(question, "text", "hint", "why"),
            **pair_values(ends, "low", "high"),
            **pair_values({"easy": easy.get("text", {})}, "easy"),
            "required": question.get("required"), "private": question.get("private", private),
            "word_aim": question.get("word_aim"), "most": question.get("most", 1),
            "steps": _steps(question),
        }  # fmt: skip


ONLY_FOR: dict[str, frozenset[str]] = {
    "word_aim": frozenset({"open"}),
    "most": MEDIA,
    "steps": frozenset({"comparative"}),
    "first": frozenset({"scale"}),
    "last": frozenset({"scale"}),
}


class OptionForm(forms.Form):
    """One answer to choose; its code stays what it was, whatever its words become."""

    code = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    en = forms.CharField(
        label=_("In English"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )  # fmt: skip
    cy = forms.CharField(
        label=_("In Welsh"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"lang": "cy"}),
    )  # fmt: skip
    apart = forms.BooleanField(label=_("Goes with no other"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("cy") and not cleaned.get("en"):
            self.add_error("en", _("Write it in English too."))
        return cleaned


class OptionRows(forms.BaseFormSet[OptionForm]):
    """Answers in their order, with some empty rows for more; an emptied row is taken out."""

    def told(self) -> Iterator[dict[str, Any]]:
        """The rows with words, in the order that was given; one without a place keeps its own."""
        given = [
            (form.cleaned_data.get("ORDER") or at, at, form) for at, form in enumerate(self, 1)
        ]
        for _place, _at, form in sorted(given, key=lambda each: each[:2]):
            yield form.cleaned_data

    def options(self, before: list[Plain], otherwise: str) -> list[Plain]:
        """The rows as options; what the rows do not show of an older one is kept."""
        older = {each["code"]: each for each in before}
        return [
            {"easy": older[each["code"]]["easy"], **each}
            if older.get(each["code"], {}).get("easy")
            else each
            for each in coded_options(list(self.told()), otherwise)
        ]


OptionFormSet = forms.formset_factory(
    OptionForm, formset=OptionRows, extra=BLANK_ROWS, can_order=True,
    max_num=MOST_OPTIONS, absolute_max=MOST_OPTIONS + BLANK_ROWS,
)  # fmt: skip


def option_values(options: list[Plain]) -> list[dict[str, Any]]:
    return [
        {"code": each["code"], "en": each["name"]["en"], "cy": each["name"].get("cy", ""),
         "apart": each.get("apart")}
        for each in options
    ]  # fmt: skip


class BranchForm(forms.Form):
    """After which answers to an earlier question this one is asked."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    options = forms.MultipleChoiceField(
        label=_("Ask it after one of these answers"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one answer, or ask it of everybody.")},
    )  # fmt: skip

    def __init__(self, *args: Any, answers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["options"].choices = answers  # type: ignore[attr-defined]  # a choice field


def _steps(question: Plain) -> int:
    many = len(question.get("options", ())) > 4  # five steps, and "can't say"
    return 5 if many or question.get("steps") == 5 else 3
