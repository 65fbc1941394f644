"""Changes, findings and recommendations, and what they stand on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cairn.decisions.actions import changes, evidence, recommendations, states
from cairn.decisions.actions import findings as finding_actions
from cairn.decisions.actions import headings as heading_actions
from cairn.decisions.choices import Verdict
from cairn.decisions.drafts import ChangeDraft, FindingDraft, RecommendationDraft
from cairn.decisions.models import Change, Finding, Heading
from cairn.home.management.sample.story import Cast, Words
from cairn.people.models import User
from cairn.programmes.models import Programme
from cairn.sensemaking.choices import Stance
from cairn.sensemaking.models import Theme

CHANGE_FIELDS = (
    "title", "what", "how", "iceberg", "system", "place", "organisation", "quadrant",
)  # fmt: skip


def record_changes(
    programme: Programme, story: dict[str, Any], words: Words, cast: Cast
) -> dict[str, Change]:
    made: dict[str, Change] = {}
    for entry in story["changes"]:
        fields = {name: entry.get(name, "") for name in CHANGE_FIELDS}
        change = changes.add_change(programme=programme, draft=ChangeDraft(**fields), by=cast.carys)
        link_words(change, entry, words, cast.carys)
        if entry["verdict"] != Verdict.UNDECIDED:
            changes.record_verdict(
                change=change, verdict=entry["verdict"], reason=entry["reason"],
                revision=change.revision, by=cast.amina,
            )  # fmt: skip
        if entry.get("similar"):
            changes.link_similar(change=change, other=made[entry["similar"]], by=cast.carys)
        made[entry["key"]] = change
    return made


def link_words(item: Any, entry: dict[str, Any], words: Words, by: User) -> None:
    for stance, name in ((Stance.FOR, "evidence"), (Stance.AGAINST, "against")):
        for passage in entry.get(name, []):
            excerpt = words.excerpt(passage, by)
            evidence.add_evidence(item=item, excerpt=excerpt, stance=stance, by=by)


def add_headings(programme: Programme, story: dict[str, Any], cast: Cast) -> dict[str, Heading]:
    return {entry["key"]: heading_actions.add_heading(programme=programme, by=cast.amina, **entry)
            for entry in story["headings"]}  # fmt: skip


def write_findings(
    programme: Programme, story: dict[str, Any], headings: dict[str, Heading],
    themes: dict[str, Theme], words: Words, cast: Cast,
) -> dict[str, Finding]:  # fmt: skip
    made = {}
    for entry in story["findings"]:
        draft = FindingDraft(
            text=entry["text"], detail=entry["detail"], counter_note=entry["counter_note"],
            inequality_note=entry["inequality_note"],
            headings=[headings[key] for key in entry["headings"]],
        )  # fmt: skip
        finding = finding_actions.add_finding(programme=programme, draft=draft, by=cast.ben)
        for key in entry["themes"]:
            finding_actions.link_theme(finding=finding, theme=themes[key], by=cast.ben)
        link_words(finding, entry, words, cast.ben)
        if entry["ready"]:
            states.mark_ready(item=finding, by=cast.amina)
        made[entry["key"]] = finding
    return made


def write_recommendations(
    programme: Programme, story: dict[str, Any], headings: dict[str, Heading],
    findings: dict[str, Finding], words: Words, cast: Cast,
) -> None:  # fmt: skip
    for entry in story["recommendations"]:
        row = recommendations.add_recommendation(
            programme=programme, heading=headings[entry["heading"]],
            draft=recommendation_draft(entry, findings), by=cast.ben,
        )  # fmt: skip
        link_words(row, entry, words, cast.ben)
        if entry["ready"]:
            states.mark_ready(item=row, by=cast.amina)


def recommendation_draft(
    entry: dict[str, Any], findings: dict[str, Finding]
) -> RecommendationDraft:
    return RecommendationDraft(
        text=entry["text"],
        action=entry.get("action", ""),
        due_on=due_on(entry.get("due_in_days")),
        measure=entry.get("measure", ""),
        counter_note=entry.get("counter_note", ""),
        inequality_note=entry.get("inequality_note", ""),
        addressees=entry["addressees"],
        findings=[findings[key] for key in entry["findings"]],
    )


def due_on(days: int | None) -> date | None:
    return timezone.localdate() + timedelta(days=days) if days else None
