"""What the sign-in library asks of us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by accepting an invitation, never by signing up."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Mail holds the address from the settings, never the Host header of a request."""
        path = super().get_reset_password_from_key_url(key)
        return settings.BASE_URL + "/" + path.split("://", 1)[-1].split("/", 1)[-1]

    def is_safe_url(self, url: str | None) -> bool:
        return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def populate_username(self, request: Any, user: Any) -> None:
        """Accounts have no user name."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened, in both languages."""
