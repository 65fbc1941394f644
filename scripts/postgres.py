"""Runs a command with DATABASE_URL naming a throw-away PostgreSQL, and removes it afterwards.

    python3 -m scripts.postgres .venv/bin/python -m pytest

The cluster lives in a temporary directory, listens on a free loopback port and is gone at the
end, also when the command fails or is interrupted.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
        with throw_away_cluster(need_binaries()) as cluster:
            env = {**os.environ, "DATABASE_URL": cluster.url}
            return subprocess.run(command, check=False, env=env).returncode
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
    for port in random.sample(PORTS, len(PORTS)):  # others may be looking at this moment
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise SetupError(f"Every port from {PORTS.start} to {PORTS.stop - 1} is taken.")


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL in a folder of its own. Only one with `fsync` would survive a power cut."""

    binaries: Path
    folder: Path
    port: int
    fsync: bool = False

    @property
    def url(self) -> str:
        """Its address as DATABASE_URL wants it."""
        return f"postgres://{OWNER}@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        if is_root():
            shutil.chown(self.folder, OWNER)
        initdb = [str(self.binaries / "initdb"), "-D", str(self.folder / "data"), "-U", OWNER]
        run_quietly(
            as_owner([*initdb, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]),
            failure="initdb could not make a cluster.",
            cwd=self.folder,
        )

    def start(self) -> None:
        durable = "on" if self.fsync else "off"
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync={durable}"
        )
        run_quietly(
            as_owner(
                [*self._control(), "-w", "-l", str(self.folder / "log"), "-o", options, "start"]
            ),
            failure="The cluster was made and did not start.",
            cwd=self.folder,
        )

    def is_running(self) -> bool:
        command = as_owner([*self._control(), "status"])
        done = subprocess.run(command, check=False, cwd=self.folder, stdout=subprocess.DEVNULL)
        return done.returncode == 0

    def stop(self) -> None:
        command = as_owner([*self._control(), "-m", "immediate", "stop"])
        subprocess.run(command, check=False, cwd=self.folder, stderr=subprocess.DEVNULL)

    def _control(self) -> list[str]:
        return [str(self.binaries / "pg_ctl"), "-D", str(self.folder / "data"), "-s"]


@contextmanager
def throw_away_cluster(
    binaries: Path, *, fsync: bool = False, within: Path | None = None
) -> Iterator[Cluster]:
    """Start an empty cluster in a new folder; stop and remove it at the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="cairn-postgres-", dir=within))
    cluster = Cluster(binaries, folder, free_port(), fsync)
    try:
        cluster.make()
        say(f"PostgreSQL on port {cluster.port} for this run only")
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def as_owner(command: list[str]) -> list[str]:
    return ["runuser", "-u", OWNER, "--", *command] if is_root() else command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
