"""With the return code a person adds, shares, allows and forbids."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from cairn.evidence.models import Contribution, Erasure
from cairn.surveys.actions import close_survey, destroy_old_drafts, seal_survey
from cairn.surveys.actions.expiring import some_drafts_are_old
from cairn.surveys.drafts import return_code
from cairn.surveys.models import Response
from cairn.surveys.tests.factories import answer, ask, draft, open_with, told

JOURNAL = {"written_by": "alone", "changes": "We huddled daily", "learning": "I was afraid"}


@pytest.fixture
def two_are_enough(cast):
    cast.programme.k = 2
    cast.programme.save()


def test_words_added_later_come_with_the_next_batch_once(survey, cast):
    code = return_code(answer(survey, {"keep": "Free parking"}).pk)
    for _ in range(2):
        page = open_with(code, go="add", words=" And a bus on Sundays ").content.decode()
        assert page.count("And a bus on Sundays") == 1
    close_survey(survey=survey, by=cast.lowri)
    assert told() == ["And a bus on Sundays", "Free parking"]
    assert Contribution.objects.values("contributor").distinct().count() == 1
    assert Response.objects.get().added == {}


def test_words_added_after_the_first_were_passed_on_wait_for_others(cast, two_are_enough):
    survey = ask(cast.programme, cast.lowri)
    code = return_code(answer(survey, {"keep": "Free parking"}).pk)
    answer(survey, {"keep": "Others"})
    assert told() == ["Free parking", "Others"]
    page = open_with(code, go="add", words="And a bus").content.decode()
    assert ("Added, not passed on yet" in page, "And a bus" in page) == (True, True)
    assert told() == ["Free parking", "Others"]
    answer(survey, {"keep": "More of others"})
    assert told() == ["And a bus", "Free parking", "More of others", "Others"]
    assert open_with(code).content.decode().count("Take this answer back") == 2


def test_empty_words_are_asked_for_and_a_closed_survey_hands_them_back(survey, cast):
    code = return_code(answer(survey, {"keep": "Free parking"}).pk)
    page = open_with(code, go="add", words="  ")
    assert (page.status_code, "Write your words first." in page.content.decode()) == (422, True)
    close_survey(survey=survey, by=cast.lowri)
    page = open_with(code, go="add", words="Too late, alas")
    assert (page.status_code, "Too late, alas" in page.content.decode()) == (410, True)
    assert told() == ["Free parking"]


@pytest.mark.parametrize("is_closed", [False, True])
def test_private_answers_are_shared_one_by_one(cast, two_are_enough, is_closed):
    survey = ask(cast.programme, cast.lowri, "reflective-journal")
    code = return_code(answer(survey, JOURNAL).pk)
    if is_closed:
        close_survey(survey=survey, by=cast.lowri)
        seal_survey(survey_id=survey.pk)
    open_with(code, go="share", **{"share.changes": "group", "share.made_up": "group"})
    if not is_closed:
        assert told() == []
        answer(survey, {"changes": "Theirs"}, shared=["changes"])
    assert told() == ["Theirs"] * (not is_closed) + ["We huddled daily"]
    page = open_with(code).content.decode()
    assert "We huddled daily" in page.partition("Kept with this code")[0]
    assert "I was afraid" in page.partition("Kept with this code")[2]
    open_with(code, go="withdraw_all")
    assert told() == ["Theirs"] * (not is_closed)


def test_consent_is_changed_both_ways_for_words_the_team_has(cast, survey):
    code = return_code(answer(survey, {"keep": "Free parking"}, consent="anonymous_quote").pk)
    close_survey(survey=survey, by=cast.lowri)
    for consent in ("analysis", "anonymous_quote"):
        open_with(code, go="consent", consent=consent)
        assert (Contribution.objects.get().consent, Response.objects.get().consent) == (
            consent, consent,
        )  # fmt: skip
    open_with(code, go="consent", consent="attributed_quote")
    assert Response.objects.get().consent == "anonymous_quote"
    assert told() == ["Free parking"]


def text_of(form, data):
    if form == "docx":
        return "\n".join(each.text for each in Document(io.BytesIO(data)).paragraphs)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_own_copy_holds_all_that_stands_in_the_persons_language(cast, form):
    survey = ask(cast.programme, cast.lowri, "reflective-journal")
    row = answer(survey, JOURNAL, shared=["changes"], language="cy")
    close_survey(survey=survey, by=cast.lowri)
    files = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    sent = open_with(return_code(row.pk), go=form)
    text = text_of(form, sent.content)
    assert ("We huddled daily" in text, "I was afraid" in text) == (True, True)
    assert ("ar fy mhen fy hun" in text, "What changed" in text) == (True, False)
    assert sent["Content-Disposition"].startswith("attachment; filename=")
    assert "journal" not in sent["Content-Disposition"]
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == files


def test_own_copy_says_nothing_of_who_made_it_and_when(survey):
    code = return_code(answer(survey, {"keep": "Free \x0cparking <b>"}).pk)
    word = Document(io.BytesIO(open_with(code, go="docx").content)).core_properties
    assert (word.author, word.comments, word.last_modified_by, word.created.year) == (
        "", "", "", 2000,
    )  # fmt: skip
    paper = PdfReader(io.BytesIO(open_with(code, go="pdf").content))
    assert sorted(paper.metadata) == ["/Producer", "/Title"]
    assert paper.metadata["/Title"] == "Your answers"
    assert "<b>" in paper.pages[0].extract_text()


def test_ledger_tells_neither_words_nor_the_code(survey):
    row = answer(survey, {"keep": "Free parking"})
    open_with(return_code(row.pk), key="keep")
    stored = str(list(Erasure.objects.values()))
    assert [each for each in ("parking", str(row.pk), return_code(row.pk)) if each in stored] == []


@pytest.mark.parametrize(("days", "left"), [(14, 1), (15, 0)])
def test_drafts_nobody_sends_are_destroyed_after_a_fortnight(survey, days, left):
    kept, old = answer(survey, {"keep": "Sent"}), draft(survey, {"keep": "Never sent"})
    Response.objects.filter(pk=old.pk).update(saved_on=timezone.localdate() - timedelta(days=days))
    assert some_drafts_are_old() is (left == 0)
    assert destroy_old_drafts() == 1 - left
    assert Response.objects.filter(pk=old.pk).count() == left
    assert Response.objects.get(pk=kept.pk).saved_on is None
