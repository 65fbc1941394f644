"""What each role may do: one table. Views, actions and templates ask these functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cairn.people.rules import is_signed_in
from cairn.programmes.choices import Role

if TYPE_CHECKING:
    from cairn.programmes.models import Programme


class Ability(TextChoices):
    READ = "read", _("Read everything in the programme, what people said included")
    ADD_EVIDENCE = "add_evidence", _("Add and import contributions")
    ASK = "ask", _("Open and close surveys, and add whom to ask")
    SEE_PARTICIPANTS = (
        "see_participants",
        _("See participants and how to reach them, and take them off the list"),
    )
    CODE = "code", _("Make excerpts, codes and themes")
    DECIDE = "decide", _("Write changes, findings and recommendations")
    WRITE_REPORT = "write_report", _("Write reports and propose them")
    REDACT = "redact", _("Take identifying words out of a contribution")
    ANSWER_HARM = "answer_harm", _("Answer what may tell of harm")
    READ_CONFIDED = "read_confided", _("Read what people shared with the facilitators only")
    WITHDRAW = "withdraw", _("Withdraw a contribution")
    SIGN_OFF = "sign_off", _("Sign off themes")
    PUBLISH = "publish", _("Approve a report and publish it")
    PLAN = "plan", _("Change plan, risks and costs")
    EXPORT = "export", _("Download the whole programme")
    MANAGE_MEMBERS = "manage_members", _("Invite, change and remove members")
    MANAGE_PROGRAMME = "manage_programme", _("Change settings, archive and delete")
    SEE_AUDIT = "see_audit", _("See who did what")


_ANALYST = {Ability.READ, Ability.ADD_EVIDENCE, Ability.CODE, Ability.DECIDE, Ability.WRITE_REPORT}
_FACILITATOR = _ANALYST | {
    Ability.REDACT, Ability.ANSWER_HARM, Ability.WITHDRAW, Ability.SIGN_OFF, Ability.PLAN,
    Ability.PUBLISH, Ability.EXPORT, Ability.ASK, Ability.SEE_PARTICIPANTS, Ability.READ_CONFIDED,
}  # fmt: skip
ABILITIES: dict[str, frozenset[Ability]] = {
    Role.LEAD: frozenset(Ability),
    Role.FACILITATOR: frozenset(_FACILITATOR),
    Role.ANALYST: frozenset(_ANALYST),
    Role.READER: frozenset({Ability.READ}),
}
# Still possible when a programme is archived: what reads, what protects people, what ends it.
WHEN_ARCHIVED = frozenset({
    Ability.READ, Ability.WITHDRAW, Ability.REDACT, Ability.ANSWER_HARM, Ability.EXPORT, Ability.SEE_AUDIT,
    Ability.MANAGE_PROGRAMME, Ability.MANAGE_MEMBERS, Ability.SEE_PARTICIPANTS, Ability.READ_CONFIDED,
})  # fmt: skip


def allows(user: Any, programme: Programme, ability: Ability) -> bool:
    if not is_signed_in(user):
        return False
    if ability not in ABILITIES.get(programme.role_of(user), frozenset()):
        return False
    return programme.is_open or ability in WHEN_ARCHIVED


def can_read(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.READ)


def can_add_evidence(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.ADD_EVIDENCE)


def can_ask(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.ASK)


def can_see_participants(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.SEE_PARTICIPANTS)


def can_redact(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.REDACT)


def can_answer_harm(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.ANSWER_HARM)


def can_read_confided(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.READ_CONFIDED)


def can_withdraw(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.WITHDRAW)


def can_code(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.CODE)


def can_sign_off(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.SIGN_OFF)


def can_decide(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.DECIDE)


def can_write_report(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.WRITE_REPORT)


def can_publish(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.PUBLISH)


def can_plan(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.PLAN)


def can_manage_members(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.MANAGE_MEMBERS)


def can_manage_programme(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.MANAGE_PROGRAMME)


def can_export(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.EXPORT)


def can_see_audit(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.SEE_AUDIT)
