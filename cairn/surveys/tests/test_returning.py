"""With the return code a person sees what became of it and takes it back; nobody else can."""

import pytest

from cairn.evidence.models import Contribution, ContributionVersion
from cairn.surveys.actions import close_survey
from cairn.surveys.drafts import plain_code, return_code
from cairn.surveys.models import Response
from cairn.surveys.tests.factories import answer, ask, open_with


@pytest.fixture
def passed_on(cast):
    survey = ask(cast.programme, cast.lowri)
    row = answer(survey, {"keep": "Free parking for staff", "never_return": "Waiting in corridors"})
    answer(survey, {"keep": "Somebody else's words"})
    close_survey(survey=survey, by=cast.lowri)
    return row


def test_code_typed_in_any_way_opens_the_answers(passed_on):
    code = return_code(passed_on.pk)
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        page = open_with(typed).content.decode()
        assert ("Free parking for staff" in page, "Somebody else" in page) == (True, False)


def test_letters_and_digits_that_look_alike_are_read_as_one():
    assert plain_code("o1b8 aaaa 2222") == "OIBB-AAAA-2222"


def test_answers_open_in_their_language_and_in_the_other_one_asked_for(phone, cast):
    survey = ask(cast.programme, cast.lowri)
    code = {"code": return_code(answer(survey, {"keep": "Bws am ddim"}, language="cy").pk)}
    for asked in ("", "?language=cy", "?language=en"):
        page = phone.post(f"/a/back/answers/{asked}", code).content.decode()
        spoken = "en" if asked.endswith("en") else "cy"
        assert (f'<html lang="{spoken}"' in page, "Bws am ddim" in page) == (True, True)
    welsh = phone.get("/a/back/?language=cy").content.decode()
    assert 'action="/a/back/answers/?language=cy"' in welsh
    refused = phone.post("/a/back/answers/?language=cy", {"code": "AAAA"}).content.decode()
    assert ("Mae problem" in refused, "There is a problem" in refused) == (True, False)


@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC", "%", "a" * 41])
def test_other_codes_open_nothing(passed_on, code):
    page = open_with(code)
    assert page.status_code == 422
    assert "Free parking" not in page.content.decode()


def test_one_answer_is_taken_back_out_of_evidence(passed_on):
    told = Contribution.objects.get(versions__text="Free parking for staff")
    page = open_with(return_code(passed_on.pk), contribution=str(told.pk)).content.decode()
    assert ("Free parking" in page, "Waiting in corridors" in page) == (False, True)
    left = sorted(ContributionVersion.objects.values_list("text", flat=True))
    assert left == ["", "Somebody else's words", "Waiting in corridors"]


def test_nobody_takes_back_what_another_said(passed_on):
    theirs = Contribution.objects.get(versions__text="Somebody else's words")
    open_with(return_code(passed_on.pk), contribution=str(theirs.pk))
    open_with(return_code(passed_on.pk), contribution="no-id")
    assert Contribution.objects.filter(withdrawn_at=None).count() == 3


def test_everything_is_taken_back_and_the_code_opens_nothing_more(passed_on):
    code = return_code(passed_on.pk)
    assert "Everything was taken back" in open_with(code, go="withdraw_all").content.decode()
    assert sorted(ContributionVersion.objects.values_list("text", flat=True)) == [
        "", "", "Somebody else's words",
    ]  # fmt: skip
    passed_on.refresh_from_db()
    assert (passed_on.state, passed_on.answers) == ("withdrawn", {})
    assert open_with(code).status_code == 422


def test_an_answer_not_passed_on_yet_is_taken_back(cast):
    row = answer(ask(cast.programme, cast.lowri), {"keep": "Early words", "never_return": "Late"})
    page = open_with(return_code(row.pk), key="keep").content.decode()
    assert "Early words" not in page
    assert Response.objects.get().answers == {"never_return": "Late"}
    assert Contribution.objects.count() == 0


def test_code_and_evidence_are_joined_by_no_column(passed_on):
    code = return_code(passed_on.pk)
    stored = str([list(Contribution.objects.values()), list(ContributionVersion.objects.values())])
    assert (str(passed_on.pk) in stored, passed_on.return_hash in stored, code in stored) == (
        False, False, False,
    )  # fmt: skip
