from __future__ import annotations

from typing import Any

from django.db import transaction

from cairn.audit.actions import record
from cairn.people.models import Organisation, User


@transaction.atomic
def create_account(
    *,
    email: str,
    name: str,
    password: str,
    organisation: Organisation | None = None,
    is_administrator: bool = False,
    by: Any,
) -> User:
    """Make an account. `by` is None when the operator's command does it."""
    user = User.objects.create_user(
        email, password, name=name, organisation=organisation, is_administrator=is_administrator
    )
    record("create_account", user, by=by, detail={"administrator": is_administrator})
    return user


@transaction.atomic
def close_account(*, user: User, by: User) -> None:
    """Nobody can sign in with it from the next request on; what they did stays theirs."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("close_account", user, by=by)


@transaction.atomic
def reopen_account(*, user: User, by: Any) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("reopen_account", user, by=by)
