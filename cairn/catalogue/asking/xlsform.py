"""From the rows of an XLSForm (the survey workbook of ODK and its kin) to an instrument's plain data.

Format: https://xlsform.org/en/. Only rows come in here; whoever reads the workbook makes them. What an
instrument has no place for is left out and named in a note, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cairn.catalogue.asking.checks import MOST_TOGETHER
from cairn.catalogue.asking.codes import RESERVED, free_code, option_code
from cairn.catalogue.asking.kinds import CLOSED
from cairn.catalogue.kinds import Text
from cairn.catalogue.reading import Plain

Row = Mapping[str, str]
KINDS = {
    "text": "open",
    "select_one": "one_of",
    "select_multiple": "several_of",
    "rank": "rank",
    "range": "scale",
    "date": "month",
    "image": "photo",
    "audio": "voice",
    "file": "file",
    "video": "file",
    "integer": "open",
    "decimal": "open",
}
CHANGED = {"date", "video", "integer", "decimal"}  # an answer says less, or is checked less
LISTED = {"select_one", "select_multiple", "rank"}
# What a device tells of itself is not asked of anybody; a computed value is no answer.
SILENT = {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "calculate", "hidden", "background-audio"}  # fmt: skip
WELSH = ("welsh (cy)", "cymraeg (cy)", "cymraeg", "welsh", "cy")
ENGLISH = ("english (en)", "english", "en", "saesneg (en)", "saesneg")
EQUALS = re.compile(r"\$\{(?P<name>[^}]+)\}\s*=\s*['\"](?P<code>[^'\"]+)['\"]")
SELECTED = re.compile(r"selected\(\s*\$\{(?P<name>[^}]+)\}\s*,\s*['\"](?P<code>[^'\"]+)['\"]\s*\)")
OPENING = re.compile(r"begin[_ ](group|repeat)")
CLOSING = re.compile(r"end[_ ](group|repeat)")


@dataclass(frozen=True)
class Note:
    """Something that did not come over as it was; `row` counts from 2, the first under the headings.

    Codes: left_out, kind_changed, condition_left_out, constraint_left_out, repeat_left_out,
    renamed, no_words, list_missing.
    """

    row: int
    code: str
    detail: str


@dataclass
class _Reading:
    """What has been read so far. `names` turns the form's names into codes."""

    lists: dict[str, list[Plain]]
    sections: list[Plain] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    titled: Plain | None = None

    def note(self, number: int, code: str, detail: str) -> None:
        self.notes.append(Note(number, code, detail[:200]))


def read_xlsform(
    survey: Sequence[Row],
    choices: Sequence[Row],
    settings: Row,
    *,
    readers: Text,
) -> tuple[Plain, tuple[Note, ...]]:
    """Return data for `shelves.load_instrument` and notes of what did not come over.

    The rows of the three sheets are mappings of heading to cell text. `readers` says who will read the
    answers, which an XLSForm does not.
    """
    reading = _Reading(_lists(choices))
    for number, row in enumerate(survey, start=2):
        _read_row(reading, number, {key.strip().lower(): value for key, value in row.items()})
    sections = [section for section in reading.sections if section["questions"]]
    for section in sections:
        if section.get("together") and not _fits_one_page(section["questions"]):
            del section["together"]
    title = _words(settings, "form_title") or {"en": "Imported form"}
    data = {
        "code": free_code(settings.get("form_id", ""), set(), "form").replace("_", "-"),
        "version": 1,
        "name": title,
        "description": title,
        "source": "Imported from an XLSForm",
        "licence": "As the form it was imported from",
        "method": "survey",
        "introduction": title,
        "readers": {"en": readers.en, "cy": readers.cy} if readers.cy else {"en": readers.en},
        "sections": sections,
    }
    return data, tuple(reading.notes)


def _read_row(reading: _Reading, number: int, row: Row) -> None:
    kind, _, name_of_list = " ".join(row.get("type", "").split()).partition(" ")
    whole = f"{kind} {name_of_list}".strip()
    if not whole or CLOSING.fullmatch(whole):
        reading.titled = None if whole else reading.titled
    elif OPENING.fullmatch(whole):
        _open_section(reading, number, row, whole)
    elif kind in KINDS:
        question = _question(reading, number, row, kind, name_of_list)
        if question:
            _section(reading)["questions"].append(question)
    elif kind not in SILENT:
        reading.note(number, "left_out", f"{whole} {row.get('name', '')}".strip())


def _open_section(reading: _Reading, number: int, row: Row, whole: str) -> None:
    if whole.endswith("repeat"):
        reading.note(number, "repeat_left_out", row.get("name", ""))
    if relevant := row.get("relevant", "").strip():
        reading.note(number, "condition_left_out", relevant)
    taken = {section["code"] for section in reading.sections}
    section: Plain = {"code": free_code(row.get("name", ""), taken, "section"), "questions": []}
    if title := _words(row, "label"):
        section["title"] = title
    if "field-list" in row.get("appearance", ""):
        section["together"] = True
    reading.sections.append(section)
    reading.titled = section


def _section(reading: _Reading) -> Plain:
    """The open section, or a new one without a title for what stands outside of groups."""
    if reading.titled is None:
        taken = {section["code"] for section in reading.sections}
        reading.titled = {"code": free_code("questions", taken, "section"), "questions": []}
        reading.sections.append(reading.titled)
    return reading.titled


def _question(
    reading: _Reading, number: int, row: Row, kind: str, name_of_list: str
) -> Plain | None:
    name, text = row.get("name", "").strip(), _words(row, "label")
    if not text:
        reading.note(number, "no_words", name)
        return None
    code = free_code(name, RESERVED | set(reading.names.values()), "question")
    if code != name:
        reading.note(number, "renamed", f"{name}: {code}")
    question: Plain = {"code": code, "kind": KINDS[kind], "text": text}
    name_of_list, _, other = name_of_list.partition(" ")
    if kind in LISTED:
        if len(reading.lists.get(name_of_list, ())) < 2:
            reading.note(number, "list_missing", name_of_list)
            return None
        question["options"] = reading.lists[name_of_list]
    if kind == "range":
        question["points"] = _points(row.get("parameters", ""))
    if kind == "select_one" and "likert" in row.get("appearance", ""):
        question["kind"] = "scale"
    if kind in CHANGED or other:
        reading.note(number, "kind_changed", f"{name}: {kind} {other}".strip())
    reading.names[name] = code
    return question | _extras(reading, number, row)


def _extras(reading: _Reading, number: int, row: Row) -> Plain:
    found: Plain = {}
    if hint := _words(row, "hint"):
        found["hint"] = hint
    if row.get("required", "").strip().lower() in {"yes", "true", "true()", "1"}:
        found["required"] = True
    if row.get("constraint", "").strip():
        reading.note(number, "constraint_left_out", row["constraint"])
    relevant = row.get("relevant", "").strip()
    if relevant:
        condition = _condition(reading, relevant)
        if condition:
            found["ask_if"] = condition
        else:
            reading.note(number, "condition_left_out", relevant)
    return found


def _condition(reading: _Reading, relevant: str) -> Plain | None:
    """`${a} = 'x' or ${a} = 'y'` as a condition; None for anything that says more than that."""
    parts = [
        part.strip(" ()") + ")" * part.count("selected(") for part in re.split(r"\bor\b", relevant)
    ]
    found = [EQUALS.fullmatch(part) or SELECTED.fullmatch(part) for part in parts]
    hits = [hit for hit in found if hit]
    names = {hit["name"].strip() for hit in hits}
    if len(hits) < len(parts) or len(names) != 1 or names.isdisjoint(reading.names):
        return None
    asked = reading.names[names.pop()]
    options = {
        option["code"]
        for section in reading.sections
        for question in section["questions"]
        if question["code"] == asked
        for option in question.get("options", ())
    }
    codes = list(dict.fromkeys(option_code(hit["code"]) for hit in hits))
    return {"question": asked, "options": codes} if options.issuperset(codes) else None


def _lists(choices: Sequence[Row]) -> dict[str, list[Plain]]:
    """Options by list; one without words shows its own name, one named twice is taken once."""
    found: dict[str, list[Plain]] = {}
    for each in choices:
        row = {key.strip().lower(): value for key, value in each.items()}
        options = found.setdefault(row.get("list_name", row.get("list name", "")).strip(), [])
        code = option_code(row.get("name", ""))
        if code and code not in {option["code"] for option in options}:
            options.append({"code": code, "name": _words(row, "label") or {"en": row["name"]}})
    return found


def _words(row: Row, name: str) -> Plain | None:
    """Both languages of a column: `label::English (en)`, `label::Cymraeg (cy)`, or plain `label`."""
    given = {key.strip().lower(): value.strip() for key, value in row.items() if value}

    def find(languages: Sequence[str]) -> str:
        return next((given[k] for each in languages if given.get(k := f"{name}::{each}")), "")

    english, welsh = find(ENGLISH) or given.get(name, ""), find(WELSH)
    if not english and not welsh:
        return None
    return {"en": english or welsh, "cy": welsh} if welsh else {"en": english}


def _points(parameters: str) -> Plain:
    """`start=1 end=5` as points; from 0 to 10 where it says nothing we can use."""
    found = {
        name: int(number) for name, number in re.findall(r"(start|end)\s*=\s*(\d+)\b", parameters)
    }
    first, last = found.get("start", 0), found.get("end", 10)
    return (
        {"from": first, "to": last}
        if first <= 10 and first < last <= 100
        else {"from": 0, "to": 10}
    )


def _fits_one_page(questions: Sequence[Plain]) -> bool:
    codes = {question["code"] for question in questions}
    return len(questions) <= MOST_TOGETHER and all(
        question["kind"] in CLOSED and question.get("ask_if", {}).get("question") not in codes
        for question in questions
    )
