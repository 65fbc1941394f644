"""Words that Python code hands to a page, a form or a message are marked for translation."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from .house import sources

ROOT = Path(__file__).resolve().parents[2]
SHOWN_KEYWORDS = {"label", "help_text", "verbose_name", "empty_label", "legend", "hint"}
# The function, and which of its arguments people read.
SAYS = {"ValidationError": 0, "add_error": 1, "success": 1, "error": 1, "warning": 1, "info": 1}
LOGS = {"logger", "log", "_log"}


def bare_words(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for shown in shown_arguments(node):
                yield from ((shown.lineno, text) for text in constants(shown))


def shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    yield from (k.value for k in call.keywords if k.arg in SHOWN_KEYWORDS)
    place = SAYS.get(name_of(call.func))
    if place is not None and len(call.args) > place and owner_of(call.func) not in LOGS:
        yield call.args[place]


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def owner_of(function: ast.expr) -> str:
    value = function.value if isinstance(function, ast.Attribute) else None
    return getattr(value, "id", "")


def constants(shown: ast.expr) -> Iterator[str]:
    """The text itself, also where it is chosen by a condition or joined of parts."""
    if isinstance(shown, ast.Constant) and isinstance(shown.value, str) and " " in shown.value:
        yield shown.value
    elif isinstance(shown, ast.IfExp):
        yield from (*constants(shown.body), *constants(shown.orelse))
    elif isinstance(shown, ast.JoinedStr):
        yield from (part for value in shown.values for part in constants(value))


def test_no_message_label_or_error_is_bare():
    drawers = {"forms", "views", "actions", "models", "choices", "panels", "rules", "receivers"}
    found = [
        f"{path}:{line} {text}"
        for path, tree in sources(ROOT, drawers=drawers)
        for line, text in bare_words(tree)
    ]
    assert found == []


def test_bare_words_are_found():
    code = """
messages.success(request, "It is saved." if done else _("It is not."))
CharField(label="Your name", help_text=_("As others know you."))
logger.info("no words", "for people")
raise ValidationError(f"Too long: {count}")
"""
    assert [text for _line, text in bare_words(ast.parse(code))] == [
        "It is saved.",
        "Your name",
        "Too long: ",
    ]
