"""Cairn as a person has it: its own process, its own data, the sample review, the worker inside."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT_FROM_THE_CALLER = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")


@dataclass(frozen=True)
class Site:
    address: str
    data: Path
    winter: str = "/p/what-we-learnt-this-winter-made-up-sample/"
    begun: str = "/p/lessons-of-the-region-made-up-sample/"

    def manage(self, *arguments: str) -> str:
        """Run an operator's command against this site's data; return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=environment(self.data), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout


def environment(data: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_FROM_THE_CALLER if name in os.environ}
    return kept | {"DATA_DIR": str(data), "LOG_LEVEL": "WARNING"}


def free_port() -> int:
    """A free port below those the system hands out to clients."""
    for port in range(18000 + os.getpid() % 4000, 30000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no free port")


def load_sample(data: Path, tables: Path) -> None:
    """Fill a data folder: the tables of another one, and the sample review."""
    shutil.copytree(tables, data, dirs_exist_ok=True)
    Site("", data).manage("seed_demo")


@contextmanager
def serve(data: Path) -> Iterator[Site]:
    """Serve what is in a data folder until the end of the block."""
    port = free_port()
    site = Site(f"http://localhost:{port}", data)
    command = [
        sys.executable, "-m", "uvicorn", "cairn.config.asgi:application", "--host", "127.0.0.1",
        "--port", str(port), "--no-access-log", "--log-level", "warning",
    ]  # fmt: skip
    with (data / "server.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(data) | {"PORT": str(port)}, stdout=log, stderr=log
        )
        try:
            wait_for(site, process)
            yield site
        finally:
            process.terminate()
            process.wait(timeout=15)


def wait_for(site: Site, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, (site.data / "server.log").read_text()[-2000:]
        try:
            urllib.request.urlopen(site.address + "/account/sign-in/", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer in half a minute")
