from __future__ import annotations

from cairn.people.models import User


def account_with_email(email: str) -> User | None:
    """The account of that address, for signing in and for inviting; not a list anybody may read."""
    return User.objects.filter(email__iexact=email).first()
