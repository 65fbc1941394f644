"""The things that stand on the shelves, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Words in English and, on every shipped file, in Welsh. An own framework may leave `cy` empty."""

    en: str
    cy: str = ""

    def in_language(self, code: str) -> str:
        """Return the words for a language code such as `cy` or `en-gb`; English where there is no Welsh.

        >>> Text("place", "lle").in_language("cy")
        'lle'
        """
        return self.cy if code.lower().split("-")[0] == "cy" and self.cy else self.en


@dataclass(frozen=True)
class Entry:
    """What every file says about itself."""

    code: str
    version: int
    name: Text
    description: Text
    source: str
    licence: str


@dataclass(frozen=True)
class FrameworkItem:
    """One code of a framework. `position` places it on the framework's axes: (axis, value) pairs."""

    code: str
    name: Text
    definition: Text
    question: Text | None = None
    position: tuple[tuple[str, str], ...] = ()
    items: tuple[FrameworkItem, ...] = ()

    def walk(self) -> Iterator[FrameworkItem]:
        """Yield this item, then everything under it, in printed order."""
        yield self
        for child in self.items:
            yield from child.walk()


@dataclass(frozen=True)
class AxisValue:
    code: str
    name: Text


@dataclass(frozen=True)
class Axis:
    code: str
    name: Text
    values: tuple[AxisValue, ...]


@dataclass(frozen=True)
class Framework(Entry):
    items: tuple[FrameworkItem, ...]
    axes: tuple[Axis, ...] = ()

    def walk(self) -> Iterator[FrameworkItem]:
        """Yield every item at every depth, in printed order."""
        for item in self.items:
            yield from item.walk()

    def item(self, code: str) -> FrameworkItem:
        """Return the item with this code; `KeyError` if there is none."""
        for item in self.walk():
            if item.code == code:
                return item
        raise KeyError(code)


@dataclass(frozen=True)
class OutlineSection:
    """`framework` lays the section out, one part an item."""

    code: str
    title: Text
    kind: str
    guidance: Text
    required: bool
    framework: str | None = None

    def heading(self, language: str) -> str:
        """Return the title as a report prints it, where "Appendix A:" already stands before it."""
        title = self.title.in_language(language)
        short = title.removeprefix("Appendix: ").removeprefix("Atodiad: ")
        return short[:1].upper() + short[1:]


@dataclass(frozen=True)
class Outline(Entry):
    sections: tuple[OutlineSection, ...]


@dataclass(frozen=True)
class NoticeLine:
    """One paragraph. It stands where all of `when` are so; `yours` is for the host to write.

    Its words hold names of facts in braces, such as {programme}.
    """

    text: Text
    when: tuple[str, ...] = ()
    yours: bool = False


@dataclass(frozen=True)
class NoticeSection:
    code: str
    title: Text
    lines: tuple[NoticeLine, ...]


@dataclass(frozen=True)
class Notice(Entry):
    """A document about people's data, written from what is so in a review."""

    sections: tuple[NoticeSection, ...]

    def fill(
        self, facts: Mapping[str, str], language: str, yours: str
    ) -> list[tuple[str, list[str]]]:
        """Return each section's title and paragraphs; `yours` stands before what is to be written.

        A fact that is empty or missing is not so. Raises `KeyError` for a line that names a fact it
        does not ask for in `when` and that is missing.
        """
        return [
            (section.title.in_language(language), [
                f"{yours} {words}" if line.yours else words
                for line in section.lines
                if all(facts.get(each) for each in line.when)
                for words in (line.text.in_language(language).format_map(facts),)
            ])
            for section in self.sections
        ]  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """`start` counts days from the programme's first day (0); `days` is how long it lasts."""

    code: str
    name: Text
    start: int
    days: int


@dataclass(frozen=True)
class Phase:
    code: str
    name: Text
    stages: tuple[Stage, ...]

    @property
    def start(self) -> int:
        """Days from the programme's first day to the phase's first."""
        return min(stage.start for stage in self.stages)

    @property
    def end(self) -> int:
        """Days from the programme's first day to the day after the phase's last."""
        return max(stage.start + stage.days for stage in self.stages)


@dataclass(frozen=True)
class Milestone:
    """`day` counts from the programme's first day (0)."""

    code: str
    name: Text
    day: int


@dataclass(frozen=True)
class FrameworkUse:
    """`use` is domains, headings, codebook, levels, matrix or values."""

    code: str
    use: str


@dataclass(frozen=True)
class Risk:
    """`category` is a code of the risk-categories framework; likelihood and impact run from 1 to 5."""

    code: str
    category: str
    text: Text
    likelihood: int
    impact: int
    mitigation: Text


@dataclass(frozen=True)
class Rate:
    """An editable price in pounds for one `unit`: review, service, conversation, survey and so on."""

    code: str
    name: Text
    unit: str
    pounds: int


@dataclass(frozen=True)
class CostLevel:
    """A level of evaluation and the codes of the rates it is charged by."""

    code: str
    name: Text
    rates: tuple[str, ...]


@dataclass(frozen=True)
class Attribute:
    """Something asked about a contributor; `values` is the framework that lists the answers, if any."""

    code: str
    name: Text
    values: str | None = None


@dataclass(frozen=True)
class Document:
    """A kind of document the team issues."""

    code: str
    name: Text


@dataclass(frozen=True)
class Extra:
    """Something a client may add, with the question set it asks, if any."""

    code: str
    name: Text
    question_set: str | None = None


@dataclass(frozen=True)
class Systems:
    """How many systems send one submission each, and what such a system is called."""

    count: int
    name: Text


@dataclass(frozen=True)
class Template(Entry):
    purpose: Text
    phases: tuple[Phase, ...]
    milestones: tuple[Milestone, ...]
    frameworks: tuple[FrameworkUse, ...]
    question_sets: tuple[str, ...]
    outline: str
    risks: tuple[Risk, ...]
    rates: tuple[Rate, ...]
    cost_levels: tuple[CostLevel, ...]
    attributes: tuple[Attribute, ...]
    disclosure_k: int
    facts: tuple[str, ...]
    documents: tuple[Document, ...] = ()
    extras: tuple[Extra, ...] = ()
    systems: Systems | None = None

    def frameworks_for(self, use: str) -> tuple[str, ...]:
        """Return the codes of the frameworks put to this use, in the template's order."""
        return tuple(each.code for each in self.frameworks if each.use == use)
