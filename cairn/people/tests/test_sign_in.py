from django.core import mail
from django.urls import reverse

PASSWORD = "made-up-pass-phrase"


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_sign_in_when_password_is_right(client, cast):
    page = sign_in(client, "ben@example.org", PASSWORD)
    assert (page.status_code, page["Location"]) == (302, "/")
    assert client.get("/account/").status_code == 200


def test_sign_in_when_password_is_wrong_says_the_same_for_unknown_address(client, cast):
    known = sign_in(client, "ben@example.org", "not-this-one").content.decode()
    unknown = sign_in(client, "nobody@example.org", "not-this-one").content.decode()
    assert "Error:" in known
    assert "There is a problem" in known
    assert known.count("nhsuk-error-message") == unknown.count("nhsuk-error-message")


def test_sign_in_when_guessed_too_often_is_locked_for_the_guesser_only(client, cast):
    for _ in range(10):
        sign_in(client, "ben@example.org", "not-this-one")
    refused = sign_in(client, "ben@example.org", PASSWORD)
    assert refused.status_code == 429
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert sign_in(client, "ben@example.org", PASSWORD).status_code == 302


def test_sign_in_when_account_is_closed(client, cast):
    cast.ben.is_active = False
    cast.ben.save()
    assert sign_in(client, "ben@example.org", PASSWORD).status_code in {200, 302}
    assert client.get("/account/").status_code == 302


def test_closed_account_when_already_signed_in_is_out_on_the_next_request(client_of, cast):
    client = client_of(cast.ben)
    assert client.get("/p/winter-review/").status_code == 200
    cast.ben.is_active = False
    cast.ben.save()
    assert client.get("/p/winter-review/").status_code == 302


def test_password_reset_when_host_header_is_forged_still_mails_our_address(client, cast, settings):
    settings.BASE_URL = "https://cairn.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    client.post(
        reverse("account_reset_password"), {"email": "ben@example.org"}, HTTP_HOST="evil.example"
    )
    [message] = mail.outbox
    assert "https://cairn.example.org/account/password/new/" in message.body
    assert "evil.example" not in message.body


def test_password_reset_whole_way(client, cast):
    client.post(reverse("account_reset_password"), {"email": "ben@example.org"})
    link = next(line for line in mail.outbox[0].body.splitlines() if "/password/new/" in line)
    path = "/" + link.split("://", 1)[1].split("/", 1)[1]
    page = client.get(path, follow=True)
    changed = client.post(
        page.request["PATH_INFO"],
        {"password1": "another-made-up-phrase", "password2": "another-made-up-phrase"},
    )
    assert changed["Location"] == reverse("account_reset_password_from_key_done")
    assert sign_in(client, "ben@example.org", "another-made-up-phrase").status_code == 302


def test_password_reset_when_address_is_unknown_sends_nothing_and_looks_the_same(client, cast):
    page = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert page["Location"] == reverse("account_reset_password_done")
    assert [message.to for message in mail.outbox if "password/new" in message.body] == []


def test_sign_up_when_tried_does_not_exist(client, db):
    assert client.get("/account/signup/").status_code == 404


def test_account_pages_when_signed_out_ask_to_sign_in(client, db):
    assert client.get("/account/").status_code == 302
    assert client.get("/account/second-factor/").status_code == 302
