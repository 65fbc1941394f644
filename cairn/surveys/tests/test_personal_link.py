"""A link of one's own: opening it changes nothing, it counts once, and it leaves no trace behind."""

import re

import pytest

from cairn.surveys.actions import close_survey, invite
from cairn.surveys.drafts import link_token
from cairn.surveys.models import Invitee, Response
from cairn.surveys.tests.factories import answer_invited, ask, make_phone, participant, token_in

ALLOWED = {"go": "send", "consent": "analysis"}


def link_to(survey, by, name="Made-up Nia", **fields):
    one = participant(survey.programme, name, **fields)
    [row] = invite(survey=survey, participants=[one], by=by)
    return row, f"/a/i/{link_token(row.pk)}/"


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Invitee, Response)]


def answer_by(browser, link, words):
    first = browser.post(link, {"told": "anonymous"})["Location"]
    browser.post(first, {"draft": token_in(browser.get(first)), "keep": words})
    check = re.sub(r"\d+/$", "check/", first)
    draft = token_in(browser.get(check))
    # The third page holds a question that has to be answered before anything can be sent.
    browser.post(first.replace("/1/", "/2/"), {"draft": draft, "never_return": "made up"})
    return browser.post(check, ALLOWED | {"draft": draft})


def test_opening_a_link_by_any_program_changes_nothing(cast):
    _row, link = link_to(ask(cast.programme, cast.lowri), cast.lowri)
    before = stored()
    for method in ("get", "head"):
        page = getattr(make_phone(), method)(link)
        assert (page.status_code, page["Referrer-Policy"]) == (200, "no-referrer")
        assert page.cookies == {}
    assert stored() == before


def test_a_scanner_that_presses_the_button_spends_nothing(cast):
    row, link = link_to(ask(cast.programme, cast.lowri), cast.lowri)
    make_phone().post(link, {"told": "anonymous"})
    row.refresh_from_db()
    assert (row.has_answered, Response.objects.exclude(answers={}).count()) == (False, 0)
    page = answer_by(make_phone(), link, "my own words")
    assert page["Location"].endswith("/sent/")
    assert Response.objects.get(state="sent").answers["keep"] == "my own words"


def test_link_leads_back_to_the_draft_in_its_browser_only(cast):
    _row, link = link_to(ask(cast.programme, cast.lowri), cast.lowri)
    mine = make_phone()
    mine.post(link, {"told": "anonymous"})
    begun = "You have begun on this device."
    assert begun in mine.get(link).content.decode()
    assert begun not in make_phone().get(link).content.decode()


def test_link_says_that_answers_have_arrived(cast):
    survey = ask(cast.programme, cast.lowri)
    _row, link = link_to(survey, cast.lowri)
    late = make_phone()
    first = late.post(link, {"told": "anonymous"})["Location"]
    assert answer_by(make_phone(), link, "words").status_code == 302
    for page in (make_phone().get(link), make_phone().post(link, {"told": "anonymous"})):
        assert "Your answers have arrived" in page.content.decode()
    assert answer_by_again(late, first).status_code == 409
    assert Response.objects.filter(state="sent").count() == 1


def answer_by_again(browser, first):
    draft = token_in(browser.get(first))
    for number in (1, 2):
        address = first.replace("/1/", f"/{number}/")
        browser.post(address, {"draft": draft, "keep": "more", "never_return": "more"})
    return browser.post(first.replace("/1/", "/check/"), ALLOWED | {"draft": draft})


@pytest.mark.parametrize("token", ["no-such-link", "%2e%2e", "a" * 200])
def test_other_links_open_nothing(cast, token):
    ask(cast.programme, cast.lowri)
    assert make_phone().get(f"/a/i/{token}/").status_code == 404


def test_link_opens_nothing_once_the_survey_is_closed(cast):
    survey = ask(cast.programme, cast.lowri)
    _row, link = link_to(survey, cast.lowri)
    close_survey(survey=survey, by=cast.lowri)
    assert make_phone().get(link).status_code == 404


@pytest.mark.parametrize(
    ("mode", "said", "not_said"),
    [
        ("anonymous", "These answers are anonymous.", "Amina"),
        ("confidential", "nobody else in the team can: Amina.", "answers are anonymous"),
        ("named", "Your name stands with these answers.", "answers are anonymous"),
    ],
)
def test_pages_say_who_can_tell(cast, mode, said, not_said):
    survey = ask(cast.programme, cast.lowri, mode=mode, confidants=[cast.amina])
    _row, link = link_to(survey, cast.lowri)
    browser = make_phone()
    first = browser.post(link, {"told": mode})["Location"]
    for address in (link, first.replace("/1/", "/check/")):
        page = browser.get(address).content.decode()
        main = page[page.index("<main") : page.index("</main")]
        assert (said in main, not_said in main) == (True, False)


def test_link_opens_in_the_language_of_its_person(cast):
    _row, link = link_to(ask(cast.programme, cast.lowri), cast.lowri, language="cy")
    assert '<html lang="cy"' in make_phone().get(link).content.decode()


def test_open_link_takes_no_answers_that_need_a_name(cast):
    survey = ask(cast.programme, cast.lowri, mode="named")
    assert (
        "open the link that was sent to you"
        in make_phone().get(f"/a/{survey.key}/").content.decode()
    )
    assert make_phone().post(f"/a/{survey.key}/", {"told": "named"}).status_code == 422
    assert Response.objects.count() == 0


def test_mode_that_changed_meanwhile_is_read_again(cast):
    survey = ask(cast.programme, cast.lowri)
    _row, link = link_to(survey, cast.lowri)
    page = make_phone().post(link, {"told": "named"})
    assert page.status_code == 422
    assert "Please read this again." in page.content.decode()


def test_neither_link_nor_invitee_is_kept_with_the_answers(cast):
    row, _link = link_to(ask(cast.programme, cast.lowri), cast.lowri)
    before = stored()[0]
    answer_invited(row, {"keep": "words"})
    assert stored()[0] == before
    kept = str(Response.objects.values().get())
    secrets = (row.pk.hex, str(row.pk), row.key_hash, str(row.participant_id), link_token(row.pk))
    assert [each for each in secrets if each in kept] == []
