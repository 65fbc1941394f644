"""The page on adding an importer is true: doing what it says, in a copy, gives a working one."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "how-to" / "add-an-importer.md").read_text("utf-8")
FOLDER = Path("samples") / "importers" / "cards"
CHECK = "cairn/evidence/importers/tests/test_samples.py"


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout with what the importers' tests need."""
    skip = shutil.ignore_patterns("__pycache__", "static", "jinja2", "catalogue")
    shutil.copytree(ROOT / "cairn", tmp_path / "cairn", ignore=skip)
    shutil.copytree(ROOT / "samples" / "importers", tmp_path / "samples" / "importers")
    return tmp_path


def check_samples(copy: Path) -> subprocess.CompletedProcess[str]:
    """The page's own command; without our settings, which the importers do not need."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, "-c", "/dev/null", "--rootdir", str(copy), CHECK],
        cwd=copy, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def follow_the_page(copy: Path) -> None:
    (copy / "cairn" / "evidence" / "importers" / "cards.py").write_text(block("python"), "utf-8")
    (copy / FOLDER).mkdir()
    (copy / FOLDER / "made-up-cards.cards").write_text(block("text"), "utf-8")
    (copy / FOLDER / "expected.json").write_text(block("json"), "utf-8")


def test_the_importer_of_the_page_reads_its_sample(copy):
    follow_the_page(copy)
    done = check_samples(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"-m pytest {CHECK}" in PAGE


def test_an_importer_that_reads_its_sample_otherwise_is_found(copy):
    follow_the_page(copy)
    (copy / FOLDER / "made-up-cards.cards").write_text("Role: Somebody else\n", "utf-8")
    assert check_samples(copy).returncode == 1
