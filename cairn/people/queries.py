from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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

    Names are compared here and not in the database: SQLite knows capitals of English only.
    """
    if viewer is None:
        raise ValueError("a query without a viewer")
    wanted: dict[str, list[int]] = {word.casefold(): [] for word in words}
    rows = Organisation.objects.values_list("pk", "name", "name_cy", "ods_code") if wanted else ()
    for pk, *names in rows:
        for name in {name.casefold() for name in names} & wanted.keys():
            wanted[name].append(pk)
    return {word: wanted[word.casefold()] for word in words}
