"""The secrets of answering: which draft a browser holds, and the code to come back with."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core import signing

# A person on shifts comes back days later; the cookie lasts as long as what it opens.
DRAFT_SECONDS = 7 * 24 * 60 * 60
CODE_LETTERS = 12
LINK_BYTES = 18
FILE = "file-"
_SALT = "cairn.surveys.draft"


def draft_token(response: uuid.UUID) -> str:
    """What the browser keeps to go on with its draft; nobody can make one up."""
    return signing.TimestampSigner(salt=_SALT).sign(response.hex)


def read_token(token: str, *, at_any_age: bool = False) -> uuid.UUID | None:
    """The response a token opens; None when it is no token of ours or older than a draft lasts.

    A page left open for weeks can still be sent: its words count as long as the draft stands.
    """
    try:
        plain = signing.TimestampSigner(salt=_SALT).unsign(
            token, max_age=None if at_any_age else DRAFT_SECONDS
        )
        return uuid.UUID(plain)
    except (signing.BadSignature, ValueError):
        return None


def return_code(response: uuid.UUID) -> str:
    """Twelve letters and digits in threes of four, the same for a response each time it is asked.

    60 bits of a keyed hash in base 32 (RFC 4648): no 0, 1 or 8 to mistake for O, I or B.
    """
    whole = base64.b32encode(_keyed("return code", response.hex)).decode()
    return "-".join(whole[at : at + 4] for at in range(0, CODE_LETTERS, 4))


def plain_code(typed: str) -> str:
    """A code as somebody typed it, in the one way it is written."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    letters = letters.translate(str.maketrans("018", "OIB"))
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def return_hash(code: str) -> str:
    """What is stored of a return code."""
    return _keyed("return hash", code).hex()


def written_key(survey: uuid.UUID, written: uuid.UUID) -> uuid.UUID:
    """The id of the response made of what was written without signal, the same each time it is sent.

    `written` is what the device knows it by. Nobody can choose an id, or tell the one by the other.
    """
    found = _keyed("written without signal", survey.hex, written.hex)
    return uuid.UUID(bytes=found[:16], version=4)


def added_key(of_response: str, words: str) -> str:
    """What words added later are known by in their response, and in the ledger if they are erased."""
    return "added-" + _keyed("added", of_response, words).hex()[:16]


def file_key(of_response: str, content: bytes) -> str:
    """What a file is known by in the ledger if it is erased: its rows are given other ids."""
    return FILE + _keyed("file", of_response, hashlib.sha256(content).hexdigest()).hex()[:16]


def person_key(code: str) -> str:
    """The key evidence knows the person by: only the code leads from the one to the other."""
    return f"survey:{code}"


def link_token(invitee: uuid.UUID) -> str:
    """What a personal link holds, the same each time it is asked: a reminder needs no stored link."""
    return base64.urlsafe_b64encode(_keyed("personal link", invitee.hex)[:LINK_BYTES]).decode()


def link_hash(token: str) -> str:
    """What is stored of a personal link."""
    return _keyed("link hash", token).hex()


def ballot_hash(invitee: uuid.UUID) -> str:
    """What an anonymous response holds, so that a personal link counts once.

    Only with the secret key can it be told which invitee it is of, and the seal destroys it.
    """
    return _keyed("ballot", invitee.hex).hex()


def row_print(instrument: str, cells: Iterable[str], nth: int) -> str:
    """What a row of another tool's results is known by when it comes again."""
    return _keyed("results row", instrument, str(nth), *cells).hex()


def _keyed(*parts: str) -> bytes:
    message = "\x1f".join(parts).encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()
