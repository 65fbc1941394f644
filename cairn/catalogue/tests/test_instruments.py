"""Each instrument against what its source asks, and what every one of them owes the person asked."""

from __future__ import annotations

import re
from random import Random

import pytest

from cairn.catalogue.asking import (
    Instrument,
    Option,
    Question,
    Session,
    Value,
    all_pages,
    compare_versions,
    kept_answers,
    pages,
)
from cairn.catalogue.shelves import framework, instrument, instruments, load_catalogue

FULL = [each for each in instruments() if each.introduction]
CODES = [each.code for each in FULL]
COMPARED = "care_compared time_compared team_compared partners_compared projects_compared"
# What each asks in people's own words (or files), and what it lets them choose, without who they are.
ASKS: dict[str, tuple[str, str]] = {
    "after-action-review": ("went_well even_better take_away", "wishes use_of_time"),
    "case-study": ("before happened difference advice pictures", "who named"),
    "follow-up": (
        "how_changed why_ended keeps_going difference worse_off spread_where help_needed",
        "still_going spread ask_again ask_from",
    ),
    "guidance-in-use": ("used outcome gap", "how_far"),
    "innovation-card": ("what picture", "may_ask when_contact"),
    "insight-note": ("what_done how_done worse_off travels", "seen_by"),
    "learning-framework": (
        "started stopped more less working not_working revealed hope",
        "levels whose_view",
    ),
    "listening-survey": ("keep never_return", ""),
    "non-user-survey": (
        "reason alternatives effect would_help",
        "reasons considered health_now wellbeing_now next_time",
    ),
    "practice-conversation": ("well less_well sustain stop", ""),
    "reflective-conversation": ("how thinking permission conditions safety keep_measure", ""),
    "reflective-journal": (
        "changes consequences learning continue_stop impact_people impact_results impact_projects",
        "written_by",
    ),
    "review-session": ("learning innovation verdict", ""),
    "service-user-survey": (
        "experience effect carer_effect better_worse",
        "contact carer compared reaching waiting getting_there listened language",
    ),
    "staff-survey": (
        "experience later_effects support changes learning keep_stop",
        f"barometer supported speak_up rest energy recovering support_next {COMPARED}",
    ),
    "stocktake": ("shown_by in_the_way why_not slipping offer learned", "headings progress"),
    "story": ("story picture picture_words voice matters", "ways feelings happened others"),
    "system-submission": ("achievements challenges example attachments", ""),
    "theme-reflection": ("rings_true differs missing own", "fits"),
    "unmet-need": ("need who meanwhile tried would_help", "how_many since waiting"),
}
WHO: dict[str, tuple[str, ...]] = {
    "non-user-survey": ("role_band", "place"),
    "service-user-survey": ("role_band", "sector", "place"),
    "staff-survey": ("role_band", "sector", "organisation", "place"),
    "listening-survey": ("role_band", "sector", "place"),
    "theme-reflection": ("role_band", "sector", "place"),
    "story": ("role_band", "sector", "place"),
    "unmet-need": ("role_band", "sector", "place"),
    "system-submission": ("organisation",),
    "stocktake": ("organisation",),
    "case-study": ("sector", "organisation", "place"),
    "guidance-in-use": ("role_band", "sector"),
    "innovation-card": ("role_band", "sector", "place"),
    "insight-note": ("sector", "place"),
    "practice-conversation": ("role_band", "sector", "place"),
}
ABOUT_PEOPLES_LIVES = {
    "follow-up",
    "innovation-card",
    "listening-survey",
    "non-user-survey",
    "reflective-journal",
    "service-user-survey",
    "staff-survey",
    "story",
    "theme-reflection",
    "unmet-need",
}


def test_every_instrument_that_is_asked_in_writing_is_in_the_table() -> None:
    assert sorted(ASKS) == CODES


@pytest.mark.parametrize("code", CODES)
def test_questions_are_those_the_source_asks(code: str) -> None:
    questions = [q for q in instrument(code).questions if not q.attribute]
    own_words = " ".join(q.code for q in questions if q.carries)

    assert (own_words, " ".join(q.code for q in questions if not q.carries)) == ASKS[code]


@pytest.mark.parametrize("code", CODES)
def test_attributes_are_asked_where_the_source_reports_by_them(code: str) -> None:
    found = tuple(q.attribute for q in instrument(code).questions if q.attribute)

    assert found == WHO.get(code, ())


@pytest.mark.parametrize("code", CODES)
def test_one_topic_stands_on_a_page(code: str) -> None:
    for page in all_pages(instrument(code)):
        questions = {each.question.code for each in page.asked}
        closed = all(each.question.is_closed for each in page.asked)

        assert len(questions) == 1 or (closed and len(questions) <= 5)


@pytest.mark.parametrize("code", CODES)
def test_hardly_anything_has_to_be_answered(code: str) -> None:
    assert len([q.code for q in instrument(code).questions if q.required]) <= 1


@pytest.mark.parametrize("code", CODES)
def test_who_reads_how_long_and_where_help_is_are_said(code: str) -> None:
    found = instrument(code)

    assert found.readers is not None
    assert found.minutes is not None
    assert (found.harm is not None) == (code in ABOUT_PEOPLES_LIVES)


def test_only_the_journal_is_private_and_a_team_may_write_it() -> None:
    found = instrument("reflective-journal")

    assert [each.code for each in FULL if each.private] == ["reflective-journal"]
    assert [q.code for q in found.questions if not q.private] == ["written_by"]
    assert found.answered_by == ("person", "team")


def test_conversation_waits_for_the_journal_and_seats_seven_and_two() -> None:
    found = instrument("reflective-conversation")

    assert (found.session, found.requires) == (Session(7, 2, 60, 90), "reflective-journal")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.lower()))


def test_sensitive_titles_share_no_word_with_the_topic() -> None:
    sensitive = [each for each in FULL if each.sensitive]

    assert [each.code for each in sensitive] == ["non-user-survey", "service-user-survey", "story"]
    for each in sensitive:
        for language in ("en", "cy"):
            topic = each.name.in_language(language) + " " + each.description.in_language(language)
            assert _words(each.page_title.in_language(language)) & _words(topic) == set()


def _easy_read() -> list[Instrument]:
    return [each for each in FULL if each.easy_read]


def test_service_users_surveys_have_an_easy_read_form() -> None:
    assert [each.code for each in _easy_read()] == ["non-user-survey", "service-user-survey"]


@pytest.mark.parametrize("found", _easy_read(), ids=lambda each: each.code)
def test_easy_read_is_short_sentences_each_with_a_picture(found: Instrument) -> None:
    easy = [each.easy for each in found.questions if each.easy]
    easy += [option.easy for q in found.questions for option in q.options if option.easy]

    assert len(found.questions) == len([q for q in found.questions if q.easy])
    assert [each.text.en for each in easy if not each.picture] == []
    assert [each.text.en for each in easy if len(each.text.en.split()) > 10] == []
    assert [each.text.cy for each in easy if len(each.text.cy.split()) > 12] == []


@pytest.mark.parametrize("found", _easy_read(), ids=lambda each: each.code)
def test_own_options_of_an_easy_read_form_are_all_easy(found: Instrument) -> None:
    shelf = {item.code for name in ("role-bands", "sectors") for item in framework(name).walk()}
    own = [option for q in found.questions if q.kind != "comparative" for option in q.options]

    assert [option.code for option in own if not option.easy and option.code not in shelf] == []


def _codes(options: tuple[Option, ...]) -> list[str]:
    return [option.code for option in options]


def test_service_users_compare_with_before_on_five_steps() -> None:
    found = instrument("service-user-survey")
    steps = ["much_worse", "worse", "same", "better", "much_better", "cannot_say"]

    assert _codes(found.question("compared").options) == steps
    assert _codes(found.question("waiting").options) == ["worse", "same", "better", "cannot_say"]
    why = {"compared": "worse"}
    assert "better_worse" in [key for page in pages(found, why) for key in page.keys]
    assert "better_worse" not in [
        key for page in pages(found, {"compared": "same"}) for key in page.keys
    ]


def test_eight_questions_stand_on_three_levels_any_of_them_left_out() -> None:
    grid = [page.keys for page in all_pages(instrument("learning-framework"))][2:]
    levels = ["personal", "organisational", "system"]

    assert [[key.partition(".")[2] for key in keys] for keys in grid] == [levels] * 8


def test_system_submission_asks_achievements_and_challenges_in_six_domains() -> None:
    keys = [key for page in all_pages(instrument("system-submission")) for key in page.keys]
    domains = [item.code for item in framework("six-domains").items]

    assert [key for key in keys if key.startswith("ach")] == [f"achievements.{d}" for d in domains]
    assert [key for key in keys if key.startswith("cha")] == [f"challenges.{d}" for d in domains]


def test_stocktake_goes_through_the_nine_headings_and_asks_why_by_progress() -> None:
    found = instrument("stocktake")
    answers = {"headings": ("technology",), "progress.technology": "decided_not"}
    assert len(found.level_items) == 9

    assert [key for page in pages(found, answers) for key in page.keys] == [
        "organisation",
        "headings",
        "progress.technology",
        "why_not.technology",
        "slipping",
        "offer",
        "learned",
    ]


def test_story_can_be_written_pictured_or_spoken() -> None:
    found = instrument("story")
    kinds = {"write": "open", "picture": "photo", "speak": "voice"}

    assert found.question("story").word_aim == 300
    for way, kind in kinds.items():
        shown = [p.asked[0].question.kind for p in pages(found, {"ways": (way,)})]
        assert shown[1] == kind


@pytest.mark.parametrize("code", [code for code, version in load_catalogue().instruments if version == 2])  # fmt: skip
def test_second_versions_count_together_with_the_first(code: str) -> None:
    compared = compare_versions(instrument(code, 1), instrument(code, 2))

    assert {each.verdict for each in compared} <= {"same", "widened", "added"}


def _answer(question: Question, chance: Random) -> Value:
    codes = question.option_codes
    if question.kind == "several_of":
        return tuple(code for code in codes if chance.random() < 0.5) or None
    return chance.choice(codes) if codes else "words"


@pytest.mark.parametrize("code", CODES)
def test_leaving_out_answers_nobody_is_asked_for_changes_no_page(code: str) -> None:
    found, chance = instrument(code), Random(4)
    asked = [each for page in all_pages(found) for each in page.asked]
    assert len({each.key for each in asked}) == len(asked)

    for _ in range(25):
        answers = {
            each.key: _answer(each.question, chance) for each in asked if chance.random() < 0.7
        }
        kept = kept_answers(found, answers)
        assert pages(found, kept) == pages(found, answers)
        assert kept_answers(found, kept) == kept
