"""Somebody answers at a link: no account, no script, one cookie, and nothing they typed is lost."""

import json
import re
import zipfile

import pytest
from django.test import Client

from cairn.audit.models import Entry
from cairn.evidence.models import Contribution
from cairn.programmes.actions.exports import export_programme
from cairn.surveys.actions import Sent, close_survey, save_answers, send_response
from cairn.surveys.drafts import draft_token, return_code
from cairn.surveys.models import Response
from cairn.surveys.tests.factories import answer, ask, begin, draft, fill, send_page, token_in, told

KEEP, NEVER = "Video calls for people who live far away", "Letters that came after the visit"
IN_WELSH = {"in-language": "cy"}


def test_answers_arrive_and_the_code_is_shown(phone, survey):
    check = fill(phone, survey, KEEP, NEVER)
    assert check == f"/a/{survey.key}/check/"
    sent = send_page(phone, check, go="send", consent="anonymous_quote")["Location"]
    row = Response.objects.get()
    assert (row.state, row.consent, row.answers) == (
        "sent", "anonymous_quote", {"keep": KEEP, "never_return": NEVER},
    )  # fmt: skip
    page = phone.get(sent).content.decode()
    assert return_code(row.pk) in page
    assert return_code(row.pk) not in str(Response.objects.values())


def test_only_cookie_keeps_the_draft(phone, survey):
    fill(phone, survey, KEEP, NEVER)
    assert list(phone.cookies) == ["cairn_draft"]
    assert phone.cookies["cairn_draft"]["max-age"] == 7 * 24 * 60 * 60


def test_answers_sent_without_any_cookie_count_by_the_token_on_the_page(phone, survey):
    first = begin(phone, survey)
    token = token_in(phone.get(first))
    stranger = Client(enforce_csrf_checks=True)
    stranger.post(first, {"draft": token, "keep": KEEP})
    assert Response.objects.get().answers == {"keep": KEEP}


def test_a_form_of_another_site_changes_nothing(phone, survey):
    first = begin(phone, survey)
    assert phone.post(first, {"keep": "planted"})["Location"] == f"/a/{survey.key}/"
    assert phone.post(first, {"draft": "made-up", "keep": "planted"}).status_code == 410
    assert Response.objects.get().answers == {}


def test_a_token_opens_no_response_to_another_survey(phone, cast, survey):
    other = ask(cast.dev_programme, cast.dev)
    mine = answer(other, {"keep": "Dev's people said this"})
    page = phone.post(f"/a/{survey.key}/check/", {"draft": draft_token(mine.pk), "go": "send"})
    assert (page.status_code, "Dev&#39;s people" in page.content.decode()) == (410, False)


def test_sending_twice_arrives_once(phone, survey):
    check = fill(phone, survey, KEEP, NEVER)
    token = token_in(phone.get(check))
    form = {"draft": token, "go": "send", "consent": "analysis"}
    codes = [phone.post(check, form)["Location"] for _ in range(3)]
    assert codes == [f"/a/{survey.key}/sent/"] * 3
    assert Response.objects.filter(state="sent").count() == 1


def test_language_changes_midway_and_what_was_typed_stays(phone, survey):
    first = begin(phone, survey)
    again = send_page(phone, first, keep=KEEP, **IN_WELSH)["Location"]
    page = phone.get(again).content.decode()
    assert again == first
    assert KEEP in page
    assert "Beth sydd wedi newid er gwell" in page
    assert '<html lang="cy"' in page


def test_language_changes_on_the_page_of_a_question_that_is_called_language(phone, cast):
    """One of the service users' survey asks how it went in somebody's own language."""
    survey = ask(cast.programme, cast.lowri, "service-user-survey")
    begin(phone, survey)
    address = f"/a/{survey.key}/8/"
    again = send_page(phone, address, language="worse", **IN_WELSH)
    page = phone.get(again["Location"]).content.decode()
    assert ('<html lang="cy"' in page, again["Location"]) == (True, address)
    assert Response.objects.get().answers == {"language": "worse"}


def test_language_changes_while_all_answers_are_looked_over(phone, cast):
    survey = ask(cast.programme, cast.lowri, "reflective-journal")
    row = draft(survey, {"changes": "We huddled", "learning": "I was afraid"})
    welsh = f"/a/{survey.key}/check/?language=cy"
    sent = {"draft": draft_token(row.pk), "share.changes": "group", "consent": "analysis"}
    page = phone.post(welsh, {**sent, **IN_WELSH}).content.decode()
    assert "Edrychwch dros eich atebion" in page
    assert re.findall(r'value="(\w+)" checked', page) == ["group", "nobody", "analysis"]
    at = phone.post(f"/a/{survey.key}/check/", {**sent, "go": "send"})["Location"]
    assert Response.objects.get().shared == ["changes"]
    page = phone.get(at).content.decode()
    assert ("Mae gennym ni. Diolch." in page, return_code(row.pk) in page) == (True, True)


def test_going_back_keeps_what_was_typed(phone, survey):
    second = send_page(phone, begin(phone, survey), keep=KEEP)["Location"]
    back = send_page(phone, second, never_return="half a sen", go="back")["Location"]
    assert KEEP in phone.get(back).content.decode()
    assert Response.objects.get().answers == {"keep": KEEP, "never_return": "half a sen"}


def test_two_tabs_keep_the_answers_of_both(phone, survey):
    first = begin(phone, survey)
    one, two = token_in(phone.get(first)), token_in(phone.get(first))
    second = phone.post(first, {"draft": one, "keep": KEEP})["Location"]
    phone.post(second, {"draft": two, "never_return": NEVER})
    assert Response.objects.get().answers == {"keep": KEEP, "never_return": NEVER}


def test_page_saved_from_an_old_reading_takes_nothing_away(survey):
    row = draft(survey, {"keep": "Video calls"})
    as_it_was = Response.objects.get(pk=row.pk)
    save_answers(response=row, values={"keep": KEEP}, language="en")
    now = save_answers(response=as_it_was, values={"never_return": NEVER}, language="cy")
    kept = Response.objects.get(pk=row.pk)
    assert kept.answers == now.answers == {"keep": KEEP, "never_return": NEVER}
    assert (kept.language, now.language) == ("cy", "cy")


def test_page_saved_from_an_old_reading_of_what_was_sent_is_refused(survey):
    as_it_was = draft(survey, {"keep": KEEP})
    send_response(response=as_it_was, shared=(), consent="anonymous_quote")
    with pytest.raises(Sent):
        save_answers(response=as_it_was, values={"keep": "Another"}, language="en")


def test_an_answer_that_cannot_be_kept_is_said_and_the_rest_stays(phone, cast):
    survey = ask(cast.programme, cast.lowri, "staff-survey")
    first = begin(phone, survey)
    page = send_page(phone, first, barometer="wonderful")
    assert page.status_code == 422
    assert "Choose from the answers below." in page.content.decode()


def test_required_question_left_empty_is_asked_for(phone, survey):
    page = send_page(phone, begin(phone, survey), keep="  ")
    assert page.status_code == 422
    assert "Answer this question to go on." in page.content.decode()


def test_required_question_passed_over_is_asked_for_before_sending(phone, survey):
    begin(phone, survey)
    check = f"/a/{survey.key}/check/"
    page = send_page(phone, check, go="send", consent="analysis")
    assert page.status_code == 422
    said = "What has changed for the better that you most want to keep? Answer this question"
    assert said in page.content.decode()
    assert Response.objects.get().state == "started"


def test_question_of_a_level_begins_with_its_name(phone, cast):
    survey = ask(cast.programme, cast.lowri, "system-submission")
    begin(phone, survey)
    page = phone.get(f"/a/{survey.key}/2/").content.decode()
    assert "Governance: What did your system achieve here?" in page


def test_opening_a_link_changes_nothing(phone, survey):
    phone.get(f"/a/{survey.key}/")
    phone.head(f"/a/{survey.key}/")
    assert (Response.objects.count(), list(phone.cookies)) == (0, [])


def test_nothing_says_who_answered_or_at_what_time(phone, survey):
    check = fill(phone, survey, KEEP, NEVER)
    send_page(phone, check, go="send", consent="analysis")
    stored = str(Response.objects.values().get())
    assert "127.0.0.1" not in stored
    assert Entry.objects.exclude(action="open_survey").count() == 0
    assert {field.get_internal_type() for field in Response._meta.fields} & {
        "DateTimeField"
    } == set()


def test_file_of_the_whole_programme_holds_no_responses(cast):
    survey = ask(cast.programme, cast.lowri, "reflective-journal")
    answer(survey, {"learning": "I was afraid"})
    with (
        export_programme(programme=cast.programme, by=cast.lowri) as file,
        zipfile.ZipFile(file) as archive,
    ):
        about = json.loads(archive.read("about.json"))
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert sorted(about["left_out"]) == [
        "programmes.message",
        "surveys.answerfile",
        "surveys.invitee",
        "surveys.response",
    ]
    assert (b"surveys.survey" in whole, b"I was afraid" in whole) == (True, False)


def test_private_answers_stay_unless_shared(cast):
    survey = ask(cast.programme, cast.lowri, "reflective-journal")
    said = {"written_by": "alone", "changes": "We huddled daily", "learning": "I was afraid"}
    answer(survey, said, shared=["changes"])
    close_survey(survey=survey, by=cast.lowri)
    assert told() == ["We huddled daily"]
    assert Response.objects.get().answers == {"written_by": "alone", "learning": "I was afraid"}
    assert Contribution.objects.get().channel == "survey"
