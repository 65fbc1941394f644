from __future__ import annotations

from typing import Any

from cairn.programmes.models import Programme


def programme_for(viewer: Any, slug: str) -> Programme | None:
    """The programme of that address if `viewer` is a member of it."""
    return Programme.objects.visible_to(viewer).filter(slug=slug).first()


def programmes_of(viewer: Any) -> list[Programme]:
    """The programmes `viewer` is a member of, open ones first."""
    return list(Programme.objects.visible_to(viewer).order_by("-state", "name"))
