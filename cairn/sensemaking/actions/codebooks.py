from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.programmes.models import Programme
from cairn.sensemaking.actions.recording import Recorder, recording
from cairn.sensemaking.actions.refusals import Conflict, Refused
from cairn.sensemaking.choices import Purpose
from cairn.sensemaking.importers import CodeRow
from cairn.sensemaking.models import Code, Codebook, Coding


def make_codebook(
    *, programme: Programme, name: str, by: Any, purpose: str = Purpose.CODES
) -> Codebook:
    with recording("make_codebook", programme, by=by) as changes:
        return _new_codebook(changes, name=name, purpose=purpose)


def rename_codebook(*, codebook: Codebook, name: str, purpose: str, by: Any) -> None:
    with recording("rename_codebook", codebook.programme, by=by) as changes:
        changes.about(codebook)
        changes.change(codebook, name=name, purpose=purpose)


def retire_codebook(*, codebook: Codebook, by: Any) -> None:
    """Put a codebook away; what was coded with it stays."""
    with recording("retire_codebook", codebook.programme, by=by) as changes:
        changes.about(codebook)
        changes.change(codebook, retired_at=timezone.now())


def make_code(
    *, codebook: Codebook, name: str, by: Any, definition: str = "", parent: Code | None = None
) -> Code:
    with recording("make_code", codebook.programme, by=by) as changes:
        return _new_code(changes, codebook, name=name, definition=definition, parent=parent)


def find_or_make_code(changes: Recorder, name: str) -> Code:
    """The code of that name in the programme's first own codebook; both are made if need be."""
    name = name.strip()
    if not name:
        raise Refused(_("Choose a code, or write the name of a new one."))
    books = Codebook.objects.in_programme(changes.programme).filter(retired_at=None)
    own = books.filter(purpose=Purpose.CODES)
    book = own.filter(framework="").first() or _new_codebook(changes, name=_("Our own codes"))
    standing = book.codes.filter(retired_at=None, name__iexact=name).first()
    return standing or _new_code(changes, book, name=name)


def edit_code(
    *, code: Code, revision: int, name: str, definition: str, parent: Code | None, by: Any
) -> None:
    """Rename, describe and nest a code. Raises `Conflict` when it was edited since `revision`."""
    with recording("edit_code", code.programme, by=by) as changes:
        code = Code.objects.select_for_update().get(pk=code.pk)
        if code.revision != revision:
            raise Conflict(_("Somebody changed this code while you were writing."))
        if parent and parent.pk in _below(code):
            raise Refused(_("A code cannot stand under itself. Choose another parent."))
        changes.about(code)
        changes.change(code, name=name, definition=definition, parent=parent)


def move_code(*, code: Code, up: bool, by: Any) -> None:
    """Change places with the neighbour above or below under the same parent."""
    with recording("move_code", code.programme, by=by) as changes:
        changes.about(code)
        siblings = list(code.codebook.codes.filter(retired_at=None, parent=code.parent_id))
        change_places(changes, siblings, code, up=up)


def merge_codes(*, code: Code, into: Code, by: Any) -> None:
    """Everything coded with `code` becomes coded with `into`; `code` is retired, not deleted."""
    with recording("merge_codes", code.programme, by=by) as changes:
        if into.pk in _below(code) or into.retired_at or code.retired_at:
            raise Refused(_("A code cannot be merged into itself or a code below it."))
        changes.about(code, into=into.pk)
        _move_codings(changes, code.codings.all(), into)
        changes.change_all(code.children.filter(retired_at=None), parent=into)
        changes.change(code, merged_into=into, retired_at=timezone.now())


def split_code(*, code: Code, name: str, codings: QuerySet[Coding], by: Any) -> Code:
    """Move some codings of a code to a new code that stands beside it."""
    with recording("split_code", code.programme, by=by) as changes:
        new = _new_code(changes, code.codebook, name=name, parent=code.parent)
        moved = _move_codings(changes, codings.filter(code=code), new)
        if not moved:
            raise Refused(_("Choose at least one passage for the new code. Nothing was changed."))
        changes.about(code, new=new.pk, moved=moved)
        return new


def retire_code(*, code: Code, by: Any) -> None:
    """Take a code out of use; its codings stay and what stood under it moves up one level."""
    with recording("retire_code", code.programme, by=by) as changes:
        changes.about(code)
        changes.change_all(code.children.filter(retired_at=None), parent=code.parent)
        changes.change(code, retired_at=timezone.now())


def import_codes(*, codebook: Codebook, rows: Iterable[CodeRow], by: Any) -> int:
    """Add the codes of a file that the codebook does not hold yet; returns how many."""
    with recording("import_codes", codebook.programme, by=by) as changes:
        rows = list(rows)
        standing = {code.name.casefold(): code for code in codebook.codes.filter(retired_at=None)}
        new = [row for row in rows if row.name.casefold() not in standing]
        for row in new:
            if row.name.casefold() not in standing:
                code = _new_code(changes, codebook, name=row.name, definition=row.definition)
                standing[row.name.casefold()] = code
        for row in new:
            _nest(standing[row.name.casefold()], standing.get(row.parent.casefold()))
        changes.about(codebook, codes=len(new))
        return len(new)


def make_codebook_from(
    *, programme: Programme, framework: Any, by: Any, purpose: str = Purpose.CODES
) -> Codebook:
    """A codebook of a programme's own with the items of a catalogue framework as its codes."""
    with recording("make_codebook_from", programme, by=by) as changes:
        book = _new_codebook(
            changes, name=framework.name.en, name_cy=framework.name.cy, purpose=purpose,
            framework=framework.code, framework_version=framework.version,
        )  # fmt: skip
        _copy_items(changes, book, framework.items, None)
        return book


def change_places(
    changes: Recorder, rows: list[Any], row: Any, *, up: bool, field: str = "order"
) -> None:
    """Swap a row with its neighbour; all of `rows` are numbered afresh so that ties cannot stay."""
    place = next(index for index, other in enumerate(rows) if other.pk == row.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for order, each in enumerate(rows):
        if getattr(each, field) != order:
            changes.change(each, **{field: order})


def _copy_items(changes: Recorder, book: Codebook, items: Any, parent: Code | None) -> None:
    for item in items:
        code = _new_code(
            changes, book, parent=parent, key=item.code, name=item.name.en, name_cy=item.name.cy,
            definition=item.definition.en, definition_cy=item.definition.cy,
        )  # fmt: skip
        _copy_items(changes, book, item.items, code)


def _new_codebook(changes: Recorder, **fields: Any) -> Codebook:
    books = Codebook.objects.in_programme(changes.programme)
    book = Codebook(programme=changes.programme, order=books.count(), **fields)
    changes.about(changes.make(book))
    return book


def _new_code(changes: Recorder, codebook: Codebook, **fields: Any) -> Code:
    last = codebook.codes.aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    code = Code(programme=changes.programme, codebook=codebook, order=order, **fields)
    changes.about(changes.make(code))
    return code


def _move_codings(changes: Recorder, codings: QuerySet[Coding], into: Code) -> int:
    standing = Coding.objects.filter(code=into).values_list("excerpt_id", "by_id")
    held = set(standing)
    moving = list(codings)
    twice = [row.pk for row in moving if (row.excerpt_id, row.by_id) in held]
    changes.remove_all(Coding.objects.filter(pk__in=twice))
    for row in moving:
        if row.pk not in twice:
            changes.change(row, code=into)
    return len(moving)


def _below(code: Code) -> set[int]:
    """The key of a code and of every code under it."""
    found, level = {code.pk}, [code.pk]
    while level:
        level = list(Code.objects.filter(parent__in=level).values_list("pk", flat=True))
        level = [key for key in level if key not in found]
        found |= set(level)
    return found


def _nest(code: Code, parent: Code | None) -> None:
    if parent and code.pk not in _parents_of(parent):
        code.parent = parent
        code.save(update_fields=["parent"])


def _parents_of(code: Code | None) -> set[int]:
    found: set[int] = set()
    while code and code.pk not in found:
        found.add(code.pk)
        code = code.parent
    return found
