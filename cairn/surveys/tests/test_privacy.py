"""Documents about people's data say what is so in the review, and what only the host knows."""

import io

import pytest
from docx import Document

from cairn.catalogue.shelves import notices
from cairn.evidence.actions import name_harm_lead
from cairn.surveys.queries.privacy import write_notice
from cairn.surveys.tests.factories import ask, participant

HERE = "/p/winter-review/surveys/privacy/"


def text_of(cast, code="privacy-notice", language="en"):
    _title, sections = write_notice(cast.lowri, cast.programme, code, language)
    return "\n".join(line for _heading, lines in sections for line in lines)


def test_a_notice_says_only_what_is_so(cast):
    before = text_of(cast)
    assert ("anonymous" in before, "invited you by name" in before) == (False, False)
    ask(cast.programme, cast.lowri, "staff-survey")
    participant(cast.programme, "Made-up Person")
    name_harm_lead(programme=cast.programme, lead=cast.amina, days=3, by=cast.lowri)
    after = text_of(cast)
    assert "Where answers are anonymous: nobody, once the survey is closed." in after
    assert "If we invited you by name" in after
    assert "If you say so: your role, your sector." in after
    assert "has 3 days to see to it" in after
    assert ("without signal" in before, "without signal" in after) == (False, True)
    assert "an unlocked device still shows it" in text_of(cast, "impact-assessment")
    assert "Where answers carry your name" not in after


@pytest.mark.parametrize("code", ["privacy-notice", "impact-assessment"])
def test_who_may_read_private_answers_is_said_where_some_are(cast, code):
    ask(cast.programme, cast.lowri, "staff-survey")
    before = text_of(cast, code)
    ask(cast.programme, cast.lowri, "reflective-journal")
    after = text_of(cast, code)
    assert ("facilitat" in before, "facilitat" in after) == (False, True)


def test_figures_and_names_follow_the_settings(cast):
    cast.programme.k = 17
    cast.programme.save()
    assert "17 people or more" in text_of(cast)
    assert "nobody is named in this review yet" in text_of(cast, "impact-assessment")
    name_harm_lead(programme=cast.programme, lead=cast.amina, days=3, by=cast.lowri)
    assert f"Lead: {cast.amina}, within 3 days." in text_of(cast, "impact-assessment")


def test_what_only_the_host_knows_is_marked(cast):
    for found in notices():
        mine = sum(line.yours for section in found.sections for line in section.lines)
        assert text_of(cast, found.code).count("[To be written by you]") == mine


def test_pages_and_files(cast, client_of):
    ask(cast.programme, cast.lowri)
    client = client_of(cast.lowri)
    page = client.get(HERE).content.decode()
    assert [each.name.en in page for each in notices()] == [True, True]
    welsh = client.get(f"{HERE}privacy-notice/cy/").content.decode()
    assert "Pwy sy&#39;n gofyn i chi" in welsh
    file = client.get(f"{HERE}privacy-notice/cy/file.docx")
    headings = [
        p.text for p in Document(io.BytesIO(file.content)).paragraphs if p.style.name == "Heading 2"
    ]
    assert headings[0] == "Pwy sy'n gofyn i chi"
    assert client.get(f"{HERE}no-such-notice/en/").status_code == 404
    assert client.get(f"{HERE}privacy-notice/fr/").status_code == 404


@pytest.mark.parametrize("rest", ["", "privacy-notice/en/", "privacy-notice/en/file.docx"])
def test_only_those_who_ask_see_them(cast, client_of, rest):
    assert client_of(cast.dev).get(HERE + rest).status_code == 404
    assert client_of(cast.rhys).get(HERE + rest).status_code == 404
