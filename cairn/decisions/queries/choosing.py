"""What an item of this room may be linked to: the lists that forms offer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from cairn.catalogue.shelves import framework
from cairn.decisions.choices import Kind
from cairn.decisions.models import Finding
from cairn.decisions.queries.items import addressees_for, headings_for
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import Purpose
from cairn.sensemaking.models import Code

ICEBERG = "iceberg-levels"


@dataclass(frozen=True)
class Choices:
    headings: list[Any] = field(default_factory=list)
    addressees: list[Any] = field(default_factory=list)
    findings: list[Any] = field(default_factory=list)
    domains: list[Code] = field(default_factory=list)
    conditions: list[Code] = field(default_factory=list)
    iceberg: list[tuple[str, str]] = field(default_factory=list)


def choices_for(viewer: Any, programme: Programme, kind: str) -> Choices:
    """The rows that an item of `kind` may be linked to."""
    if kind == Kind.RECOMMENDATION:
        return Choices(
            headings=headings_for(viewer, programme),
            addressees=addressees_for(viewer, programme),
            findings=finding_choices(viewer, programme),
        )
    domains = codes_for(viewer, programme, Purpose.DOMAINS)
    if kind == Kind.FINDING:
        return Choices(headings=headings_for(viewer, programme), domains=domains)
    conditions = codes_for(viewer, programme, Purpose.CONDITIONS)
    return Choices(domains=domains, conditions=conditions, iceberg=iceberg_levels())


def finding_choices(viewer: Any, programme: Programme) -> list[Finding]:
    rows = Finding.objects.visible_to(viewer, programme).filter(removed_at__isnull=True)
    return list(rows)


def codes_for(viewer: Any, programme: Programme, purpose: str) -> list[Code]:
    """The codes in use of the codebooks with that purpose, in their order."""
    rows = Code.objects.visible_to(viewer, programme).filter(
        codebook__purpose=purpose, codebook__retired_at__isnull=True, retired_at__isnull=True
    )
    return list(rows.order_by("codebook__order", "codebook_id", "order", "pk"))


def iceberg_levels() -> list[tuple[str, str]]:
    """The levels of the iceberg, (code, name) in the reader's language, from the top down."""
    language = get_language() or "en"
    levels = framework(ICEBERG).items
    return [(level.code, level.name.in_language(language)) for level in levels]


def name_of(row: Any) -> str:
    """The name of a heading, code or other row in the reader's language."""
    if get_language() == "cy":
        welsh: str = getattr(row, "title_cy", "") or getattr(row, "name_cy", "")
        return welsh or str(row)
    return str(row)
