"""A filled report as JSON and back, checked on the way in."""

from __future__ import annotations

import datetime as dt
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from cairn.reports.exporters._content import ReportContent

FORMAT = 1
Json: TypeAlias = dict[str, Any]


class ContentError(ValueError):
    """Frozen content that cannot be read; the message says where and why."""


def to_json(content: ReportContent) -> str:
    """Return the report as JSON text: the same content always gives the same text."""
    body = {"format": FORMAT, "report": _pack(content)}
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True)


def from_json(text: str) -> ReportContent:
    """Return the report that `to_json` wrote. Anything else raises `ContentError`."""
    try:
        body = json.loads(text)
    except ValueError as error:
        raise ContentError(f"This is not JSON: {error}") from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ContentError(f"This is not report content of format {FORMAT}.")
    report: ReportContent = _unpack(ReportContent, body.get("report"), "report")
    return report


def _pack(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        packed = {field.name: _pack(getattr(value, field.name)) for field in fields(value)}
        return {"kind": type(value).__name__, **packed}
    if isinstance(value, tuple):
        return [_pack(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _unpack(hint: Any, value: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _unpack_choice(get_args(hint), value, where)
    if origin is tuple:
        return _unpack_tuple(get_args(hint)[0], value, where)
    if origin is Literal:
        return _one_of(get_args(hint), value, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return _unpack_record(hint, value, where)
    if hint is dt.date:
        return _unpack_date(value, where)
    if type(value) is not hint:
        raise ContentError(f"{where} is not {hint.__name__}.")
    return value


def _unpack_choice(hints: tuple[Any, ...], value: Any, where: str) -> Any:
    if value is None and type(None) in hints:
        return None
    kind = value.get("kind") if isinstance(value, dict) else None
    for hint in hints:
        if kind is not None and hint.__name__ == kind:
            return _unpack_record(hint, value, where)
    raise ContentError(f"{where} is of no known kind.")


def _unpack_tuple(hint: Any, value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ContentError(f"{where} is not a list.")
    return tuple(_unpack(hint, item, f"{where}[{index}]") for index, item in enumerate(value))


def _one_of(choices: tuple[Any, ...], value: Any, where: str) -> Any:
    if value not in choices or isinstance(value, bool):
        raise ContentError(f"{where} is not one of {', '.join(map(str, choices))}.")
    return value


def _unpack_date(value: Any, where: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ContentError(f"{where} is not a date.") from error


def _unpack_record(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, dict) or value.get("kind") != kind.__name__:
        raise ContentError(f"{where} is not a {kind.__name__}.")
    hints = _hints(kind)
    unknown = sorted(set(value) - set(hints) - {"kind"})
    if unknown:
        raise ContentError(f"{where} holds {unknown[0]!r}, which a {kind.__name__} does not have.")
    given = {
        name: _unpack(hints[name], value[name], f"{where}.{name}")
        for name in hints
        if name in value
    }
    for field in fields(kind):
        if field.name not in given and field.default is MISSING:
            raise ContentError(f"{where} lacks {field.name!r}.")
    try:
        return kind(**given)
    except ValueError as error:
        raise ContentError(f"{where}: {error}") from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
