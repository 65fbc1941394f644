"""The documents say what is there: settings, rooms, signals, commands, plug-ins, decisions."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.dispatch import Signal

from cairn.analysis.vectors.files import FOLDER_SETTING
from cairn.plugins import find_plugins

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
ROOMS = [app.removeprefix("cairn.") for app in settings.INSTALLED_APPS if app.startswith("cairn.")]
FOLDERS = {
    "importers": "cairn.evidence.importers",
    "exporters": "cairn.reports.exporters",
    "suggesters": "cairn.sensemaking.suggesters",
    "commands": "cairn.cli",
}


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def headings(page: Path) -> set[str]:
    return set(re.findall(r"^#+ `(.+?)`", page.read_text("utf-8"), re.MULTILINE))


def test_every_setting_is_documented_and_nothing_else():
    source = read("cairn/config/settings.py")
    used = set(re.findall(r'env_(?:text|flag|list)\(\s*"(\w+)"', source))
    used |= set(re.findall(r'environ\.get\("(\w+)"\)', source))
    used |= {FOLDER_SETTING}  # the one thing the engine itself asks of its surroundings
    table = read("docs/reference/configuration.md").split("For tests and measurements")[0]
    documented = set(re.findall(r"`([A-Z][A-Z_]+)`", "\n".join(
        line.split("|")[1] for line in table.splitlines() if line.startswith("| `")
    )))  # fmt: skip
    assert documented == used


def test_architecture_lists_the_rooms_there_are():
    table = read("ARCHITECTURE.md").split("## One contribution's way")[0]
    named = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert sorted(named) == sorted([*ROOMS, "cli", "analysis", "catalogue"])


def test_architecture_lists_the_signals_there_are_and_they_are_five_at_most():
    found = set()
    for room in ROOMS:
        if (ROOT / "cairn" / room / "signals.py").exists():
            module = importlib.import_module(f"cairn.{room}.signals")
            found |= {name for name, value in vars(module).items() if isinstance(value, Signal)}
    table = read("ARCHITECTURE.md").split("## Signals")[1]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == found
    assert len(found) <= 5


@pytest.mark.parametrize("kind", FOLDERS)
def test_every_plug_in_has_its_heading(kind):
    assert headings(REFERENCE / f"{kind}.md") >= set(find_plugins(FOLDERS[kind]))


def test_every_management_command_has_its_heading():
    ours = {name for name, app in get_commands().items() if app.startswith("cairn.")}
    assert {f"manage.py {name}" for name in ours} <= headings(REFERENCE / "commands.md")


def test_decision_records_are_numbered_once_each_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in {"config", "design"}])
def test_every_room_says_what_comes_in_and_goes_out(room):
    doc = importlib.import_module(f"cairn.{room}").__doc__ or ""
    assert [word for word in ("In:", "Out:", "Five words:") if word not in doc] == []


@pytest.mark.parametrize(
    "path", [str(p.relative_to(ROOT)) for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]]
)
def test_links_lead_somewhere(path):
    folder = (ROOT / path).parent
    links = re.findall(r"\]\((?!\w+:|#)([^)#]+)", read(path))
    assert [link for link in links if not (folder / link).exists()] == []
