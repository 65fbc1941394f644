"""Addresses of sign-in and account. The views are the sign-in library's; the doors are ours."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from cairn.people.views import accounts, settings
from cairn.people.views.doors import (
    READ_AND_WRITE,
    Policy,
    View,
    declare,
    public_page,
)

to_all = public_page(methods=READ_AND_WRITE)


def to_signed_in(view: View) -> View:
    """The library asks for a sign-in itself; the door says so for the test that walks the routes."""
    return declare(view, Policy("signed_in", "is_signed_in", READ_AND_WRITE))


urlpatterns = [
    path("", settings.account_settings, name="account_settings"),
    path("all/", accounts.accounts_page, name="accounts"),
    path("all/<int:pk>/", accounts.close_or_reopen, name="close_account"),
    path("sign-in/", to_all(account.login), name="account_login"),
    path("sign-out/", to_signed_in(account.logout), name="account_logout"),
    path("closed/", to_all(account.account_inactive), name="account_inactive"),
    path("confirm/", to_signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/", to_signed_in(account.password_change), name="account_change_password"),
    path("password/forgotten/", to_all(account.password_reset), name="account_reset_password"),
    path("password/sent/", to_all(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/changed/",
        to_all(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        to_all(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("second-factor/", to_signed_in(mfa.index), name="mfa_index"),
    path("second-factor/code/", to_all(mfa.authenticate), name="mfa_authenticate"),
    path("second-factor/confirm/", to_signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/", to_signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/off/", to_signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "second-factor/codes/",
        to_signed_in(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        to_signed_in(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/file/",
        to_signed_in(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
