"""Who made a result: every result of the engine carries one of these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MadeBy:
    """The method and its version, the seed it ran with, and the model, empty where none was used."""

    method: str
    version: str
    seed: int
    model: str = ""
