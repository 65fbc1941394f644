"""How long a large report takes in every format.

60 recommendations, 10 themes, 80 quotes, 6 tables and 4 figures with their table twins; the aim is
6 seconds for all formats together on two cores. Run: python -m bench.reporting
"""

from __future__ import annotations

import datetime as dt
import time

from cairn.plugins import find_plugins
from cairn.reports.exporters import (
    Block,
    Fact,
    Facts,
    Figure,
    Finding,
    GoodPractice,
    GoodPracticeTable,
    Heading,
    Paragraph,
    Quote,
    Recommendation,
    ReportContent,
    Section,
    Table,
    ThemePage,
)

AIM_SECONDS = 6.0
WORDS = (
    "We settled it the same afternoon because the people who could say yes were in the room, "
    "and nobody had to wait for a meeting that might not come. "
)


def make_quote(number: int) -> Quote:
    return Quote(WORDS * (1 + number % 2), "Ward staff, hospital sector", f"x-{number}")


def make_table(number: int) -> Table:
    rows = tuple((f"Group {row}", str(11 + row), f"{row * 7 % 100} %") for row in range(12))
    return Table(f"Who was heard, part {number}", ("Group", "People", "Share"), rows)


def make_figure(number: int) -> Figure:
    bars = (
        f'<rect x="{10 + 30 * bar}" y="{200 - 9 * bar}" width="22" height="{9 * bar}" fill="#4f8a79"/>'
        f'<text x="{12 + 30 * bar}" y="218" font-size="11">{bar}</text>'
        for bar in range(1, 20)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 230">{"".join(bars)}</svg>'
    return Figure(
        f"More was said each week, part {number}", "A bar a week, rising.", svg, make_table(number)
    )


def make_theme(number: int) -> ThemePage:
    quotes = tuple(make_quote(number * 8 + index) for index in range(8))
    return ThemePage(
        number,
        f"Theme number {number} has a title of some length",
        WORDS,
        quotes=quotes[:6],
        narrative=WORDS * 2,
        points=(WORDS,) * 4,
        who=make_table(number) if number <= 5 else None,
        against=quotes[6:],
        ref=f"t-{number}",
    )


def make_recommendations() -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number in range(1, 61):
        if number % 7 == 1:
            blocks += [
                Heading(f"Heading {number // 7 + 1}"),
                Paragraph(WORDS * 3, "team"),
                Finding(WORDS, "f"),
            ]
        asked = Recommendation(
            number, WORDS, ("Systems", "Regulator"), "June 2027", WORDS, f"r-{number}"
        )
        blocks.append(asked)
    return tuple(blocks)


def make_report() -> ReportContent:
    facts = Facts(tuple(Fact(f"Fact {row}", WORDS) for row in range(6)), "The facts of this report")
    example = GoodPractice("Governance", "A made-up system", "An example", WORDS * 2, "g")
    sections = (
        Section("Introduction", (Paragraph(WORDS * 8, "team"), facts)),
        Section("The big picture", tuple(make_figure(number) for number in range(1, 5))),
        Section("Themes", tuple(make_theme(number) for number in range(1, 11))),
        Section("Recommendations", make_recommendations()),
        Section("Good practice", (GoodPracticeTable("Examples", (example,) * 18),), appendix=True),
    )
    return ReportContent(
        title="A large made-up report",
        subtitle="For measuring",
        programme="Bench",
        language="en",
        status="draft",
        version="",
        date=dt.date(2026, 3, 5),
        audience="members",
        notices=(),
        sections=sections,
    )


def main() -> None:
    report = make_report()
    total = 0.0
    print(f"{'format':<8}{'seconds':>9}{'KiB':>8}")
    for name, exporter in find_plugins("cairn.reports.exporters").items():
        start = time.perf_counter()
        made = exporter.export(report, link=lambda ref: f"https://cairn.example/threads/{ref}")
        seconds = time.perf_counter() - start
        total += seconds
        print(f"{name:<8}{seconds:>9.2f}{len(made) / 1024:>8.0f}")
    print(f"{'all':<8}{total:>9.2f}   aim {AIM_SECONDS:.0f}")


if __name__ == "__main__":
    main()
