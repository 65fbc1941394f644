"""Learns from the made-up lessons once, so that nobody waits for it later; runs inside .venv.

python -m scripts.learn_lessons
"""

from __future__ import annotations

from cairn.analysis.position import PositionScorer
from cairn.analysis.triage import HarmTriage

TIERS = ("sentence", "static")


def main() -> None:
    for tier in TIERS:
        HarmTriage(tier).fit().keep()
        PositionScorer(tier).fit().keep()


if __name__ == "__main__":
    main()
