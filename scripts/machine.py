"""What this machine has, what it lacks, and how to get it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PDF_PACKAGES = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-liberation",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class SetupError(Exception):
    """One plain sentence: what happened, what was kept, what to do."""


def say(text: str) -> None:
    print(text, flush=True)


def run_quietly(command: list[str], *, failure: str, cwd: Path = ROOT) -> str:
    """Run a command and return what it printed; on failure raise `failure` and its last words."""
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SetupError(f"{failure} ({error.strerror}: {command[0]})") from error
    if done.returncode:
        raise SetupError(f"{failure}\n  It said: {last_words(done.stderr or done.stdout)}")
    return done.stdout


def last_words(output: str, *, lines: int = 3) -> str:
    kept = [line.strip() for line in output.splitlines() if line.strip()]
    return " / ".join(kept[-lines:]) or "nothing"


def timed(label: str, work: Callable[[], None]) -> None:
    started = time.monotonic()
    work()
    say(f"  {label}: done in {time.monotonic() - started:.0f} s")


def can_use_apt() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def install_by_apt(*packages: str) -> None:
    say(f"  Installing {', '.join(packages)} with apt")
    failure = f"apt could not install {', '.join(packages)}. Install them by hand and run again."
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    run_quietly([*quiet, "update"], failure=failure)
    run_quietly([*quiet, "install", "-y", "--no-install-recommends", *packages], failure=failure)


def find_browser() -> str | None:
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


def need_browser() -> None:
    """The browser journeys need Chromium; `make run` does not."""
    if find_browser():
        return
    if not can_use_apt():
        raise SetupError(
            "Chromium is missing and the browser journeys need it: install the chromium package "
            "of your system (macOS: brew install --cask chromium), then run again."
        )
    install_by_apt("chromium", "fonts-liberation")


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def need_pdf_libraries() -> None:
    """WeasyPrint draws with Pango. Without it everything but PDF reports works."""
    if not sys.platform.startswith("linux") or all(map(can_load, PDF_LIBRARIES)):
        return
    if can_use_apt():
        install_by_apt(*PDF_PACKAGES)
    else:
        say(f"  PDF reports need system packages: ask for {', '.join(PDF_PACKAGES)}")
