"""Every page of the product as its lead meets it, at both widths, in English."""

from __future__ import annotations

from tests.journeys import way
from tests.journeys.conftest import PASSWORD
from tests.journeys.crawler import PUBLIC, Crawler, page_names

# Pages that no link of the lead leads to, each with its reason.
ELSEWHERE = {
    "programmes:invitation": "its key is mailed to somebody",
    "messages:stop": "its key is in messages to people; they answer without an account",
    "account_reset_password_from_key": "its key is mailed to somebody",
    "account_logout": "a button signs out; the page is for a browser without it",
    "surveys:named_answers": "only where people were told of it; test_asking looks at it",
    "answering:results": "a team has to publish what it heard first",
    "surveys:group_file": "files of a picture that needs released groups",
    "surveys:over_time": "files of a picture that needs many closed surveys",
    "answering:offline_worker": "a program, not a page; test_offline has a browser run it",
    "answering:personal_offline": "its link is sent to one person; test_asking looks at it",
    "answering:personal": "its link is sent to one person; test_asking looks at it",
    "answering:page": "a draft opens it; test_asking looks at it",
    "answering:file": "a photo in a draft opens it; test_sending_a_photo looks at it",
    "answering:check": "a draft opens it; test_asking looks at it",
    "answering:sent": "a sent draft opens it; test_asking looks at it",
    "answering:answers": "a return code opens it; test_asking looks at it",
    "evidence:file": "only where somebody sent one; test_sending_a_photo looks at it",
    "evidence:describe": "only where somebody sent a file; test_sending_a_photo looks at it",
    "mfa_authenticate": "for signing in with a second factor",
    "mfa_reauthenticate": "for people with a second factor",
    "mfa_deactivate_totp": "for people with a second factor",
    "mfa_view_recovery_codes": "for people with a second factor",
    "mfa_generate_recovery_codes": "for people with a second factor",
    "mfa_download_recovery_codes": "for people with a second factor",
}


def confirm_it_is_her(walker) -> None:
    """Some pages of the account ask for the password once more."""
    walker.go("/account/confirm/")
    walker.look()
    walker.page.locator("input[type=password]").fill(PASSWORD)
    walker.page.get_by_role("main").locator("button[type=submit]").first.click()
    walker.page.wait_for_load_state()


def wait_for_the_files(walker, version: str) -> None:
    walker.go(version)
    way.wait_to_read(walker, "Version 1 as")


def survey_called(walker, name: str) -> str:
    """One of the sample's: other journeys open more of them, which come first on the list."""
    walker.go(walker.site.winter + "surveys/")
    return str(walker.page.get_by_role("link", name=name, exact=True).first.get_attribute("href"))


def test_every_page_in_english(walker, walker_in):
    stranger = Crawler(walker_in())
    for path in PUBLIC:
        stranger.crawl(path)
    walker.sign_in("lowri")
    confirm_it_is_her(walker)  # looks at that page, which no link leads to
    reports = walker.site.winter + "reports/"
    wait_for_the_files(walker, reports + "1/versions/1/")
    lead = Crawler(walker)
    lead.crawl(reports + "1/versions/1/", reports + "1/compare/", reports + "published/1/")
    change = walker.site.winter + "decisions/changes/1/"
    lead.crawl(change + "verdict/", change + "similar/")
    asked = survey_called(walker, "Listening to the night shift")
    lead.crawl(asked, survey_called(walker, "Staff survey") + "results/")
    lead.crawl("/", walker.site.winter, "/account/", "/gallery/")
    met = lead.seen | lead.files | stranger.seen | stranger.files | {"account_reauthenticate"}
    assert sorted(page_names() - met) == sorted(ELSEWHERE)
