"""From plain data of the right shape to the dataclasses of `kinds`."""

from __future__ import annotations

from typing import Any

from cairn.catalogue import kinds
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain


def build_framework(data: Plain) -> kinds.Framework:
    return kinds.Framework(
        **_entry(data),
        items=tuple(_item(each) for each in data["items"]),
        axes=tuple(
            kinds.Axis(
                each["code"],
                _text(each["name"]),
                tuple(kinds.AxisValue(v["code"], _text(v["name"])) for v in each["values"]),
            )
            for each in data.get("axes", ())
        ),
    )


def build_question_set(data: Plain) -> kinds.QuestionSet:
    session = data.get("session")
    return kinds.QuestionSet(
        **_entry(data),
        method=data["method"],
        questions=tuple(_question(each) for each in data["questions"]),
        session=_session(session) if session else None,
        requires=data.get("requires"),
        levels=data.get("levels"),
    )


def build_outline(data: Plain) -> kinds.Outline:
    return kinds.Outline(
        **_entry(data), sections=tuple(_section(each) for each in data["sections"])
    )


def build_template(data: Plain) -> kinds.Template:
    return kinds.Template(
        **_entry(data),
        **_plan(data),
        **_costs(data["costs"]),
        frameworks=tuple(kinds.FrameworkUse(f["code"], f["use"]) for f in data["frameworks"]),
        question_sets=tuple(data["question_sets"]),
        outline=data["outline"],
        risks=tuple(_risk(each) for each in data["risks"]),
        attributes=tuple(
            kinds.Attribute(a["code"], _text(a["name"]), a.get("values"))
            for a in data["attributes"]
        ),
        disclosure_k=data["disclosure_k"],
        facts=tuple(data["facts"]),
        extras=tuple(
            kinds.Extra(e["code"], _text(e["name"]), e.get("question_set"))
            for e in data.get("extras", ())
        ),
        documents=tuple(
            kinds.Document(d["code"], _text(d["name"])) for d in data.get("documents", ())
        ),
        systems=_systems(data.get("systems")),
    )


def _entry(data: Plain) -> dict[str, Any]:
    return {
        "code": data["code"],
        "version": data["version"],
        "name": _text(data["name"]),
        "description": _text(data["description"]),
        "source": data["source"],
        "licence": data["licence"],
    }


def _text(words: Plain) -> Text:
    return Text(words["en"], words.get("cy", ""))


def _text_or_none(words: Plain | None) -> Text | None:
    return _text(words) if words else None


def _item(data: Plain) -> kinds.FrameworkItem:
    return kinds.FrameworkItem(
        code=data["code"],
        name=_text(data["name"]),
        definition=_text(data["definition"]),
        question=_text_or_none(data.get("question")),
        position=tuple(data.get("position", {}).items()),
        items=tuple(_item(each) for each in data.get("items", ())),
    )


def _question(data: Plain) -> kinds.Question:
    return kinds.Question(
        code=data["code"],
        text=_text(data["text"]),
        kind=data["kind"],
        hint=_text_or_none(data.get("hint")),
        options=tuple(kinds.Option(o["code"], _text(o["name"])) for o in data.get("options", ())),
        required=data.get("required", False),
    )


def _session(data: Plain) -> kinds.Session:
    return kinds.Session(
        participants_max=data.get("participants_max"),
        facilitators_max=data.get("facilitators_max"),
        minutes_min=data["minutes_min"],
        minutes_max=data["minutes_max"],
    )


def _section(data: Plain) -> kinds.OutlineSection:
    return kinds.OutlineSection(
        code=data["code"],
        title=_text(data["title"]),
        kind=data["kind"],
        guidance=_text(data["guidance"]),
        required=data["required"],
        framework=data.get("framework"),
    )


def _plan(data: Plain) -> dict[str, Any]:
    return {
        "purpose": _text(data["purpose"]),
        "phases": tuple(_phase(each) for each in data["phases"]),
        "milestones": tuple(
            kinds.Milestone(m["code"], _text(m["name"]), m["day"]) for m in data["milestones"]
        ),
    }


def _phase(data: Plain) -> kinds.Phase:
    stages = tuple(
        kinds.Stage(s["code"], _text(s["name"]), s["start"], s["days"]) for s in data["stages"]
    )
    return kinds.Phase(data["code"], _text(data["name"]), stages)


def _risk(data: Plain) -> kinds.Risk:
    return kinds.Risk(
        code=data["code"],
        category=data["category"],
        text=_text(data["text"]),
        likelihood=data["likelihood"],
        impact=data["impact"],
        mitigation=_text(data["mitigation"]),
    )


def _costs(data: Plain) -> dict[str, Any]:
    return {
        "rates": tuple(
            kinds.Rate(r["code"], _text(r["name"]), r["unit"], r["pounds"]) for r in data["rates"]
        ),
        "cost_levels": tuple(
            kinds.CostLevel(each["code"], _text(each["name"]), tuple(each["rates"]))
            for each in data["levels"]
        ),
    }


def _systems(data: Plain | None) -> kinds.Systems | None:
    return kinds.Systems(data["count"], _text(data["name"])) if data else None
