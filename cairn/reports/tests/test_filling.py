from __future__ import annotations

import pytest
from django.utils import timezone

from cairn.decisions.models import Change
from cairn.evidence.actions import Noticed, answer_harm, record_flags
from cairn.evidence.choices import Consent, Purpose
from cairn.evidence.models import Contribution
from cairn.reports.exporters import (
    Facts,
    Figure,
    Finding,
    GoodPracticeTable,
    Heading,
    Paragraph,
    Quote,
    Recommendation,
    Thanks,
    ThemePage,
)
from cairn.reports.models import Section
from cairn.reports.queries.filling import fill_report
from cairn.reports.tests.factories import (
    find,
    link_theme,
    make_heading,
    make_report,
    recommend,
    say,
    theme_with,
)
from cairn.sensemaking.choices import Stance, ThemeKind
from cairn.sensemaking.models import Excerpt, ThemeGroup
from cairn.sensemaking.tests.factories import place


@pytest.fixture
def review(cast):
    cast.programme.k = 3
    cast.programme.save()
    return cast.programme


def blocks_of(viewer, report, kind):
    filled = fill_report(viewer, report)
    return [block for part in filled.parts if part.outline.kind == kind for block in part.blocks]


def raise_harm(excerpt):
    where = {excerpt.version: [Noticed("abuse", 0, 8, 0.9)]}
    record_flags(purpose=Purpose.HARM, engine="made up", found=where)


def test_words_that_may_tell_of_harm_stay_out_until_released(cast, review):
    held = say(review, "Somebody hit her.", cast.ben)
    raise_harm(held)
    theme_with(review, cast.ben, held)
    [page] = blocks_of(cast.ben, make_report(review, cast.ben), "themes")
    assert page.quotes == ()
    answer_harm(version=held.version, answer="accepted", note="Seen to.", by=cast.amina)
    [page] = blocks_of(cast.ben, make_report(review, cast.ben), "themes")
    assert page.quotes == ()
    answer_harm(version=held.version, answer="rejected", note="A game.", by=cast.amina)
    [page] = blocks_of(cast.ben, make_report(review, cast.ben), "themes")
    assert [quote.text for quote in page.quotes] == ["Somebody hit her."]


def test_theme_page_has_chosen_quotes_in_order_and_gated_counts(cast, review):
    said = [say(review, f"We talked, part {n}.", cast.ben, role_band="Nurse") for n in range(3)]
    said.append(say(review, "We talked as well.", cast.ben, role_band="Porter"))
    theme = theme_with(review, cast.ben, *reversed(said), definition="People talk.")
    against = say(review, "It was a waste of time.", cast.ben, role_band="Nurse")
    place(theme, against, cast.ben, stance=Stance.AGAINST)
    [page] = blocks_of(cast.ben, make_report(review, cast.ben), "themes")
    assert isinstance(page, ThemePage)
    assert [(quote.text, quote.attribution, quote.ref) for quote in page.quotes] == [
        ("We talked as well.", "", f"excerpt:{said[3].pk}"),
        ("We talked, part 2.", "Nurse", f"excerpt:{said[2].pk}"),
        ("We talked, part 1.", "Nurse", f"excerpt:{said[1].pk}"),
        ("We talked, part 0.", "Nurse", f"excerpt:{said[0].pk}"),
    ]
    assert page.who.rows == (("Nurse", "3"), ("Porter", "*"), ("All", "*"))
    assert page.against == (Quote("It was a waste of time.", "Nurse", f"excerpt:{against.pk}"),)


def test_drafts_of_themes_and_words_without_consent_stay_out(cast, review):
    shown = say(review, "You may print this.", cast.ben)
    kept = say(review, "You may not print this.", cast.ben, consent=Consent.ANALYSIS)
    gone = say(review, "I took this back.", cast.ben)
    Contribution.objects.filter(pk=gone.contribution_id).update(withdrawn_at=timezone.now())
    retired = say(review, "This was cut.", cast.ben)
    Excerpt.objects.filter(pk=retired.pk).update(
        quote="", retired_at=timezone.now(), retired_reason="redacted"
    )
    held = say(review, "Somebody hit her.", cast.ben)
    raise_harm(held)
    theme_with(review, cast.ben, shown, kept, gone, retired, held)
    theme_with(review, cast.ben, shown, title="Not signed off", signed_off=False)
    [page] = blocks_of(cast.ben, make_report(review, cast.ben), "themes")
    assert [quote.text for quote in page.quotes] == ["You may print this."]


def test_a_name_is_printed_only_with_consent_to_print_it(cast, review):
    named = say(review, "I am happy to say so.", cast.ben, consent=Consent.ATTRIBUTED_QUOTE,
                attributed_name="Made-up Mair")  # fmt: skip
    theme_with(review, cast.ben, named)
    report = make_report(review, cast.ben)
    [page] = blocks_of(cast.ben, report, "themes")
    [thanks] = blocks_of(cast.ben, report, "thanks")
    assert page.quotes[0].attribution == "Made-up Mair"
    assert isinstance(thanks, Thanks)
    assert thanks.people == ("Made-up Mair",)


def test_facts_count_people_and_hide_small_groups(cast, review):
    for number in range(4):
        say(review, "Calm.", cast.ben, person=f"p{number % 3}", role_band="Nurse", place="North")
    [facts] = blocks_of(cast.ben, make_report(review, cast.ben), "facts")
    assert isinstance(facts, Facts)
    assert [(row.label, row.value) for row in facts.rows] == [
        ("How many", "4 contributions from 3 people"),
        ("Who", "Nurse 3"),
        ("Where", "North 3"),
        ("Sectors", "Not asked"),
        ("Analysis", "4 passages marked by people"),
        ("Themes", "0 themes signed off"),
    ]


def test_too_few_people_are_not_counted_out(cast, review):
    say(review, "Calm.", cast.ben, role_band="Nurse")
    facts, note = blocks_of(cast.ben, make_report(review, cast.ben), "facts")
    assert facts.rows[0].value == "1 contribution from fewer than 3 people"
    assert facts.rows[1].value == "Nurse *"
    assert note.text == "* not shown: it could tell of fewer than 3 people."


def test_findings_and_recommendations_of_one_framework_are_told_together(cast, review):
    place_, people = make_heading(review, "Place", 1), make_heading(review, "People", 2)
    excerpt = say(review, "We decided locally.", cast.ben)
    both = find(review, cast.ben, excerpt, "Local decisions were quick.", place_, people)
    recommend(review, cast.ben, both, people, "Keep the huddles.")
    recommend(review, cast.ben, both, place_, "Let places decide.")
    recommend(review, cast.ben, both, place_, "Fund the places.", order=1)
    report = make_report(review, cast.ben, outline="lessons-learnt-report")
    told = [
        block.number if isinstance(block, Recommendation) else block.text
        for block in blocks_of(cast.ben, report, "findings")
        if isinstance(block, Heading | Finding | Recommendation | Paragraph)
    ]
    assert told == [
        "Place", "Local decisions were quick.", "We therefore recommend:", 1, 2,
        "People", "Local decisions were quick.", "We therefore recommend:", 3,
    ]  # fmt: skip
    assert blocks_of(cast.ben, report, "recommendations") == []


def test_drafts_of_recommendations_are_left_out_and_counted(cast, review):
    excerpt = say(review, "We decided locally.", cast.ben)
    heading = make_heading(review, "Place")
    finding = find(review, cast.ben, excerpt, "Local decisions were quick.", heading)
    draft = recommend(review, cast.ben, finding, heading, "Let places decide.")
    draft.state = "draft"
    draft.save()
    report = make_report(review, cast.ben)
    assert blocks_of(cast.ben, report, "recommendations") == []
    assert fill_report(cast.ben, report).material.drafts == 1


def test_big_picture_lists_themes_in_their_groups(cast, review):
    group = ThemeGroup.objects.create(programme=review, title="Sorted", sentence="It works now.")
    theme_with(review, cast.ben, title="Ungrouped")
    theme_with(review, cast.ben, title="Tools", definition="They work.", group=group)
    told = blocks_of(cast.ben, make_report(review, cast.ben), "big_picture")
    assert [getattr(block, "text", getattr(block, "items", None)) for block in told] == [
        "Sorted", "It works now.", ("1. Tools: They work.",), "Other themes", ("2. Ungrouped",),
    ]  # fmt: skip


def test_what_must_not_return_stands_in_its_own_section(cast, review):
    angry = say(review, "Never again.", cast.ben)
    theme_with(review, cast.ben, angry, title="Anger", kind=ThemeKind.MUST_NOT_RETURN)
    report = make_report(review, cast.ben)
    heading, quote = blocks_of(cast.ben, report, "must_not_return")
    assert (heading.text, quote.text) == ("Anger", "Never again.")
    assert blocks_of(cast.ben, report, "themes") == []


def test_good_practice_leaves_out_what_is_to_stop(cast, review):
    Change.objects.create(programme=review, title="Huddles", what="Ten minutes.", system="North",
                          made_by=cast.ben)  # fmt: skip
    Change.objects.create(programme=review, title="Long forms", made_by=cast.ben, verdict="stop",
                          verdict_by=cast.ben, verdict_at=timezone.now())  # fmt: skip
    report = make_report(review, cast.ben, outline="lessons-learnt-report")
    [table] = blocks_of(cast.ben, report, "practice_table")
    assert isinstance(table, GoodPracticeTable)
    assert [(row.system, row.example, row.synopsis) for row in table.rows] == [
        ("North", "Huddles", "Ten minutes.")
    ]


def test_an_account_given_with_a_name_is_a_case_study(cast, review):
    words = "On the ward we tried it for a week. " * 10
    say(review, words, cast.ben, consent=Consent.ATTRIBUTED_QUOTE, attributed_name="Made-up Mair")
    say(review, words, cast.ben)
    report = make_report(review, cast.ben, outline="lessons-learnt-report")
    assert [quote.attribution for quote in blocks_of(cast.ben, report, "case_studies")] == [
        "Made-up Mair"
    ]


def test_coverage_is_a_figure_with_a_table(cast, review):
    for number in range(3):
        say(review, "Calm.", cast.ben, role_band="Nurse", sector="Acute")
        say(review, "Busy.", cast.ben, role_band="Doctor", sector="Primary", person=f"d{number}")
    [figure] = blocks_of(cast.ben, make_report(review, cast.ben), "coverage")
    assert isinstance(figure, Figure)
    assert figure.title == "We heard nobody from: Doctor / Acute, Nurse / Primary"
    assert figure.table is not None


def test_prose_is_marked_as_the_teams_and_sections_can_be_left_out(cast, review):
    report = make_report(review, cast.ben)
    kwargs = {"programme": review, "report": report}
    Section.objects.create(**kwargs, key="introduction", prose="We listened.")
    Section.objects.create(**kwargs, key="thanks", included=False)
    content = fill_report(cast.ben, report).content
    assert content.sections[0].blocks == (Paragraph("We listened.", "team"),)
    assert "Thanks" not in [section.title for section in content.sections]


def test_a_welsh_report_says_its_own_words_in_welsh_titles(cast, review):
    content = fill_report(cast.ben, make_report(review, cast.ben, language="cy")).content
    assert content.sections[0].title == "Yr arolwg mewn ffigurau"
    assert content.language == "cy"


def test_queries_do_not_grow_with_what_is_in_the_report(cast, review, django_assert_num_queries):
    report = make_report(review, cast.ben, outline="lessons-learnt-report")
    heading = make_heading(review, "Place")
    fill_report(cast.ben, report)  # whoever asks has been looked up once
    for more in (3, 57):
        for number in range(more):
            excerpt = say(review, f"We decided it, {more} and {number}.", cast.ben)
            theme = theme_with(review, cast.ben, excerpt)
            finding = find(review, cast.ben, excerpt, "It was quick.", heading)
            link_theme(finding, theme, cast.ben)
            recommend(review, cast.ben, finding, heading, "Keep it.", order=number)
        with django_assert_num_queries(29):
            filled = fill_report(cast.ben, report)
    assert len(filled.material.paths.recommendations) == 60


def test_dev_fills_nothing_of_ours(cast, review):
    say(review, "We talked.", cast.ben, consent=Consent.ATTRIBUTED_QUOTE, attributed_name="Mair")
    filled = fill_report(cast.dev, make_report(review, cast.ben))
    assert len(filled.material.people) == 0
    assert filled.material.thanked == []
