"""Vectors kept by what a text says, so that the same words are never read twice."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

from cairn.analysis.vectors.models import Rows


class VectorCache(Protocol):
    """Remembers rows by model and text."""

    def get(self, model: str, texts: Sequence[str]) -> dict[str, Rows]:
        """Return the rows known, by text."""

    def put(self, model: str, texts: Sequence[str], rows: Rows) -> None:
        """Remember a row a text."""


class MemoryCache:
    """Keeps the rows used last, in this process; safe to share between threads."""

    def __init__(self, most: int = 20_000) -> None:
        self.most = most
        self._rows: OrderedDict[bytes, Rows] = OrderedDict()
        self._lock = Lock()

    def get(self, model: str, texts: Sequence[str]) -> dict[str, Rows]:
        """Return the rows known, by text, and count them as used."""
        found: dict[str, Rows] = {}
        with self._lock:
            for text in texts:
                key = hash_text(model, text)
                if key in self._rows:
                    self._rows.move_to_end(key)
                    found[text] = self._rows[key]
        return found

    def put(self, model: str, texts: Sequence[str], rows: Rows) -> None:
        """Remember rows; those unused longest are let go."""
        with self._lock:
            for text, row in zip(texts, rows, strict=True):
                self._rows[hash_text(model, text)] = row.copy()
            while len(self._rows) > self.most:
                self._rows.popitem(last=False)


def hash_text(model: str, text: str) -> bytes:
    """Return the key of a text under a model; the words cannot be read from it."""
    return hashlib.sha256(f"{model}\0{text}".encode("utf-8", "surrogatepass")).digest()
