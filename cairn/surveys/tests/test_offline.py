"""Answers written without signal: sent once however often they are sent, and refused with a reason."""

import html
import re
import uuid
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.test import Client

from cairn.catalogue.shelves import instrument
from cairn.evidence.models import ContributionVersion
from cairn.surveys.actions import close_survey, invite, seal_survey, withdraw_response
from cairn.surveys.drafts import link_token, return_code, written_key
from cairn.surveys.models import Response
from cairn.surveys.rules import can_be_written_offline
from cairn.surveys.tests.factories import answer_invited, ask, participant
from cairn.surveys.tests.test_keeping import broken_at

WORDS = "Five beds stood in the corridor"
ALONG = {"told": "anonymous", "consent": "analysis", "language": "en"}


def send(survey, written=None, **said):
    """As the page's script does; names of `said` that are the page's own come before the answers'."""
    own = {"written": written or uuid.uuid4(), **ALONG}
    own |= {name: said.pop(name) for name in [*own, "link"] if name in said}
    form = {f"this-{name}": value for name, value in own.items()} | {"keep": WORDS, **said}
    return Client(enforce_csrf_checks=True).post(f"/a/{survey.key}/offline/send/", form)


def problems(page):
    assert page.status_code == 422
    return [(each["at"], each["text"]) for each in page.json()["problems"]]


def invited(survey, by):
    one = participant(survey.programme, "Made-up Nia")
    [row] = invite(survey=survey, participants=[one], by=by)
    return row, link_token(row.pk)


def test_sent_five_times_arrives_once_and_is_told_the_same_code(survey):
    written = uuid.uuid4()
    answers = [send(survey, written) for _copy in range(5)]
    row = Response.objects.get()
    assert [each.json() for each in answers] == [{"code": return_code(row.pk)}] * 5
    assert [each.cookies for each in answers] == [{}] * 5
    assert (row.state, row.answers, row.consent) == ("sent", {"keep": WORDS}, "analysis")


def test_two_devices_are_two_responses_and_their_ids_tell_nothing(survey):
    first, second = uuid.uuid4(), uuid.uuid4()
    codes = {send(survey, each).json()["code"] for each in (first, second)}
    kept = set(Response.objects.values_list("pk", flat=True))
    assert codes == {return_code(pk) for pk in kept}
    assert (len(codes), kept & {first, second}) == (2, set())


def test_lost_receipt_is_told_again_after_closing_and_sealing(cast, survey):
    written = uuid.uuid4()
    code = send(survey, written).json()["code"]
    close_survey(survey=survey, by=cast.lowri)
    assert send(survey, written).json() == {"code": code}
    seal_survey(survey_id=survey.pk)
    assert Response.objects.filter(pk=written_key(survey.pk, written)).count() == 0
    assert send(survey, written).json() == {"code": code}
    assert Response.objects.count() == 1


def test_what_was_taken_back_does_not_come_again(survey):
    written = uuid.uuid4()
    code = send(survey, written).json()["code"]
    withdraw_response(response=Response.objects.get(), code=code)
    send(survey, written)
    row = Response.objects.get()
    assert (row.state, row.answers) == ("withdrawn", {})


def test_closed_survey_takes_nothing_and_says_so(cast, survey):
    close_survey(survey=survey, by=cast.lowri)
    assert (send(survey).status_code, Response.objects.count()) == (410, 0)
    assert Client().get(f"/a/{survey.key}/offline/").status_code == 410


def test_key_of_no_survey_opens_nothing(survey):
    survey.key = "no-such-key"
    page = Client().get("/a/no-such-key/offline/")
    assert (send(survey).status_code, page.status_code) == (404, 404)


def test_missing_answers_are_named_with_their_place_and_nothing_is_stored(survey):
    found = problems(send(survey, keep=" ", consent="", language="cy"))
    assert [at for at, _text in found] == ["q-keep", "id_this-consent"]
    assert found[0][1].startswith("Beth sydd wedi newid er gwell")
    assert Response.objects.count() == 0
    assert problems(send(survey, written="no-id"))[0][0] == "id_this-written"


def test_only_what_is_asked_is_checked_and_kept(cast):
    survey = ask(cast.programme, cast.lowri, "follow-up")
    asked_again = {"still_going": "ended", "why_ended": "The money", "how_changed": "Not asked"}
    month = {"ask_from.month": "13", "ask_from.year": "2026"}
    wrong = problems(send(survey, **asked_again, **month, ask_again="yes_later"))
    assert [at for at, _text in wrong] == ["q-ask_from"]
    assert send(survey, **asked_again, **month, ask_again="no_more").status_code == 200
    kept = {"still_going": "ended", "why_ended": "The money", "ask_again": "no_more"}
    assert Response.objects.get().answers == kept


def test_private_answers_stay_private_but_those_shared(cast):
    survey = ask(cast.programme, cast.lowri, "reflective-journal")
    chosen = r'name="this-share\.([^"]+)"\s+type="radio" value="nobody" checked'
    first, second, third = re.findall(chosen, page_of(survey))[:3]
    given = {first: "one", second: "two", third: "three", f"this-share.{first}": "nobody"}
    sharing = {f"this-share.{second}": "group", f"this-share.{third}": "facilitators"}
    answer = send(survey, **given, **sharing)
    row = Response.objects.get()
    assert (answer.status_code, set(row.shared), row.confided) == (200, {second, third}, [third])
    close_survey(survey=survey, by=cast.lowri)
    narrow = ContributionVersion.objects.values_list("text", "contribution__is_confided")
    assert set(narrow) == {("two", False), ("three", True)}


def page_of(survey, along=""):
    page = Client().get(f"/a/{survey.key}/offline/{along}")
    assert (page.status_code, page.cookies) == (200, {})
    return html.unescape(page.content.decode())


def test_page_holds_every_question_and_when_it_is_asked(cast):
    page = page_of(ask(cast.programme, cast.lowri, "follow-up"))
    blocks = re.findall(r'data-key="(\S+)" data-after="(\S*)" data-options="([^"]*)"', page)
    assert ("why_ended", "still_going", "ended") in blocks
    assert ("still_going", "", "") in blocks
    assert 'name="ask_from.month"' in page


def test_page_asks_by_the_level_that_was_chosen(cast):
    page = page_of(ask(cast.programme, cast.lowri, "stocktake"))
    assert page.count("data-chooses") == 1
    levels = dict.fromkeys(re.findall(r'data-level="([^"]+)"', page))
    assert list(levels) == [level.code for level in instrument("stocktake").level_items]


def test_page_comes_in_both_languages_and_in_easy_read(cast):
    survey = ask(cast.programme, cast.lowri, "service-user-survey")
    assert "On the phone" in page_of(survey, "?language=en&form=easy")
    assert '<html lang="cy"' in page_of(survey, "?language=cy")


def test_what_to_know_before_a_device_keeps_answers_is_said_in_easy_words_too(cast):
    survey = ask(cast.programme, cast.lowri, "service-user-survey")
    standard, easy = page_of(survey), page_of(survey, "?form=easy")
    notice = easy.partition('data-when="ask" hidden>\n')[2].partition("<button")[0]
    assert ("Do this only on a device" in standard, "Do this only" in easy) == (True, False)
    assert "A person who can open this device can read your answers." in notice
    assert ("<svg" in notice, "Your own link" in notice) == (True, False)
    sentences = re.findall(r"[^.?>]+[.?]", re.sub(r"<svg.*?</svg>", "", notice, flags=re.DOTALL))
    assert max(len(each.split()) for each in sentences) <= 15


def test_page_allows_its_worker_and_the_worker_is_a_script(survey):
    policy = Client().get(f"/a/{survey.key}/offline/")["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    worker = Client().get("/a/offline.js")
    assert (worker.status_code, worker["Content-Type"]) == (200, "text/javascript")


def test_start_page_offers_it_where_no_file_has_to_be_given(survey):
    page = Client().get(f"/a/{survey.key}/").content.decode()
    assert 'href="offline/?language=en"' in page


def test_questions_for_files_are_left_out_and_one_that_must_be_answered_rules_it_out(cast):
    page = page_of(ask(cast.programme, cast.lowri, "story"))
    assert ("cannot be sent this way" in page, 'type="file"' in page) == (True, False)
    story = instrument("story")
    for given, offered in ((story, True), (only_files(story), False), (must_give(story), False)):
        assert can_be_written_offline(given) is offered


def only_files(found):
    parts = [replace(each, questions=files_of(each)) for each in found.sections]
    return replace(found, sections=tuple(each for each in parts if each.questions))


def must_give(found):
    def strict(each):
        return replace(each, required=each.required or each.is_file)

    parts = (replace(part, questions=tuple(map(strict, part.questions))) for part in found.sections)
    return replace(found, sections=tuple(parts))


def files_of(section):
    return tuple(each for each in section.questions if each.is_file)


def test_personal_link_is_spent_by_the_first_that_arrives(cast, survey):
    row, link = invited(survey, cast.lowri)
    address = f"/a/i/{link}/offline/"
    page = Client().get(address)
    assert f'name="this-link" value="{link}"' in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    answer_invited(row, {"keep": "on another device"})
    assert send(survey, link=link).status_code == 409
    assert Client().get(address)["Location"] == f"/a/i/{link}/"
    assert [each.answers["keep"] for each in Response.objects.filter(state="sent")] == [
        "on another device"
    ]


@pytest.mark.parametrize("mode", ["anonymous", "named"])
def test_personal_link_counts_once_and_is_known_as_far_as_was_told(cast, mode):
    survey = ask(cast.programme, cast.lowri, mode=mode)
    row, link = invited(survey, cast.lowri)
    written = uuid.uuid4()
    codes = [send(survey, written, link=link, told=mode).json() for _copy in range(2)]
    response = Response.objects.get()
    assert codes == [{"code": return_code(response.pk)}] * 2
    assert (response.invitee_id == row.pk) is (mode == "named")
    assert (response.ballot_hash is not None) is (mode == "anonymous")


def test_survey_with_names_takes_nothing_without_a_link_or_by_anothers(cast, survey):
    named = ask(cast.programme, cast.lowri, mode="named")
    _row, link = invited(survey, cast.lowri)
    assert Client().get(f"/a/{named.key}/offline/")["Location"] == f"/a/{named.key}/"
    assert "a link of your own" in problems(send(named, told="named"))[0][1]
    assert send(named, told="named", link=link).status_code == 410
    assert send(named, told="named", link="no-such-link").status_code == 410
    assert Client().get("/a/i/no-such-link/offline/").status_code == 404
    assert Response.objects.count() == 0


def test_mode_that_changed_since_is_not_answered_under(survey):
    assert "Please read this again." in problems(send(survey, told="named"))[0][1]


def test_busy_store_says_so_and_keeps_nothing_half(survey):
    written = uuid.uuid4()
    for nth in (3, 6, 9):
        with broken_at(nth, OperationalError("database is locked")):
            assert send(survey, written).status_code == 503
        assert Response.objects.count() == 0
    assert send(survey, written).status_code == 200


def test_question_called_like_something_of_the_page_is_answered_like_any(cast):
    """One asks how it went in somebody's own language, and `language` is its code."""
    survey = ask(cast.programme, cast.lowri, "service-user-survey")
    own = {"written": uuid.uuid4(), **ALONG, "language": "cy"}
    form = {f"this-{name}": value for name, value in own.items()} | {"language": "worse"}
    answer = Client().post(f"/a/{survey.key}/offline/send/", form)
    row = Response.objects.get()
    assert (answer.status_code, row.language, row.answers) == (200, "cy", {"language": "worse"})
