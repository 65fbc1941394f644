from __future__ import annotations

import pytest

from cairn.evidence.actions import withdraw_contribution
from cairn.evidence.models import Contribution
from cairn.reports.actions.publishing import approve_version, propose_version
from cairn.reports.actions.refusals import Refused
from cairn.reports.actions.writing import write_section
from cairn.reports.exporters import Figure, Paragraph, ThemePage
from cairn.reports.models import LedgerLine
from cairn.reports.queries.filling import fill_report
from cairn.reports.queries.ledger import gate_of, read_line
from cairn.reports.tests.factories import make_report, say, theme_with
from cairn.sensemaking.models import Theme
from cairn.sensemaking.tests.factories import place

STAR = "* not shown: it could tell of fewer than 11 people."
MORE = STAR + " Some figures are hidden because a version published earlier would give them away."


def speak(cast, role, many, theme=None):
    for number in range(many):
        said = say(
            cast.programme, "Doors decide.", cast.ben, role_band=role, sector="Acute", place="North"
        )
        if theme:
            place(theme, said, cast.ben)
        elif number == 0 and not Theme.objects.exists():
            theme_with(cast.programme, cast.ben, said)


@pytest.fixture
def report(cast):
    speak(cast, "Nurse", 15)
    speak(cast, "Porter", 12)
    return make_report(cast.programme, cast.ben)


def publish(report, cast):
    version = propose_version(report=report, audience="members", by=cast.ben)
    return approve_version(version=version, by=cast.amina)


def figures(cast, report):
    """What the draft says of how many, who and where, the note, and the figures of the coverage."""
    filled = fill_report(cast.ben, report)
    blocks = [block for part in filled.parts for block in part.blocks]
    facts = next(part.blocks for part in filled.parts if part.outline.kind == "facts")
    grid = [block for block in blocks if isinstance(block, Figure)]
    notes = [block.text for block in facts if isinstance(block, Paragraph)]
    return [row.value for row in facts[0].rows[:3]], notes, [one.table.note for one in grid]


def test_a_group_that_a_few_joined_since_is_hidden_and_the_page_says_so(cast, report):
    assert figures(cast, report)[:2] == (
        ["27 contributions from 27 people", "Nurse 15; Porter 12", "North 27"], []
    )  # fmt: skip
    publish(report, cast)
    assert figures(cast, report)[:2] == (
        ["27 contributions from 27 people", "Nurse 15; Porter 12", "North 27"], []
    )  # fmt: skip
    speak(cast, "Nurse", 3)
    assert figures(cast, report) == (
        ["30 contributions from * people", "Nurse *; Porter 12", "North *"], [MORE], [MORE]
    )  # fmt: skip
    speak(cast, "Nurse", 8)
    assert figures(cast, report)[:2] == (
        ["38 contributions from 38 people", "Nurse 26; Porter 12", "North 38"], []
    )  # fmt: skip


def test_figures_are_rounded_by_the_rule_of_the_programme_and_the_method_says_so(cast, report):
    cast.programme.rule, cast.programme.k = "public-engagement", 5
    cast.programme.save(update_fields=["rule", "k"])
    speak(cast, "Cook", 4)
    said = figures(cast, report)[0]
    assert said == ["31 contributions from 30 people", "Cook *; Nurse 15; Porter 10", "North 30"]
    filled = fill_report(cast.ben, report)
    words = [
        each.text for part in filled.parts for each in part.blocks if isinstance(each, Paragraph)
    ]
    assert words[-1].endswith("than 5 people share. Other figures are to the nearest 5.")


def test_a_group_that_somebody_left_is_hidden(cast, report):
    publish(report, cast)
    row = Contribution.objects.filter(role_band="Porter").last()
    withdraw_contribution(contribution=row, by=cast.amina)
    speak(cast, "Nurse", 12)
    who, notes, _ = figures(cast, report)
    assert who == ["38 contributions from 38 people", "Nurse *; Porter *", "North 38"]
    assert notes == [MORE]


def test_every_published_version_counts_and_those_of_other_reports_too(cast, report):
    publish(report, cast)
    speak(cast, "Nurse", 11)
    other = make_report(cast.programme, cast.ben, title="For the board")
    publish(other, cast)
    speak(cast, "Porter", 2)
    speak(cast, "Nurse", 9)
    assert figures(cast, report)[0] == [
        "49 contributions from 49 people", "Nurse *; Porter *", "North 49"
    ]  # fmt: skip


def test_a_theme_that_a_few_joined_since_hides_who(cast, report):
    theme = Theme.objects.get()
    speak(cast, "Nurse", 14, theme)
    speak(cast, "Porter", 13, theme)

    def who():
        parts = fill_report(cast.ben, report).parts
        [page] = [b for part in parts for b in part.blocks if isinstance(b, ThemePage)]
        return page.who.rows, page.who.note

    shown = (("Nurse", "15"), ("Porter", "13"), ("All", "28"))
    assert who() == (shown, STAR)
    publish(report, cast)
    speak(cast, "Porter", 2, theme)
    assert who() == ((("Nurse", "15"), ("Porter", "*"), ("All", "*")), MORE)


def test_what_is_kept_is_what_was_printed_and_no_more(cast, report):
    write_section(report=report, key="themes", prose="", included=False, revision=0, by=cast.ben)
    version = publish(report, cast)
    lines = {row.table: read_line(row.line) for row in LedgerLine.objects.filter(version=version)}
    assert set(lines) == {"people", "heard", "places"}
    assert lines["people"].shown == ((27, 27),)
    assert lines["heard"].question.row_values == ("Nurse", "Porter", "")
    assert lines["heard"].shown == ((15, 0, 15), (12, 0, 12), (0, 0, 0), (27, 0, 27))
    assert (lines["heard"].k, lines["heard"].base) == (11, 1)


def test_a_proposal_is_not_approved_when_another_version_came_between(cast, report):
    other = make_report(cast.programme, cast.ben, title="For the board")
    publish(other, cast)
    speak(cast, "Nurse", 11)
    waiting = propose_version(report=report, audience="members", by=cast.ben)
    approve_version(version=waiting, by=cast.amina)
    speak(cast, "Nurse", 11)
    waiting = propose_version(report=report, audience="members", by=cast.ben)
    speak(cast, "Nurse", 2)
    publish(other, cast)
    with pytest.raises(Refused, match="changed since it was proposed"):
        approve_version(version=waiting, by=cast.amina)
    assert LedgerLine.objects.filter(version=waiting).count() == 0


def test_nobody_else_reads_the_ledger(cast, report):
    publish(report, cast)
    assert set(gate_of(cast.ben, cast.programme).before) == {"people", "heard", "places", "themes"}
    assert gate_of(cast.dev, cast.programme).before == {}
    assert gate_of(cast.dev, cast.dev_programme).before == {}
