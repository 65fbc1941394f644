"""The one door to anything inside a programme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from cairn.people.rules import can_manage_accounts
from cairn.people.views.doors import READ, Policy, View, declare, signed_in_page
from cairn.programmes.models import Programme
from cairn.programmes.queries import leads_a_programme, programme_for, row_of
from cairn.programmes.rules import can_read

Rule = Callable[[Any, Programme], bool]


def member_page(rule: Rule = can_read, *, methods: Sequence[str] = READ) -> Callable[[View], View]:
    """A page of a programme, for members whom `rule(user, programme)` lets in.

    The view is called with `request, programme, **rest`. To anybody else the page does not exist:
    the answer is the same 404 as for a programme that was never made.
    """

    def door(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
            programme = programme_for(request.user, slug)
            if programme is None or not rule(request.user, programme):
                raise Http404
            return view(request, programme, **kwargs)

        closed = require_http_methods(list(methods))(login_required(inner))
        return declare(closed, Policy("member", rule.__name__, tuple(methods)))

    return door


def need_row(request: HttpRequest, programme: Programme, model: Any, pk: int) -> Any:
    """The programme's row of that model; without one the page is not there."""
    row = row_of(request.user, programme, model, pk)
    if row is None:
        raise Http404
    return row


def can_keep_organisations(user: Any) -> bool:
    """No programme owns the tree, so whoever leads any one of them may keep it."""
    return can_manage_accounts(user) or leads_a_programme(user)


organisations_page = partial(signed_in_page, can_keep_organisations)
