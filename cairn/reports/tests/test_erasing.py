"""Words that are withdrawn leave published reports: the database, and every file on the disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cairn.evidence.actions import change_consent, withdraw_contribution
from cairn.evidence.choices import Consent
from cairn.reports.actions.publishing import propose_version
from cairn.reports.models import ReportFile, ReportVersion
from cairn.reports.queries.frozen import claims_in, quotes_in, read_content
from cairn.reports.tasks import forget_excerpts, publish
from cairn.reports.tests.exported import text_of
from cairn.reports.tests.factories import (
    bytes_of,
    find,
    make_heading,
    make_report,
    recommend,
    say,
    theme_with,
)
from cairn.sensemaking.models import Excerpt

CANARY = "Yellow canaries sang in the sluice room"
NAME = "Made-up Mair Canary"


@pytest.fixture
def version(cast, run_tasks):
    """A published report with files that quotes a canary and thanks whoever said it."""
    canary = say(cast.programme, CANARY, cast.ben, consent=Consent.ATTRIBUTED_QUOTE,
                 attributed_name=NAME)  # fmt: skip
    other = say(cast.programme, "We kept calm.", cast.ben)
    theme_with(cast.programme, cast.ben, canary, other)
    report = make_report(cast.programme, cast.ben)
    version = propose_version(report=report, audience="public", by=cast.ben)
    publish(version=version, by=cast.amina, alone_reason="")
    run_tasks()
    return version


def stored(settings):
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def words_in_files():
    return {row.exporter: text_of(row.exporter, bytes_of(row)) for row in ReportFile.objects.all()}


def test_the_canary_was_there(version):
    for words in words_in_files().values():
        assert CANARY in words
        assert NAME in words


def test_withdrawn_words_and_name_are_gone_from_frozen_content_and_files(
    version, cast, settings, run_tasks, django_capture_on_commit_callbacks
):
    before = stored(settings)
    excerpt = Excerpt.objects.get(quote=CANARY)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_contribution(contribution=excerpt.contribution, by=cast.amina)
    assert [path for path in before if path.exists()] == []
    run_tasks()
    words = words_in_files()
    assert sorted(words) == ["docx", "html", "pdf"]
    for text in words.values():
        assert CANARY not in text
        assert NAME not in text
        assert "We kept calm." in text
        assert "words were taken out of this version" in text
    version.refresh_from_db()
    kept = json.dumps(version.content)
    assert (CANARY in kept, NAME in kept) == (False, False)
    assert [quote.erased for quote in quotes_in(read_content(version))] == [True, False]
    assert len(read_content(version).notices) == 1


def test_a_proposal_that_waits_forgets_too(cast):
    canary = say(cast.programme, CANARY, cast.ben)
    theme_with(cast.programme, cast.ben, canary)
    report = make_report(cast.programme, cast.ben)
    version = propose_version(report=report, audience="members", by=cast.ben)
    forget_excerpts(excerpts=[canary], by=cast.amina)
    version.refresh_from_db()
    assert CANARY not in json.dumps(version.content)


def test_a_recommendation_made_from_withdrawn_words_is_a_gap(cast, version):
    source = say(cast.programme, CANARY + " twice", cast.ben)
    standing = say(cast.programme, "We kept it up.", cast.ben)
    heading = make_heading(cast.programme, "Place")
    finding = find(cast.programme, cast.ben, standing, "It held.", heading)
    asked = recommend(cast.programme, cast.ben, finding, heading, CANARY + " twice")
    asked.imported_from = source.contribution
    asked.save()
    second = propose_version(report=version.report, audience="members", by=cast.ben)
    assert CANARY + " twice" in json.dumps(second.content)
    withdraw_contribution(contribution=source.contribution, by=cast.amina)
    second.refresh_from_db()
    assert CANARY + " twice" not in json.dumps(second.content)
    assert [claim.text for claim in claims_in(read_content(second))] == ["It held.", "Taken out"]


def test_versions_that_do_not_hold_the_words_stay_as_they_are(cast, version):
    unrelated = say(cast.programme, "Nobody quoted me.", cast.ben)
    before = ReportVersion.objects.get(pk=version.pk)
    withdraw_contribution(contribution=unrelated.contribution, by=cast.amina)
    forget_excerpts(excerpts=[unrelated], by=cast.amina)
    after = ReportVersion.objects.get(pk=version.pk)
    assert (after.content, after.notices) == (before.content, [])
    assert ReportFile.objects.count() == 3


def test_words_that_may_be_quoted_no_longer_leave_what_was_published_and_stay_with_the_team(
    version, cast, run_tasks
):
    excerpt = Excerpt.objects.get(quote=CANARY)
    change_consent(contribution=excerpt.contribution, consent=Consent.ANALYSIS, by=None)
    run_tasks()
    for words in words_in_files().values():
        assert (CANARY in words, NAME in words, "We kept calm." in words) == (False, False, True)
    excerpt.refresh_from_db()
    assert (excerpt.quote, excerpt.retired_at) == (CANARY, None)
    assert excerpt.version.text == CANARY
