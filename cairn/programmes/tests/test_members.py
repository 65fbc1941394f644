import pytest
from django.core import mail

from cairn.programmes.actions.members import LastLead, change_role, invite_member, remove_member
from cairn.programmes.models import Invitation, Membership


def invite(client, **data):
    return client.post(
        "/p/winter-review/members/", {"email": "new@example.org", "role": "analyst"} | data
    )


def test_invitation_whole_way(
    cast, client_of, client, settings, django_capture_on_commit_callbacks
):
    settings.BASE_URL = "https://cairn.example.org"
    with django_capture_on_commit_callbacks(execute=True):
        page = invite(client_of(cast.lowri))
    [message] = mail.outbox
    link = next(line for line in message.body.splitlines() if line.startswith("https://"))
    assert link in page.content.decode()
    path = link.removeprefix("https://cairn.example.org")
    assert Invitation.objects.filter(key_hash__in=[path.split("/")[-2]]).count() == 0
    assert client.get(path).status_code == 200
    assert Membership.objects.filter(user__email="new@example.org").count() == 0
    joined = client.post(path, {"name": "Nia", "password": "a-long-made-up-phrase"})
    assert joined["Location"] == "/p/winter-review/"
    assert client.get("/p/winter-review/").status_code == 200
    assert Membership.objects.get(user__email="new@example.org").role == "analyst"
    assert client.get(path).status_code == 404


def test_invitation_when_the_address_has_an_account_needs_that_account(cast, client_of, client):
    _, link = invite_member(
        programme=cast.programme, email="dev@example.org", role="reader", by=cast.lowri
    )
    path = "/" + link.split("://")[1].split("/", 1)[1]
    assert client_of(cast.rhys).post(path).status_code == 200
    assert client.post(path, {"name": "X", "password": "a-long-made-up-phrase"}).status_code == 200
    assert Membership.objects.filter(programme=cast.programme, user=cast.dev).count() == 0
    assert client_of(cast.dev).post(path).status_code == 302
    assert Membership.objects.get(programme=cast.programme, user=cast.dev).role == "reader"


def test_invitation_when_cancelled(cast, client_of, client):
    invitation, link = invite_member(
        programme=cast.programme, email="x@example.org", role="reader", by=cast.lowri
    )
    client_of(cast.lowri).post(f"/p/winter-review/invitations/{invitation.pk}/cancel/")
    assert client.get("/" + link.split("://")[1].split("/", 1)[1]).status_code == 404


def test_members_page_when_not_lead_shows_names_and_no_controls(cast, client_of):
    page = client_of(cast.rhys).get("/p/winter-review/members/").content.decode()
    assert "Amina" in page
    assert "Invite somebody" not in page
    assert (
        client_of(cast.amina)
        .post("/p/winter-review/members/", {"email": "a@example.org", "role": "lead"})
        .status_code
        == 200
    )
    assert Invitation.objects.count() == 0


def test_change_role_counts_from_the_next_request(cast, client_of):
    ben = client_of(cast.ben)
    assert ben.get("/p/winter-review/risks/add/").status_code == 404
    membership = Membership.objects.get(programme=cast.programme, user=cast.ben)
    page = client_of(cast.lowri).post(
        f"/p/winter-review/members/{membership.pk}/role/", {f"m{membership.pk}-role": "facilitator"}
    )
    assert page.status_code == 302
    assert ben.get("/p/winter-review/risks/add/").status_code == 200


def test_remove_member_counts_from_the_next_request(cast, client_of):
    ben = client_of(cast.ben)
    membership = Membership.objects.get(programme=cast.programme, user=cast.ben)
    remove_member(membership=membership, by=cast.lowri)
    assert ben.get("/p/winter-review/").status_code == 404


def test_last_lead_stays(cast):
    membership = Membership.objects.get(programme=cast.programme, user=cast.lowri)
    with pytest.raises(LastLead):
        change_role(membership=membership, role="reader", by=cast.lowri)
    with pytest.raises(LastLead):
        remove_member(membership=membership, by=cast.lowri)
    assert Membership.objects.get(pk=membership.pk).role == "lead"


def test_membership_of_another_programme_cannot_be_reached(cast, client_of):
    theirs = Membership.objects.get(programme=cast.dev_programme, user=cast.dev)
    page = client_of(cast.lowri).post(f"/p/winter-review/members/{theirs.pk}/remove/")
    assert page.status_code == 404
    assert Membership.objects.filter(pk=theirs.pk).count() == 1


@pytest.mark.parametrize("extra", [0, 2])
def test_members_page_asks_the_same_number_of_queries(
    cast, client_of, django_assert_num_queries, extra
):
    names = ["ben", "carys"][: 2 - extra] if extra else []
    Membership.objects.filter(user__name__in=[n.capitalize() for n in names]).delete()
    client = client_of(cast.lowri)
    client.get("/p/winter-review/members/")
    with django_assert_num_queries(6):
        client.get("/p/winter-review/members/")
