"""What differs between changes, findings and recommendations, so that one page serves all three."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from cairn.decisions.actions import changes, findings, recommendations
from cairn.decisions.choices import Kind
from cairn.decisions.forms.items import ChangeForm, FindingForm, ItemForm, RecommendationForm
from cairn.decisions.queries.items import item_for
from cairn.programmes.models import Programme


@dataclass(frozen=True)
class Spec:
    """The words, the form and the actions of one kind of item."""

    kind: Kind
    many: str
    list_title: Any
    new_title: Any
    edit_title: Any
    form: type[ItemForm]
    add: Callable[..., Any]
    edit: Callable[..., Any]
    remove: Callable[..., Any]
    restore: Callable[..., Any]


SPECS: dict[str, Spec] = {
    Kind.CHANGE: Spec(
        Kind.CHANGE, "changes", _("Changes"), _("Add a change"), _("Edit the change"), ChangeForm,
        changes.add_change, changes.edit_change, changes.remove_change, changes.restore_change,
    ),
    Kind.FINDING: Spec(
        Kind.FINDING, "findings", _("Findings"), _("Add a finding"), _("Edit the finding"),
        FindingForm, findings.add_finding, findings.edit_finding, findings.remove_finding,
        findings.restore_finding,
    ),
    Kind.RECOMMENDATION: Spec(
        Kind.RECOMMENDATION, "recommendations", _("Recommendations"), _("Add a recommendation"),
        _("Edit the recommendation"), RecommendationForm, recommendations.add_recommendation,
        recommendations.edit_recommendation, recommendations.remove_recommendation,
        recommendations.restore_recommendation,
    ),
}  # fmt: skip


class KindConverter:
    """`changes`, `findings` or `recommendations` in an address."""

    regex = "changes|findings|recommendations"

    def to_python(self, value: str) -> str:
        return next(str(kind) for kind, spec in SPECS.items() if spec.many == value)

    def to_url(self, value: str) -> str:
        return SPECS[value].many


def get_item(request: HttpRequest, programme: Programme, kind: str, item_id: int) -> Any:
    """The item, or 404 for one that is removed, of another programme, or was never there."""
    item = item_for(request.user, programme, kind, item_id)
    if item is None:
        raise Http404
    item.programme = programme
    return item


def to_item(programme: Programme, item: Any) -> HttpResponseRedirect:
    return redirect("decisions:item", programme.slug, item.kind, item.pk)
