import pytest
from django.core.management import CommandError, call_command

from cairn.people.queries import account_with_email


def test_create_administrator(db, monkeypatch, capsys):
    monkeypatch.setenv("CAIRN_PASSWORD", "a-long-made-up-phrase")
    call_command("create_administrator", "first@example.org", name="First")
    user = account_with_email("FIRST@example.org")
    assert (user.name, user.is_administrator) == ("First", True)
    assert user.check_password("a-long-made-up-phrase")
    assert "can now sign in" in capsys.readouterr().out


def test_create_administrator_when_address_is_taken(cast, monkeypatch):
    monkeypatch.setenv("CAIRN_PASSWORD", "a-long-made-up-phrase")
    with pytest.raises(CommandError, match="has an account already; nothing was changed"):
        call_command("create_administrator", "ben@example.org")


def test_create_administrator_when_password_is_poor(db, monkeypatch):
    monkeypatch.setenv("CAIRN_PASSWORD", "short")
    with pytest.raises(CommandError, match="too short"):
        call_command("create_administrator", "first@example.org")
    assert account_with_email("first@example.org") is None
