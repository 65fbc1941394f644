"""Addresses of sign-in and account. The views are the sign-in library's; the doors are ours."""

from allauth.account import views as account
from django.urls import path

from cairn.people.views import settings
from cairn.people.views.doors import READ_AND_WRITE, Policy, declare, public_page

urlpatterns = [
    path(
        "sign-in/",
        public_page(methods=READ_AND_WRITE)(account.login),
        name="account_login",
    ),
    path(
        "sign-out/",
        declare(account.logout, Policy("signed_in", "is_signed_in", READ_AND_WRITE)),
        name="account_logout",
    ),
    path("", settings.account_settings, name="account_settings"),
]
