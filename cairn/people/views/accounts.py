from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.people.actions import close_account, reopen_account
from cairn.people.queries import account_for, accounts
from cairn.people.rules import can_manage_accounts
from cairn.people.views.doors import SignedInRequest, signed_in_page


@signed_in_page(can_manage_accounts)
def accounts_page(request: SignedInRequest) -> HttpResponse:
    return render(request, "people/accounts.jinja", {"accounts": accounts(request.user)})


@signed_in_page(can_manage_accounts, methods=["POST"])
def close_or_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    user = account_for(request.user, pk)
    if user is None:
        raise Http404
    if user == request.user:
        messages.error(request, _("You cannot close your own account. Nothing was changed."))
    elif user.is_active:
        close_account(user=user, by=request.user)
        messages.success(request, _("The account is closed from its next page on."))
    else:
        reopen_account(user=user, by=request.user)
        messages.success(request, _("The account is open again."))
    return redirect("accounts")
