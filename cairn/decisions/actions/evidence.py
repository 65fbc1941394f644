"""Linking items to the words they stand on."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cairn.audit.actions import record
from cairn.decisions.actions.editing import Refused
from cairn.decisions.actions.states import recheck_programme
from cairn.decisions.models import Item
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import Excerpt


@transaction.atomic
def add_evidence(*, item: Item, excerpt: Excerpt, stance: str = Stance.FOR, by: Any) -> Any:
    """Link an excerpt for or against `item`; linking it again only changes the stance.

    Raises Refused("no_words") for a retired excerpt and Refused("elsewhere") for one of another
    programme.
    """
    if excerpt.programme_id != item.programme_id:
        raise Refused("elsewhere")
    if excerpt.retired_at is not None:
        raise Refused("no_words")
    rows: Any = item.evidence
    link, _made = rows.update_or_create(
        excerpt=excerpt,
        defaults={"stance": stance},
        create_defaults={"programme": item.programme, "stance": stance, "by": by},
    )
    record("add_evidence", item, by=by, detail={"excerpt": excerpt.pk, "stance": str(stance)})
    if stance == Stance.AGAINST:
        recheck_programme(programme=item.programme, by=by)
    return link


@transaction.atomic
def remove_evidence(*, item: Item, excerpt: Excerpt, by: Any) -> str:
    """Unlink; the stance it had, so that undo can put it back. Raises Refused("not_linked")."""
    link = item.evidence.filter(excerpt=excerpt).first()
    if link is None:
        raise Refused("not_linked")
    stance: str = link.stance
    link.delete()
    record("remove_evidence", item, by=by, detail={"excerpt": excerpt.pk, "stance": stance})
    recheck_programme(programme=item.programme, by=by)
    return stance
