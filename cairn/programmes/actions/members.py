from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.people.actions import create_account
from cairn.people.models import User
from cairn.programmes.choices import Role
from cairn.programmes.models import Invitation, Membership, Programme
from cairn.programmes.queries import key_hash

INVITATION_DAYS = 14


class LastLead(Exception):
    """A programme without a lead could not be run or ended, so the last one stays."""


@transaction.atomic
def invite_member(
    *, programme: Programme, email: str, role: str, by: User
) -> tuple[Invitation, str]:
    """Invite an address; return the invitation and its link, which is shown once and mailed."""
    key = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        programme=programme,
        email=email.lower(),
        role=role,
        key_hash=key_hash(key),
        made_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    link = settings.BASE_URL + reverse("programmes:invitation", args=[key])
    record("invite_member", invitation, by=by, detail={"role": role})
    transaction.on_commit(lambda: _mail_invitation(invitation, link))
    return invitation, link


def _mail_invitation(invitation: Invitation, link: str) -> None:
    """Both languages in one message: we do not know yet which one the person reads."""
    parts = []
    for language in ("en", "cy"):
        with translation.override(language):
            parts.append(
                _(
                    "You are invited to work on %(programme)s in Cairn. This link works once, for %(days)s days:"
                )
                % {"programme": invitation.programme.name, "days": INVITATION_DAYS}
            )
    subject = _("Invitation to %(programme)s") % {"programme": invitation.programme.name}
    body = f"{parts[0]}\n\n{parts[1]}\n\n{link}\n"
    send_mail(" ".join(subject.split()), body, None, [invitation.email], fail_silently=True)


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: User) -> None:
    invitation.cancelled_at = timezone.now()
    invitation.save(update_fields=["cancelled_at"])
    record("cancel_invitation", invitation, by=by)


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, user: User | None = None, name: str = "", password: str = ""
) -> User:
    """Make `user` a member, or make the invited address an account first. Works once."""
    taken = Invitation.objects.filter(
        pk=invitation.pk, accepted_at=None, cancelled_at=None, expires_at__gt=timezone.now()
    ).update(accepted_at=timezone.now())
    if not taken:
        raise ValueError("the invitation was used, cancelled or is too old")
    if user is None:
        user = create_account(
            email=invitation.email,
            name=name,
            password=password,
            organisation=invitation.made_by.organisation,
            by=invitation.made_by,
        )
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    Membership.objects.get_or_create(
        programme=invitation.programme,
        user=user,
        defaults={"role": invitation.role, "added_by": invitation.made_by},
    )
    record("accept_invitation", invitation, by=user, detail={"role": invitation.role})
    return user


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> None:
    if role != Role.LEAD:
        _keep_a_lead(membership)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    record("change_role", membership, by=by, detail={"from": before, "to": role})


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """They see nothing of the programme from the next request on; what they did stays."""
    _keep_a_lead(membership)
    record("remove_member", membership, by=by, detail={"user": membership.user_id})
    membership.delete()


def _keep_a_lead(membership: Membership) -> None:
    others: Any = Membership.objects.select_for_update().in_programme(membership.programme)
    if not others.filter(role=Role.LEAD, user__is_active=True).exclude(pk=membership.pk).exists():
        raise LastLead
