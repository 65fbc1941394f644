"""From reading to a recommendation with the keyboard alone, always seeing where one is."""

from __future__ import annotations

from playwright.sync_api import expect

FOCUSED = r"""() => {
    const found = document.activeElement;
    const style = getComputedStyle(found);
    const lit = style.outlineStyle !== "none" || style.boxShadow !== "none"
        || style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.borderBottomStyle !== "none";
    const label = found.labels && found.labels.length ? found.labels[0].innerText : "";
    const name = found.getAttribute("aria-label") || label || found.innerText || found.name || "";
    return [name.trim().replace(/\s+/g, " "), lit];
}"""
MOST_TABS = 150


def tab_to(walker, name: str, *, whole: bool = False) -> None:
    """Press Tab until the focus is on what has, or begins, that name; each stop has to be seen."""
    for _ in range(MOST_TABS):
        walker.page.keyboard.press("Tab")
        found, seen = walker.page.evaluate(FOCUSED)
        assert seen, f"the focus on {found!r} cannot be seen at {walker.page.url}"
        if found == name or (found.startswith(name) and not whole):
            return
    raise AssertionError(f"Tab does not reach {name!r} at {walker.page.url}")


def press(walker, name: str) -> None:
    """Press Enter on a link or a button that leads to another page."""
    tab_to(walker, name)
    with walker.page.expect_navigation():
        walker.page.keyboard.press("Enter")


def write(walker, label: str, text: str) -> None:
    tab_to(walker, label, whole=True)
    walker.page.keyboard.type(text)


def test_reading_to_recommendation_with_the_keyboard_alone(walker):
    walker.sign_in("carys")
    walker.go(walker.site.winter + "sense/read/?q=kettle+and+two+chairs")
    when_she_codes_a_sentence(walker)
    then_she_makes_a_theme_of_it(walker)
    then_she_recommends_something(walker)


def when_she_codes_a_sentence(walker):
    keys = walker.page.keyboard
    keys.press("?")
    expect(walker.page.locator("#shortcuts")).to_have_attribute("open", "")
    keys.press("j")
    write(walker, "Or a new code", "Forms for small things")
    keys.press("Enter")
    passages = walker.page.get_by_role("region", name="Passages")
    expect(passages).to_contain_text("Forms for small things")


def then_she_makes_a_theme_of_it(walker):
    press(walker, "Codebooks")
    walker.should_be_at("Codebooks")
    press(walker, "What people spoke of")
    press(walker, "Forms for small things")
    press(walker, "Make a theme from this code")
    walker.should_be_at("Forms for small things")
    tab_to(walker, "Passage 1")
    walker.page.keyboard.press("Space")
    press(walker, "Quote")
    walker.should_read("In their words", "thirty pages for a kettle")


def then_she_recommends_something(walker):
    press(walker, "Decide")
    press(walker, "Recommendations")
    press(walker, "Add a recommendation")
    write(walker, "Recommendation", "Let wards buy small things themselves (made up).")
    press(walker, "Save")
    walker.should_be_at("Let wards buy small things themselves (made up).")
    press(walker, "Link words to it")
    press(walker, "Link excerpt 1")
    walker.should_be_told("Linked.")
