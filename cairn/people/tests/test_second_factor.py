from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

PASSWORD = "made-up-pass-phrase"


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client):
    return client.post("/account/sign-in/", {"login": "ben@example.org", "password": PASSWORD})


def test_second_factor_whole_way(client, cast):
    sign_in(client)
    asked = client.get("/account/second-factor/app/")
    assert asked["Location"].startswith("/account/confirm/")
    client.post("/account/confirm/", {"password": PASSWORD})
    page = client.get("/account/second-factor/app/")
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    assert client.post("/account/second-factor/app/", {"code": code_of(secret)}).status_code == 302
    codes = client.get("/account/second-factor/codes/")
    assert codes.status_code == 200
    client.post("/account/sign-out/")
    asked = sign_in(client)
    assert asked["Location"].startswith("/account/second-factor/code/")
    assert client.get("/account/").status_code == 302
    stored = Authenticator.objects.get(user=cast.ben, type="totp")
    client.get("/account/second-factor/code/")
    wrong = client.post("/account/second-factor/code/", {"code": "000000"})
    assert "There is a problem" in wrong.content.decode()
    recovery = Authenticator.objects.get(user=cast.ben, type="recovery_codes").wrap()
    right = client.post("/account/second-factor/code/", {"code": recovery.get_unused_codes()[0]})
    assert right.status_code == 302
    assert client.get("/account/").status_code == 200
    assert get_adapter().decrypt(stored.data["secret"]) == secret
