"""A questionnaire while somebody writes it: plain data that may be half done, changed step by step.

Each function takes the data of a full-form instrument and returns new data; what was given stays as it
is. Codes come from the English words when a part is made and are never made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy

from cairn.catalogue.asking.building import make_instrument
from cairn.catalogue.asking.codes import RESERVED, code_from_words
from cairn.catalogue.asking.kinds import Instrument
from cairn.catalogue.asking.plain import as_plain
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain
from cairn.catalogue.shelves import load_catalogue


def read_draft(data: Plain) -> Instrument:
    """Return the instrument in data that may be half done, unchecked. Raises `ShelfError`."""
    return make_instrument(data, load_catalogue().frameworks, "your questionnaire")


def start_draft(code: str, name: Text) -> Plain:
    """Return a questionnaire without questions."""
    return {
        "code": code, "version": 1, "name": words(name.en, name.cy),
        "description": words(name.en, name.cy), "source": "Written by the programme",
        "licence": "The programme's own", "method": "survey",
        "sections": [{"code": "questions", "questions": []}],
    }  # fmt: skip


def draft_from(template: Instrument, code: str, name: Text) -> Plain:
    """Return a questionnaire of one's own with all that a template asks, every code kept."""
    data = as_plain(template)
    data["source"] = f"{template.code}.{template.version}: {template.source}"
    return data | {"code": code, "version": 1, "name": words(name.en, name.cy)}


def words(english: str, welsh: str) -> Plain:
    """Return both languages as a file writes them; Welsh is left out where there is none."""
    pair = {"en": english.strip(), "cy": welsh.strip()}
    return pair if pair["cy"] else {"en": pair["en"]}


def put_words(part: Plain, name: str, english: str, welsh: str) -> None:
    """Write words into a part, or take them out where both languages are empty."""
    if english.strip() or welsh.strip():
        part[name] = words(english, welsh)
    else:
        part.pop(name, None)


def all_questions(data: Plain) -> list[Plain]:
    return [question for section in data["sections"] for question in section["questions"]]


def find_question(data: Plain, code: str) -> Plain | None:
    return next((each for each in all_questions(data) if each["code"] == code), None)


def section_with(data: Plain, code: str) -> Plain | None:
    """Return the section that holds a question."""
    holding = (
        section
        for section in data["sections"]
        if any(each["code"] == code for each in section["questions"])
    )
    return next(holding, None)


def find_section(data: Plain, code: str) -> Plain | None:
    return next((each for each in data["sections"] if each["code"] == code), None)


def put_question(data: Plain, section: str, question: Plain) -> Plain:
    """Return the data with the question in its old place, or at the end of the section if it is new there.

    A question without a code gets one. Raises `KeyError` for a section that is not there.
    """
    data, question = deepcopy(data), deepcopy(question)
    if not question.get("code"):
        taken = RESERVED | {each["code"] for each in all_questions(data)}
        question["code"] = code_from_words(question["text"]["en"], taken, "question")
    home = section_with(data, question["code"])
    if home and home["code"] == section:
        home["questions"] = [
            question if each["code"] == question["code"] else each for each in home["questions"]
        ]
        return data
    data = remove_question(data, question["code"])
    _need(find_section(data, section), section)["questions"].append(question)
    return data


def remove_question(data: Plain, code: str) -> Plain:
    data = deepcopy(data)
    for section in data["sections"]:
        section["questions"] = [each for each in section["questions"] if each["code"] != code]
    return data


def move_question(data: Plain, code: str, step: int) -> Plain:
    """Return the data with a question one place up (-1) or down (1), over the edge of its section too."""
    data = deepcopy(data)
    home = _need(section_with(data, code), code)
    at = next(n for n, each in enumerate(home["questions"]) if each["code"] == code)
    target = at + step
    if 0 <= target < len(home["questions"]):
        home["questions"].insert(target, home["questions"].pop(at))
        return data
    beside = data["sections"].index(home) + step
    if 0 <= beside < len(data["sections"]):
        there = data["sections"][beside]["questions"]
        there.insert(len(there) if step < 0 else 0, home["questions"].pop(at))
    return data


def put_section(data: Plain, section: Plain) -> Plain:
    """Return the data with the section's own words changed, or with a new section at the end."""
    data, section = deepcopy(data), deepcopy(section)
    if not section.get("code"):
        taken = {each["code"] for each in data["sections"]}
        title = section.get("title", {}).get("en", "")
        section["code"] = code_from_words(title, taken, "part")
    section.setdefault("questions", [])
    known = [each["code"] for each in data["sections"]]
    if section["code"] in known:
        data["sections"][known.index(section["code"])] = section
    else:
        data["sections"].append(section)
    return data


def move_section(data: Plain, code: str, step: int) -> Plain:
    data = deepcopy(data)
    sections = data["sections"]
    at = sections.index(_need(find_section(data, code), code))
    if 0 <= at + step < len(sections):
        sections.insert(at + step, sections.pop(at))
    return data


def remove_section(data: Plain, code: str) -> Plain:
    """Return the data without a section and all it asks."""
    data = deepcopy(data)
    data["sections"].remove(_need(find_section(data, code), code))
    return data


def put_branch(data: Plain, code: str, other: str, options: Sequence[str]) -> Plain:
    """Return the data with a question asked only after some answers to an earlier one, or of everybody."""
    data = deepcopy(data)
    question = _need(find_question(data, code), code)
    question.pop("ask_if", None)
    if other and options:
        question["ask_if"] = {"question": other, "options": list(options)}
    return data


def coded_options(rows: Sequence[Mapping[str, object]], otherwise: str) -> list[Plain]:
    """Return rows of `code`, `en`, `cy` and `apart` as options; a row without a code gets one.

    Rows with no words in either language are left out. Where all are numbers, each is its value.
    """
    told = [row for row in rows if str(row.get("en") or row.get("cy") or "").strip()]
    taken = {str(row["code"]) for row in told if row.get("code")}
    found: list[Plain] = []
    for row in told:
        english, welsh = str(row.get("en") or ""), str(row.get("cy") or "")
        code = str(row.get("code") or "") or code_from_words(english, taken, otherwise)
        taken.add(code)
        apart = {"apart": True} if row.get("apart") else {}
        found.append({"code": code, "name": words(english, welsh), **apart})
    if found and all(each["name"]["en"].isdecimal() for each in found):
        return [
            each | {"value": int(each["name"]["en"])} for each in found
        ]  # numbers mean themselves
    return found


def number_options(first: int, last: int) -> list[Plain]:
    """Return the numbers from first to last as the options of a scale."""
    return [
        {"code": str(number), "name": words(str(number), str(number)), "value": number}
        for number in range(first, last + 1)
    ]


def next_version(data: Plain) -> Plain:
    return deepcopy(data) | {"version": data["version"] + 1}


def finish_draft(data: Plain) -> Plain:
    """Return the data in the one way it is written: options spelt out, nothing that says nothing."""
    return as_plain(read_draft(data))


def fingerprint(part: Plain | None) -> str:
    """Return a short text that is the same for a part as long as nothing in it changes."""
    told = json.dumps(part, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:20]


def texts_of(data: Plain) -> Plain:
    """Return everything but the questions: the part that the page of texts edits."""
    return {name: each for name, each in data.items() if name != "sections"}


Change = Callable[[Plain], Plain]


def _need(part: Plain | None, code: str) -> Plain:
    if part is None:
        raise KeyError(code)
    return part
