"""Panels: how a room downstream shows itself on a page upstream without being imported there.

A room registers in its `panels.py` (found at start-up) a function for a page's place; the page's
template asks `panels_for(place, request, subject)`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

Panel = Callable[[Any, Any], str]
_panels: dict[str, list[tuple[int, Panel]]] = defaultdict(list)


def panel(place: str, *, order: int = 0) -> Callable[[Panel], Panel]:
    """Register `function(request, subject) -> html` for a place such as `contribution`."""

    def register(function: Panel) -> Panel:
        _panels[place].append((order, function))
        _panels[place].sort(key=lambda entry: entry[0])
        return function

    return register


def panels_for(place: str, request: Any, subject: Any) -> Markup:
    """The panels of a place, rendered in order; each panel's html is its own template's."""
    parts = [function(request, subject) for _, function in _panels[place]]
    return Markup("").join(Markup(part) for part in parts)  # noqa: S704 - rendered by our templates
