"""Every route declares who may use it, and its door does what it declares."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path

from cairn.programmes import rules
from cairn.programmes.rules import ABILITIES, Ability

SAMPLE = {
    "slug": "winter-review",
    "pk": 1,
    "id": 1,
    "key": "no-such-key",
    "uidb36": "1",
    "kind": "findings",
    "node": "finding",
}


def routes(patterns: Any, before: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for entry in patterns:
        if isinstance(entry, URLResolver):
            found += routes(entry.url_patterns, before + str(entry.pattern))
        else:
            found.append((before + str(entry.pattern), entry))
    return found


def undeclared(patterns: Any) -> list[str]:
    return [route for route, entry in routes(patterns) if not hasattr(entry.callback, "policy")]


def all_routes() -> list[tuple[str, URLPattern]]:
    return routes(get_resolver().url_patterns)


def address(route: str) -> str:
    """An address of the route, with made-up ids where it takes some."""
    parts = []
    for part in route.strip("^$").split("/"):
        if part.startswith("<"):
            kind, _, name = part.strip("<>").rpartition(":")
            parts.append(str(uuid.UUID(int=1)) if kind == "uuid" else str(SAMPLE.get(name, 1)))
        else:
            parts.append(part)
    return "/" + "/".join(parts)


def member_routes() -> list[tuple[str, Any]]:
    return [(r, e.callback.policy) for r, e in all_routes() if e.callback.policy.access == "member"]


def test_every_route_declares_a_policy():
    assert undeclared(get_resolver().url_patterns) == []


def test_a_route_without_a_policy_is_found():
    assert undeclared([path("bare/", lambda request: None)]) == ["bare/"]


def test_a_declared_rule_is_one_of_the_table():
    named = {policy.rule for _, policy in member_routes()}
    assert sorted(name for name in named if not hasattr(rules, name)) == []


@pytest.mark.parametrize(("route", "policy"), member_routes(), ids=lambda x: str(x)[:60])
def test_member_route_is_closed_to_all_others(route, policy, cast, client_of):
    """Another organisation's user gets the 404 of a programme that is not there; nobody, a sign-in."""
    for method in policy.methods:
        if method == "HEAD":
            continue
        ask = "get" if method == "GET" else "post"
        stranger = getattr(client_of(cast.dev), ask)(address(route))
        nobody = getattr(Client(), ask)(address(route))
        assert stranger.status_code == 404
        assert "Winter review" not in stranger.content.decode()
        assert (nobody.status_code, nobody["Location"].split("?")[0]) == (302, "/account/sign-in/")


@pytest.mark.parametrize("person", ["lowri", "amina", "ben", "rhys"])
def test_member_route_is_closed_to_roles_without_the_ability(person, cast, client_of):
    user = getattr(cast, person)
    client = client_of(user)
    allowed = ABILITIES[cast.programme.role_of(user)]
    for route, policy in member_routes():
        if Ability(policy.rule.removeprefix("can_")) not in allowed:
            ask = client.get if "GET" in policy.methods else client.post
            assert (route, ask(address(route)).status_code) == (route, 404)


@pytest.mark.parametrize(("route", "policy"), member_routes(), ids=lambda x: str(x)[:60])
def test_member_route_refuses_methods_it_did_not_declare(route, policy, cast, client_of):
    client = client_of(cast.lowri)
    refused = {m: getattr(client, m.lower())(address(route)).status_code for m in ("PUT", "DELETE")}
    assert refused == {"PUT": 405, "DELETE": 405}
