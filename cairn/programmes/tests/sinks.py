"""Fakes of the outside services on this machine: a mail server, and GOV.UK Notify's API.

Each keeps what it took and answers as it is told to. The real client libraries speak to them.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

NOTIFY_SERVICE = "11111111-1111-4111-8111-111111111111"
NOTIFY_SECRET = "22222222-2222-4222-8222-222222222222"
NOTIFY_KEY = f"made_up-{NOTIFY_SERVICE}-{NOTIFY_SECRET}"

Answer = tuple[int, dict[str, str], dict[str, Any]]


class _Quiet:
    """A client that is killed hangs up, which is nothing to print."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[misc]  # of the server beside it


class MailSink(_Quiet, ThreadingTCPServer):
    """Speaks as much SMTP (RFC 5321) as a client needs to hand mail over."""

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _MailTalk)
        self.taken: list[EmailMessage] = []
        # By address: what the server says to it in place of "250 OK".
        self.refuses: dict[str, str] = {}
        self.greeting = "220 sink"
        self.after_data = "250 taken"

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _MailTalk(StreamRequestHandler):
    server: MailSink

    def handle(self) -> None:
        self.say(self.server.greeting)
        while line := self.rfile.readline():
            command = line.decode().strip()
            if command.upper() == "QUIT":
                return self.say("221 bye")
            self.say(self.answer(command))
        return None

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, command: str) -> str:
        verb = command[:4].upper()
        if verb == "RCPT":
            address = re.findall(r"<(.*?)>", command)[0]
            return self.server.refuses.get(address, "250 OK")
        return self.take() if verb == "DATA" else "250 OK"

    def take(self) -> str:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return ""  # hung up in the middle: not taken
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.server.after_data.startswith("250"):
            mail = message_from_bytes(b"".join(lines), policy=policy.default)
            self.server.taken.append(mail)
        return self.server.after_data


class NotifySink(_Quiet, ThreadingHTTPServer):
    """The two addresses of Notify's API that send, with the shapes of its answers."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _NotifyTalk)
        self.taken: list[dict[str, Any]] = []
        self.answers: Callable[[dict[str, Any]], Answer | None] = lambda asked: None
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _NotifyTalk(BaseHTTPRequestHandler):
    server: NotifySink
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        asked = json.loads(raw) | {"path": self.path, "token": self.headers["Authorization"]}
        with self.server.lock:
            status, headers, said = self.server.answers(asked) or self.take(asked)
        body = json.dumps(said).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def take(self, asked: dict[str, Any]) -> Answer:
        self.server.taken.append(asked)
        name = str(uuid.uuid4())
        return 201, {}, {
            "id": name, "reference": asked.get("reference"), "content": {"body": "made up"},
            "uri": f"{self.server.url}/v2/notifications/{name}",
            "template": {"id": asked["template_id"], "version": 1, "uri": "made up"},
        }  # fmt: skip

    def log_message(self, *args: Any) -> None:
        """Nothing is printed."""


def refusal(status: int, kind: str, said: str, **headers: str) -> Answer:
    """An error as Notify words one."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, named, {"status_code": status, "errors": [{"error": kind, "message": said}]}


@contextmanager
def running(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
