"""The easy-read form: short words and drawings over the same questions, answers and counts."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from cairn.catalogue.asking import drafting
from cairn.catalogue.asking.drawings import drawings
from cairn.surveys.actions import close_survey
from cairn.surveys.actions.building import edit_questionnaire, open_questionnaire
from cairn.surveys.models import Response
from cairn.surveys.queries.counting import results_of
from cairn.surveys.tests.factories import answer, ask, begin, send_page, token_in
from cairn.surveys.tests.test_building import add, make
from cairn.surveys.tests.test_keeping import broken_at
from cairn.surveys.tests.test_personal_link import link_to

EASY = "?form=easy"
SAID = {
    "contact": ["phone", "video"], "experience": "They rang me back", "carer": "neither",
    "compared": "better", "better_worse": "No bus", "reaching": "better", "waiting": "worse",
    "listened": "same", "role_band": "carer",
}  # fmt: skip


@pytest.fixture
def survey(cast):
    return ask(cast.programme, cast.lowri, "service-user-survey")


def read(phone, address):
    return phone.get(address).content.decode()


def drawn(page):
    """The names of the drawings on a page, however it is indented."""
    plain = "".join(page.split())
    return [name for name, drawing in drawings().items() if "".join(drawing.split()) in plain]


def walk(phone, at):
    """Answer page after page; the questions of each, and the address of the page to look over."""
    asked = []
    while "/check/" not in at:
        asked.append(list(dict.fromkeys(re.findall(r'id="q-([a-z_]+)"', read(phone, at)))))
        at = send_page(phone, at, go="on", **SAID)["Location"]
    return asked, at


def start(phone, survey, language="en"):
    """Begin in easy read; the address of the first page."""
    sent = {"in-language": language, "told": survey.mode}
    return phone.post(f"/a/{survey.key}/{EASY}", sent)["Location"]


def test_both_forms_ask_the_same_and_store_the_same(survey):
    one, other = Client(), Client()
    standard, check = walk(one, begin(one, survey))
    easy, easy_check = walk(other, start(other, survey))
    assert easy == [[code] for page in standard for code in page]
    assert (len(standard), len(easy)) == (8, 13)
    assert (check, easy_check) == (f"/a/{survey.key}/check/", f"/a/{survey.key}/check/{EASY}")
    rows = list(Response.objects.values_list("answers", flat=True))
    assert rows == [SAID, SAID]
    sent = [send_page(who, at, go="send", consent="analysis")["Location"]
            for who, at in ((one, check), (other, easy_check))]  # fmt: skip
    assert sent == [f"/a/{survey.key}/sent/", f"/a/{survey.key}/sent/{EASY}"]
    assert "We have it" in read(other, sent[1])


def test_answers_of_both_forms_count_together(cast, survey):
    for said in ["better"] * 11 + ["worse"] * 12:
        answer(survey, {"compared": said})
    phone = Client()
    _asked, check = walk(phone, start(phone, survey))
    send_page(phone, check, go="send", consent="analysis")
    close_survey(survey=survey, by=cast.lowri)
    found = {each.asked.key: dict(zip(each.asked.question.option_codes, each.counts, strict=True))
             for each in results_of(survey)}  # fmt: skip
    assert (found["compared"]["better"], found["compared"]["worse"]) == (12, 12)


def test_easy_read_is_kept_from_page_to_page_and_shows_short_words_and_drawings(phone, survey):
    first = read(phone, f"/a/{survey.key}/{EASY}")
    assert "Tell us about your care. You can skip questions." in first
    assert "In danger? Call 999." in first
    assert drawn(first) == ["people-talking"]
    page = read(phone, start(phone, survey))
    assert "How did you see or speak to us?" in page
    assert "You can choose more than one." in page
    assert drawn(page) == ["clinic", "home-visit", "message", "phone", "video-call", "ways-to-meet"]
    assert "How did you have your care or help?" not in page
    _asked, check = walk(phone, f"/a/{survey.key}/1/{EASY}")
    page = read(phone, check)
    assert ("On a video call" in page, "By video" in page) == (True, False)
    assert set(re.findall(r'href="(/a/[^"]+/\d+/[^"]*)"', page)) == {
        f"/a/{survey.key}/{number}/{EASY}" for number in (1, 2, 3, 4, 6, 7, *range(8, 15))
    }


def test_the_form_changes_midway_and_back_and_no_answer_is_lost(phone, survey):
    _asked, _check = walk(phone, begin(phone, survey))
    parts = f"/a/{survey.key}/8/"
    assert "Getting hold of somebody" in read(phone, parts)
    typed = {"reaching": "worse", "waiting": "same", "listened": "better"}
    easy = send_page(phone, parts, form="easy", **typed)["Location"]
    page = read(phone, easy)
    assert easy == f"/a/{survey.key}/8/{EASY}"
    assert ("Reaching someone" in page, "Waiting" in page) == (True, False)
    assert re.findall(r'value="(\w+)" checked', page) == ["worse"]
    third = f"/a/{survey.key}/11/{EASY}"
    assert send_page(phone, third, form="standard", listened="same")["Location"] == parts
    row = Response.objects.get()
    assert row.answers == SAID | {"reaching": "worse", "waiting": "same", "listened": "same"}


def test_a_page_of_the_other_form_sent_again_keeps_its_own_answers(phone, survey):
    """Two tabs, or the back button: the number of a page says another question in each form."""
    begin(phone, survey)
    old = f"/a/{survey.key}/9/"
    token = token_in(phone.get(old))
    easy = send_page(phone, old, form="easy", role_band="carer")["Location"]
    send_page(phone, easy, role_band="carer")
    phone.post(old, {"draft": token, "role_band": "other_role", "sector": "acute"})
    assert Response.objects.get().answers == {"role_band": "other_role", "sector": "acute"}
    phone.post(f"/a/{survey.key}/9/{EASY}", {"draft": token, "waiting": "worse"})
    assert Response.objects.get().answers == {
        "role_band": "other_role", "sector": "acute", "waiting": "worse",
    }  # fmt: skip


def test_easy_read_in_welsh_and_the_language_changes_midway(phone, survey):
    first = read(phone, f"/a/{survey.key}/?language=cy&form=easy")
    assert "Dywedwch wrthym am eich gofal. Gallwch hepgor cwestiynau." in first
    assert 'href="?language=en&amp;form=easy"' in first
    assert 'href="?language=cy"' in first
    at = start(phone, survey, "cy")
    page = read(phone, at)
    assert ('<html lang="cy"' in page, "Daethon nhw ata i" in page) == (True, True)
    assert send_page(phone, at, contact=["phone"], **{"in-language": "en"})["Location"] == at
    page = read(phone, at)
    assert ("They came to me" in page, 'value="phone" checked' in page) == (True, True)


def test_an_instrument_without_the_form_offers_none(phone, cast):
    survey = ask(cast.programme, cast.lowri)
    for address in (f"/a/{survey.key}/{EASY}", start(phone, survey)):
        page = read(phone, address)
        assert ("Easy read" in page, "Standard" in page, "<svg" in page) == (False, False, False)
    at = send_page(phone, f"/a/{survey.key}/1/", form="easy", keep="Calls")["Location"]
    assert (at, Response.objects.get().answers) == (f"/a/{survey.key}/1/", {"keep": "Calls"})


def own_survey(cast):
    """Questions of the programme's own in easy read, of which one is required and one a month."""
    row = make(cast, "service-user-survey")
    easy = {"text": drafting.words("When?", "Pryd?")}
    row = add(row, cast.amina, "In which month?", section="experience", kind="month", easy=easy)

    def require(data):
        return drafting.put_question(
            data, "experience", drafting.find_question(data, "experience") | {"required": True}
        )

    row = edit_questionnaire(questionnaire=row, change=require, by=cast.amina)
    lists = {"place": ["<b>Made-up Valley</b>"]}
    return open_questionnaire(questionnaire=row, lists=lists, by=cast.amina)


def test_who_cannot_read_a_required_question_need_not_answer_it_first(phone, cast):
    survey = own_survey(cast)
    begin(phone, survey)
    at = f"/a/{survey.key}/2/"
    assert send_page(phone, at, experience="", form="easy")["Location"] == at + EASY
    assert send_page(phone, at + EASY, experience="", go="on").status_code == 422


def test_a_month_that_cannot_be_kept_is_said_before_the_form_changes(phone, cast):
    survey = own_survey(cast)
    begin(phone, survey)
    sent = {"in_which_month.month": "13", "in_which_month.year": "2026", "form": "easy"}
    page = send_page(phone, f"/a/{survey.key}/3/", **sent)
    assert (page.status_code, 'value="13"' in page.content.decode()) == (422, True)


def test_names_from_the_teams_list_are_shown_as_they_are_written(phone, cast):
    survey = own_survey(cast)
    walk(phone, start(phone, survey))
    page = read(phone, f"/a/{survey.key}/16/{EASY}")
    assert "Where was it?" in page
    assert ("<b>Made-up" in page, "&lt;b&gt;Made-up" in page) == (False, True)


def test_what_a_fault_hands_back_is_sent_again_to_the_same_form(phone, survey):
    at = start(phone, survey)
    sent = {"draft": token_in(phone.get(at)), "contact": ["phone"]}
    with broken_at(2, OperationalError("database is locked")):
        page = phone.post(at, sent)
    assert page.status_code == 503
    assert f'action="{at}"' in page.content.decode()


def test_a_link_of_ones_own_begins_in_easy_read_too(phone, cast, survey):
    _row, link = link_to(survey, cast.lowri)
    assert "Tell us about your care." in read(phone, link + EASY)
    first = phone.post(link + EASY, {"told": "anonymous"})["Location"]
    assert first == f"/a/{survey.key}/1/{EASY}"
