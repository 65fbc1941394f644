import pytest

from cairn.audit.models import Entry
from cairn.people.actions import create_account
from cairn.people.models import Organisation

TREE = "/organisations/"


def names_below(parent):
    return sorted(Organisation.objects.filter(parent=parent).values_list("name", flat=True))


def test_a_lead_adds_changes_and_moves(cast, client_of):
    lowri = client_of(cast.lowri)
    board = Organisation.objects.get(name="Made-up Valley Health Board")
    lowri.post(f"{TREE}{board.pk}/add/", {"name": "Hill", "parent": board.name, "ods_code": "zz1"})
    hill = Organisation.objects.get(name="Hill")
    assert (hill.parent, hill.ods_code) == (board, "ZZ1")
    page = lowri.get(f"{TREE}{hill.pk}/edit/").content.decode()
    assert f'value="{board.name}"' in page
    moved = {"name": "Hill", "ods_code": "ZZ1", "parent": "made-up coast trust"}
    assert lowri.post(f"{TREE}{hill.pk}/edit/", moved)["Location"] == f"{TREE}{hill.pk}/"
    coast = Organisation.objects.get(name="Made-up Coast Trust")
    assert (names_below(board), names_below(coast)) == ([], ["Hill"])
    assert "Made-up Coast Trust" in lowri.get(f"{TREE}{hill.pk}/").content.decode()
    assert [e.action for e in Entry.objects.filter(object_id=hill.pk, object_type="organisation")] == [
        "edit_organisation", "add_organisation",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"parent": "ZZ1"}, "An organisation cannot be below itself"),
        ({"parent": "nobody"}, "There is no single organisation of this name or code."),
        ({"ods_code": "ZZ1"}, "Another organisation has this code."),
        ({"ods_code": "Z Z"}, "Enter letters and digits only."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_says_why_and_changes_nothing(cast, client_of, typed, said):
    top = Organisation.objects.create(name="Top")
    Organisation.objects.create(name="Below", ods_code="ZZ1", parent=top)
    page = client_of(cast.lowri).post(f"{TREE}{top.pk}/edit/", {"name": "Top"} | typed)
    assert said in page.content.decode()
    top.refresh_from_db()
    assert (top.name, top.ods_code, top.parent) == ("Top", "", None)


def test_a_parent_that_shares_its_name_stays_when_something_else_is_changed(cast, client_of):
    first, _second = (Organisation.objects.create(name="Ward") for _ in range(2))
    below = Organisation.objects.create(name="Below", parent=first)
    client_of(cast.lowri).post(f"{TREE}{below.pk}/edit/", {"name": "New", "parent": "Ward"})
    below.refresh_from_db()
    assert (below.name, below.parent) == ("New", first)


def test_index_shows_the_top_and_finds_by_name_and_code(cast, client_of):
    board = Organisation.objects.get(name="Made-up Valley Health Board")
    Organisation.objects.create(name="Hill", name_cy="Bryn", ods_code="ZZ1", parent=board)
    lowri = client_of(cast.lowri)
    for words, found in (("", False), ("hil", True), ("zz1", True), ("Bry", True), ("zz", False)):
        page = lowri.get(TREE, {"words": words}).content.decode()
        assert (words, ">Hill" in page) == (words, found)


def test_only_leads_and_administrators_keep_the_tree(cast, client_of):
    board = Organisation.objects.get(name="Made-up Valley Health Board")
    administrator = create_account(
        email="admin@example.org", name="Nia", password="made-up", is_administrator=True, by=None
    )
    pages = ("", "add/", f"{board.pk}/", f"{board.pk}/add/", f"{board.pk}/edit/")
    for user, status in (
        (administrator, 200),
        (cast.dev, 200),
        (cast.amina, 404),
        (cast.rhys, 404),
    ):
        answers = {client_of(user).get(TREE + page).status_code for page in pages}
        assert (user.name, answers) == (user.name, {status})
    assert client_of(cast.rhys).post(f"{TREE}{board.pk}/edit/", {"name": "X"}).status_code == 404
    assert Organisation.objects.filter(name="X").count() == 0


def test_an_organisation_that_is_not_there(cast, client_of):
    assert client_of(cast.lowri).get(f"{TREE}999999/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("place", "asked"), [("", 5), ("?words=Ward", 5), ("{pk}/", 6)])
def test_lists_ask_the_same_number_of_queries(
    cast, client_of, django_assert_num_queries, rows, place, asked
):
    board = Organisation.objects.get(name="Made-up Valley Health Board")
    for number in range(rows):
        Organisation.objects.create(name=f"Ward {number}", parent=board)
        Organisation.objects.create(name=f"Top {number}")
    address = TREE + place.format(pk=board.pk)
    lowri = client_of(cast.lowri)
    lowri.get(address)
    with django_assert_num_queries(asked):
        lowri.get(address)
