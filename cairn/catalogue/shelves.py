"""The shelves: every framework, instrument, outline and template, found by walking the folders.

A file is named `<code>.<version>.yaml`. Several versions of one code stand side by side; the
highest is the one given unless another is asked for. A version in use is never edited: a change is
a new file with the next number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from cairn.catalogue import building
from cairn.catalogue.asking import Instrument
from cairn.catalogue.asking.building import build_instrument, pick_form
from cairn.catalogue.kinds import (
    Attribute,
    Axis,
    AxisValue,
    CostLevel,
    Document,
    Entry,
    Extra,
    Framework,
    FrameworkItem,
    FrameworkUse,
    Milestone,
    Notice,
    Outline,
    OutlineSection,
    Phase,
    Rate,
    Risk,
    Stage,
    Systems,
    Template,
    Text,
)
from cairn.catalogue.reading import (
    Plain,
    ShelfError,
    check_both_languages,
    check_shape,
    read_shelf_text,
)

__all__ = [
    "Attribute",
    "Axis",
    "AxisValue",
    "Catalogue",
    "CostLevel",
    "Document",
    "Entry",
    "Extra",
    "Framework",
    "FrameworkItem",
    "FrameworkUse",
    "Instrument",
    "Milestone",
    "Notice",
    "Outline",
    "OutlineSection",
    "Phase",
    "Rate",
    "Risk",
    "ShelfError",
    "Stage",
    "Systems",
    "Template",
    "Text",
    "framework",
    "frameworks",
    "instrument",
    "instruments",
    "load_catalogue",
    "load_framework_text",
    "load_instrument",
    "load_instrument_text",
    "notice",
    "notices",
    "outline",
    "outlines",
    "template",
    "templates",
]

HERE = Path(__file__).parent
Kind = TypeVar("Kind", bound=Entry)
Versions = dict[tuple[str, int], Kind]


@dataclass(frozen=True)
class Catalogue:
    """Everything on the shelves of one folder, by (code, version)."""

    frameworks: Versions[Framework] = field(default_factory=dict)
    instruments: Versions[Instrument] = field(default_factory=dict)
    notices: Versions[Notice] = field(default_factory=dict)
    outlines: Versions[Outline] = field(default_factory=dict)
    templates: Versions[Template] = field(default_factory=dict)


@cache
def load_catalogue(folder: Path = HERE) -> Catalogue:
    """Read all shelves of `folder` and check them against each other. Raises `ShelfError`."""
    frameworks = _read_shelf(folder / "frameworks", "framework", building.build_framework)
    found = Catalogue(
        frameworks=frameworks,
        instruments=_read_shelf(
            folder / "instruments",
            pick_form,
            lambda data: build_instrument(data, frameworks, _name_data(data)),
        ),
        notices=_read_shelf(folder / "notices", "notice", building.build_notice),
        outlines=_read_shelf(folder / "outlines", "outline", building.build_outline),
        templates=_read_shelf(folder / "templates", "template", building.build_template),
    )
    _check_references(found)
    return found


def frameworks() -> tuple[Framework, ...]:
    """Return the newest version of each framework, by code."""
    return _newest(load_catalogue().frameworks)


def framework(code: str, version: int | None = None) -> Framework:
    """Return one framework, the newest version unless another is asked for; `KeyError` if none."""
    return _pick(load_catalogue().frameworks, code, version)


def instruments() -> tuple[Instrument, ...]:
    """Return the newest version of each instrument, by code."""
    return _newest(load_catalogue().instruments)


def instrument(code: str, version: int | None = None) -> Instrument:
    """Return one instrument, the newest version unless another is asked for; `KeyError` if none."""
    return _pick(load_catalogue().instruments, code, version)


def notices() -> tuple[Notice, ...]:
    """Return the newest version of each notice, by code."""
    return _newest(load_catalogue().notices)


def notice(code: str, version: int | None = None) -> Notice:
    """Return one notice, the newest version unless another is asked for; `KeyError` if none."""
    return _pick(load_catalogue().notices, code, version)


def outlines() -> tuple[Outline, ...]:
    """Return the newest version of each outline, by code."""
    return _newest(load_catalogue().outlines)


def outline(code: str, version: int | None = None) -> Outline:
    """Return one outline, the newest version unless another is asked for; `KeyError` if none."""
    return _pick(load_catalogue().outlines, code, version)


def templates() -> tuple[Template, ...]:
    """Return the newest version of each template, by code."""
    return _newest(load_catalogue().templates)


def template(code: str, version: int | None = None) -> Template:
    """Return one template, the newest version unless another is asked for; `KeyError` if none."""
    return _pick(load_catalogue().templates, code, version)


def load_framework_text(yaml_text: str, where: str = "your framework") -> Framework:
    """Return the framework in a pasted YAML text; Welsh may be left out. Raises `ShelfError`."""
    data = read_shelf_text(yaml_text, "framework", where)
    _check_codes(data, where)
    found = building.build_framework(data)
    _check_positions(found, where)
    return found


def load_instrument_text(yaml_text: str, where: str = "your instrument") -> Instrument:
    """Return the instrument in a pasted YAML text; Welsh may be left out. Raises `ShelfError`."""
    return build_instrument(
        read_shelf_text(yaml_text, pick_form, where), load_catalogue().frameworks, where
    )


def load_instrument(
    data: Plain, where: str = "your instrument", *, checked: bool = False
) -> Instrument:
    """Return the instrument in plain data, as `asking.as_plain` makes it and a builder changes it.

    Welsh may be left out. `checked` skips the check of the shape, which takes most of the time, for
    data that passed it when it was stored. Raises `ShelfError`, which says what to change.
    """
    if not checked:
        check_shape(data, pick_form(data), where)
    return build_instrument(data, load_catalogue().frameworks, where)


def _read_shelf(
    folder: Path, kind: str | Callable[[Plain], str], build: Callable[[Plain], Kind]
) -> Versions[Kind]:
    found: Versions[Kind] = {}
    for path in sorted(folder.glob("*.yaml")):
        data = read_shelf_text(path.read_text("utf-8"), kind, path.name)
        check_both_languages(data, path.name)
        _check_codes(data, path.name)
        if path.name != f"{data['code']}.{data['version']}.yaml":
            raise ShelfError(
                f"{path.name}: should be named {data['code']}.{data['version']}.yaml after the code "
                "and version in it. Rename the file or change them."
            )
        found[data["code"], data["version"]] = build(data)
    return found


def _check_codes(data: Plain, where: str) -> None:
    for name, value in data.items():
        if isinstance(value, list):
            _refuse_repeats(name, list(_codes_in(value)), where)
        elif isinstance(value, dict):
            _check_codes(value, where)


def _codes_in(rows: list[object]) -> Iterable[str]:
    for row in rows:
        if isinstance(row, dict):
            if "code" in row:
                yield row["code"]
            yield from _codes_in(row.get("items", []))
            yield from _codes_in(row.get("stages", []))
        elif isinstance(row, str):
            yield row


def _refuse_repeats(name: str, codes: list[str], where: str) -> None:
    for code in codes:
        if codes.count(code) > 1 and name != "frameworks":
            raise ShelfError(
                f"{where}: {name}: the code '{code}' is used twice. Give each its own."
            )


def _check_positions(found: Framework, where: str) -> None:
    axes = {axis.code: {value.code for value in axis.values} for axis in found.axes}
    for item in found.walk():
        for axis, value in item.position:
            if value not in axes.get(axis, set()):
                raise ShelfError(
                    f"{where}: items: '{item.code}' stands at '{axis}: {value}', not on an axis."
                )


def _check_references(found: Catalogue) -> None:
    for framework_ in found.frameworks.values():
        _check_positions(framework_, _name_file(framework_))
    for asking in found.instruments.values():
        _need(_name_file(asking), "requires", [asking.requires], found.instruments)
    for outline_ in found.outlines.values():
        needed = [section.framework for section in outline_.sections]
        _need(_name_file(outline_), "sections", needed, found.frameworks)
    for template_ in found.templates.values():
        _check_template(template_, found)


def _check_template(each: Template, found: Catalogue) -> None:
    where = _name_file(each)
    _need(where, "frameworks", [use.code for use in each.frameworks], found.frameworks)
    _need(where, "attributes", [a.values for a in each.attributes], found.frameworks)
    _need(where, "question_sets", each.question_sets, found.instruments)
    _need(where, "extras", [e.question_set for e in each.extras], found.instruments)
    _need(where, "outline", [each.outline], found.outlines)
    rates = {(rate.code, 1) for rate in each.rates}
    _need(where, "costs > levels", [r for level in each.cost_levels for r in level.rates], rates)
    _need(where, "risks", ["risk-categories"], found.frameworks)
    categories = {
        (item.code, 1) for item in _pick(found.frameworks, "risk-categories", None).walk()
    }
    _need(where, "risks", [risk.category for risk in each.risks], categories)


def _need(
    where: str, place: str, codes: Iterable[str | None], shelf: Iterable[tuple[str, int]]
) -> None:
    known = {code for code, _ in shelf}
    for code in codes:
        if code is not None and code not in known:
            raise ShelfError(
                f"{where}: {place}: there is no '{code}'. Known: {', '.join(sorted(known))}."
            )


def _name_file(entry: Entry) -> str:
    return f"{entry.code}.{entry.version}.yaml"


def _name_data(data: Plain) -> str:
    return f"{data['code']}.{data['version']}.yaml"


def _newest(shelf: Versions[Kind]) -> tuple[Kind, ...]:
    return tuple(
        {code: entry for (code, _), entry in sorted(shelf.items(), key=lambda x: x[0])}.values()
    )


def _pick(shelf: Versions[Kind], code: str, version: int | None) -> Kind:
    wanted = version or max((number for name, number in shelf if name == code), default=0)
    if (code, wanted) not in shelf:
        raise KeyError(f"{code}, version {version}" if version else code)
    return shelf[code, wanted]
