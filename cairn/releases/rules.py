"""When a next step may be taken, and who may read the ledger."""

from __future__ import annotations

from cairn.programmes.rules import can_read

__all__ = ["can_read", "is_next_step"]


def is_next_step(new: int, k: int) -> bool:
    """Whether enough people came since the last release: fewer could be told apart from those before."""
    return new >= k
