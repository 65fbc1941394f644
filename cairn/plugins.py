"""Finds plug-ins by looking: every module in a plug-in folder, and entry points of other packages.

A plug-in is a module. What it must hold is said by the folder it lives in
(`evidence.importers`, `sensemaking.suggesters`, `reports.exporters`). Nothing registers itself.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType


@cache
def find_plugins(folder: str) -> dict[str, ModuleType]:
    """Return the plug-ins of a folder by name, in the order of their names.

    `folder` is a dotted package such as `cairn.evidence.importers`; modules whose name starts with
    an underscore are the folder's own. Packages elsewhere offer plug-ins under an entry point group
    of the same name. Two plug-ins of one name raise `ValueError`.
    """
    package = importlib.import_module(folder)
    found: dict[str, ModuleType] = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.name.startswith("_") or info.name == "tests":
            continue
        _add(found, importlib.import_module(f"{folder}.{info.name}"))
    for entry in entry_points(group=folder):
        _add(found, entry.load())
    return dict(sorted(found.items()))


def find_plugin(folder: str, name: str) -> ModuleType | None:
    """Return one of the folder's own plug-ins without loading the others; None if it has none so called."""
    package = importlib.import_module(folder)
    own = {info.name for info in pkgutil.iter_modules(package.__path__)} - {"tests"}
    if name.startswith("_") or name not in own:
        return None
    module = importlib.import_module(f"{folder}.{name}")
    return module if getattr(module, "NAME", "") == name else None


def _add(found: dict[str, ModuleType], module: ModuleType) -> None:
    name = getattr(module, "NAME", "")
    if not name:
        raise ValueError(f"{module.__name__} is in a plug-in folder and has no NAME")
    if name in found:
        raise ValueError(f"{module.__name__} and {found[name].__name__} are both named {name!r}")
    found[name] = module
