import pytest

from cairn.people.models import User


@pytest.fixture
def boss(db):
    return User.objects.create_user("boss@example.org", "x", name="Boss", is_administrator=True)


def test_accounts_page_is_for_administrators(cast, boss, client_of):
    assert client_of(cast.lowri).get("/account/all/").status_code == 404
    assert "ben@example.org" in client_of(boss).get("/account/all/").content.decode()


def test_close_account_counts_from_the_next_request(cast, boss, client_of):
    ben = client_of(cast.ben)
    assert ben.get("/").status_code == 200
    client_of(boss).post(f"/account/all/{cast.ben.pk}/")
    assert ben.get("/").status_code == 302
    client_of(boss).post(f"/account/all/{cast.ben.pk}/")
    assert ben.get("/").status_code == 200


def test_own_account_cannot_be_closed(boss, client_of):
    client_of(boss).post(f"/account/all/{boss.pk}/")
    assert User.objects.get(pk=boss.pk).is_active is True


def test_close_account_when_not_administrator(cast, client_of):
    assert client_of(cast.lowri).post(f"/account/all/{cast.ben.pk}/").status_code == 404
    assert User.objects.get(pk=cast.ben.pk).is_active is True


@pytest.mark.parametrize("extra", [0, 2])
def test_accounts_page_asks_the_same_number_of_queries(
    cast, boss, client_of, django_assert_num_queries, extra
):
    for n in range(extra):
        User.objects.create_user(f"x{n}@example.org", "x", name=f"X{n}")
    client = client_of(boss)
    with django_assert_num_queries(3):
        client.get("/account/all/")
