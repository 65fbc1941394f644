"""The made-up sample holds something in every state, so that no page of it is empty."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from cairn.decisions.models import Change, Finding, Recommendation
from cairn.evidence.models import Contribution, Import
from cairn.people.models import User
from cairn.programmes.models import Participant, Programme
from cairn.programmes.queries import programmes_of
from cairn.reports.models import Report, ReportVersion
from cairn.sensemaking.models import SuggestionRun, Theme
from cairn.surveys.models import Response, Survey


@pytest.fixture
def sample(db, settings, capsys):
    settings.DEBUG = True
    call_command("seed_demo")


def states(model, field="state"):
    winter = Programme.objects.get(slug__startswith="what-we-learnt")
    rows = model.objects.in_programme(winter).values_list(field, flat=True)
    return Counter(rows)


def test_sample_shows_every_state_once_and_nothing_of_others(sample):
    assert states(Survey) == {"open": 2, "closed": 1}
    assert states(Response) == {"sent": 40}
    assert states(Participant, "organisation__ods_code") == {"ZZV01": 3, "ZZV12": 3}
    assert states(Import) == {"done": 1, "failed": 1, "uploaded": 1}
    assert states(Contribution, "consent") == {
        "anonymous_quote": 88, "attributed_quote": 1, "analysis": 1, "none": 2,
    }  # fmt: skip
    assert sum(states(Theme, "signed_off_by__name").values()) == 6
    assert states(Theme, "signed_off_by__name") == {"Amina": 4, None: 2}
    assert states(Change, "verdict") == {"keep": 2, "adapt": 1, "stop": 1, "undecided": 1}
    assert states(Finding) == {"ready": 3, "draft": 1}
    assert states(Recommendation) == {"ready": 5, "draft": 2}

    assert states(ReportVersion) == {"published": 1, "proposed": 1}
    assert states(Report, "title").total() == 2
    assert states(SuggestionRun) == {"done": 1}
    dev, lowri = (User.objects.get(email=f"{name}@example.org") for name in ("dev", "lowri"))
    assert [row.slug for row in programmes_of(dev)] == ["a-review-on-the-coast-made-up-sample"]
    assert len(programmes_of(lowri)) == 3
    assert Contribution.objects.filter(programme__in=programmes_of(dev)).count() == 1
    call_command("seed_demo")
    assert Programme.objects.count() == 4


def test_sample_is_for_development_only(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError):
        call_command("seed_demo")
    assert Programme.objects.count() == 0
