"""Runs a command with DATABASE_URL naming a throw-away PostgreSQL, and removes it afterwards.

    python3 -m scripts.postgres .venv/bin/python -m pytest

The cluster lives in a temporary directory, listens on a free loopback port and is gone at the
end, also when the command fails or is interrupted.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.machine import SetupError, can_use_apt, install_by_apt, run_quietly, say

PORTS = range(20432, 20532)  # below where systems hand out ports of their own accord
OWNER = "postgres"  # initdb refuses root


def main(command: list[str]) -> int:
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _stop_politely)
    try:
        with throw_away_cluster(need_binaries()) as url:
            return subprocess.run(
                command, check=False, env={**os.environ, "DATABASE_URL": url}
            ).returncode
    except SetupError as trouble:
        print(f"PostgreSQL did not start. {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _stop_politely(*_: object) -> None:
    raise KeyboardInterrupt


def need_binaries() -> Path:
    found = find_binaries()
    if found is None and can_use_apt():
        install_by_apt("postgresql")
        found = find_binaries()
    if found is None:
        raise SetupError("Install PostgreSQL 15 or newer (its initdb must be on the PATH).")
    return found


def find_binaries() -> Path | None:
    """The folder that holds initdb and pg_ctl: Debian's newest, else whatever the PATH has."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] * bool(on_path) + folders
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


def free_port() -> int:
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise SetupError(f"Every port from {PORTS.start} to {PORTS.stop - 1} is taken.")


@contextmanager
def throw_away_cluster(binaries: Path, *, fsync: bool = False) -> Iterator[str]:
    """Start an empty cluster; yield its address as DATABASE_URL wants it.

    Nothing in it outlives the tests, so nothing has to survive a power cut: `fsync` is for measuring.
    """
    folder = Path(tempfile.mkdtemp(prefix="cairn-postgres-"))
    port = free_port()
    try:
        make_cluster(binaries, folder)
        start_cluster(binaries, folder, port, fsync=fsync)
        yield f"postgres://{OWNER}@127.0.0.1:{port}/postgres"
    finally:
        stop_cluster(binaries, folder)
        shutil.rmtree(folder, ignore_errors=True)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def as_owner(command: list[str]) -> list[str]:
    return ["runuser", "-u", OWNER, "--", *command] if is_root() else command


def make_cluster(binaries: Path, folder: Path) -> None:
    if is_root():
        shutil.chown(folder, OWNER)
    initdb = [str(binaries / "initdb"), "-D", str(folder / "data"), "-U", OWNER]
    run_quietly(
        as_owner([*initdb, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]),
        failure="initdb could not make a cluster.",
        cwd=folder,
    )


def start_cluster(binaries: Path, folder: Path, port: int, *, fsync: bool = False) -> None:
    say(f"PostgreSQL on port {port} for these tests only")
    durable = "on" if fsync else "off"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync={durable}"
    pg_ctl = [str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w", "-s"]
    run_quietly(
        as_owner([*pg_ctl, "-l", str(folder / "log"), "-o", options, "start"]),
        failure="The cluster was made and did not start.",
        cwd=folder,
    )


def stop_cluster(binaries: Path, folder: Path) -> None:
    pg_ctl = [str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "-s"]
    subprocess.run(as_owner([*pg_ctl, "stop"]), check=False, cwd=folder, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
