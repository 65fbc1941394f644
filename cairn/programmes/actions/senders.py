"""How a message leaves, by SMTP or by GOV.UK Notify, and what their refusals mean."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone
from django.utils.http import parse_http_date_safe
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import ConnectionError as NoConnection

from cairn.programmes.choices import Channel, Problem
from cairn.programmes.drafts.messages import stop_link, with_way_out
from cairn.programmes.models import Message

# Where the service names no time: a busy one, one that is set up wrongly, a day's allowance.
SOON, LATER, MUCH_LATER = timedelta(minutes=1), timedelta(minutes=5), timedelta(hours=1)


class NotSent(Exception):
    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Bounced(NotSent):
    """The address is at fault: it is not tried again."""


class Refused(NotSent):
    """The message is at fault: it is not tried again by itself."""


class NotNow(NotSent):
    """This message did not get through this time."""


class Wait(NotSent):
    """Nothing gets through for now, and nothing is wrong with the message."""

    def __init__(self, problem: str, pause: timedelta = SOON) -> None:
        super().__init__(problem)
        self.pause = pause


class Sender(Protocol):
    def send(self, message: Message) -> str:
        """Hand one message over; return what the service calls it. Raises a `NotSent`."""

    def close(self) -> None: ...


def sender_for(channel: str) -> Sender:
    """Raises `Wait` where nothing is set up for the channel."""
    if channel == Channel.EMAIL and settings.SEND_EMAIL_BY == "smtp":
        return Smtp()
    if settings.NOTIFY_API_KEY:
        return Notify()
    if settings.DEBUG:
        return Mailbox()
    raise Wait(Problem.NOT_SET_UP, LATER)


class Mailbox:
    """Development without a service: the message is read on the mailbox page and goes nowhere."""

    def send(self, message: Message) -> str:
        return ""

    def close(self) -> None:
        """Nothing is open."""


class Smtp:
    def __init__(self) -> None:
        self.connection: Any = get_connection()

    def send(self, message: Message) -> str:
        self._open()
        try:
            mail_of(message, self.connection).send()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise smtp_meaning(error) from error
        except ValueError as error:  # what mail cannot write as an address
            raise Bounced(Problem.NO_SUCH_ADDRESS) from error
        return ""

    def _open(self) -> None:
        try:
            self.connection.open()
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
            raise Wait(Problem.NOT_SET_UP, LATER) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Wait(Problem.AWAY) from error

    def close(self) -> None:
        self.connection.close()


def mail_of(message: Message, connection: Any) -> EmailMessage:
    """One mail each, plain text; the same message has the same id if it must be sent again."""
    link = stop_link(message.pk)
    headers = {
        "Message-ID": f"<{message.pk}@{urlsplit(settings.BASE_URL).hostname}>",
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    if message.language:
        headers["Content-Language"] = message.language
    body = with_way_out(Channel.EMAIL, message.body, message.language, message.pk)
    return EmailMessage(
        message.subject, body, to=[message.to_address], headers=headers, connection=connection
    )


def smtp_meaning(error: Exception) -> NotSent:
    """What an answer to a mail asks of us: 4xx is for now, 5xx for good (RFC 5321, 4.2.1)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return (
            Bounced(Problem.NO_SUCH_ADDRESS) if min(codes) >= 500 else NotNow(Problem.NOT_REACHED)
        )
    if isinstance(error, smtplib.SMTPSenderRefused):
        busy = error.smtp_code < 500
        return Wait(Problem.TOO_FAST) if busy else Wait(Problem.NOT_SET_UP, LATER)
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500:
        return Refused(Problem.REFUSED)
    return NotNow(Problem.NOT_TAKEN)


class Notify:
    """Templates with one field each, `((body))`, and `((subject))` in that of e-mail."""

    def __init__(self) -> None:
        self.client = NotificationsAPIClient(settings.NOTIFY_API_KEY, settings.NOTIFY_URL)

    def send(self, message: Message) -> str:
        try:
            answer = self._send(message)
        except APIError as error:
            raise notify_meaning(error) from error
        return str(answer["id"])

    def _send(self, message: Message) -> dict[str, Any]:
        body = with_way_out(message.channel, message.body, message.language, message.pk)
        if message.channel == Channel.TEXT:
            return self.client.send_sms_notification(
                message.to_address, settings.NOTIFY_TEXT_TEMPLATE, {"body": body}, str(message.pk)
            )
        return self.client.send_email_notification(
            message.to_address,
            settings.NOTIFY_EMAIL_TEMPLATE,
            {"subject": message.subject, "body": body},
            str(message.pk),
            one_click_unsubscribe_url=stop_link(message.pk),
        )

    def close(self) -> None:
        self.client.request_session.close()


def notify_meaning(error: APIError) -> NotSent:
    """What Notify's answer asks of us, by its status and the kinds of error it names."""
    status, kinds = error.status_code, _named(error)
    if error.response is None:
        lost = isinstance(error.__cause__, NoConnection)
        return Wait(Problem.AWAY) if lost else NotNow(Problem.NOT_TAKEN)
    if status == 400:
        at_fault = any(said.startswith(("email_address", "phone_number")) for _, said in kinds)
        return Bounced(Problem.NO_SUCH_ADDRESS) if at_fault else Refused(Problem.REFUSED)
    if status in {401, 403, 404}:
        return Wait(Problem.NOT_SET_UP, LATER)
    if status == 429:
        day_is_full = any(kind == "TooManyRequestsError" for kind, _ in kinds)
        return Wait(Problem.TOO_FAST, retry_after(error) or (MUCH_LATER if day_is_full else SOON))
    if status in {502, 503, 504}:
        return Wait(Problem.AWAY, retry_after(error) or SOON)
    return NotNow(Problem.NOT_TAKEN) if status >= 500 else Refused(Problem.REFUSED)


def _named(error: APIError) -> list[tuple[str, str]]:
    """The errors Notify lists, each as its kind and what it says."""
    said = error.message if isinstance(error.message, list) else []
    return [(str(one.get("error", "")), str(one.get("message", ""))) for one in said]


def retry_after(error: APIError) -> timedelta | None:
    """How long the service asks us to wait, in seconds or until a date (RFC 9110, 10.2.3)."""
    asked = error.response.headers.get("Retry-After", "") if error.response is not None else ""
    if asked.isdecimal():
        return timedelta(seconds=min(int(asked), 86400))
    until = parse_http_date_safe(asked)
    return (
        max(timedelta(), timedelta(seconds=until - timezone.now().timestamp())) if until else None
    )
