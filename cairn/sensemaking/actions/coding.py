from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.audit.actions import record
from cairn.evidence.choices import USABLE
from cairn.evidence.models import ContributionVersion
from cairn.sensemaking.actions.codebooks import find_or_make_code
from cairn.sensemaking.actions.recording import Recorder, recording
from cairn.sensemaking.actions.refusals import Conflict, Refused
from cairn.sensemaking.models import Code, Coding, Excerpt, Memo


@transaction.atomic
def make_excerpt(*, version: ContributionVersion, start: int, end: int, by: Any) -> Excerpt:
    """The excerpt [start, end) of a version, in code points; the one that stands if there is one.

    Raises `Refused` when the span holds no words, the words have been replaced or withdrawn, or
    the person did not allow their use.
    """
    excerpt = find_excerpt(version, start, end)
    if excerpt is None:
        excerpt = new_excerpt(version, start, end, by)
        excerpt.save()
        record("make_excerpt", excerpt, by=by)
    return excerpt


def code_passage(
    *, version: ContributionVersion, start: int, end: int, code: Code, by: Any
) -> Coding:
    """Make [start, end) of a version an excerpt and code it, as one change."""
    return code_words(version=version, start=start, end=end, code=code, new_code="", by=by)


def code_words(
    *, version: ContributionVersion, start: int, end: int, code: Code | None, new_code: str, by: Any
) -> Coding:
    """Code a passage with a code that stands or, by name, with one made in the same change."""
    with recording("code_passage", version.programme, by=by) as changes:
        return add_coding(
            changes, version, start, end, code or find_or_make_code(changes, new_code)
        )


def add_coding(
    changes: Recorder, version: ContributionVersion, start: int, end: int, code: Code
) -> Coding:
    """Code [start, end) of a version within a change that is being recorded."""
    excerpt = find_excerpt(version, start, end)
    excerpt = excerpt or changes.make(new_excerpt(version, start, end, changes.by))
    return _code(changes, excerpt, code)


def code_excerpt(*, excerpt: Excerpt, code: Code, by: Any) -> Coding:
    with recording("code_excerpt", excerpt.programme, by=by) as changes:
        return _code(changes, excerpt, code)


def uncode_excerpt(*, coding: Coding, by: Any) -> None:
    with recording("uncode_excerpt", coding.programme, by=by) as changes:
        changes.about(coding.excerpt, code=coding.code_id)
        changes.remove_all(Coding.objects.filter(pk=coding.pk))


def add_memo(
    *,
    text: str,
    by: Any,
    code: Code | None = None,
    excerpt: Excerpt | None = None,
    theme: Any = None,
) -> Memo:
    """Write a thought beside exactly one code, excerpt or theme."""
    thing = code or excerpt or theme
    with recording("add_memo", thing.programme, by=by) as changes:
        memo = Memo(
            programme=thing.programme, code=code, excerpt=excerpt, theme=theme, text=text, by=by
        )
        changes.about(changes.make(memo))
        return memo


def find_excerpt(version: ContributionVersion, start: int, end: int) -> Excerpt | None:
    standing = Excerpt.objects.in_programme(version.programme).filter(retired_at=None)
    found: Excerpt | None = standing.filter(version=version, start=start, end=end).first()
    return found


def new_excerpt(version: ContributionVersion, start: int, end: int, by: Any) -> Excerpt:
    """An excerpt not yet saved; its quote is the exact slice of the version's text."""
    _check_usable(version)
    if not 0 <= start < end <= len(version.text) or not version.text[start:end].strip():
        raise Refused(_("Choose some words first: that passage holds none. Nothing was changed."))
    return Excerpt(
        programme_id=version.programme_id,
        contribution_id=version.contribution_id,
        version=version,
        start=start,
        end=end,
        quote=version.text[start:end],
        made_by=by,
    )


def _check_usable(version: ContributionVersion) -> None:
    if not version.is_current or version.erased_at:
        raise Conflict(
            _("These words were redacted or withdrawn in the meantime. Load the page again.")
        )
    if version.contribution.is_confided or version.contribution.consent not in USABLE:
        raise Refused(_("The person did not allow these words to be used. Nothing was changed."))
    sent = version.contribution.sent_file
    if sent and not sent.is_described:  # what stands there is ours, so it cannot be a quote
        raise Refused(_("Nobody has written down yet what is in it. Do that first."))


def _code(changes: Recorder, excerpt: Excerpt, code: Code) -> Coding:
    if excerpt.retired_at or code.retired_at or code.programme_id != excerpt.programme_id:
        raise Conflict(_("That passage or code is not in use any more. Load the page again."))
    changes.about(excerpt, code=code.pk)
    found: Coding | None = excerpt.codings.filter(code=code, by=changes.by).first()
    return found or changes.make(
        Coding(programme=changes.programme, excerpt=excerpt, code=code, by=changes.by)
    )
