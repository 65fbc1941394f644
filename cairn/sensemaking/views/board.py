from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.people.views.doors import READ_AND_WRITE
from cairn.programmes.models import Programme
from cairn.programmes.rules import can_code
from cairn.programmes.views.doors import member_page
from cairn.sensemaking import actions, queries
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.forms import GroupForm, MembersForm
from cairn.sensemaking.views.rendering import attempt, found_or_404, go, problems_of, show
from cairn.sensemaking.views.themes import get_theme


@member_page()
def themes(request: HttpRequest, programme: Programme) -> HttpResponse:
    return show(
        request, programme, "themes",
        board=queries.theme_board(request.user, programme),
        numbers=queries.theme_numbers(request.user, programme),
        form=GroupForm(),
    )  # fmt: skip


@member_page(can_code, methods=["POST"])
def move_theme(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    row = get_theme(request, programme, theme)
    attempt(request, actions.move_theme, theme=row, up=request.POST.get("way") == "up")
    return go("themes", programme)


@member_page(can_code, methods=["POST"])
def group_theme(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    row = get_theme(request, programme, theme)
    key = request.POST.get("group", "")
    group = _group(request, programme, int(key)) if key.isdecimal() else None
    attempt(request, actions.group_theme, _("Theme moved."), theme=row, group=group)
    return go("themes", programme)


@member_page(can_code, methods=["POST"])
def add_group(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = GroupForm(request.POST)
    if form.is_valid():
        attempt(
            request, actions.make_group, _("Group made."), programme=programme, **form.cleaned_data
        )
    else:
        messages.error(request, _("Write a title for the group."))
    return go("themes", programme)


@member_page(can_code, methods=READ_AND_WRITE)
def edit_group(request: HttpRequest, programme: Programme, group: int) -> HttpResponse:
    row = _group(request, programme, group)
    start = {"title": row.title, "sentence": row.sentence}
    form = GroupForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        attempt(request, actions.edit_group, _("Group changed."), group=row, **form.cleaned_data)
        return go("themes", programme)
    return show(request, programme, "group_edit", group=row, form=form)


@member_page(can_code, methods=["POST"])
def move_group(request: HttpRequest, programme: Programme, group: int) -> HttpResponse:
    row = _group(request, programme, group)
    attempt(request, actions.move_group, group=row, up=request.POST.get("way") == "up")
    return go("themes", programme)


@member_page(can_code, methods=["POST"])
def remove_group(request: HttpRequest, programme: Programme, group: int) -> HttpResponse:
    row = _group(request, programme, group)
    attempt(request, actions.remove_group, _("Group taken away; its themes stay."), group=row)
    return go("themes", programme)


@member_page(can_code, methods=["POST"])
def change_members(request: HttpRequest, programme: Programme, theme: int) -> HttpResponse:
    """What is done with the ticked passages of a theme, all at once."""
    row = get_theme(request, programme, theme)
    keys = list(queries.theme_members(request.user, row).values_list("pk", flat=True))
    form = MembersForm(request.POST, keys=keys)
    if not form.is_valid():
        messages.error(request, problems_of(form))
        return go("theme", programme, theme)
    members = queries.member_rows(request.user, programme, form.cleaned_data["rows"])
    _MEMBERS[form.cleaned_data["do"]](request, programme, row, members, form.cleaned_data)
    return go("theme", programme, theme)


@member_page(can_code, methods=["POST"])
def move_quote(request: HttpRequest, programme: Programme, member: int) -> HttpResponse:
    row = found_or_404(queries.member_rows(request.user, programme, [member]).first())
    attempt(request, actions.move_quote, member=row, up=request.POST.get("way") == "up")
    return go("theme", programme, row.theme_id)


def _group(request: HttpRequest, programme: Programme, pk: int) -> Any:
    return found_or_404(queries.group_for(request.user, programme, pk))


def _move(request: Any, programme: Any, theme: Any, members: Any, data: Any) -> None:
    into = get_theme(request, programme, data["into"])
    attempt(request, actions.move_members, _("Passages moved."), members=members, into=into)


def _remove(request: Any, programme: Any, theme: Any, members: Any, data: Any) -> None:
    done = _("Passages taken out of the theme.")
    attempt(request, actions.remove_members, done, theme=theme, members=members)


def _stance(request: Any, programme: Any, theme: Any, members: Any, data: Any) -> None:
    stance = Stance(data["do"])
    attempt(request, actions.set_stance, _("Kept."), theme=theme, members=members, stance=stance)


def _quote(request: Any, programme: Any, theme: Any, members: Any, data: Any) -> None:
    action = actions.choose_quotes if data["do"] == "quote" else actions.unchoose_quotes
    attempt(request, action, _("Quotes changed."), theme=theme, members=members)


def _split(request: Any, programme: Any, theme: Any, members: Any, data: Any) -> None:
    done = _("Theme split.")
    attempt(request, actions.split_theme, done, theme=theme, title=data["title"], members=members)


_MEMBERS = {
    "move": _move, "remove": _remove, "for": _stance, "against": _stance,
    "quote": _quote, "unquote": _quote, "split": _split,
}  # fmt: skip
