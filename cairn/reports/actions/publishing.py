"""From a draft to a published version: one member proposes, a second approves."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.evidence.models import Contribution
from cairn.programmes.models import Programme
from cairn.reports.actions.refusals import Conflict, Refused
from cairn.reports.choices import VersionState
from cairn.reports.exporters import Audience as AudienceCode
from cairn.reports.exporters import ReportContent
from cairn.reports.models import LedgerLine, Reference, Report, ReportVersion
from cairn.reports.queries.filling import Filled, fill_report
from cairn.reports.queries.frozen import freeze, id_of, quotes_in, read_content
from cairn.reports.queries.missing import claims_without_path
from cairn.reports.queries.prose import problems_in_prose
from cairn.sensemaking.models import Excerpt


@transaction.atomic
def propose_version(*, report: Report, audience: str, by: Any) -> ReportVersion:
    """Put the report as it is now before a second member.

    Raises `Refused` when a proposal waits already, when nothing is in it, or when a claim in it
    stands on no words.
    """
    last = ReportVersion.objects.filter(report=report).select_for_update().first()
    if last and last.state == VersionState.PROPOSED:
        raise Refused(_("A proposal waits already. Approve it or send it back first."))
    filled = fill_report(by, report)
    check_fit(filled, by)
    number = last.number if last and last.state == VersionState.REFUSED else _next_number(last)
    values = {
        "programme": report.programme,
        "state": VersionState.PROPOSED,
        "audience": audience,
        "content": freeze(_numbered(filled.content, number, audience)),
        "proposed_by": by,
    }
    version: ReportVersion = ReportVersion.objects.update_or_create(
        report=report, number=number, defaults=values
    )[0]
    refer(version)
    record("propose_version", version, by=by, detail={"number": number, "audience": audience})
    return version


@transaction.atomic
def send_back(*, version: ReportVersion, by: Any) -> None:
    """Say no to a proposal; the report stays as it is."""
    _move(version, VersionState.REFUSED)
    record("send_back_version", version, by=by, detail={"number": version.number})


@transaction.atomic
def approve_version(*, version: ReportVersion, by: Any, alone_reason: str = "") -> ReportVersion:
    """Publish a proposal as it was proposed. Whoever proposed it may do so alone with a reason.

    Raises `Refused` when the reason is missing, when a claim in it has lost its path to somebody's
    words, and when the report has changed since it was proposed.
    """
    alone = by.pk == version.proposed_by_id
    if alone and not alone_reason.strip():
        raise Refused(_("A second member approves a report. To publish alone, say why."))
    lock_words(version)
    filled = fill_report(by, version.report, status="published")
    check_fit(filled, by)
    if filled.content.sections != read_content(version).sections:
        raise Refused(
            _("The report has changed since it was proposed, so this is not what was put forward. "
              "Send it back and propose it again.")
        )  # fmt: skip
    content = _numbered(filled.content, version.number, version.audience)
    _move(
        version, VersionState.PUBLISHED, approved_by=by, published_at=timezone.now(),
        alone_reason=alone_reason.strip() if alone else "", content=freeze(content),
    )  # fmt: skip
    keep_figures(version, filled)
    record("publish_version", version, by=by, detail={"number": version.number, "alone": alone})
    return version


def keep_figures(version: ReportVersion, filled: Filled) -> None:
    """Write into the ledger what the version's tables show of people."""
    LedgerLine.objects.bulk_create(
        LedgerLine(programme=version.programme, version=version, table=table, line=asdict(line))
        for table, line in filled.printed().items()
    )


def check_fit(filled: Filled, by: Any) -> None:
    """Raise `Refused` when the report may not be published as it is."""
    if not filled.content.sections:
        raise Refused(_("There is nothing in the report yet, so there is nothing to publish."))
    if lost := claims_without_path(filled):
        raise Refused(
            _("Not published: these stand on nobody's words any more. Link them to an excerpt, or "
              "take them out of the report: %(claims)s") % {"claims": " · ".join(lost)}
        )  # fmt: skip
    prose = "\n\n".join(part.row.prose for part in filled.parts if part.row and part.included)
    if problems := problems_in_prose(by, filled.report.programme, prose):
        raise Refused(" ".join(problems))


def lock_words(version: ReportVersion) -> None:
    """Hold the quoted words until we are done: a withdrawal meanwhile waits, then finds us. Another
    version of the programme waits too, for its figures are checked against ours.
    """
    list(Programme.objects.filter(pk=version.programme_id).select_for_update().values_list("pk"))
    references = Reference.objects.filter(version=version)
    contributions = Contribution.objects.filter(pk__in=references.values("contribution"))
    list(contributions.order_by("pk").select_for_update().values_list("pk"))
    excerpts = Excerpt.objects.filter(pk__in=references.values("excerpt"))
    list(excerpts.order_by("pk").select_for_update().values_list("pk"))


def refer(version: ReportVersion) -> None:
    """Note which words the version holds, so that an erasure finds them."""
    Reference.objects.filter(version=version).delete()
    wanted = {id_of(quote.ref) for quote in quotes_in(read_content(version)) if quote.ref}
    rows = Excerpt.objects.in_programme(version.programme).filter(pk__in=wanted)
    Reference.objects.bulk_create(
        Reference(
            programme_id=version.programme_id,
            version=version,
            excerpt_id=pk,
            contribution_id=contribution,
        )
        for pk, contribution in rows.values_list("pk", "contribution_id")
    )


def _move(version: ReportVersion, state: str, **fields: Any) -> None:
    waiting = ReportVersion.objects.filter(pk=version.pk, state=VersionState.PROPOSED)
    if not waiting.update(state=state, **fields):
        raise Conflict(_("Somebody has decided on this proposal in the meantime."))
    version.refresh_from_db()


def _next_number(last: ReportVersion | None) -> int:
    return last.number + 1 if last else 1


def _numbered(content: ReportContent, number: int, audience: str) -> ReportContent:
    return replace(content, version=str(number), audience=cast(AudienceCode, audience))
