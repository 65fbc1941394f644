"""The same report with some of it changed: words made safe to print, quotations taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any

from cairn.reports.exporters._content import Quote, ReportContent

# Word's own line and page breaks come through some imports as these.
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 cannot hold, so neither a Word file nor PDF metadata can.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Return text that every format can hold: odd breaks become new lines, the rest U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", _BREAKS.sub("\n", text))


def clean_content(content: ReportContent) -> ReportContent:
    cleaned: ReportContent = _rewrite(content, _clean)
    return cleaned


def erase_quotes(content: ReportContent, refs: Collection[str], *, notice: str) -> ReportContent:
    """Return the report with every quote of these threads a marked gap, and the notice added.

    Only quotes are touched: prose holds no quotation by rule. Unchanged where no quote matches.
    """
    wanted = frozenset(refs) - {""}
    erased: ReportContent = _rewrite(content, lambda value: _erase(value, wanted))
    return content if erased == content else replace(erased, notices=(*content.notices, notice))


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _erase(value: Any, refs: frozenset[str]) -> Any:
    if isinstance(value, Quote) and value.ref in refs:
        return replace(value, text="", attribution="", language="", erased=True)
    return value


def _rewrite(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, tuple):
        return tuple(_rewrite(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: _rewrite(getattr(value, field.name), change) for field in fields(value)
        }
        return change(replace(value, **parts))
    return change(value)
