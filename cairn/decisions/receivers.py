"""What this room does when rooms upstream announce something."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cairn.catalogue.shelves import Template, framework
from cairn.decisions.actions.headings import add_headings
from cairn.decisions.actions.states import recheck_programme
from cairn.programmes.models import Programme
from cairn.programmes.signals import programme_created
from cairn.sensemaking.signals import excerpts_retired


@receiver(programme_created)
def make_headings(*, programme: Programme, template: Template, by: Any, **rest: Any) -> None:
    """Lay out the headings of the template; a template that names none leaves that to people."""
    items = [item for code in template.frameworks_for("headings") for item in framework(code).items]
    titles = [(item.code, item.name.en, item.name.cy) for item in items]
    if titles:
        add_headings(programme=programme, titles=titles, by=by)


@receiver(excerpts_retired)
def ask_again_what_stands(*, excerpts: Any, by: Any, **rest: Any) -> None:
    """Words are gone: what stood on them alone is a draft again."""
    for programme in {excerpt.programme for excerpt in excerpts}:
        recheck_programme(programme=programme, by=by)
