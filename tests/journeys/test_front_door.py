"""Signing in, finding one's way, changing the language: with script and without."""

from playwright.sync_api import expect


def test_facilitator_signs_in_and_finds_her_programme(walker):
    walker.go("/account/sign-in/")
    walker.look()
    walker.sign_in("amina")
    walker.look()
    walker.page.get_by_role("link", name="What we learnt this winter").click()
    stones = walker.page.get_by_role("list", name="The way from words to change")
    expect(stones.get_by_role("heading")).to_have_count(5)
    walker.look("front")


def test_switch_to_welsh_keeps_the_page(walker):
    walker.sign_in("amina")
    walker.go("/help/")
    walker.page.get_by_role("button", name="Cymraeg").click()
    expect(walker.page.locator("html")).to_have_attribute("lang", "cy")
    assert walker.page.url.endswith("/help/")
    walker.look()


def test_sign_in_without_script(walker_in):
    walker = walker_in(java_script_enabled=False)
    walker.sign_in("amina")
    expect(walker.page.get_by_role("heading", level=1)).to_have_text("Programmes")


def test_keyboard_reaches_the_main_words_first(walker):
    walker.sign_in("amina")
    walker.go("/")
    walker.page.keyboard.press("Tab")
    expect(walker.page.locator(":focus")).to_have_text("Skip to main content")
    walker.page.keyboard.press("Enter")
    walker.page.keyboard.press("Tab")
    expect(walker.page.get_by_role("main").locator(":focus")).to_have_count(1)


def test_signed_out_person_is_asked_to_sign_in_and_comes_back(walker):
    walker.go("/account/sign-in/?next=/help/")
    walker.page.get_by_label("E-mail address").fill("amina@example.org")
    walker.page.get_by_label("Password", exact=True).fill("made-up-pass-phrase")
    walker.page.get_by_role("button", name="Sign in").click()
    expect(walker.page.get_by_role("heading", level=1)).to_have_text("Help")
