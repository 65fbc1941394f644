"""Messages before they are sent: addresses in one form, their hashes, links to stop, lengths."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cairn.programmes.choices import Channel
from cairn.programmes.drafts.participants import mobile_number

_SIGNATURE_BYTES = 12
# GSM 03.38: its letters count one in a text message, those of its extension two.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENDED = frozenset("^{}\\[~]|€")


@dataclass(frozen=True)
class Draft:
    """A message to queue. `language` is "" where the words are in both languages."""

    channel: str
    to: str
    subject: str
    body: str
    key: str
    purpose: str
    language: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True)
class TextLength:
    """How long a text message is: its units, the messages it is sent as, and whether ŵ, ŷ or
    another letter outside GSM 03.38 makes each of those shorter (70 letters in place of 160)."""

    units: int
    segments: int
    is_unicode: bool


def text_length(text: str) -> TextLength:
    """Count as networks do: 160 units, or 153 each in several; 70 and 67 beyond GSM 03.38."""
    if all(letter in _GSM or letter in _GSM_EXTENDED for letter in text):
        units = len(text) + sum(letter in _GSM_EXTENDED for letter in text)
        return TextLength(units, _segments(units, 160, 153), is_unicode=False)
    units = len(text.encode("utf-16-be")) // 2
    return TextLength(units, _segments(units, 70, 67), is_unicode=True)


def _segments(units: int, alone: int, joined: int) -> int:
    return 1 if units <= alone else -(-units // joined)


def plain_address(channel: str, typed: str) -> str:
    """An address in the one way it is stored and compared."""
    if channel == Channel.EMAIL:
        return typed.strip().lower()
    return mobile_number(typed) or typed.strip()


def address_hash(programme_id: int, channel: str, typed: str) -> str:
    """What is kept of an address nobody writes to any more; useless without the secret key."""
    return _keyed("stopped", str(programme_id), plain_address(channel, typed)).hex()


def day_stopped(
    stops: Mapping[str, date], programme_id: int, email: str, mobile: str
) -> date | None:
    """The first day on which one of somebody's addresses was stopped; `stops` are days by hash."""
    addresses = ((Channel.EMAIL, email), (Channel.TEXT, mobile))
    hashes = [address_hash(programme_id, channel, each) for channel, each in addresses if each]
    return min((stops[each] for each in hashes if each in stops), default=None)


def stop_key(message: uuid.UUID) -> str:
    """What the link at the end of a message holds: which message, and that we wrote it."""
    signature = _keyed("stop", message.hex)[:_SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(message.bytes + signature).decode().rstrip("=")


def read_stop_key(key: str) -> uuid.UUID | None:
    """The message a link was for; None when we did not write it."""
    try:
        raw = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
        message = uuid.UUID(bytes=raw[:16])
    except ValueError:
        return None
    return message if hmac.compare_digest(stop_key(message), key) else None


def stop_link(message: uuid.UUID) -> str:
    return settings.BASE_URL + reverse("messages:stop", args=[stop_key(message)])


def with_way_out(channel: str, body: str, language: str, message: uuid.UUID) -> str:
    """The words as they are sent, with the link that stops them; Welsh first where in both."""
    asked = []
    for each in [language] if language else ["cy", "en"]:
        with translation.override(each):
            asked.append(
                _("Stop:")
                if channel == Channel.TEXT
                else _("To get no more messages about this, open:")
            )
    asked = list(dict.fromkeys(asked))  # where both say it in one word
    if channel == Channel.TEXT:
        return f"{body}\n{' '.join(asked)} {stop_link(message)}"
    return "\n".join([body, "", "-- ", *asked, stop_link(message), ""])


def length_of_text(body: str, language: str = "") -> TextLength:
    """How long a text message with this body will be, its way out included."""
    return text_length(with_way_out(Channel.TEXT, body, language, uuid.uuid4()))


def holds_receipt_token(header: str) -> bool:
    """Whether a request says the token we gave the sending service; takes the same time if not."""
    ours = f"Bearer {settings.NOTIFY_RECEIPT_TOKEN}"
    return hmac.compare_digest(header.encode(), ours.encode())


def read_receipt(body: bytes) -> tuple[uuid.UUID, str] | None:
    """The message a receipt is about and what became of it; None where it is about none of ours."""
    try:
        said = json.loads(body)
        return uuid.UUID(said["reference"]), str(said["status"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _keyed(*parts: str) -> bytes:
    whole = "\x1f".join(parts).encode()
    return hmac.new(settings.SECRET_KEY.encode(), whole, hashlib.sha256).digest()
