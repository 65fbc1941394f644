from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from cairn.people.models import Organisation, User
from cairn.people.rules import can_manage_accounts


def account_with_email(email: str) -> User | None:
    """The account of that address, for signing in and for inviting; not a list anybody may read."""
    return User.objects.filter(email__iexact=email).first()


def accounts(viewer: User) -> list[User]:
    """Every account of this installation, for an administrator; nobody else sees any."""
    if not can_manage_accounts(viewer):
        return []
    return list(User.objects.select_related("organisation").order_by("-is_active", "name"))


def account_for(viewer: User, pk: int) -> User | None:
    if not can_manage_accounts(viewer):
        return None
    return User.objects.filter(pk=pk).first()


def organisations_called(viewer: Any, words: Iterable[str]) -> dict[str, list[int]]:
    """The organisations each of these names (in either language) or ODS codes stands for.

    A closed one counts only where no open one is so called. Names are compared here and not in the
    database: SQLite knows capitals of English only.
    """
    _need_viewer(viewer)
    wanted: dict[str, dict[bool, list[int]]] = {
        word.casefold(): {True: [], False: []} for word in words
    }
    columns = ("pk", "closed_on", "name", "name_cy", "ods_code")
    for pk, closed_on, *names in Organisation.objects.values_list(*columns) if wanted else ():
        for name in {name.casefold() for name in names} & wanted.keys():
            wanted[name][closed_on is None].append(pk)
    found = {word: wanted[word.casefold()] for word in words}
    return {word: each[True] or each[False] for word, each in found.items()}


def organisations_below(
    viewer: Any, parent: Organisation | None, words: str = ""
) -> QuerySet[Organisation]:
    """Those right below an organisation, or at the top; with words, all that are called so."""
    _need_viewer(viewer)
    rows = Organisation.objects.annotate(below=Count("children")).order_by("name", "pk")
    if not words:
        return rows.filter(parent=parent)
    called = Q(name__icontains=words) | Q(name_cy__icontains=words) | Q(ods_code__iexact=words)
    return rows.filter(called).select_related("parent")


def organisation_for(viewer: Any, pk: int) -> Organisation | None:
    _need_viewer(viewer)
    return Organisation.objects.select_related("parent").filter(pk=pk).first()


def path_to(viewer: Any, organisation: Organisation) -> list[Organisation]:
    """What an organisation is below, the top first."""
    _need_viewer(viewer)
    path: list[Organisation] = []
    above = organisation.parent_id
    while above is not None:
        path.insert(0, Organisation.objects.get(pk=above))
        above = path[0].parent_id
    return path


def _need_viewer(viewer: Any) -> None:
    if viewer is None:
        raise ValueError("a query without a viewer")
