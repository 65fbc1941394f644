from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from cairn.evidence.queries import held_back
from cairn.programmes.models import Programme
from cairn.sensemaking.models import Code, Codebook, Coding, Memo, Step


def codebooks_for(viewer: Any, programme: Programme, purpose: str = "") -> list[Codebook]:
    """The codebooks in use with their codes in use, each with `uses` (codings that hold words)."""
    books = Codebook.objects.visible_to(viewer, programme).filter(retired_at=None)
    books = books.filter(purpose=purpose) if purpose else books
    return list(books.prefetch_related(Prefetch("codes", queryset=codes_for(viewer, programme))))


def codes_for(viewer: Any, programme: Programme) -> QuerySet[Code]:
    """Codes in use, in their order, each with `uses`: how many excerpts carry it."""
    rows: QuerySet[Code] = Code.objects.visible_to(viewer, programme).filter(
        retired_at=None, codebook__retired_at=None
    )
    standing = Q(codings__excerpt__retired_at=None)
    uses = Count("codings__excerpt", filter=standing, distinct=True)
    return rows.select_related("codebook", "parent").annotate(uses=uses)


def code_for(viewer: Any, programme: Programme, pk: int) -> Code | None:
    return codes_for(viewer, programme).filter(pk=pk).first()


def codebook_for(viewer: Any, programme: Programme, pk: int) -> Codebook | None:
    return next((book for book in codebooks_for(viewer, programme) if book.pk == pk), None)


def in_tree_order(codes: list[Code]) -> list[tuple[int, Code]]:
    """Codes with their depth, each parent directly before its children."""
    children: dict[int | None, list[Code]] = {}
    keys = {code.pk for code in codes}
    for code in codes:
        parent = code.parent_id if code.parent_id in keys else None
        children.setdefault(parent, []).append(code)
    return list(_walk(children, None, 0))


def _walk(children: dict[int | None, list[Code]], parent: int | None, depth: int) -> Any:
    for code in children.get(parent, []):
        yield depth, code
        yield from _walk(children, code.pk, depth + 1)


def codings_of(viewer: Any, programme: Programme, code: Code) -> QuerySet[Coding]:
    """The codings with a code whose excerpts still hold words, by contribution and place."""
    rows: QuerySet[Coding] = Coding.objects.visible_to(viewer, programme).filter(
        code=code, excerpt__retired_at=None
    )
    place = ("excerpt__contribution__number", "excerpt__start", "pk")
    return rows.select_related("excerpt__contribution", "by").order_by(*place)


def coding_for(viewer: Any, programme: Programme, pk: int) -> Coding | None:
    found: Coding | None = Coding.objects.visible_to(viewer, programme).filter(pk=pk).first()
    return found


def last_step(viewer: Any, programme: Programme) -> Step | None:
    """The viewer's own last change in this room that has not been undone."""
    rows = Step.objects.visible_to(viewer, programme).filter(by=viewer, closed_at=None)
    found: Step | None = rows.defer("groups").order_by("-pk").first()
    return found


CODED_HEADERS = [
    "codebook", "code", "words", "contribution", "start", "end", "coded by", "coded on",
    "question", "role band", "sector",
]  # fmt: skip


def codebook_table(book: Codebook) -> list[list[str]]:
    """A row a code: name, description, parent's name and the framework's own key."""
    return [
        [code.name, code.definition, code.parent.name if code.parent else "", code.key]
        for _, code in in_tree_order(list(book.codes.all()))
    ]


def coded_table(viewer: Any, programme: Programme, book: Codebook) -> list[list[Any]]:
    """A row a coding whose words stand and are not held back, under `CODED_HEADERS`."""
    rows = Coding.objects.visible_to(viewer, programme).filter(
        code__codebook=book, code__retired_at=None, excerpt__retired_at=None
    )
    rows = rows.exclude(excerpt__contribution__in=held_back(viewer, programme))
    rows = rows.select_related("code", "by", "excerpt__contribution__question")
    place = ("code__order", "code_id", "excerpt__contribution__number", "excerpt__start", "pk")
    return [_coded_row(book, row) for row in rows.order_by(*place)]


def _coded_row(book: Codebook, row: Coding) -> list[Any]:
    excerpt, said = row.excerpt, row.excerpt.contribution
    question = said.question.text if said.question else ""
    return [
        book.name, row.code.name, excerpt.quote, said.number, excerpt.start, excerpt.end,
        row.by.name, row.at.date().isoformat(), question, said.role_band, said.sector,
    ]  # fmt: skip


def memos_of(viewer: Any, programme: Programme, **about: Any) -> list[Memo]:
    """The memos beside a code, an excerpt or a theme, newest first."""
    rows = Memo.objects.visible_to(viewer, programme).filter(**about)
    return list(rows.select_related("by"))
