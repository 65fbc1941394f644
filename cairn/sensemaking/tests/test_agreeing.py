import pytest

from cairn.sensemaking import queries
from cairn.sensemaking.models import Coding
from cairn.sensemaking.tests.factories import make_code, make_contribution, make_excerpt_row

ROOM = "/p/winter-review/sense/"


def put(contribution, by, *codes):
    excerpt = make_excerpt_row(contribution, by)
    for who, code in codes:
        Coding.objects.create(programme=contribution.programme, excerpt=excerpt, code=code, by=who)
    return excerpt


def code_together(cast, alike=3, apart=1):
    """Ben and Carys code the same contributions: so many alike, so many apart."""
    huddles, rota = make_code(cast.programme, "Huddles"), make_code(cast.programme, "Rota", order=1)
    for number in range(alike + apart):
        code = rota if number % 2 else huddles
        other = code if number < alike else (huddles if code is rota else rota)
        said = make_contribution(cast.programme)
        put(said, cast.ben, (cast.ben, code), (cast.carys, other))
    return huddles, rota


def test_agreement_counts_what_two_people_coded_and_ranks_what_to_discuss(cast):
    huddles, rota = code_together(cast)
    alone = make_contribution(cast.programme)
    put(alone, cast.ben, (cast.ben, huddles))
    together = queries.coded_together(cast.rhys, cast.programme, huddles.codebook)
    assert (together.found.units, together.found.percent.value) == (4, 0.75)
    assert together.people == (("Ben", 4), ("Carys", 4))
    assert [(code.name, one.used) for code, one in together.per_code] == [
        ("Huddles", 3),
        ("Rota", 2),
    ]
    (one,) = together.to_discuss
    assert one.number == 4
    assert [(name, [code for code, _, _ in codes]) for name, codes in one.given] == [
        ("Ben", [rota]),
        ("Carys", [huddles]),
    ]


def test_agreement_page_links_the_passage_in_question(cast, client_of):
    huddles, _rota = code_together(cast)
    page = client_of(cast.rhys).get(f"{ROOM}codebooks/{huddles.codebook_id}/agreement/")
    last = Coding.objects.latest("pk")
    words = page.content.decode()
    assert f"/sense/read/{last.excerpt.contribution_id}/#excerpt-{last.excerpt_id}" in words
    assert "4 contributions were coded by two people or more." in words


def test_retired_passages_and_codes_count_nowhere(cast):
    huddles, rota = code_together(cast, alike=2, apart=0)
    for excerpt in {coding.excerpt for coding in huddles.codings.all()}:
        excerpt.retired_at, excerpt.retired_reason, excerpt.quote = excerpt.made_at, "withdrawn", ""
        excerpt.save()
    together = queries.coded_together(cast.ben, cast.programme, huddles.codebook)
    assert [code for code, _one in together.per_code] == [rota]
    found = queries.saturation_of(cast.ben, cast.programme, huddles.codebook)
    assert [step.unit for step in found.curve] == ["2"]


def test_saturation_follows_the_order_received(cast, client_of):
    codes = [make_code(cast.programme, name, order=at) for at, name in enumerate("abcd")]
    for places in ([0, 1], [1], [2], [0], [0], [1], [3]):
        said = make_contribution(cast.programme)
        put(said, cast.ben, *((cast.ben, codes[at]) for at in places))
    found = queries.saturation_of(cast.rhys, cast.programme, codes[0].codebook)
    assert [step.new for step in found.curve] == [2, 0, 1, 0, 0, 0, 1]
    assert (found.codes_in_base, found.reached_at) == (3, 4)
    page = client_of(cast.rhys).get(f"{ROOM}codebooks/{codes[0].codebook_id}/saturation/")
    words = page.content.decode()
    assert "After 4 contributions hardly any new codes came" in words
    assert words.count("<polyline") == 1
    assert words.count('<th scope="row">') == 7


@pytest.mark.parametrize("name", ["agreement", "saturation"])
def test_page_says_the_next_step_when_nothing_is_coded(cast, client_of, name):
    book = make_code(cast.programme).codebook_id
    page = client_of(cast.ben).get(f"{ROOM}codebooks/{book}/{name}/").content.decode()
    assert page.count("cairn-empty") == 1


@pytest.mark.parametrize("name", ["agreement", "saturation"])
def test_dev_gets_no_figures_of_ours(cast, client_of, name):
    huddles, _rota = code_together(cast)
    client = client_of(cast.dev)
    for review in ("winter-review", "dev-review"):
        address = f"/p/{review}/sense/codebooks/{huddles.codebook_id}/{name}/"
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_with_one_and_three(cast, client_of, django_assert_num_queries, count):
    huddles, _rota = code_together(cast, alike=0, apart=count)
    client = client_of(cast.amina)
    with django_assert_num_queries(9):
        client.get(f"{ROOM}codebooks/{huddles.codebook_id}/agreement/")
    with django_assert_num_queries(8):
        client.get(f"{ROOM}codebooks/{huddles.codebook_id}/saturation/")
