"""Facilitators write questions on pages: no script, both languages, the draft undone and locked."""

import re

import pytest

from cairn.catalogue.asking import drafting
from cairn.catalogue.asking.kinds import KINDS, MEDIA
from cairn.surveys.actions import close_survey
from cairn.surveys.actions.building import (
    edit_questionnaire,
    make_questionnaire,
    open_questionnaire,
)
from cairn.surveys.models import Questionnaire, Survey
from cairn.surveys.queries.building import instrument_in
from cairn.surveys.tests.factories import answer
from cairn.surveys.tests.test_building import add, make, with_first_words

HERE = "/p/winter-review/surveys/questions/"
NO_OPTIONS = {"options-TOTAL_FORMS": "0", "options-INITIAL_FORMS": "0"}


def rows(prefix, *lines):
    sent = {f"{prefix}-TOTAL_FORMS": str(len(lines)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, line in enumerate(lines):
        for name, value in zip(("en", "cy", "code", "ORDER"), line, strict=False):
            sent[f"{prefix}-{number}-{name}"] = value
    return sent


def asked(row):
    row.refresh_from_db()
    return [question.code for question in instrument_in(row).questions]


@pytest.fixture
def draft(cast):
    return add(make(cast, None), cast.amina, "What helped?")


def test_facilitator_takes_a_template_translates_and_opens_it_in_welsh(amina, client_of, cast):
    page = amina.get(f"{HERE}new/?template=listening-survey").content.decode()
    assert 'value="Listening survey"' in page
    named = {"name_en": "Night listening", "name_cy": "Gwrando'r nos"}
    amina.post(f"{HERE}new/?template=listening-survey", named)
    row = Questionnaire.objects.get()
    new = {"text_en": "What helps at night?", "section": "words", "word_aim": "50"}
    at = f"{HERE}{row.pk}/"
    amina.post(f"{at}ask/?kind=open&part=words", new | {"seen": drafting.fingerprint(None)})
    assert "1 text without Welsh" in amina.get(at).content.decode()
    question = drafting.find_question(Questionnaire.objects.get().document, "what_helps_at_night")
    told = new | {"text_cy": "Beth sy'n helpu yn y nos?", "seen": drafting.fingerprint(question)}
    amina.post(f"{at}ask/what_helps_at_night/", told)
    assert "All of it is in both languages." in amina.get(at).content.decode()
    amina.post(f"{at}open/", {"place": "Made-up Valley"})
    survey = Survey.objects.get()
    assert survey.questionnaire == row
    page = client_of(cast.dev).get(f"/a/{survey.key}/?language=cy").content.decode()
    assert "Gwrando&#39;r nos" in page
    started = client_of(cast.dev).post(f"/a/{survey.key}/", {"in-language": "cy"})
    assert started["Location"] == f"/a/{survey.key}/1/"
    assert "stays as it is" in amina.get(at).content.decode()
    amina.post(f"{at}do/", {"do": "next"})
    assert sorted(Questionnaire.objects.values_list("version", flat=True)) == [1, 2]


def test_every_kind_people_can_answer_can_be_added(amina, draft):
    answers = rows("options", ("Yes", "Ydw"), ("No", ""))
    lines = rows("rows", ("Food", "Bwyd"), ("Beds", "Gwelyau"))
    more = {
        "one_of": answers, "several_of": answers, "rank": answers, "matrix": answers | lines,
        "scale": NO_OPTIONS | {"first": "0", "last": "3"}, "comparative": {"steps": "5"},
    }  # fmt: skip
    kinds = [*more, "open", "month", "organisation", "place"]
    for kind in kinds:
        sent = {"text_en": f"Kind {kind}?", "section": "questions"} | more.get(kind, {})
        sent["seen"] = drafting.fingerprint(None)
        page = amina.post(f"{HERE}{draft.pk}/ask/?kind={kind}&part=questions", sent)
        assert (kind, page.status_code) == (kind, 302)
    assert asked(draft) == ["what_helped", *(f"kind_{kind}" for kind in kinds)]
    found = instrument_in(draft)
    assert found.question("kind_matrix").rows[1].name.cy == "Gwelyau"
    assert [option.value for option in found.question("kind_scale").options] == [0, 1, 2, 3]
    assert len(found.question("kind_comparative").options) == 6
    assert found.question("kind_place").attribute == "place"
    for kind in kinds:
        assert amina.get(f"{HERE}{draft.pk}/ask/kind_{kind}/").status_code == 200


def test_every_kind_of_question_is_offered(amina, draft):
    page = amina.get(f"{HERE}{draft.pk}/ask/?part=questions").content.decode()
    offered = re.findall(r'name="kind"[^>]* value="(\w+)"', page)
    assert offered == list(KINDS)


@pytest.mark.parametrize("kind", sorted(MEDIA))
def test_question_that_a_file_answers_is_made_and_shown_in_both_languages(amina, draft, kind):
    sent = {"text_en": "Show us", "section": "questions", "most": "3",
            "seen": drafting.fingerprint(None)}  # fmt: skip
    made = amina.post(f"{HERE}{draft.pk}/ask/?kind={kind}&part=questions", sent)
    assert (made.status_code, asked(draft)) == (302, ["what_helped", "show_us"])
    page = amina.get(f"{HERE}{draft.pk}/preview/2/").content.decode()
    assert re.findall(r'type="file" multiple', page) == ['type="file" multiple'] * 2
    assert "Up to 3 files of at most 10 MB each." in page


def test_how_many_files_answer_a_question_is_changed(amina, draft, cast):
    row = add(draft, cast.amina, "Show us", kind="photo")
    told = {"text_en": "Show us how", "section": "questions", "most": "2",
            "seen": drafting.fingerprint(drafting.find_question(row.document, "show_us"))}  # fmt: skip
    assert amina.post(f"{HERE}{row.pk}/ask/show_us/", told).status_code == 302
    row.refresh_from_db()
    assert instrument_in(row).question("show_us").most == 2


def test_option_codes_stay_when_their_words_and_order_change(amina, draft, cast):
    options = drafting.coded_options([{"en": "Bus"}, {"en": "Foot"}], "option")
    row = add(draft, cast.amina, "How?", kind="one_of", options=options)
    sent = rows(
        "options", ("By bus", "Ar y bws", "bus", "2"), ("Foot", "", "foot", "1"), ("", "", "", "")
    )
    sent |= {"text_en": "How did you come?", "section": "questions",
             "seen": drafting.fingerprint(drafting.find_question(row.document, "how"))}  # fmt: skip
    assert amina.post(f"{HERE}{row.pk}/ask/how/", sent).status_code == 302
    row.refresh_from_db()
    question = instrument_in(row).question("how")
    assert question.text.en == "How did you come?"
    assert [(o.code, o.name.en) for o in question.options] == [("foot", "Foot"), ("bus", "By bus")]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text_cy": "Beth?"}, "Write it in English. Welsh can come later."),
        ({"text_en": "What?", "hint_cy": "Dim"}, "Write it in English too."),
        ({"text_en": "What?", "section": "lost"}, "lost is not one of the available choices"),
        ({"text_en": "What?", "word_aim": "0"}, "greater than or equal to 1"),
    ],
)
def test_question_that_cannot_be_kept_says_why_and_keeps_what_was_typed(amina, draft, sent, said):
    whole = {"section": "questions", "seen": drafting.fingerprint(None)} | sent
    page = amina.post(f"{HERE}{draft.pk}/ask/?kind=open&part=questions", whole)
    text = page.content.decode()
    assert (page.status_code, said in text, asked(draft)) == (422, True, ["what_helped"])


def test_branch_is_chosen_in_two_steps_and_taken_away(amina, draft, cast):
    options = drafting.coded_options([{"en": "Yes"}, {"en": "No"}], "option")
    row = add(draft, cast.amina, "Did it help?", kind="one_of", options=options)
    row = add(row, cast.amina, "Why not?")
    at = f"{HERE}{row.pk}/ask/why_not/when/"
    assert "Did it help?" in amina.get(at).content.decode()
    page = amina.get(f"{at}?after=did_it_help").content.decode()
    assert 'value="no"' in page
    seen = drafting.fingerprint(drafting.find_question(row.document, "why_not"))
    assert amina.post(f"{at}?after=did_it_help", {"seen": seen}).status_code == 422
    amina.post(f"{at}?after=did_it_help", {"seen": seen, "options": ["no"]})
    outline = f"{HERE}{row.pk}/"
    assert "Did it help? No" in amina.get(outline).content.decode()
    amina.post(f"{outline}do/", {"do": "up", "code": "why_not"})
    page = amina.get(outline).content.decode()
    assert "which does not stand on a page before it" in page
    assert amina.get(f"{outline}open/")["Location"] == outline
    amina.post(f"{outline}do/", {"do": "undo"})
    row.refresh_from_db()
    seen = drafting.fingerprint(drafting.find_question(row.document, "why_not"))
    amina.post(at, {"do": "everybody", "seen": seen})
    row.refresh_from_db()
    assert instrument_in(row).question("why_not").ask_if is None


def test_two_people_at_one_question_see_both_texts(amina, cast, client_of, draft):
    seen = drafting.fingerprint(drafting.find_question(draft.document, "what_helped"))
    sent = {"section": "questions", "seen": seen}
    at = f"{HERE}{draft.pk}/ask/what_helped/"
    client_of(cast.lowri).post(at, sent | {"text_en": "What helped you?"})
    page = amina.post(at, sent | {"text_en": "What helped us?"})
    text = page.content.decode()
    assert page.status_code == 409
    assert ("What helped you?" in text, "What helped us?" in text) == (True, True)
    draft.refresh_from_db()
    now = drafting.find_question(draft.document, "what_helped")
    assert (now["text"]["en"], f'value="{drafting.fingerprint(now)}"' in text) == (
        "What helped you?", True,
    )  # fmt: skip


def test_parts_and_questions_are_moved_and_taken_out(amina, draft, cast):
    at = f"{HERE}{draft.pk}/"
    new = {"title_en": "About the ward", "seen": drafting.fingerprint(None)}
    amina.post(f"{at}part/", new)
    add(draft, cast.amina, "Second?", section="about_the_ward")
    for do, code in (
        ("down", "what_helped"),
        ("part_up", "about_the_ward"),
        ("take_out", "second"),
    ):
        amina.post(f"{at}do/", {"do": do, "code": code})
    draft.refresh_from_db()
    found = [(s.code, [q.code for q in s.questions]) for s in instrument_in(draft).sections]
    assert found == [("about_the_ward", ["what_helped"]), ("questions", [])]
    assert amina.post(f"{at}do/", {"do": "part_out", "code": "gone"}).status_code == 404
    part = {"title_en": "The ward", "together": "on"}
    seen = drafting.fingerprint({"code": "about_the_ward", "title": {"en": "About the ward"}})
    amina.post(f"{at}part/about_the_ward/", part | {"seen": seen})
    assert "It needs a page of its own" in amina.get(at).content.decode()
    amina.post(f"{at}do/", {"do": "remove"})
    assert Questionnaire.objects.count() == 0


def test_texts_are_kept_in_both_languages(amina, draft):
    at = f"{HERE}{draft.pk}/texts/"
    assert "No Welsh yet" not in amina.get(f"{HERE}{draft.pk}/").content.decode()
    sent = {
        "name_en": "Ours", "name_cy": "Ein rhai ni", "description_en": "For us",
        "introduction_en": "Hello", "readers_en": "The team", "harm_en": "Call 999",
        "harm_cy": "Ffoniwch 999", "minutes": "4",
        "seen": drafting.fingerprint(drafting.texts_of(draft.document)),
    }  # fmt: skip
    assert amina.post(at, sent | {"sensitive": "on"}).status_code == 422
    assert amina.post(at, sent).status_code == 302
    draft.refresh_from_db()
    found = instrument_in(draft)
    assert (found.name.cy, found.harm.cy, found.minutes) == ("Ein rhai ni", "Ffoniwch 999", 4)
    preview = amina.get(f"{HERE}{draft.pk}/preview/0/").content.decode()
    assert ("Ein rhai ni" in preview, "Ffoniwch 999" in preview) == (True, True)


def test_preview_shows_a_page_in_both_languages_and_stores_nothing(amina, cast):
    row = make(cast, "staff-survey")
    page = amina.get(f"{HERE}{row.pk}/preview/1/").content.decode()
    names = ('name="en-barometer"' in page, 'name="cy-barometer"' in page)
    assert (names, "Anodd iawn" in page, "Very hard" in page) == ((True, True), True, True)
    assert amina.get(f"{HERE}{row.pk}/preview/999/").status_code == 404


def test_versions_are_compared_by_code(amina, cast):
    row = edit_first_words(add(make(cast, None), cast.amina, "Kept?"), cast)
    open_questionnaire(questionnaire=row, lists={}, by=cast.amina)
    amina.post(f"{HERE}{row.pk}/do/", {"do": "next"})
    second = Questionnaire.objects.get(version=2)
    add(second, cast.amina, "Added?")
    page = amina.get(f"{HERE}{second.pk}/compare/").content.decode()
    assert ("Version 1 beside version 2" in page, "New in this version." in page) == (True, True)


def test_answers_to_two_versions_stand_beside_each_other_by_code(amina, cast):
    cast.programme.k = 2
    cast.programme.save()
    row = edit_first_words(
        add(make(cast, None), cast.amina, "Came?", kind="one_of", options=YES_NO), cast
    )
    counted(row, cast, yes=4, no=2)
    amina.post(f"{HERE}{row.pk}/do/", {"do": "next"})
    second = Questionnaire.objects.get(version=2)
    more = [*YES_NO, {"code": "later", "name": {"en": "Later"}}]
    asked = {"code": "came", "kind": "one_of", "text": {"en": "Did you come?"}, "options": more}
    edit_questionnaire(
        questionnaire=second, by=cast.amina,
        change=lambda data: drafting.put_question(data, "questions", asked),
    )  # fmt: skip
    counted(second, cast, yes=3, no=3, later=2)
    page = amina.get(f"{HERE}{second.pk}/compare/").content.decode()
    cells = re.findall(
        r'scope="row">(Yes|No|Later)</th><td[^>]*>([^<]+)</td><td[^>]*>([^<]+)<', page
    )
    assert cells == [("Yes", "4", "3"), ("No", "2", "3"), ("Later", "–", "2")]


YES_NO = drafting.coded_options([{"en": "Yes"}, {"en": "No"}], "option")


def counted(row, cast, **times):
    survey = open_questionnaire(questionnaire=row, lists={}, by=cast.amina)
    for code, people in times.items():
        for _ in range(people):
            answer(survey, {"came": code})
    close_survey(survey=survey, by=cast.amina)


def edit_first_words(row, cast):
    return edit_questionnaire(questionnaire=row, change=with_first_words, by=cast.amina)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_many(
    cast, client_of, django_assert_num_queries, count
):
    for number in range(count):
        make(cast, name=drafting.Text(f"Night {number}"))
    client = client_of(cast.rhys)
    client.get(HERE)
    with django_assert_num_queries(5):
        client.get(HERE)


def test_reader_reads_and_dev_finds_nothing(cast, client_of, draft):
    theirs = make_for_dev(cast)
    at = f"{HERE}{draft.pk}/"
    pages = ("", "preview/0/", "compare/", "texts/", "part/", "ask/", "ask/what_helped/", "open/")
    found = [client_of(cast.rhys).get(at + page).status_code for page in pages]
    assert found == [200, 200, 200, 404, 404, 404, 404, 404]
    assert [client_of(cast.dev).get(at + page).status_code for page in pages] == [404] * 8
    assert client_of(cast.dev).post(f"{at}do/", {"do": "remove"}).status_code == 404
    assert client_of(cast.amina).get(f"{HERE}{theirs.pk}/").status_code == 404


def make_for_dev(cast):
    name = drafting.Text("Dev's own")
    return make_questionnaire(programme=cast.dev_programme, name=name, by=cast.dev)
