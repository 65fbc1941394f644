"""From plain data of the right shape to the dataclasses of `kinds`."""

from __future__ import annotations

from typing import Any

from cairn.catalogue import kinds
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain


def build_framework(data: Plain) -> kinds.Framework:
    return kinds.Framework(
        **entry_fields(data),
        items=tuple(_item(each) for each in data["items"]),
        axes=tuple(
            kinds.Axis(
                each["code"],
                make_text(each["name"]),
                tuple(kinds.AxisValue(v["code"], make_text(v["name"])) for v in each["values"]),
            )
            for each in data.get("axes", ())
        ),
    )


def build_outline(data: Plain) -> kinds.Outline:
    return kinds.Outline(
        **entry_fields(data), sections=tuple(_section(each) for each in data["sections"])
    )


def build_notice(data: Plain) -> kinds.Notice:
    sections = tuple(
        kinds.NoticeSection(
            each["code"], make_text(each["title"]),
            tuple(
                kinds.NoticeLine(
                    make_text(line["text"]), tuple(line.get("when", ())), line.get("yours", False)
                )
                for line in each["lines"]
            ),
        )
        for each in data["sections"]
    )  # fmt: skip
    return kinds.Notice(**entry_fields(data), sections=sections)


def build_template(data: Plain) -> kinds.Template:
    return kinds.Template(
        **entry_fields(data),
        **_plan(data),
        **_costs(data["costs"]),
        frameworks=tuple(kinds.FrameworkUse(f["code"], f["use"]) for f in data["frameworks"]),
        question_sets=tuple(data["question_sets"]),
        outline=data["outline"],
        risks=tuple(_risk(each) for each in data["risks"]),
        attributes=tuple(
            kinds.Attribute(a["code"], make_text(a["name"]), a.get("values"))
            for a in data["attributes"]
        ),
        disclosure_k=data["disclosure_k"],
        facts=tuple(data["facts"]),
        extras=tuple(
            kinds.Extra(e["code"], make_text(e["name"]), e.get("question_set"))
            for e in data.get("extras", ())
        ),
        documents=tuple(
            kinds.Document(d["code"], make_text(d["name"])) for d in data.get("documents", ())
        ),
        systems=_systems(data.get("systems")),
    )


def entry_fields(data: Plain) -> dict[str, Any]:
    return {
        "code": data["code"],
        "version": data["version"],
        "name": make_text(data["name"]),
        "description": make_text(data["description"]),
        "source": data["source"],
        "licence": data["licence"],
    }


def make_text(words: Plain) -> Text:
    return Text(words["en"], words.get("cy", ""))


def find_text(data: Plain, name: str) -> Text | None:
    return make_text(data[name]) if data.get(name) else None


def _item(data: Plain) -> kinds.FrameworkItem:
    return kinds.FrameworkItem(
        code=data["code"],
        name=make_text(data["name"]),
        definition=make_text(data["definition"]),
        question=find_text(data, "question"),
        position=tuple(data.get("position", {}).items()),
        items=tuple(_item(each) for each in data.get("items", ())),
    )


def _section(data: Plain) -> kinds.OutlineSection:
    return kinds.OutlineSection(
        code=data["code"],
        title=make_text(data["title"]),
        kind=data["kind"],
        guidance=make_text(data["guidance"]),
        required=data["required"],
        framework=data.get("framework"),
    )


def _plan(data: Plain) -> dict[str, Any]:
    return {
        "purpose": make_text(data["purpose"]),
        "phases": tuple(_phase(each) for each in data["phases"]),
        "milestones": tuple(
            kinds.Milestone(m["code"], make_text(m["name"]), m["day"]) for m in data["milestones"]
        ),
    }


def _phase(data: Plain) -> kinds.Phase:
    stages = tuple(
        kinds.Stage(s["code"], make_text(s["name"]), s["start"], s["days"]) for s in data["stages"]
    )
    return kinds.Phase(data["code"], make_text(data["name"]), stages)


def _risk(data: Plain) -> kinds.Risk:
    return kinds.Risk(
        code=data["code"],
        category=data["category"],
        text=make_text(data["text"]),
        likelihood=data["likelihood"],
        impact=data["impact"],
        mitigation=make_text(data["mitigation"]),
    )


def _costs(data: Plain) -> dict[str, Any]:
    return {
        "rates": tuple(
            kinds.Rate(r["code"], make_text(r["name"]), r["unit"], r["pounds"])
            for r in data["rates"]
        ),
        "cost_levels": tuple(
            kinds.CostLevel(each["code"], make_text(each["name"]), tuple(each["rates"]))
            for each in data["levels"]
        ),
    }


def _systems(data: Plain | None) -> kinds.Systems | None:
    return kinds.Systems(data["count"], make_text(data["name"])) if data else None
