import pytest

from cairn.evidence.models import Question
from cairn.sensemaking.models import Code, Coding, Excerpt
from cairn.sensemaking.queries import mark_passages, span_in_text
from cairn.sensemaking.tests.factories import (
    WORDS,
    make_code,
    make_contribution,
    make_excerpt_row,
    make_theme,
)

ROOM = "/p/winter-review/sense/"


def code_address(contribution):
    return f"{ROOM}read/{contribution.pk}/code/"


def test_reading_shows_words_and_who_coded_what(cast, client_of):
    contribution = make_contribution(cast.programme, role_band="Nurse")
    excerpt = make_excerpt_row(contribution, cast.ben)
    Coding.objects.create(
        programme=cast.programme, excerpt=excerpt, code=make_code(cast.programme), by=cast.carys
    )
    page = client_of(cast.ben).get(f"{ROOM}read/{contribution.pk}/").content.decode()
    marked = '<mark class="cairn-mark cairn-mark--1" data-excerpts="1">We met every morning.</mark>'
    assert f'<div id="words" data-words>{marked} It kept us calm.' in page
    assert '<span class="cairn-code">Huddles</span> <span class="cairn-quiet">Carys</span>' in page


def test_coding_a_sentence_without_script(cast, client_of):
    contribution, code = make_contribution(cast.programme), make_code(cast.programme)
    data = {"passage": "22:38", "code": code.pk}
    answer = client_of(cast.ben).post(code_address(contribution) + "?coded=no", data)
    assert answer.status_code == 302
    assert answer["Location"] == f"{ROOM}read/{contribution.pk}/?coded=no"
    assert Coding.objects.get().excerpt.quote == "It kept us calm."


def test_coding_selected_words_with_a_new_code_as_a_partial(cast, client_of):
    contribution = make_contribution(cast.programme, "Diolch 🙂\r\nyn fawr")
    data = {"passage": "9:16", "quote": "yn fawr", "new_code": "Thanks"}
    page = client_of(cast.ben).post(
        code_address(contribution), data, headers={"HX-Request": "true"}
    )
    assert page.content.decode().lstrip().startswith('<div id="reading"')
    coding = Coding.objects.get()
    assert (coding.excerpt.quote, coding.code.name) == ("yn fawr", "Thanks")
    assert coding.code.codebook.name == "Our own codes"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"passage": "0:5", "quote": "other", "new_code": "A"}, "The words have moved"),
        ({"passage": "nonsense", "new_code": "A"}, "Choose the words to code first"),
        ({"passage": "0:5"}, "Choose a code"),
        ({"passage": "0:9999", "new_code": "A"}, "holds none"),
        ({"passage": "0:5", "code": "999"}, "Choose a code"),
    ],
)
def test_coding_is_refused_plainly(cast, client_of, data, said):
    client, contribution = client_of(cast.ben), make_contribution(cast.programme)
    page = client.post(code_address(contribution), data, follow=True).content.decode()
    assert said in page
    assert (Excerpt.objects.count(), Code.objects.count()) == (0, 0)


def test_reader_may_read_but_not_code(cast, client_of):
    client, contribution = client_of(cast.rhys), make_contribution(cast.programme)
    page = client.get(f"{ROOM}read/{contribution.pk}/").content.decode()
    assert WORDS in page
    assert 'id="coding"' not in page
    answer = client.post(code_address(contribution), {"passage": "0:5", "new_code": "A"})
    assert (answer.status_code, Code.objects.count()) == (404, 0)


def test_filters_narrow_what_is_read(cast, client_of):
    question = Question.objects.create(programme=cast.programme, code="keep", text="What to keep?")
    first = make_contribution(cast.programme, "Nights were long.", sector="Acute")
    second = make_contribution(cast.programme, "Phones rang.", question=question, role_band="Clerk")
    make_contribution(cast.programme, "Not to be used.", consent="none")
    make_excerpt_row(first, cast.ben, 0, 5).codings.create(
        programme=cast.programme, code=make_code(cast.programme), by=cast.ben
    )
    client = client_of(cast.ben)

    def target(query):
        return client.get(f"{ROOM}read/?{query}").get("Location", "").partition("?")[0]

    addresses = {one: f"{ROOM}read/{row.pk}/" for one, row in (("1", first), ("2", second))}
    queries = ["", "coded=no", "coded=yes", "q=phones", "q=used", "sector=Acute", "role_band=Clerk"]
    queries.append(f"question={question.pk}")
    assert [target(query) for query in queries] == [
        addresses["1"], addresses["2"], addresses["1"], addresses["2"], "", addresses["1"],
        addresses["2"], addresses["2"],
    ]  # fmt: skip


def test_previous_and_next_stay_within_the_filter(cast, client_of):
    rows = [make_contribution(cast.programme, sector=sector) for sector in ("A", "B", "A")]
    page = client_of(cast.ben).get(f"{ROOM}read/{rows[0].pk}/?sector=A").content.decode()
    assert f'data-key="next" href="{ROOM}read/{rows[2].pk}/?sector=A">Next: 3</a>' in page
    assert 'data-key="previous"' not in page


def test_undo_from_the_page(cast, client_of):
    client, contribution = client_of(cast.ben), make_contribution(cast.programme)
    back = f"{ROOM}read/{contribution.pk}/"
    client.post(code_address(contribution), {"passage": "0:21", "new_code": "Huddles"})
    assert "Undo: coding a passage" in client.get(back).content.decode()
    answer = client.post(f"{ROOM}undo/", {"next": back})
    assert answer["Location"] == back
    assert (Coding.objects.count(), Code.objects.count(), Excerpt.objects.count()) == (0, 0, 0)


def test_undo_goes_to_no_other_site(cast, client_of):
    answer = client_of(cast.ben).post(f"{ROOM}undo/", {"next": "https://example.org/"})
    assert answer["Location"] == ROOM


def test_memo_and_taking_a_code_off(cast, client_of):
    client, contribution = client_of(cast.ben), make_contribution(cast.programme)
    client.post(code_address(contribution), {"passage": "0:21", "new_code": "Huddles"})
    excerpt = Excerpt.objects.get()
    client.post(f"{ROOM}excerpts/{excerpt.pk}/memo/", {"text": "Ask about nights"})
    client.post(f"{ROOM}codings/{Coding.objects.get().pk}/remove/")
    page = client.get(f"{ROOM}read/{contribution.pk}/").content.decode()
    assert "Ask about nights" in page
    assert not Coding.objects.exists()


def test_a_passage_is_put_in_a_theme_while_reading(cast, client_of):
    client, contribution = client_of(cast.ben), make_contribution(cast.programme)
    excerpt = make_excerpt_row(contribution, cast.ben)
    theme, theirs = make_theme(cast.programme, cast.ben), make_theme(cast.dev_programme, cast.dev)
    address = f"{ROOM}excerpts/{excerpt.pk}/theme/"
    page = client.get(f"{ROOM}read/{contribution.pk}/").content.decode()
    assert "Put passage 1 in a theme" in page
    assert client.post(address, {"theme": theirs.pk, "stance": "for"}).status_code == 404
    client.post(address, {"theme": theme.pk, "stance": "against"})
    assert [(row.excerpt, row.stance) for row in theme.members.all()] == [(excerpt, "against")]
    assert not theirs.members.exists()
    answer = client_of(cast.dev).post(address, {"theme": theme.pk, "stance": "for"})
    assert answer.status_code == 404


def test_reading_when_nothing_was_gathered(cast, client_of):
    page = client_of(cast.ben).get(f"{ROOM}read/").content.decode()
    assert "Gather some first" in page


def test_reading_asks_the_database_the_same_with_one_and_three_passages(
    cast, client_of, django_assert_num_queries
):
    client, contribution = client_of(cast.ben), make_contribution(cast.programme)
    code = make_code(cast.programme)
    for count, spans in ((1, [(0, 5)]), (3, [(3, 9), (22, 38)])):
        for span in spans:
            excerpt = make_excerpt_row(contribution, cast.ben, *span)
            excerpt.codings.create(programme=cast.programme, code=code, by=cast.ben)
        with django_assert_num_queries(20):
            page = client.get(f"{ROOM}read/{contribution.pk}/").content.decode()
        assert page.count('<li id="excerpt-') == count


def test_dev_sees_nothing_of_ours(cast, client_of):
    contribution = make_contribution(cast.programme)
    coding = make_excerpt_row(contribution, cast.ben).codings.create(
        programme=cast.programme, code=make_code(cast.programme), by=cast.ben
    )
    client = client_of(cast.dev)
    for place in ("winter-review", "dev-review"):
        room = f"/p/{place}/sense/"
        page = client.get(f"{room}read/{contribution.pk}/")
        assert (page.status_code, b"every morning" in page.content) == (404, False)
        assert client.post(f"{room}codings/{coding.pk}/remove/").status_code == 404
        answer = client.post(
            f"{room}read/{contribution.pk}/code/", {"passage": "0:5", "new_code": "A"}
        )
        assert answer.status_code == 404
    assert list(Coding.objects.values_list("pk", flat=True)) == [coding.pk]
    assert "morning" not in client.get("/p/dev-review/sense/read/").content.decode()


def test_passages_that_overlap_are_cut_where_any_begins_or_ends(cast):
    contribution = make_contribution(cast.programme, "abcdefgh")
    first, second = (make_excerpt_row(contribution, cast.ben, *span) for span in ((1, 5), (3, 8)))
    segments = [(part.text, part.excerpts) for part in mark_passages("abcdefgh", [first, second])]
    assert segments == [
        ("a", ()), ("bc", (first.pk,)), ("de", (first.pk, second.pk)), ("fgh", (second.pk,)),
    ]  # fmt: skip


def test_a_span_the_browser_counts_with_one_line_end_is_found_in_the_text():
    text = "ab\r\ncd\r\nef"
    start, end = span_in_text(text, 3, 8)
    assert text[start:end] == "cd\r\nef"
