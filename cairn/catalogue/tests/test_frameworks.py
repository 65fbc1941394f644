from __future__ import annotations

import pytest

from cairn.catalogue.shelves import framework, frameworks

SIX = [
    "governance",
    "clinical_quality",
    "support_processes",
    "people",
    "inequalities",
    "leadership_culture",
]
NINE = [
    "Full system working",
    "Focus on place",
    "Continuous innovation, improvement, spread and adoption",
    "Technology",
    "Staff health and wellbeing",
    "New workforce",
    "Inequalities and the most vulnerable",
    "New relationship with the public",
    "Regulator's relationship with the local service",
]
LEAPS = {
    "sorted": ["valued_staff", "modern_tools", "engaged_leaders", "basics_sorted"],
    "seen": ["joined_up_system", "great_teams", "acting_professionally"],
    "now_have": ["needs_based_decisions", "patient_as_partner", "community_collaboration"],
}
SIZES = {
    "barriers-and-enablers": (2, 10),
    "conditions-for-change": (3, 3),
    "focus-areas": (3, 3),
    "future-change-matrix": (4, 4),
    "habits-of-an-improver": (5, 20),
    "iceberg-levels": (4, 4),
    "learning-activities": (4, 4),
    "learning-principles": (6, 6),
    "nine-headings": (9, 9),
    "risk-categories": (4, 4),
    "risks-to-lasting-change": (3, 3),
    "role-bands": (9, 9),
    "sectors": (11, 11),
    "six-domains": (6, 6),
    "ten-benefit-areas": (10, 10),
    "ten-campaign-areas": (10, 10),
    "ten-leaps": (3, 13),
    "three-levels": (3, 3),
    "verdicts": (4, 4),
    "what-went-well": (4, 4),
    "workstreams": (4, 4),
}


def test_shelf_holds_each_framework_whole() -> None:
    found = {each.code: (len(each.items), len(list(each.walk()))) for each in frameworks()}

    assert found == SIZES


def test_six_domains_are_those_of_the_regional_review() -> None:
    assert [item.code for item in framework("six-domains").items] == SIX


def test_nine_headings_stand_in_the_order_of_the_regional_review() -> None:
    assert [item.name.en for item in framework("nine-headings").items] == NINE


def test_ten_leaps_stand_in_three_groups() -> None:
    groups = framework("ten-leaps").items

    assert {group.code: [leap.code for leap in group.items] for group in groups} == LEAPS


def test_future_change_matrix_places_each_quadrant_once() -> None:
    found = {item.code: dict(item.position) for item in framework("future-change-matrix").items}

    assert found == {
        "let_go": {"during": "stopped", "afterwards": "without"},
        "restart": {"during": "stopped", "afterwards": "with"},
        "end": {"during": "started", "afterwards": "without"},
        "amplify": {"during": "started", "afterwards": "with"},
    }


def test_habits_are_three_in_each_of_five_groups() -> None:
    groups = framework("habits-of-an-improver").items

    assert [len(group.items) for group in groups] == [3, 3, 3, 3, 3]


def test_each_campaign_area_has_its_question() -> None:
    asked = [bool(item.question) for item in framework("ten-campaign-areas").items]

    assert asked == [True] * 10


def test_asking_for_an_unknown_version_names_it() -> None:
    with pytest.raises(KeyError, match="six-domains, version 9"):
        framework("six-domains", version=9)


def test_words_come_in_the_language_asked_for() -> None:
    name = framework("six-domains").item("people").name

    assert [name.in_language(code) for code in ("en", "cy", "cy-GB", "fr")] == [
        "People",
        "Pobl",
        "Pobl",
        "People",
    ]
