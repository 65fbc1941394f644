"""A site of its own to load: a database, Cairn as operators run it, and an end to both."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.load.kept import Tally
from bench.load.people import Crowd

ROOT = Path(__file__).resolve().parents[2]
SECRET = "made-up-to-measure-with-0123456789-abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Site:
    """A database with the made-up survey open in it; `key` is that of its link."""

    url: str
    data: Path
    key: str

    @property
    def path(self) -> str:
        return f"/a/{self.key}/"

    def tally(self, crowd: Crowd) -> Tally:
        """What the database has of what these people were told, read by a process of its own."""
        file = self.data / "people.json"
        file.write_text(json.dumps([asdict(each) for each in crowd.people]), "utf-8")
        return Tally(**json.loads(run("bench.load.kept", str(file), env=self.environment())))

    def environment(self) -> dict[str, str]:
        return environment(self.url, self.data)


def environment(url: str, data: Path) -> dict[str, str]:
    """The settings of a site where real people are asked, but for the HTTPS in front of it."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "bench.load.settings", "DATABASE_URL": url, "DATA_DIR": str(data),
        "DEBUG": "no", "SECRET_KEY": SECRET, "SSL_REDIRECT": "no", "WORKER_IN_PROCESS": "no",
        "LOG_LEVEL": "WARNING",
    }  # fmt: skip


def open_site(url: str, data: Path) -> Site:
    return Site(url, data, run("bench.load.opening", env=environment(url, data)).strip())


def run(module: str, *arguments: str, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, env=env, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@contextmanager
def serve(
    app: str, port: int, env: dict[str, str], *, processes: int
) -> Iterator[subprocess.Popen[bytes]]:
    """The server as docs/how-to/run-for-others.md starts it, until the end of the block."""
    command = [
        "-m", "uvicorn", app, "--port", str(port), "--workers", str(processes),
        "--no-access-log", "--log-level", "warning",
    ]  # fmt: skip
    with started(command, env) as process:
        wait_until_served(port)
        yield process


@contextmanager
def work(env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The worker beside it, which gives way to those who answer."""
    with started(["manage.py", "run_worker"], env) as process:
        yield process


@contextmanager
def started(arguments: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Python with these arguments, ended with all its children at the end of the block."""
    command = [sys.executable, *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def wait_until_served(port: int, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nothing answered on port {port}")


@contextmanager
def own_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cairn-load-") as folder:
        yield Path(folder)
