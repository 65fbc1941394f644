"""The Welsh catalogue is current, complete where contributors look, and read right by gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from jinja2 import Environment, meta

from scripts.words import WELSH, all_said, current_catalogue, new_catalogue, read_welsh, render

from . import words
from .test_routes import routes

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "cairn"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
NUMBERS = {
    0: "zero",
    1: "one",
    2: "two",
    3: "few",
    6: "many",
    4: "other",
    11: "other",
    100: "other",
}


@pytest.fixture
def welsh(settings: Any, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [words.compile_words(read_welsh(), tmp_path / "locale")]


def entries() -> list[Message]:
    return [message for message in read_welsh() if message.id]


def strings(catalogue: Catalog) -> set[tuple[str, str]]:
    return {(str(message.id), message.context or "") for message in catalogue if message.id}


def forms(message: Message) -> list[tuple[str, str]]:
    """(English, Welsh) of each form; Welsh for one thing translates English for one thing."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    one, many = message.id
    return [(one if number == 1 else many, text) for number, text in enumerate(message.string)]


def lost_placeholders(message: Message) -> list[str]:
    return [
        f"{english!r}: {text!r}"
        for english, text in forms(message)
        if text and set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(text))
    ]


def template_path(name: str) -> Path:
    return next(path for path in ROOMS.glob(f"*/jinja2/{name}"))


def is_ours(name: str) -> bool:
    return any(ROOMS.glob(f"*/jinja2/{name}"))


def with_parts(name: str) -> set[str]:
    """A template and all it extends, includes or imports."""
    syntax = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    parsed = syntax.parse(template_path(name).read_text("utf-8"))
    found = {name}
    for part in meta.find_referenced_templates(parsed):
        found |= with_parts(part) if part and is_ours(part) else set()
    return found


def public_templates() -> Iterator[str]:
    """What `public_page` views show, the sign-in library's open pages, error pages and mails."""
    for path in ROOMS.rglob("views/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and "public_page" in map(
                called, node.decorator_list
            ):
                yield from templates_named(node)
    for _route, entry in routes(get_resolver().url_patterns):
        if entry.callback.policy.access == "public" and hasattr(entry.callback, "view_class"):
            yield entry.callback.view_class.template_name
    yield from (path.name for path in ROOMS.glob("design/jinja2/[0-9]*.html"))
    yield from (str(p.relative_to(p.parents[2])) for p in ROOMS.glob("*/jinja2/*/email/*.txt"))


def called(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def templates_named(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and str(inner.value).endswith((".jinja", ".html")):
            yield str(inner.value)


def public_places() -> set[str]:
    names = {part for name in public_templates() for part in with_parts(name)}
    return {str(template_path(name).relative_to(ROOT)) for name in names}


def test_the_catalogue_holds_each_string_there_is_and_no_other():
    there, written = strings(current_catalogue()), strings(read_welsh())
    assert (sorted(there - written), sorted(written - there)) == ([], [])


def test_the_catalogue_is_written_as_extract_writes_it():
    assert WELSH.read_text("utf-8") == render(read_welsh())


def test_no_entry_is_a_guess():
    assert [message.id for message in entries() if message.fuzzy] == []


def test_every_placeholder_stands_in_the_translation():
    assert [lost for message in entries() for lost in lost_placeholders(message)] == []


def test_a_lost_placeholder_is_found():
    assert lost_placeholders(Message("Page %(number)s", "Tudalen")) == [
        "'Page %(number)s': 'Tudalen'"
    ]


def test_every_counted_entry_has_six_forms():
    counted = [message for message in entries() if not isinstance(message.id, str)]
    assert [message.id for message in counted if len(message.string) != 6] == []
    assert [m.id for m in counted if any(m.string) and not all(m.string)] == []


def test_the_six_forms_are_those_of_the_published_rule(settings, tmp_path):
    """CLDR 46, cardinals of cy: 0 zero, 1 one, 2 two, 3 few, 6 many, all else other."""
    catalogue = new_catalogue()
    catalogue.add(("one thing", "many things"), ("zero", "one", "two", "few", "many", "other"))
    settings.LOCALE_PATHS = [words.compile_words(catalogue, tmp_path / "locale")]
    with translation.override("cy"):
        said = {n: translation.ngettext("one thing", "many things", n) for n in NUMBERS}
    assert said == NUMBERS


def test_a_count_is_said_with_its_mutation(welsh):
    with translation.override("cy"):
        said = [
            translation.ngettext("%(num)s contribution", "%(num)s contributions", n) % {"num": n}
            for n in (1, 2, 3, 4)
        ]
    assert said == ["1 cyfraniad", "2 gyfraniad", "3 chyfraniad", "4 cyfraniad"]


def test_what_contributors_and_the_public_see_is_all_in_welsh():
    places = public_places() | {"cairn/people/forms.py", "cairn/programmes/actions/members.py"}
    seen = [m for m in entries() if places & {place for place, _line in m.locations}]
    assert "cairn/design/jinja2/404.html" in places
    assert "cairn/people/jinja2/account/login.html" in places
    assert len(seen) > 50
    assert [message.id for message in seen if not all_said(message)] == []


def test_what_the_libraries_say_is_all_in_welsh():
    theirs = [m for m in entries() if m.locations[0][0].startswith(("allauth/", "django/"))]
    assert [message.id for message in theirs if not all_said(message)] == []


def test_the_language_switch_keeps_the_page(welsh, cast, client_of):
    client = client_of(cast.ben)
    here = "/p/winter-review/evidence/?sort=number&q=ward"
    answer = client.post("/language/", {"language": "cy", "next": here}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(here, 302)]
    assert '<html lang="cy"' in page
    assert "Beth a ddywedwyd wrthym" in page


def test_a_page_is_in_the_language_of_the_browser_until_one_is_chosen(welsh, db):
    page = Client().get("/account/sign-in/", headers={"accept-language": "cy"}).content.decode()
    assert "<h1>Mewngofnodi</h1>" in page


def test_a_wrong_password_is_refused_in_welsh(welsh, cast):
    sent = {"login": cast.ben.email, "password": "not-this-one"}
    page = Client().post("/account/sign-in/", sent, headers={"accept-language": "cy"})
    assert "Nid yw&#39;r cyfeiriad e-bost a/neu&#39;r cyfrinair a roddwyd yn gywir." in (
        page.content.decode()
    )


def test_an_invitation_is_mailed_in_both_languages(
    welsh, cast, mailoutbox, django_capture_on_commit_callbacks
):
    from cairn.programmes.actions.members import invite_member

    with django_capture_on_commit_callbacks(execute=True):
        invite_member(
            programme=cast.programme, email="new@example.org", role="reader", by=cast.lowri
        )
    body = mailoutbox[0].body
    assert "You are invited to work on Winter review" in body
    assert "Fe'ch gwahoddir i weithio ar Winter review" in body
