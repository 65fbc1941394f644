"""`make run`: brings the database up to date, loads the sample when it is new, and serves.

Runs inside .venv, after set-up. Loopback only; PORT chooses the port.
"""

from __future__ import annotations

import os
import socket
import sys

import django
import uvicorn
from django.core.management import call_command, get_commands

from scripts.machine import SetupError, say

HOST = "127.0.0.1"
ANY_USER_PORTS = range(1, 65536)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    try:
        port = read_port(os.environ.get("PORT", ""))
        check_port_is_free(port)
    except SetupError as trouble:
        print(f"Cairn did not start. {trouble}", file=sys.stderr)
        return 1
    prepare_database()
    say(f"Cairn is at http://localhost:{port} (stop it with Ctrl+C)")
    serve(port)
    return 0


def read_port(text: str) -> int:
    port = text.strip() or "8000"
    if not port.isdigit() or int(port) not in ANY_USER_PORTS:
        raise SetupError(f"PORT is {text!r}: it must be a number from 1 to 65535.")
    return int(port)


def check_port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise SetupError(
                f"Port {port} cannot be used ({error.strerror}). Nothing was changed. "
                f"Choose another: make run PORT={port + 1 if port < 65535 else 8000}"
            ) from error


def prepare_database() -> None:
    django.setup()
    say("Bringing the database up to date")
    call_command("migrate", verbosity=0, interactive=False)
    if "seed_demo" in get_commands():
        # Loads the sample into a new database only; prints the sign-ins it made, then and later.
        call_command("seed_demo")


def serve(port: int) -> None:
    uvicorn.run(
        "cairn.config.asgi:application",
        host=HOST,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    sys.exit(main())
