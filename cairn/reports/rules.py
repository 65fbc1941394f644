"""Who may do what with a report; the abilities themselves stand in `programmes.rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cairn.programmes.rules import can_publish, can_write_report
from cairn.reports.choices import Audience, VersionState

if TYPE_CHECKING:
    from cairn.reports.models import ReportVersion


def is_waiting(version: ReportVersion) -> bool:
    return version.state == VersionState.PROPOSED


def is_published(version: ReportVersion) -> bool:
    return version.state == VersionState.PUBLISHED


def is_public(version: ReportVersion) -> bool:
    return is_published(version) and version.audience == Audience.PUBLIC


def can_approve(user: Any, version: ReportVersion) -> bool:
    """Whether `user` may publish it, as a second member or, with a reason, alone."""
    return is_waiting(version) and can_publish(user, version.programme)


def needs_reason(user: Any, version: ReportVersion) -> bool:
    return bool(user.pk == version.proposed_by_id)


def can_send_back(user: Any, version: ReportVersion) -> bool:
    if not is_waiting(version):
        return False
    own = user.pk == version.proposed_by_id and can_write_report(user, version.programme)
    return own or can_publish(user, version.programme)
