"""From plain data of the right shape to an `Instrument`: the full form and the short one of prompts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cairn.catalogue.asking import kinds
from cairn.catalogue.asking.checks import check_instrument
from cairn.catalogue.building import entry_fields, find_text, make_text
from cairn.catalogue.kinds import Framework, Text
from cairn.catalogue.reading import Plain, ShelfError

Frameworks = Mapping[tuple[str, int], Framework]
SHORT_KINDS = {
    "long_text": "open",
    "short_text": "open",
    "choice": "one_of",
    "choices": "several_of",
    "scale": "scale",
}
TEXTS = ("introduction", "readers", "afterwards", "notice", "harm", "neutral_title")
STEPS = {
    "much_worse": Text("Much worse", "Llawer gwaeth"),
    "worse": Text("Worse", "Gwaeth"),
    "same": Text("About the same", "Tua'r un fath"),
    "better": Text("Better", "Gwell"),
    "much_better": Text("Much better", "Llawer gwell"),
}
CANNOT_SAY = kinds.Option("cannot_say", Text("I can't say", "Alla i ddim dweud"), apart=True)


def pick_form(data: Plain) -> str:
    """Return the schema an instrument's data follows: prompts (the short form) or instrument."""
    return "prompts" if "questions" in data and "sections" not in data else "instrument"


def build_instrument(data: Plain, frameworks: Frameworks, where: str) -> kinds.Instrument:
    """Return the instrument in data of the right shape. Raises `ShelfError` where it contradicts itself."""
    found = make_instrument(data, frameworks, where)
    check_instrument(found, where)
    return found


def make_instrument(data: Plain, frameworks: Frameworks, where: str) -> kinds.Instrument:
    """Return the instrument in data that may be half done; `ShelfError` for an unknown framework."""
    session = data.get("session")
    return kinds.Instrument(
        **entry_fields(data),
        **_opening(data),
        method=data["method"],
        sections=_sections(data, frameworks, where),
        sensitive=data.get("sensitive", False),
        private=data.get("private", False),
        minutes=data.get("minutes"),
        answered_by=tuple(data.get("answered_by", ("person",))),
        easy_read=_easy_read(data.get("easy_read")),
        session=_session(session) if session else None,
        requires=data.get("requires"),
        levels=data.get("levels"),
        levels_version=data.get("levels_version", 1),
        level_items=_levels(data, frameworks, where),
    )


def _opening(data: Plain) -> dict[str, Any]:
    return {name: find_text(data, name) for name in TEXTS}


def _sections(data: Plain, frameworks: Frameworks, where: str) -> tuple[kinds.Section, ...]:
    if pick_form(data) == "prompts":
        questions = tuple(_prompt(each) for each in data["questions"])
        repeat = "by_level" if data.get("levels") else ""
        return (kinds.Section("prompts", questions, repeat=repeat),)
    maker = _Questions(data, frameworks, where)
    return tuple(
        kinds.Section(
            code=each["code"],
            questions=tuple(maker.make(question) for question in each["questions"]),
            title=find_text(each, "title"),
            introduction=find_text(each, "introduction"),
            together=each.get("together", False),
            repeat=each.get("repeat", ""),
        )
        for each in data["sections"]
    )


def _prompt(data: Plain) -> kinds.Question:
    kind, text = SHORT_KINDS[data["kind"]], make_text(data["text"])
    return kinds.Question(
        code=data["code"],
        text=text,
        kind=kind,
        hint=find_text(data, "hint"),
        options=_options(data.get("options", ()), kind),
        required=data.get("required", False),
        carries=text if kind == "open" else None,
    )


class _Questions:
    """Makes questions that know their instrument: its levels, and whether answers are private."""

    def __init__(self, data: Plain, frameworks: Frameworks, where: str) -> None:
        self.data, self.frameworks, self.where = data, frameworks, where
        self.private: bool = data.get("private", False)

    def make(self, data: Plain) -> kinds.Question:
        ask_if, ends = data.get("ask_if"), data.get("ends")
        return kinds.Question(
            code=data["code"],
            text=make_text(data["text"]),
            kind=data["kind"],
            hint=find_text(data, "hint"),
            why=find_text(data, "why"),
            options=self._find_options(data),
            rows=_options(data.get("rows", ()), "rows"),
            ends=kinds.Ends(make_text(ends["low"]), make_text(ends["high"])) if ends else None,
            required=data.get("required", False),
            word_aim=data.get("word_aim"),
            most=data.get("most", 1),
            private=data.get("private", self.private),
            ask_if=kinds.AskIf(ask_if["question"], tuple(ask_if["options"])) if ask_if else None,
            attribute=data.get("attribute"),
            carries=_carries(data),
            chooses_levels=data.get("chooses_levels", False),
            easy=_easy(data.get("easy")),
        )

    def _find_options(self, data: Plain) -> tuple[kinds.Option, ...]:
        if "options" in data:
            return _options(data["options"], data["kind"])
        if "options_from" in data:
            return self._from_framework(**data["options_from"])
        if "points" in data:
            return _points(data["points"]["from"], data["points"]["to"])
        if data["kind"] == "comparative":
            return (*_steps(data.get("steps", 3)), CANNOT_SAY)
        if data.get("chooses_levels"):
            items = _levels(self.data, self.frameworks, self.where)
            return tuple(kinds.Option(item.code, item.name) for item in items)
        return ()

    def _from_framework(
        self, framework: str, version: int, only: list[str] | None = None
    ) -> tuple[kinds.Option, ...]:
        items = {
            i.code: i for i in find_framework(self.frameworks, framework, version, self.where).items
        }
        for code in only or ():
            if code not in items:
                raise ShelfError(f"{self.where}: there is no '{code}' in {framework}.{version}.")
        return tuple(kinds.Option(code, items[code].name) for code in only or items)


def find_framework(frameworks: Frameworks, code: str, version: int, where: str) -> Framework:
    """Return a framework on the shelf. Raises `ShelfError`."""
    if (code, version) not in frameworks:
        known = ", ".join(f"{name}.{number}" for name, number in sorted(frameworks))
        raise ShelfError(f"{where}: there is no framework '{code}.{version}'. Known: {known}.")
    return frameworks[code, version]


def _levels(data: Plain, frameworks: Frameworks, where: str) -> tuple[kinds.Level, ...]:
    if not data.get("levels"):
        return ()
    version = data.get("levels_version", 1)
    framework = find_framework(frameworks, data["levels"], version, where)
    return tuple(kinds.Level(item.code, item.name, item.definition) for item in framework.items)


def _options(rows: Any, kind: str) -> tuple[kinds.Option, ...]:
    """Options; those of a scale get 1, 2, 3 and so on as `value` unless they say their own."""
    valued = kind in {"scale", "comparative", "matrix"}
    places = iter(range(1, len(rows) + 1))
    return tuple(
        kinds.Option(
            code=each["code"],
            name=make_text(each["name"]),
            value=each.get("value", next(places)) if valued and not each.get("apart") else None,
            apart=each.get("apart", False),
            easy=_easy(each.get("easy")),
        )
        for each in rows
    )


def _points(first: int, last: int) -> tuple[kinds.Option, ...]:
    return tuple(
        kinds.Option(str(number), Text(str(number), str(number)), value=number)
        for number in range(first, last + 1)
    )


def _steps(count: int) -> tuple[kinds.Option, ...]:
    codes = list(STEPS) if count == 5 else ["worse", "same", "better"]
    return tuple(
        kinds.Option(code, STEPS[code], value=place) for place, code in enumerate(codes, start=1)
    )


def _carries(data: Plain) -> Text | None:
    own = data.get("contribution")
    if own:
        return make_text(own)
    told = data["kind"] in {"open", *kinds.MEDIA} and own is not False
    return make_text(data["text"]) if told else None


def _easy(data: Plain | None) -> kinds.Easy | None:
    return kinds.Easy(make_text(data["text"]), data.get("picture", "")) if data else None


def _easy_read(data: Plain | None) -> kinds.EasyRead | None:
    if not data:
        return None
    return kinds.EasyRead(
        introduction=make_text(data["introduction"]),
        readers=make_text(data["readers"]),
        harm=find_text(data, "harm"),
        picture=data.get("picture", ""),
    )


def _session(data: Plain) -> kinds.Session:
    return kinds.Session(
        participants_max=data.get("participants_max"),
        facilitators_max=data.get("facilitators_max"),
        minutes_min=data["minutes_min"],
        minutes_max=data["minutes_max"],
    )
