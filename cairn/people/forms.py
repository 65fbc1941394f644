"""The sign-in library's forms in our words."""

from typing import Any

from allauth.account import forms as account
from django.utils.translation import gettext_lazy as _


class PlainLabels:
    """Labels in our words, in both languages; no placeholder, because it goes when one types."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]  # the form it is mixed into has them
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""


class LoginForm(PlainLabels, account.LoginForm):
    labels = {"login": _("E-mail address"), "password": _("Password")}


class ResetPasswordForm(PlainLabels, account.ResetPasswordForm):
    labels = {"email": _("E-mail address")}


class ResetPasswordKeyForm(PlainLabels, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("New password again")}


class ChangePasswordForm(PlainLabels, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Password until now"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }


class ReauthenticateForm(PlainLabels, account.ReauthenticateForm):
    labels = {"password": _("Password")}
