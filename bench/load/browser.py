"""The little of a browser that answering needs: one connection, one cookie, forms and redirects."""

from __future__ import annotations

import asyncio
import contextlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def form(self) -> dict[str, str]:
        """The hidden fields of the page, as its form would send them."""
        return {name: html.unescape(value) for name, value in HIDDEN.findall(self.text)}


@dataclass
class Browser:
    port: int
    timeout: float = 30.0
    cookie: str = ""
    _open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(default=None)

    async def ask(self, path: str, form: Mapping[str, str] | None = None) -> Answer:
        """One request and its answer. Raises `OSError` where none came; then the next one
        connects anew."""
        try:
            async with asyncio.timeout(self.timeout):
                return await self._ask(path, form)
        except (EOFError, ValueError, TimeoutError) as error:
            self.close()
            raise ConnectionError(str(error)) from error
        except OSError:
            self.close()
            raise

    async def _ask(self, path: str, form: Mapping[str, str] | None) -> Answer:
        if self._open and self._open[0].at_eof():  # the server ended what lay idle, as it may
            self.close()
        if self._open is None:
            self._open = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._open
        writer.write(self._words(path, form))
        top = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in top[1:] if ": " in line)
        cookies = [line[12:].split(";")[0] for line in top if line.lower().startswith("set-cookie")]
        self.cookie = cookies[0] if cookies else self.cookie
        body = await reader.readexactly(int(headers["content-length"]))
        if headers.get("connection") == "close":
            self.close()
        location = next((line[10:] for line in top if line.lower().startswith("location: ")), "")
        return Answer(
            int(top[0].split()[1]),
            headers | {"location": location},
            body.decode("utf-8", "replace"),
        )

    def _words(self, path: str, form: Mapping[str, str] | None) -> bytes:
        body = urlencode(form).encode() if form is not None else b""
        lines = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            f"Host: localhost:{self.port}",
            "Accept-Language: en",
            f"Cookie: {self.cookie}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body

    def close(self) -> None:
        if self._open is not None:
            with contextlib.suppress(OSError):
                self._open[1].close()
        self._open = None
