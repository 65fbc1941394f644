"""What this room does when rooms upstream announce something."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cairn.catalogue.shelves import framework
from cairn.evidence.signals import contribution_redacted, contribution_withdrawn
from cairn.programmes.signals import programme_created
from cairn.sensemaking import actions
from cairn.sensemaking.choices import Purpose

PURPOSES = {"domains": Purpose.DOMAINS, "codebook": Purpose.CODES}
# What enabling conditions are chosen from: the first of these that a template names.
CONDITIONS = ("conditions-for-change", "barriers-and-enablers")


@receiver(programme_created)
def make_codebooks(sender: Any, *, programme: Any, template: Any, by: Any, **kwargs: Any) -> None:
    """A programme starts with the codebooks its template names."""
    named = [each for each in template.frameworks if each.use in PURPOSES]
    codes = {each.code for each in named}
    conditions = next((code for code in CONDITIONS if code in codes), None)
    for each in named:
        purpose = Purpose.CONDITIONS if each.code == conditions else PURPOSES[each.use]
        actions.make_codebook_from(
            programme=programme, framework=framework(each.code), purpose=purpose, by=by
        )


@receiver(contribution_redacted)
def follow_redaction(
    sender: Any, *, contribution: Any, old_version: Any, new_version: Any, by: Any, **kwargs: Any
) -> None:
    actions.follow_redaction(contribution=contribution, old=old_version, new=new_version, by=by)


@receiver(contribution_withdrawn)
def follow_withdrawal(sender: Any, *, contribution: Any, by: Any, **kwargs: Any) -> None:
    actions.follow_withdrawal(contribution=contribution, by=by)
