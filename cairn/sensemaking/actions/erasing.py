"""What becomes of excerpts and suggestions when words are taken out or withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.analysis.text import find_words
from cairn.evidence.models import Contribution, ContributionVersion
from cairn.evidence.rules import moved_span
from cairn.sensemaking.actions.undoing import close_steps
from cairn.sensemaking.models import (
    CodeSuggestion,
    Excerpt,
    Memo,
    Placement,
    SuggestedGroup,
    SuggestedTheme,
    SuggestionRun,
    Theme,
    ThemeGroup,
)
from cairn.sensemaking.signals import excerpts_retired


def follow_redaction(
    *, contribution: Contribution, old: ContributionVersion, new: ContributionVersion, by: Any
) -> None:
    """Excerpts whose words still stand move to the new version; the others are retired.

    Runs inside the transaction of the redaction, whose audit entry covers it.
    """
    gone = []
    for excerpt in Excerpt.objects.filter(version=old, retired_at=None):
        span = moved_span(excerpt.start, excerpt.end, new.redactions)
        if span and new.text[slice(*span)] == excerpt.quote:
            excerpt.version, (excerpt.start, excerpt.end) = new, span
            excerpt.save()
        else:
            gone.append(excerpt)
    _retire(gone, "redacted", by)
    CodeSuggestion.objects.filter(version=old).delete()
    _clean_runs(contribution, Placement.objects.filter(version=old))


def follow_withdrawal(*, contribution: Contribution, by: Any) -> None:
    """Nothing that was said stays here: excerpts, memos on them, placements, words in titles."""
    excerpts = Excerpt.objects.filter(contribution=contribution)
    Memo.objects.filter(excerpt__in=excerpts).delete()
    _retire(list(excerpts.filter(retired_at=None)), "withdrawn", by)
    CodeSuggestion.objects.filter(contribution=contribution).delete()
    _clean_runs(contribution, Placement.objects.filter(contribution=contribution))


def _retire(excerpts: list[Excerpt], reason: str, by: Any) -> None:
    for excerpt in excerpts:
        excerpt.quote, excerpt.retired_at, excerpt.retired_reason = "", timezone.now(), reason
        excerpt.save()
    if excerpts:
        excerpts_retired.send(Excerpt, excerpts=excerpts, reason=reason, by=by)


def _clean_runs(contribution: Contribution, placements: QuerySet[Placement]) -> None:
    close_steps(contribution.programme)
    runs = list(SuggestionRun.objects.filter(placements__in=placements).distinct())
    placements.delete()
    for run in runs:
        said = _words_left(run)
        for suggestion in run.themes.all():
            _clean(suggestion, said)
        for group in run.groups.all():
            _clean_group(group, said)


def _words_left(run: SuggestionRun) -> set[str]:
    versions = ContributionVersion.objects.filter(
        pk__in=run.placements.values("version"), erased_at=None
    )
    texts = versions.values_list("text", flat=True).iterator()
    return {word for text in texts for word in find_words(text)}


def _clean(suggestion: SuggestedTheme, said: set[str]) -> None:
    """Drop what is made of words nobody else said; a theme that took such a title loses it too."""
    title = suggestion.title
    suggestion.keywords = [words for words in suggestion.keywords if _is_said(words, said)]
    if not _is_said(title, said):
        suggestion.title = _("Suggestion %(number)s") % {"number": suggestion.order + 1}
        Theme.objects.filter(suggested_by=suggestion, title=title).update(title=suggestion.title)
    suggestion.save()


def _clean_group(group: SuggestedGroup, said: set[str]) -> None:
    title = group.title
    if not _is_said(title, said):
        group.title = _("Suggestion %(number)s") % {"number": group.order + 1}
        group.save()
        rows = ThemeGroup.objects.in_programme(group.programme).filter(title=title)
        rows.update(title=group.title)


def _is_said(words: str, said: set[str]) -> bool:
    return all(word in said for word in find_words(words))
