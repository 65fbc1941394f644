"""The page that tells how to add an exporter does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cairn.reports.exporters as folder
from cairn.plugins import find_plugins
from cairn.reports.exporters import Quote, ThemePage
from cairn.reports.tests.exported import report_of

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "add-an-exporter.md").read_text("utf-8")
[MODULE] = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture
def plain(tmp_path, monkeypatch):
    """The module of the page, found by looking in the folder as if it had been put there."""
    (tmp_path / "plain.py").write_text(MODULE, "utf-8")
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    find_plugins.cache_clear()
    yield find_plugins("cairn.reports.exporters")["plain"]
    find_plugins.cache_clear()


def test_the_module_is_found_and_writes_what_the_page_says(plain):
    page = ThemePage(1, "Talking", "People talk.", quotes=(Quote("We talk.", "Nurse"),))
    content = report_of(page, Quote("", erased=True))
    assert (plain.LABEL, plain.EXTENSION) == ("Plain text", "txt")
    assert plain.export(content, link=None).decode() == (
        "A small report\n\nFirst\n“We talk.” Nurse\n[taken out]\n"
    )


def test_the_same_content_gives_the_same_bytes(plain):
    content = report_of(Quote("We talk.", "Nurse"))
    assert plain.export(content, link=None) == plain.export(content, link=None)
