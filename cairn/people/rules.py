"""Who may do what that is not inside a programme. One condition a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cairn.people.models import User


def is_signed_in(user: Any) -> bool:
    return bool(user and user.is_authenticated and user.is_active)


def can_create_programme(user: User) -> bool:
    return is_signed_in(user) and user.is_administrator


def can_manage_accounts(user: User) -> bool:
    return is_signed_in(user) and user.is_administrator
