import doctest
import importlib
import pkgutil

import pytest

import cairn.analysis

MODULES = sorted(
    info.name
    for info in pkgutil.walk_packages(cairn.analysis.__path__, "cairn.analysis.")
    if ".tests" not in info.name
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_when_run_from_the_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
