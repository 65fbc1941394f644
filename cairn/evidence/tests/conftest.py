from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cairn.evidence.actions import Terms, add_contributions
from cairn.evidence.drafts import Draft
from cairn.evidence.models import Contribution


@pytest.fixture
def said(cast: Any, run_tasks: Callable[[], int]) -> Callable[..., list[Contribution]]:
    """`said(text, ...)`: contributions that were looked through as they arrived."""

    def add(*texts: str, by: Any = None, programme: Any = None) -> list[Contribution]:
        added = add_contributions(
            programme=programme or cast.programme, drafts=[Draft(text=text) for text in texts],
            terms=Terms(), by=by or cast.ben,
        )  # fmt: skip
        run_tasks()
        return list(Contribution.objects.filter(pk__in=added.ids).order_by("number"))

    return add
