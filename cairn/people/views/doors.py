"""Every page declares who may use it by the door it stands behind. A test asks each route."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cairn.people.models import User

View = Callable[..., HttpResponseBase]
READ = ("GET", "HEAD")
READ_AND_WRITE = ("GET", "HEAD", "POST")


class SignedInRequest(HttpRequest):
    """A request that came through a door for people with an account."""

    user: User


@dataclass(frozen=True)
class Policy:
    """Who may use a route: `public`, `signed_in`, or `member` with the rule that is asked."""

    access: str
    rule: str = ""
    methods: tuple[str, ...] = READ


def declare(view: Any, policy: Policy) -> Any:
    view.policy = policy
    return view


def public_page(*, methods: Sequence[str] = READ) -> Callable[[View], View]:
    """A page for anybody, signed in or not."""

    def door(view: View) -> View:
        closed = require_http_methods(list(methods))(view)
        return declare(login_not_required(closed), Policy("public", "", tuple(methods)))

    return door


def token_page(*, methods: Sequence[str] = READ) -> Callable[[View], View]:
    """`public_page` for a page with a token of its own in place of a cookie; kept by nobody on the way."""

    def door(view: View) -> View:
        open_: View = csrf_exempt(never_cache(public_page(methods=methods)(view)))
        return open_  # both carry the policy along

    return door


def signed_in_page(
    rule: Callable[[Any], bool] | None = None, *, methods: Sequence[str] = READ
) -> Callable[[View], View]:
    """A page for anybody with an account, or for those whom `rule(user)` lets in; else 404."""

    def door(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if rule and not rule(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        closed = require_http_methods(list(methods))(login_required(inner))
        name = rule.__name__ if rule else "is_signed_in"
        return declare(closed, Policy("signed_in", name, tuple(methods)))

    return door
