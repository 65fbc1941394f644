"""The thread and the matrix as pictures."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cairn.analysis.pictures import (
    MatrixItem,
    Picture,
    ThreadLink,
    ThreadNode,
    draw_change_matrix,
    draw_thread,
)
from cairn.decisions.choices import Quadrant
from cairn.decisions.queries.changes import Matrix
from cairn.decisions.queries.thread import Node, Thread

# The most of one column that is drawn; the list below the picture has the rest.
DRAWN = 8


def thread_picture(thread: Thread) -> Picture:
    drawn = {node.key for level in thread.levels for node in level.nodes[:DRAWN]}
    nodes = [node for level in thread.levels for node in level.nodes[:DRAWN]]
    links = [link for link in thread.links if {link.source, link.target} <= drawn]
    return draw_thread(
        [_stop(node, thread.node) for node in nodes],
        [ThreadLink(link.source, link.target) for link in links],
        names=(
            _("Contribution"), _("Excerpt"), _("Theme"), _("Finding"),
            _("Recommendation or change"),
        ),
        title=_("The thread from what was said to what came of it"),
        description=_("The list below the picture says the same in words."),
    )  # fmt: skip


def _stop(node: Node, here: Node) -> ThreadNode:
    kind = "recommendation" if node.kind == "change" else node.kind
    return ThreadNode(node.key, kind, _words(node), gap=bool(node.gap), here=node.key == here.key)


def _words(node: Node) -> str:
    if node.gap:
        return _("Withdrawn") if node.gap == "withdrawn" else _("Redacted")
    if node.kind == "contribution":
        return _("Contribution %(number)s") % {"number": node.label}
    return node.label


def matrix_picture(matrix: Matrix) -> Picture:
    return draw_change_matrix(
        list(_items(matrix)),
        names=tuple(str(name) for name in Quadrant.labels),
        sides=(_("We stopped"), _("We started"), _("Not afterwards"), _("Afterwards too")),
        title=_matrix_title(matrix),
        description=_("The table below the picture says the same in words."),
    )


def _items(matrix: Matrix) -> Iterable[MatrixItem]:
    for code, _name, changes in matrix.fields:
        yield from (MatrixItem(change.title, code) for change in changes)


def _matrix_title(matrix: Matrix) -> str:
    if not matrix.placed:
        return _("No change has been placed yet")
    name, count = max(
        ((name, len(changes)) for _code, name, changes in matrix.fields), key=lambda each: each[1]
    )
    return _("%(name)s holds the most: %(count)s of %(all)s changes") % {
        "name": name,
        "count": count,
        "all": matrix.placed,
    }
