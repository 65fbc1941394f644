"""A nurse answers on a phone, in Welsh, with and without script; returns; takes one answer back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

KEEP = "Y rownd ward fer bob bore (enghraifft)"
NEVER = "Aros am lythyrau (enghraifft)"
SMALL = 320


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def phone(request, walker_in):
    """A phone; pages can be looked at only where script runs."""
    found = walker_in(java_script_enabled=request.param)
    found.look = found.look if request.param else lambda *_picture: None
    return found


def test_nurse_answers_in_welsh_comes_back_and_takes_one_answer_back(walker, phone):
    walker.sign_in("lowri")
    link = lead_opens_a_survey(walker)
    nurse_answers(phone, link)
    code = and_sends_it(phone)
    lead_closes_it(walker)
    nurse_takes_one_answer_back(phone, code)
    walker.go(walker.site.begun + "evidence/?channel=survey")
    walker.should_read(KEEP)
    expect(walker.page.get_by_role("main")).not_to_contain_text(NEVER)


def lead_opens_a_survey(walker):
    walker.go(walker.site.begun + "surveys/")
    walker.look()
    walker.page.locator("a[href$='open/listening-survey/']").click()
    walker.look("ask-open")
    walker.page.get_by_label("Places people may choose from").fill("Made-up Valley\nMade-up Coast")
    walker.press("Open the survey")
    walker.look("ask-survey")
    return walker.page.locator("main a[href*='/a/']").get_attribute("href")


def nurse_answers(phone, link):
    phone.go(link)
    phone.page.get_by_role("link", name="Cymraeg").click()
    phone.look()
    phone.page.get_by_role("button").click()
    phone.page.locator("textarea").fill(KEEP)
    phone.page.set_viewport_size({"width": SMALL, "height": 640})
    phone.look("ask-question", SMALL)
    on(phone)
    phone.page.locator("textarea").fill(NEVER)
    on(phone)
    phone.look()
    phone.page.get_by_label("Made-up Valley").check()
    on(phone)


def on(phone):
    phone.page.locator("button[value=on]").click()


def and_sends_it(phone):
    phone.should_read(KEEP, NEVER, "Made-up Valley")
    phone.look("ask-check")
    send = phone.page.locator("button[value=send]")
    send.click()
    phone.look()
    phone.page.locator("input[name=consent]").first.check()
    send.click()
    phone.look("ask-sent", SMALL)
    return phone.page.locator("h2 + p").first.inner_text()


def lead_closes_it(walker):
    walker.press("Close the survey")
    walker.should_be_told("The survey is closed.")
    walker.look()


def nurse_takes_one_answer_back(phone, code):
    phone.page.locator("main a[href='/a/back/']").click()
    phone.look()
    phone.page.locator("input[name=code]").fill(code)
    phone.page.locator("main button").click()
    phone.should_read(KEEP, NEVER)
    phone.look("ask-return")
    phone.page.locator("section", has_text=NEVER).get_by_role("button").click()
    phone.should_read(KEEP)
    expect(phone.page.get_by_role("main")).not_to_contain_text(NEVER)


def test_somebody_answers_in_easy_read_and_goes_on_in_the_other_form(walker, walker_in):
    walker.sign_in("lowri")
    walker.go(walker.site.begun + "surveys/open/service-user-survey/")
    walker.press("Open the survey")
    reader = walker_in()
    reader.go(walker.page.locator("main a[href*='/a/']").get_attribute("href"))
    reader.page.get_by_role("link", name="Easy read").click()
    reader.look()
    reader.press("Start")
    reader.page.get_by_label("On the phone").check()
    reader.look("ask-easy-read")
    reader.press("Standard")
    expect(reader.page.get_by_label("By phone")).to_be_checked()
    reader.look()
    reader.press("Easy read")
    reader.press("Save and look over all answers")
    reader.should_read("How did you see or speak to us?", "On the phone")
    reader.look()


def test_person_invited_by_name_answers_once_and_the_team_reads_whose_it_is(walker, walker_in):
    walker.sign_in("lowri")
    walker.go(walker.site.winter + "participants/add/")
    walker.page.get_by_label("Name").fill("Made-up Nesta")
    walker.page.get_by_label("E-mail").fill("made-up-nesta@example.org")
    walker.page.get_by_label("Role band").fill("Nursing")
    walker.page.get_by_role("main").locator("button[type=submit]").first.click()
    walker.go(walker.site.winter + "surveys/open/listening-survey/")
    walker.page.get_by_label("Named: everybody in the team can tell").check()
    walker.press("Open the survey")
    survey = walker.page.url.removeprefix(walker.site.address)
    walker.page.get_by_role("link", name="Invite participants by a link of their own").click()
    walker.look("ask-invite")
    walker.page.get_by_role("button", name="Invite", exact=False).first.click()
    walker.should_read("Not answered yet", "Made-up Nesta")
    nesta_answers(walker_in(), link_of_nesta(walker.site))
    walker.go(survey + "invited/")
    walker.look("ask-invited")
    expect(walker.page.get_by_role("main")).not_to_contain_text("Made-up Nesta")
    walker.go(survey + "named/")
    walker.should_read("Made-up Nesta", "Their words come with the next batch")
    walker.look()


def link_of_nesta(site):
    """As it stands in the message that waits for her."""
    ask = (
        "from cairn.programmes.models import Message;"
        "print(Message.objects.filter(to_address='made-up-nesta@example.org').latest('pk').body)"
    )
    return re.search(r"/a/i/\S+", site.manage("shell", "-v0", "-c", ask))[0]


def nesta_answers(phone, link):
    phone.go(link)
    phone.look("ask-personal", SMALL)
    phone.follow("Answer without signal")
    phone.should_read("Your own link is kept with it.")
    phone.look()
    phone.go(link)
    phone.press("Start")
    for words in (KEEP, NEVER):
        phone.page.locator("textarea").fill(words)
        on(phone)
    on(phone)
    phone.should_read("Your name stands with these answers.")
    phone.look()
    phone.page.locator("input[name=consent]").first.check()
    phone.page.locator("button[value=send]").click()
    phone.go(link)
    phone.should_read("Your answers have arrived")
    phone.look()
