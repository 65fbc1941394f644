"""Each template against what its source says a review of its kind is made of."""

from __future__ import annotations

import pytest

from cairn.catalogue.asking import Session
from cairn.catalogue.shelves import (
    Systems,
    Text,
    instrument,
    outline,
    template,
    templates,
)

CODES = [
    "good-practice-review",
    "open-listening-survey",
    "rapid-learning-workshop",
    "regional-lessons-learnt",
    "standing-learning-system",
]
PLANS = {
    "good-practice-review": {
        "set_up": ["project_set_up", "engagement", "planning_conversations", "preparing_surveys"],
        "listening": ["conversations", "surveys"],
        "reporting": ["analysis", "report_writing"],
    },
    "rapid-learning-workshop": {
        "prepare": ["purpose", "run_of_show"],
        "meet": ["workshop"],
        "write_up": ["sense", "publish"],
    },
    "regional-lessons-learnt": {
        "collect": ["letter", "submissions"],
        "assess": ["achievements_challenges"],
        "review": ["sessions", "leadership_session"],
        "report": ["findings", "publish"],
        "stocktake": ["progress"],
    },
    "open-listening-survey": {
        "open_survey": ["design", "collect", "themes", "publish"],
        "reflect": ["second_round", "revise"],
    },
    "standing-learning-system": {
        "testing": ["rapid_cycles", "evaluate", "share"],
        "adapting": ["impacts", "mitigations"],
        "sustaining": ["keep", "stop"],
        "improvement": ["general_learning", "feedback"],
    },
}
FRAMEWORKS = {
    "good-practice-review": {
        "codebook": ("barriers-and-enablers", "iceberg-levels"),
        "matrix": ("future-change-matrix",),
    },
    "rapid-learning-workshop": {
        "domains": ("ten-campaign-areas",),
        "codebook": (
            "learning-principles",
            "conditions-for-change",
            "risks-to-lasting-change",
            "habits-of-an-improver",
            "ten-benefit-areas",
            "iceberg-levels",
        ),
        "matrix": ("future-change-matrix",),
        "levels": ("three-levels",),
    },
    "regional-lessons-learnt": {
        "domains": ("six-domains",),
        "headings": ("nine-headings",),
        "codebook": ("barriers-and-enablers",),
    },
    "open-listening-survey": {"codebook": ("ten-leaps",)},
    "standing-learning-system": {
        "domains": ("focus-areas",),
        "headings": ("workstreams",),
        "codebook": (
            "learning-activities",
            "what-went-well",
            "barriers-and-enablers",
            "conditions-for-change",
        ),
    },
}
QUESTIONS = {
    "good-practice-review": {
        "reflective-journal": 7,
        "reflective-conversation": 6,
        "staff-survey": 6,
        "service-user-survey": 4,
    },
    "rapid-learning-workshop": {
        "learning-framework": 8,
        "what-so-what-now-what": 3,
        "workshop-polls": 3,
        "after-action-review": 3,
    },
    "regional-lessons-learnt": {"system-submission": 4, "review-session": 3, "case-study": 5},
    "open-listening-survey": {"listening-survey": 2, "theme-reflection": 4},
    "standing-learning-system": {
        "insight-note": 4,
        "practice-conversation": 4,
        "guidance-in-use": 3,
    },
}
OUTLINES = {
    "good-practice-review": "prose method facts big_picture themes practice_table must_not_return? "
    "findings recommendations case_studies prose? thanks appendix",
    "rapid-learning-workshop": "prose facts appendix? method case_studies? practice_table? themes "
    "must_not_return findings? recommendations? big_picture prose thanks",
    "regional-lessons-learnt": "prose facts method coverage big_picture themes? findings "
    "recommendations prose practice_table case_studies appendix thanks",
    "open-listening-survey": "prose facts method big_picture themes must_not_return coverage prose "
    "findings? recommendations? prose thanks",
    "standing-learning-system": "prose facts method coverage big_picture themes practice_table "
    "findings must_not_return recommendations appendix? case_studies? prose thanks",
}
RISK_CATEGORIES = {
    "stakeholder_availability",
    "communications",
    "low_response",
    "confidentiality",
}


def test_there_is_one_template_for_each_source() -> None:
    assert [each.code for each in templates()] == CODES


@pytest.mark.parametrize("code", CODES)
def test_phases_and_stages_are_the_sources(code: str) -> None:
    found = {p.code: [stage.code for stage in p.stages] for p in template(code).phases}

    assert found == PLANS[code]


@pytest.mark.parametrize("code", CODES)
def test_phases_follow_one_another_and_milestones_fall_within_them(code: str) -> None:
    found = template(code)
    starts = [phase.start for phase in found.phases]
    last = max(phase.end for phase in found.phases)

    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert [m.code for m in found.milestones if not 0 <= m.day <= last] == []
    assert [m.day for m in found.milestones] == sorted(m.day for m in found.milestones)


@pytest.mark.parametrize("code", CODES)
def test_frameworks_are_the_sources(code: str) -> None:
    found = template(code)
    uses = ("domains", "headings", "codebook", "matrix", "levels")

    assert {use: found.frameworks_for(use) for use in uses if found.frameworks_for(use)} == (
        FRAMEWORKS[code]
    )


@pytest.mark.parametrize("code", CODES)
def test_prompts_for_own_words_are_as_many_as_the_source_has(code: str) -> None:
    sets = {name: instrument(name).questions for name in template(code).question_sets}

    assert {name: sum(bool(q.carries) for q in each) for name, each in sets.items()} == (
        QUESTIONS[code]
    )


@pytest.mark.parametrize("code", CODES)
def test_outline_has_the_sections_of_the_sources_report(code: str) -> None:
    sections = outline(template(code).outline).sections
    found = " ".join(section.kind + "?" * (not section.required) for section in sections)

    assert found == OUTLINES[code]


@pytest.mark.parametrize("code", CODES)
def test_default_risks_cover_the_four_core_categories(code: str) -> None:
    assert {risk.category for risk in template(code).risks} == RISK_CATEGORIES


@pytest.mark.parametrize("code", CODES)
def test_costs_can_follow_level_services_and_participants(code: str) -> None:
    found = template(code)
    units = {rate.code: rate.unit for rate in found.rates}
    fullest = {units[rate] for rate in found.cost_levels[-1].rates}

    assert {"service", "participant", "contributions_100"} - fullest == (
        {"service"} if code == "rapid-learning-workshop" else set()
    )
    assert {rate for level in found.cost_levels for rate in level.rates} == set(units)


@pytest.mark.parametrize("code", CODES)
def test_no_count_is_shown_below_eleven_people_unless_changed(code: str) -> None:
    assert template(code).disclosure_k == 11


def test_good_practice_review_offers_the_five_extras() -> None:
    extras = template("good-practice-review").extras

    assert [(extra.code, extra.question_set) for extra in extras] == [
        ("non_users", "non-user-survey"),
        ("innovation_board", "innovation-card"),
        ("digital_stories", "case-study"),
        ("staff_wellbeing", None),
        ("healthy_organisations", None),
    ]


def test_reflective_conversation_seats_seven_and_waits_for_the_journal() -> None:
    found = instrument("reflective-conversation")

    assert found.session == Session(7, 2, 60, 90)
    assert found.requires == "reflective-journal"


def test_learning_framework_asks_each_question_on_three_levels() -> None:
    assert instrument("learning-framework").levels == "three-levels"


def test_regional_review_hears_eleven_systems_and_issues_three_documents() -> None:
    found = template("regional-lessons-learnt")

    assert found.systems == Systems(11, Text("System", "System"))
    assert [document.code for document in found.documents] == [
        "invitation",
        "submission_form",
        "worked_example",
    ]
    assert instrument("system-submission").levels == "six-domains"
    assert instrument("review-session").session == Session(None, None, 90, 90)


def test_listening_survey_shows_the_six_facts_and_asks_both_questions() -> None:
    found = template("open-listening-survey")

    assert found.facts == ("how_many", "who", "where", "sectors", "analysis", "themes")
    questions = instrument("listening-survey").questions
    assert [q.code for q in questions if q.carries] == ["keep", "never_return"]


def test_regional_report_lays_findings_and_recommendations_under_the_nine_headings() -> None:
    sections = outline("lessons-learnt-report").sections

    assert [s.code for s in sections if s.framework == "nine-headings"] == [
        "findings",
        "recommendations",
    ]
