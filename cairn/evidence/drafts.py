"""A contribution before it is one: what came in, made clean, and the keys it is known by."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Sent:
    """A file that is in the storage already, by its name there; `form` is a key of `choices.FORMS`."""

    name: str
    form: str
    size: int


@dataclass(frozen=True)
class Draft:
    """What one person said about one question.

    `person` is a key for who said it, from the file or the form, and is never stored: without one
    every draft is a person of its own. `nth` tells apart equal words that are not a repetition.
    `sent` is what they sent instead: a copy of it goes with the contribution. `is_confided`: shared
    with the facilitators only.
    """

    text: str
    question: str = ""
    person: str = ""
    nth: int = 0
    role_band: str = ""
    sector: str = ""
    organisation: str = ""
    place: str = ""
    language: str = ""
    received_on: date | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    sent: Sent | None = None
    is_confided: bool = False


def clean_text(text: str) -> str:
    """Plain text as it is kept for good: composed letters, one kind of line end, no odd bytes."""
    whole = text.encode("utf-8", "replace").decode().replace("\x00", "")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()


def question_text(text: str) -> str:
    """A question's words as they are kept."""
    return clean_text(text)[:500]


def contributor_key(programme_id: int, person: str) -> str:
    """A person's key in a programme: nobody without this installation's secret can guess it."""
    return _keyed("contributor", str(programme_id), person)


def identity_key(programme_id: int, draft: Draft) -> str:
    """What an arrival is recognised by when it arrives again; keyed, like the person's."""
    return _keyed(
        "contribution", str(programme_id), draft.person, draft.question, draft.text, str(draft.nth)
    )


def fingerprint(parts: Iterable[str]) -> str:
    return hashlib.sha256(SEPARATOR.join(parts).encode("utf-8", "replace")).hexdigest()


class Occurrences:
    """Counts equal things in the order they come, so that the second one gets its own number."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next_of(self, key: str) -> int:
        self._seen[key] += 1
        return self._seen[key] - 1


def _keyed(*parts: str) -> str:
    message = SEPARATOR.join(parts).encode("utf-8", "replace")
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
