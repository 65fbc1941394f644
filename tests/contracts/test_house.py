"""The rules of the house hold, and each of them bites on a scratch copy that breaks it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts import house

ROOT = Path(__file__).resolve().parents[2]
RULES = [
    house.objects_outside_queries,
    house.queries_without_viewer,
    house.writes_outside_actions,
    house.strange_drawers,
    house.bad_proportions,
    house.actions_without_audit,
]
LONG = "def too_long() -> int:\n" + "    x = 1\n" * 70 + "    return x\n"
BREACHES = {
    "objects_outside_queries": ("cairn/home/views/bad.py", "rows = Model.objects.all()\n"),
    "queries_without_viewer": (
        "cairn/home/queries.py",
        "def everything() -> list[int]:\n    return list(Model.objects.all())\n",
    ),
    "writes_outside_actions": ("cairn/home/views/bad.py", "thing.save()\n"),
    "strange_drawers": ("cairn/home/utils.py", "x = 1\n"),
    "bad_proportions": ("cairn/home/views/bad.py", LONG),
    "actions_without_audit": (
        "cairn/home/actions/bad.py",
        "def forget_everything(*, by: object) -> None:\n    print(by)\n",
    ),
}


def scratch(tmp_path: Path) -> Path:
    skip = shutil.ignore_patterns("__pycache__", "tests", "*.yaml", "*.mo", "*.po")
    shutil.copytree(ROOT / "cairn", tmp_path / "cairn", ignore=skip)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_bites(rule, tmp_path):
    root = scratch(tmp_path)
    path, text = BREACHES[rule.__name__]
    (root / path).write_text(text, "utf-8")
    assert [line for line in rule(root) if Path(path).name in line or "utils" in line] != []


def lint_imports(root: Path) -> dict[str, str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)$", said, re.MULTILINE))


def test_import_contracts_hold_and_bite(tmp_path):
    root = scratch(tmp_path)
    assert set(lint_imports(root).values()) == {"KEPT"}
    for path, text in {
        "cairn/evidence/rules.py": "import cairn.sensemaking.models\n",
        "cairn/programmes/models/__init__.py": "import cairn.programmes.queries\n",
        "cairn/analysis/text.py": "import django\n",
    }.items():
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)
    broken = lint_imports(root)
    assert len(broken) == 3
    assert set(broken.values()) == {"BROKEN"}
