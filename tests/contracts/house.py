"""The rules of the house as functions: each reads a tree and returns what breaks the rule.

They take the root, so that a test can show each of them biting on a scratch copy.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

# In the order of the data; a foreign key may point at its own room or one before it.
ROOMS = (
    "design",
    "audit",
    "people",
    "programmes",
    "releases",
    "evidence",
    "surveys",
    "sensemaking",
    "decisions",
    "reports",
    "home",
)
DRAWERS = {
    "urls", "views", "admin", "management", "receivers", "panels", "tasks", "forms", "actions",
    "queries", "importers", "exporters", "suggesters", "models", "rules", "signals", "choices",
    "drafts", "apps", "migrations", "jinja2", "static", "tests", "__init__",
}  # fmt: skip
# Folders that are not drawers, each with its reason.
MORE_DRAWERS = {"design": {"pages", "scss"}}  # paging is shared by every list; scss is its source
WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Queries that find a row by a secret, which whoever holds it may see, or what is public.
WITHOUT_ENTRY = {
    "follow_redaction",
    "follow_withdrawal",
    "renew_version",
}  # part of a change that has its entry
WITHOUT_VIEWER = {
    "account_with_email", "invitation_with_key", "public_version", "public_numbers", "public_versions_with",
    "survey_with", "response_with", "response_returned", "words_passed_on",
    "message_with_stop_key", "last_release", "lists_of",
    "invitee_with", "responses_by",
}  # fmt: skip


def sources(root: Path, *, drawers: set[str] | None = None) -> Iterator[tuple[Path, ast.Module]]:
    """The product's own Python files, of some drawers or of all; no tests, no migrations."""
    for path in sorted((root / "cairn").rglob("*.py")):
        parts = path.relative_to(root / "cairn").parts
        if "tests" in parts or "migrations" in parts:
            continue
        if drawers is None or (len(parts) > 1 and Path(parts[1]).stem in drawers):
            yield path.relative_to(root), ast.parse(path.read_text("utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def uses(node: ast.AST, names: set[str]) -> list[int]:
    return [n.lineno for n in ast.walk(node) if isinstance(n, ast.Attribute) and n.attr in names]


def objects_outside_queries(root: Path) -> list[str]:
    """Views, forms, panels and tasks reach rows through queries and actions only."""
    drawers = {"views", "forms", "panels", "tasks", "urls", "rules"}
    return [
        f"{path}:{line}"
        for path, tree in sources(root, drawers=drawers)
        for line in uses(tree, {"objects", "_base_manager"})
    ]


def queries_without_viewer(root: Path) -> list[str]:
    """A query that touches rows takes the viewer who asks."""
    return [
        f"{path}:{function.lineno} {function.name}"
        for path, tree in sources(root, drawers={"queries"})
        for function in functions(tree)
        if uses(function, {"objects"})
        and "viewer" not in {arg.arg for arg in (*function.args.args, *function.args.kwonlyargs)}
        and function.name not in WITHOUT_VIEWER
    ]


def writes_outside_actions(root: Path) -> list[str]:
    """Only actions write; models may hold what a manager needs."""
    drawers = DRAWERS - {"actions", "models", "management", "importers", "exporters"}
    return [
        f"{path}:{line}"
        for path, tree in sources(root, drawers=drawers)
        if path.parts[1] in ROOMS
        for line in uses(tree, WRITES)
    ]


def strange_drawers(root: Path) -> list[str]:
    """Within a room no other file names than the drawers."""
    return [
        str(entry.relative_to(root))
        for room in ROOMS
        for entry in sorted((root / "cairn" / room).iterdir())
        if entry.name != "__pycache__" and entry.stem not in DRAWERS | MORE_DRAWERS.get(room, set())
    ]


def lengths(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for function in functions(tree):
        yield f"{function.name}:{function.lineno}", function.end_lineno - function.lineno + 1  # type: ignore[operator]  # parsed code has lines


def bad_proportions(root: Path) -> list[str]:
    """Function: median 8, p90 25, most 60. File: p90 200, most 400. View: 25. Room: a third."""
    found, function_lines, file_lines = [], [], []
    rooms: dict[str, int] = {}
    for path, tree in sources(root):
        count = len((root / path).read_text("utf-8").splitlines())
        file_lines.append(count)
        rooms[path.parts[1]] = rooms.get(path.parts[1], 0) + count
        found += [f"{path}: {count} lines"] if count > 400 else []
        for name, size in lengths(tree):
            function_lines.append(size)
            found += [f"{path} {name}: {size} lines"] if size > 60 else []
    found += over("function median", median(function_lines), 8)
    found += over("function p90", quantiles(function_lines, n=10)[-1], 25)
    found += over("file p90", quantiles(file_lines, n=10)[-1], 200)
    found += [f"room {r}: {n} lines" for r, n in rooms.items() if n > sum(rooms.values()) / 3]
    return found + long_views(root) + long_templates(root)


def over(what: str, measured: float, most: float) -> list[str]:
    return [f"{what} is {measured:.0f}, at most {most:.0f}"] if measured > most else []


def long_views(root: Path) -> list[str]:
    return [
        f"{path} {name}: {size} lines in a view"
        for path, tree in sources(root, drawers={"views"})
        for name, size in lengths(tree)
        if size > 25
    ]


def long_templates(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}: {count} lines"
        for path in sorted((root / "cairn").rglob("jinja2/**/*"))
        if path.is_file() and (count := len(path.read_text("utf-8").splitlines())) > 120
    ]


def actions_without_audit(root: Path) -> list[str]:
    """An action done by somebody leaves an audit entry, by itself or by a function it calls."""
    calls: dict[str, set[str]] = {}
    asked: list[tuple[str, str]] = []
    for path, tree in sources(root, drawers={"actions"}):
        for function in functions(tree):
            calls.setdefault(function.name, set()).update(names_in(function))
            public = not function.name.startswith("_") and path.parts[1] != "audit"
            if public and "by" in {arg.arg for arg in function.args.kwonlyargs}:
                asked.append((str(path), function.name))
    audited = {"record", "recording"}
    while more := {name for name, used in calls.items() if used & audited} - audited:
        audited |= more
    return [f"{path} {name}" for path, name in asked if name not in audited | WITHOUT_ENTRY]


def names_in(node: ast.AST) -> set[str]:
    plain = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return plain | {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
