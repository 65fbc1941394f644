"""From the text of a shelf file to plain data of the right shape, or an error a person can act on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

SCHEMAS = Path(__file__).parent / "schemas"
LONGEST = 200_000  # characters; the largest shipped file has a tenth of that

# What is too long is not shown: the message would be as long.
MOST = {"maxLength": "characters", "maxItems": "entries"}

Plain = dict[str, Any]


class ShelfError(ValueError):
    """A shelf file cannot be used; the message names the file, the place in it and what to change."""


def _refuse(problem: str, mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


class _PlainLoader(yaml.SafeLoader):
    """YAML without what a shelf file never needs: aliases, tags, dates, a key said twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            raise _refuse("write the words out instead of using an alias", event.start_mark)
        if getattr(event, "tag", None):
            raise _refuse(f"take out the tag '{event.tag}'", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise _refuse(f"'{key.value}' is said twice", key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep=deep)


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_shelf_text(text: str, kind: str | Callable[[Plain], str], where: str) -> Plain:
    """Return the data in `text` once it has the shape of `kind` (a schema's name, or what picks it).

    `where` names the file in errors. Raises `ShelfError`.
    """
    data = _parse(text, where)
    check_shape(data, kind if isinstance(kind, str) else kind(data), where)
    return data


def check_both_languages(data: Plain, where: str) -> None:
    """Raise `ShelfError` if any words lack their Welsh."""
    for path, words in _find_texts(data, ()):
        if not words.get("cy", "").strip():
            raise ShelfError(
                f"{where}: {_spell(path)} has no Welsh (cy). Add it beside the English."
            )


def _parse(text: str, where: str) -> Plain:
    if len(text) > LONGEST:
        raise ShelfError(f"{where}: the file is longer than {LONGEST} characters. Split it.")
    try:
        # _PlainLoader is a SafeLoader: it makes plain data and nothing else.
        data = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - see the line above
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = f" line {mark.line + 1}" if mark else ""
        raise ShelfError(f"{where}:{line} is not YAML we can read: {error.problem}.") from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise ShelfError(f"{where}: is not YAML we can read: {error}.") from error
    except RecursionError as error:
        raise ShelfError(f"{where}: is nested too deeply. Use fewer levels.") from error
    if not isinstance(data, dict):
        raise ShelfError(f"{where}: should be a list of names and values, beginning with 'code:'.")
    return data


def check_shape(data: Plain, kind: str, where: str) -> None:
    """Raise `ShelfError` unless the data has the shape of `kind` (a schema's name)."""
    error = best_match(_find_validator(kind).iter_errors(data))
    if error is not None:
        raise ShelfError(f"{where}: {_spell(tuple(error.absolute_path))}: {_say(error)}")


def _say(error: ValidationError) -> str:
    if error.validator == "pattern":
        return f"'{error.instance}' is not a code or a word of the expected form ({error.validator_value})."
    if error.validator == "enum":
        allowed: Any = error.validator_value
        return f"'{error.instance}' is not one of: {', '.join(map(str, allowed))}."
    if error.validator == "not" and isinstance(error.schema, dict):
        return f"{error.schema['$comment']}."  # each "not" in our schemas says why beside it
    if error.validator in MOST:
        return f"has more than {error.validator_value} {MOST[str(error.validator)]}. Shorten it."
    return error.message[:300] + "."


@cache
def _find_validator(kind: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text("utf-8"))
    shared = json.loads((SCHEMAS / "shared.json").read_text("utf-8"))
    schema["$defs"] = {**shared["$defs"], **schema.get("$defs", {})}
    schema["properties"] = {**shared["properties"], **schema["properties"]}
    schema["required"] = [*shared["required"], *schema["required"]]
    return Draft202012Validator(schema)


def _find_texts(
    data: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Plain]]:
    if isinstance(data, dict):
        if "en" in data:
            yield path, data
        for key, value in data.items():
            yield from _find_texts(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _find_texts(value, (*path, number))


def _spell(path: tuple[str | int, ...]) -> str:
    """`items`, 0, `name` -> `items 1 > name`: people count from one."""
    parts: list[str] = []
    for step in path:
        if isinstance(step, int) and parts:
            parts[-1] += f" {step + 1}"
        else:
            parts.append(str(step))
    return " > ".join(parts) or "the file"
