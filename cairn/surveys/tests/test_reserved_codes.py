"""What the pages for answering post beside the answers: no question is called so."""

import re

import pytest

from cairn.catalogue.asking import all_pages
from cairn.catalogue.asking.codes import RESERVED
from cairn.surveys.actions import close_survey
from cairn.surveys.queries import instrument_of
from cairn.surveys.tests.factories import ask, begin, send_page, token_in, upload

pytestmark = pytest.mark.usefixtures("own_data_folder")


def posted(page, survey):
    """What the fields and buttons of a page are called, less the questions."""
    names = re.findall(
        r'<(?:input|button|textarea|select)\b[^>]* name="([^"]+)"', page.content.decode()
    )
    asked = {each.key for found in all_pages(instrument_of(survey)) for each in found.asked}
    return {name.partition(".")[0] for name in set(names) - asked}


def test_every_name_a_page_posts_is_reserved(phone, cast):
    easy = ask(cast.programme, cast.lowri, "service-user-survey")
    start = phone.get(f"/a/{easy.key}/")
    form = phone.get(begin(phone, easy))
    story = ask(cast.programme, cast.lowri, "story")
    picture = send_page(phone, begin(phone, story), ways=["picture"])["Location"]
    send_page(phone, picture, picture=upload())
    shown = phone.get(picture)
    journal = ask(cast.programme, cast.lowri, "reflective-journal")
    second = send_page(phone, begin(phone, journal), written_by="alone")["Location"]
    send_page(phone, second, changes="Rain", go="check")
    check = phone.get(f"/a/{journal.key}/check/")
    told = {
        *posted(start, easy), *posted(form, easy), *posted(shown, story),
        *posted(check, journal),
    }  # fmt: skip
    browser = {"elements", "reset"}
    elsewhere = {"code", "csrfmiddlewaretoken"}
    assert told == RESERVED - browser - elsewhere


def test_page_that_hands_words_back_shows_none_of_the_names(phone, cast):
    journal = ask(cast.programme, cast.lowri, "reflective-journal")
    first = begin(phone, journal)
    sent = {"draft": token_in(phone.get(first)), "told": "anonymous", "share.changes": "group"}
    close_survey(survey=journal, by=cast.lowri)
    page = phone.post(first, sent | {"consent": "analysis", "changes": "Rain"})
    assert re.findall(r'<textarea[^>]* name="([^"]+)"', page.content.decode()) == ["changes"]
