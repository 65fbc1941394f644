"""Follows links as a person does and looks at one page of each kind."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Error

PUBLIC = ("/account/sign-in/", "/account/password/forgotten/", "/account/password/sent/",
          "/account/password/changed/", "/account/closed/")  # fmt: skip

# Links of one person in a message, where another journey sent one: the survey may be closed by now.
ONE_PERSONS = {"answering:personal", "messages:stop"}


def page_names() -> set[str]:
    """The names of all routes that answer to GET."""
    return _names(get_resolver().url_patterns, "")


def _names(patterns: Any, space: str) -> set[str]:
    found = set()
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found |= _names(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and "GET" in entry.callback.policy.methods:
            found.add(f"{space}{entry.name}")
    return found


def view_name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


class Crawler:
    """Breadth first from some addresses; `seen` and `files` are the names of what was met."""

    def __init__(self, walker: Any) -> None:
        self.walker = walker
        self.seen: set[str] = set()
        self.files: set[str] = set()

    def crawl(self, *starts: str) -> None:
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            name = view_name(path)
            if name not in self.seen | self.files | ONE_PERSONS:
                waiting += self.visit(path, name)

    def visit(self, path: str, name: str) -> list[str]:
        try:
            self.walker.go(path)
        except Error as not_a_page:
            if "Download is starting" not in not_a_page.message:
                raise
            self.fetch(path, name)
            return []
        self.seen |= {name, view_name(self.walker.page.url)}
        self.walker.look()
        return self.links()

    def fetch(self, path: str, name: str) -> None:
        """A file to keep, which a browser does not show."""
        answer = self.walker.page.request.get(self.walker.site.address + path)
        assert (path, answer.status) == (path, 200)
        assert "attachment" in answer.headers["content-disposition"]
        self.seen.add(view_name(answer.url))
        self.files.add(name)

    def links(self) -> list[str]:
        address = self.walker.site.address
        script = "links => links.map(link => link.href.split('#')[0])"
        found = self.walker.page.eval_on_selector_all("a[href]", script)
        return [link.removeprefix(address) for link in found if link.startswith(f"{address}/")]
