from __future__ import annotations

from cairn.people.models import User
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
