"""A queue with an end: who comes when it is full is told so at once, and when to come back.

Waiting longer helps nobody: browsers give up, people press the button again, and the server works
for those who left. What is refused was never begun, so nothing acknowledged is lost by it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

RETRY_SECONDS = 10
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADING = _("Very many people are here just now")
LINES = (
    _("What you sent a moment ago was not saved. All that was saved before is kept."),
    _(
        "Wait a quarter of a minute and load this page again. If you had typed something, your "
        "browser asks whether to send it once more: say yes."
    ),
)


class Bounded:
    """An ASGI application that takes up to `most` requests at a time, waiting ones included."""

    def __init__(self, app: App, most: int) -> None:
        self.app, self.most, self.inside = app, most, 0
        said = [_said_in(language) for language, _name in settings.LANGUAGES]
        self.page = render_to_string("503.html", {"said": said}).encode()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if self.inside >= self.most:
            await self._refuse(send)
            return
        self.inside += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.inside -= 1

    async def _refuse(self, send: Send) -> None:
        headers = {
            "content-type": "text/html; charset=utf-8", "content-length": str(len(self.page)),
            "retry-after": str(RETRY_SECONDS), "cache-control": "no-store",
            "content-security-policy": POLICY, "x-content-type-options": "nosniff",
        }  # fmt: skip
        pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 503, "headers": pairs})
        await send({"type": "http.response.body", "body": self.page})


def _said_in(language: str) -> dict[str, Any]:
    with translation.override(language):
        lines = [str(line) for line in LINES]
        return {"language": language, "heading": str(HEADING), "lines": lines}
