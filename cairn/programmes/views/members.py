from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.people.queries import account_with_email
from cairn.people.views.doors import READ_AND_WRITE, SignedInRequest, public_page
from cairn.programmes.actions import members as actions
from cairn.programmes.forms import AcceptForm, InviteForm, RoleForm
from cairn.programmes.models import Invitation, Membership, Programme
from cairn.programmes.queries import invitation_with_key, invitations_open, members_of
from cairn.programmes.rules import can_manage_members
from cairn.programmes.views.doors import member_page, need_row


@member_page(methods=READ_AND_WRITE)
def members(request: SignedInRequest, programme: Programme) -> HttpResponse:
    may_manage = can_manage_members(request.user, programme)
    form = InviteForm(request.POST or None) if may_manage else None
    link = ""
    if request.method == "POST" and form and form.is_valid():
        invitation, link = actions.invite_member(
            programme=programme, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("%(email)s is invited.") % {"email": invitation.email})
        form = InviteForm()
    context = {
        "programme": programme,
        "members": [
            (row, RoleForm(initial={"role": row.role}, prefix=f"m{row.pk}"))
            for row in members_of(request.user, programme)
        ],
        "invitations": invitations_open(request.user, programme) if may_manage else [],
        "form": form,
        "link": link,
        "may_manage": may_manage,
    }
    return render(request, "programmes/members.jinja", context)


@member_page(can_manage_members, methods=["POST"])
def change_role(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    membership = need_row(request, programme, Membership, pk)
    form = RoleForm(request.POST, prefix=f"m{pk}")
    if form.is_valid():
        try:
            actions.change_role(
                membership=membership, role=form.cleaned_data["role"], by=request.user
            )
            messages.success(request, _("The role is changed. It counts from their next page."))
        except actions.LastLead:
            messages.error(
                request,
                _("A programme needs a lead. Make somebody else lead first. Nothing was changed."),
            )
    return redirect("programmes:members", programme.slug)


@member_page(can_manage_members, methods=["POST"])
def remove(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    membership = need_row(request, programme, Membership, pk)
    try:
        actions.remove_member(membership=membership, by=request.user)
        messages.success(
            request, _("Removed. They see nothing of this programme from their next page on.")
        )
    except actions.LastLead:
        messages.error(
            request,
            _("A programme needs a lead. Make somebody else lead first. Nothing was changed."),
        )
    if membership.user_id == request.user.pk:
        return redirect("home:front")
    return redirect("programmes:members", programme.slug)


@member_page(can_manage_members, methods=["POST"])
def cancel(request: SignedInRequest, programme: Programme, pk: int) -> HttpResponse:
    actions.cancel_invitation(
        invitation=need_row(request, programme, Invitation, pk), by=request.user
    )
    messages.success(request, _("The invitation is cancelled; its link no longer works."))
    return redirect("programmes:members", programme.slug)


@public_page(methods=READ_AND_WRITE)
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """The page a mailed link opens. Opening changes nothing; only the button accepts."""
    found = invitation_with_key(key)
    if found is None:
        return render(request, "programmes/invitation_gone.jinja", status=404)
    account = account_with_email(found.email)
    context: dict[str, Any] = {"invitation": found, "account": account}
    if account is None:
        return _accept_with_new_account(request, found, context)
    if request.method == "POST" and request.user.pk == account.pk:
        actions.accept_invitation(invitation=found, user=account)
        return redirect("programmes:front", found.programme.slug)
    return render(request, "programmes/invitation.jinja", context)


def _accept_with_new_account(
    request: HttpRequest, found: Invitation, context: dict[str, Any]
) -> HttpResponse:
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.accept_invitation(invitation=found, **form.cleaned_data)
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect("programmes:front", found.programme.slug)
    return render(request, "programmes/invitation.jinja", context | {"form": form})
