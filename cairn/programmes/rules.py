"""What each role may do: one table. Views, actions and templates ask these functions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cairn.people.rules import is_signed_in
from cairn.programmes.choices import Role

if TYPE_CHECKING:
    from cairn.programmes.models import Programme


class Ability(StrEnum):
    READ = "read"
    ADD_EVIDENCE = "add_evidence"
    REDACT = "redact"
    WITHDRAW = "withdraw"
    CODE = "code"
    SIGN_OFF = "sign_off"
    DECIDE = "decide"
    WRITE_REPORT = "write_report"
    PUBLISH = "publish"
    PLAN = "plan"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_PROGRAMME = "manage_programme"
    EXPORT = "export"
    SEE_AUDIT = "see_audit"


_ANALYST = {Ability.READ, Ability.ADD_EVIDENCE, Ability.CODE, Ability.DECIDE, Ability.WRITE_REPORT}
_FACILITATOR = _ANALYST | {
    Ability.REDACT, Ability.WITHDRAW, Ability.SIGN_OFF, Ability.PLAN, Ability.PUBLISH, Ability.EXPORT,
}  # fmt: skip
ABILITIES: dict[str, frozenset[Ability]] = {
    Role.LEAD: frozenset(Ability),
    Role.FACILITATOR: frozenset(_FACILITATOR),
    Role.ANALYST: frozenset(_ANALYST),
    Role.READER: frozenset({Ability.READ}),
}
# Still possible when a programme is archived: what reads, what protects people, what ends it.
WHEN_ARCHIVED = frozenset({
    Ability.READ, Ability.WITHDRAW, Ability.REDACT, Ability.EXPORT, Ability.SEE_AUDIT,
    Ability.MANAGE_PROGRAMME, Ability.MANAGE_MEMBERS,
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


def can_redact(user: Any, programme: Programme) -> bool:
    return allows(user, programme, Ability.REDACT)


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
