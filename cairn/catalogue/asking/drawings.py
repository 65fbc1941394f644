"""The drawings of easy-read forms, found by the names that instruments give them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "pictures"


@cache
def drawings() -> dict[str, str]:
    """Return each drawing by its name, as an SVG element to stand beside words that say the same."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.svg"))}
