"""What every page that edits part of a questionnaire has in common: showing, saving, meeting others."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.catalogue.asking import drafting
from cairn.catalogue.reading import Plain
from cairn.programmes.models import Programme
from cairn.surveys.actions.building import Conflict, Part, edit_questionnaire
from cairn.surveys.actions.refusals import Refused
from cairn.surveys.models import Questionnaire
from cairn.surveys.views.building import need_questionnaire, to_outline


@dataclass
class Desk:
    """One page that edits a part of a draft. `find` finds the part, `values` is what the form shows of it."""

    request: HttpRequest
    row: Questionnaire
    form: Any
    title: str
    find: Part
    at: str = ""
    template: str = "surveys/write.jinja"
    values: Callable[[Plain], dict[str, Any]] = lambda part: {}
    sets: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def answer(self, change: drafting.Change) -> HttpResponse:
        """The page, or what comes after it is saved."""
        if self.request.method == "POST" and all(
            each.is_valid() for each in (self.form, *self.sets.values())
        ):
            return self.keep(change)
        wrong = self.form.errors or any(each.total_error_count() for each in self.sets.values())
        return self.page(status=422 if self.form.is_bound and wrong else 200)

    def keep(self, change: drafting.Change) -> HttpResponse:
        try:
            edit_questionnaire(
                questionnaire=self.row, change=change, part=self.find,
                seen=self.request.POST.get("seen", ""), by=self.request.user,
            )  # fmt: skip
        except Conflict as conflict:
            return self._show_both(conflict.current)
        except Refused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, _("Saved."))
        return to_outline(self.row, f"at-{self.at}" if self.at else "")

    def page(self, theirs: Any = None, status: int = 200) -> HttpResponse:
        context = {
            "programme": self.row.programme, "questionnaire": self.row, "form": self.form,
            "title": self.title, "sets": self.sets, "theirs": theirs, **self.more,
        }  # fmt: skip
        return render(self.request, self.template, context, status=status)

    def _show_both(self, current: Questionnaire) -> HttpResponse:
        """What stands now beside what was typed; saving again is deliberate."""
        part = self.find(current.document)
        self.form.data = self.form.data.copy()
        self.form.data["seen"] = drafting.fingerprint(part)
        return self.page(list(self._differences(part or {})), status=409)

    def _differences(self, part: Plain) -> Any:
        saved, typed = self.values(part), getattr(self.form, "cleaned_data", {})
        for name, box in self.form.fields.items():
            if name in saved and str(saved[name] or "") != str(typed.get(name) or ""):
                yield {"label": box.label, "text": _said(saved[name])}
        for name in self.sets:
            told = "; ".join(each["name"]["en"] for each in part.get(name, ()))
            yield {"label": _("Answers") if name == "options" else _("Lines"), "text": told}


def seen(part: Plain | None) -> dict[str, str]:
    """How a form knows later whether the part is still the one that was shown."""
    return {"seen": drafting.fingerprint(part)}


def need_draft(request: HttpRequest, programme: Programme, pk: uuid.UUID) -> Questionnaire:
    """The questionnaire while it can be changed; 404 for a frozen version."""
    row = need_questionnaire(request, programme, pk)
    if row.is_frozen:
        raise Http404
    return row


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value or "")
