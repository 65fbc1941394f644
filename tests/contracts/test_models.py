"""Every row belongs to a programme, and rooms point upstream only."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import models

from cairn.evidence.models import WordsRow
from tests.contracts.house import ROOMS

# Accounts and organisations are nobody's programme; audit keeps the programme's id as a value.
EXEMPT = {"people.user", "people.organisation", "programmes.programme", "audit.entry"}

# Flags are for those who answer them. The others came of some words and hold what the team made of
# them, or a witness that no page reads.
NOT_THE_WORDS = {
    "evidence.flag.version",
    "decisions.change.imported_from",
    "decisions.finding.stands_on",
    "decisions.recommendation.stands_on",
    "decisions.recommendation.imported_from",
    "reports.reference.excerpt",
    "reports.reference.contribution",
}


def our_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("cairn.")]


def without_programme(walked: Iterable[type[models.Model]]) -> list[str]:
    return [
        m._meta.label_lower
        for m in walked
        if m._meta.label_lower not in EXEMPT
        and "programme" not in {f.name for f in m._meta.local_fields if f.is_relation}
    ]


def pointing_wrong(walked: Iterable[type[models.Model]]) -> list[str]:
    found = []
    for model in walked:
        here = model._meta.app_label
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if not field.is_relation or field.name == "programme":
                continue
            there = field.related_model._meta.app_label
            if there == here:
                continue
            upstream = there in ROOMS and ROOMS.index(there) < ROOMS.index(here)
            if not upstream or not field.remote_field.related_name.endswith("+"):
                found.append(f"{model._meta.label_lower}.{field.name}")
    return found


def leading_to_words(walked: Iterable[type[models.Model]]) -> list[str]:
    """Models that show a contribution whatever it tells: their rows are seen though it is held."""
    return [
        f"{model._meta.label_lower}.{field.name}"
        for model in walked
        for field in model._meta.local_fields
        if field.is_relation
        and issubclass(field.related_model, WordsRow)
        and not issubclass(model, WordsRow)
    ]


def test_every_row_belongs_to_a_programme():
    assert without_programme(our_models()) == []


def test_foreign_keys_point_upstream_and_leave_no_name_there():
    assert pointing_wrong(our_models()) == []


def test_rows_that_lead_to_words_are_held_back_with_them():
    assert set(leading_to_words(our_models())) == NOT_THE_WORDS


@pytest.fixture
def stray_models():
    """Models that break the rules, known to Django for this test only."""

    class Loose(models.Model):
        class Meta:
            app_label = "evidence"

    class Backwards(models.Model):
        programme = models.ForeignKey("programmes.Programme", models.CASCADE, related_name="+")
        theme = models.ForeignKey("sensemaking.Theme", models.CASCADE, related_name="+")

        class Meta:
            app_label = "evidence"

    class Showing(models.Model):
        contribution = models.ForeignKey("evidence.Contribution", models.CASCADE, related_name="+")

        class Meta:
            app_label = "evidence"

    yield Loose, Backwards, Showing
    for model in (Loose, Backwards, Showing):
        del apps.all_models["evidence"][model._meta.model_name]
    apps.clear_cache()


def test_rules_bite(stray_models):
    assert without_programme(stray_models) == ["evidence.loose", "evidence.showing"]
    assert leading_to_words(stray_models) == ["evidence.showing.contribution"]
    assert pointing_wrong(stray_models) == ["evidence.backwards.theme"]


def test_every_arrival_has_an_identity_with_a_database_constraint():
    contribution = apps.get_model("evidence", "Contribution")
    unique = [
        c.fields for c in contribution._meta.constraints if isinstance(c, models.UniqueConstraint)
    ]
    assert ("programme", "identity_key") in unique
