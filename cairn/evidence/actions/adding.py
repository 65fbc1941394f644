from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cairn.analysis.text import detect_language
from cairn.audit.actions import record
from cairn.evidence.actions.files import attach_copies
from cairn.evidence.actions.inserting import insert_rows
from cairn.evidence.actions.refusals import Refused
from cairn.evidence.choices import Channel, Consent
from cairn.evidence.drafts import (
    Draft,
    Occurrences,
    clean_text,
    contributor_key,
    fingerprint,
    identity_key,
    question_text,
)
from cairn.evidence.models import (
    Contribution,
    ContributionVersion,
    Contributor,
    Import,
    Question,
)
from cairn.evidence.signals import contributions_received
from cairn.programmes.models import Programme

VARYING = [
    "contributor_id", "question_id", "language", "role_band", "sector", "organisation", "place",
    "received_on", "attributes", "is_confided",
]  # fmt: skip
# Language is told from the beginning of a text: more does not change the answer.
LANGUAGE_SAMPLE = 500


@dataclass(frozen=True)
class Terms:
    """What is the same for all that arrives together: how it came and what it may be used for."""

    channel: str = Channel.TYPED
    consent: str = Consent.ANALYSIS
    consent_basis: str = ""
    attributed_name: str = ""
    imported_by: Import | None = None
    # Nobody of the team has read it yet: it is held back until it was looked through for harm.
    is_held: bool = False


@dataclass(frozen=True)
class Added:
    """`ids` of the new contributions in order, and how many had arrived before."""

    ids: list[uuid.UUID]
    repeated: int


def add_contribution(
    *,
    programme: Programme,
    text: str,
    by: Any,
    contributor_key: str = "",
    channel: str = Channel.TYPED,
    question: Question | None = None,
    consent: str = Consent.ANALYSIS,
    consent_basis: str = "",
    attributed_name: str = "",
    received_on: date | None = None,
    role_band: str = "",
    sector: str = "",
    organisation: str = "",
    place: str = "",
    language: str = "",
    attributes: dict[str, str] | None = None,
) -> Contribution:
    """One contribution; the one that stands already if the same person said the same before.

    `contributor_key` is what tells the person apart from others here; it is never stored. Raises
    `Refused` when there are no words.
    """
    draft = Draft(
        text=text, person=contributor_key, role_band=role_band, sector=sector, place=place,
        organisation=organisation, language=language, received_on=received_on,
        question=question.text if question else "", attributes=attributes or {},
    )  # fmt: skip
    terms = Terms(channel, consent, consent_basis, attributed_name)
    add_contributions(programme=programme, drafts=[draft], terms=terms, by=by)
    key = identity_key(programme.pk, prepare_drafts([draft])[0])
    found: Contribution = Contribution.objects.in_programme(programme).get(identity_key=key)
    return found


@transaction.atomic
def add_contributions(
    *, programme: Programme, drafts: Sequence[Draft], terms: Terms, by: Any
) -> Added:
    """Several contributions typed or pasted in by a member; what arrived before stays as it is."""
    ready = prepare_drafts(drafts)
    if not all(draft.text for draft in ready):
        raise Refused(_("There are no words in it. Type or paste what was said."))
    added = store_drafts(programme, ready, terms, by)
    detail = {"new": len(added.ids), "repeated": added.repeated, "channel": str(terms.channel)}
    record("add_contributions", programme, by=by, detail=detail)
    return added


def prepare_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """Clean the words; a draft without a person becomes a person of its own."""
    seen, ready = Occurrences(), []
    for draft in drafts:
        clean = replace(draft, text=clean_text(draft.text))
        if not clean.person:
            words = fingerprint([clean.question, clean.text])
            clean = replace(clean, person=f"typed:{words}:{seen.next_of(words)}")
        ready.append(clean)
    return ready


def store_drafts(programme: Programme, drafts: Sequence[Draft], terms: Terms, by: Any) -> Added:
    """Write clean drafts in the caller's transaction and announce them; leave out known ones.

    The programme's row is locked, so numbers run on without gaps and nothing is looked for here
    that another process could be writing; the database's own constraint stands behind it.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    keyed = {identity_key(programme.pk, draft): draft for draft in drafts}
    known = _known(Contribution, "identity_key", programme, keyed)
    fresh = {key: draft for key, draft in keyed.items() if key not in known}
    ids = [uuid.uuid4() for _fresh in fresh]
    if ids:
        _insert(programme, ids, fresh, terms, by)
        contributions_received.send(Contribution, contribution_ids=ids, programme=programme)
    return Added(ids, len(drafts) - len(ids))


def question_for(programme: Programme, text: str) -> Question:
    """The programme's question with these words, made if there is none."""
    text = question_text(text)
    questions = Question.objects.in_programme(programme)
    found: Question | None = questions.filter(text__iexact=text).first()
    if found:
        return found
    code = f"{slugify(text)[:44]}-{fingerprint([text.casefold()])[:12]}".strip("-")
    made: Question = Question.objects.create(programme=programme, code=code, text=text)
    return made


def _insert(
    programme: Programme, ids: list[uuid.UUID], fresh: dict[str, Draft], terms: Terms, by: Any
) -> None:
    base = Contribution(
        programme=programme, added_by=by, imported_by=terms.imported_by, channel=terms.channel,
        consent=terms.consent, consent_basis=terms.consent_basis,
        attributed_name=terms.attributed_name, is_held=terms.is_held,
    )  # fmt: skip
    insert_rows(base, ["id", "number", "identity_key", *VARYING], _rows(programme, ids, fresh))
    texts = ((pk, draft.text) for pk, draft in zip(ids, fresh.values(), strict=True))
    version = ContributionVersion(programme=programme, made_by=by)
    insert_rows(version, ["contribution_id", "text"], texts)
    sent = {pk: draft.sent for pk, draft in zip(ids, fresh.values(), strict=True) if draft.sent}
    if sent:
        attach_copies(programme, sent)


def _rows(
    programme: Programme, ids: list[uuid.UUID], fresh: dict[str, Draft]
) -> Iterator[tuple[Any, ...]]:
    people = _contributors(programme, {draft.person for draft in fresh.values()})
    asked = {draft.question for draft in fresh.values() if draft.question}
    questions = {text: question_for(programme, text).pk for text in sorted(asked)}
    start = _last_number(programme) + 1
    for number, (pk, (key, draft)) in enumerate(zip(ids, fresh.items(), strict=True), start):
        yield (
            pk, number, key, people[draft.person], questions.get(draft.question),
            draft.language or detect_language(draft.text[:LANGUAGE_SAMPLE]),
            draft.role_band, draft.sector, draft.organisation, draft.place, draft.received_on,
            draft.attributes, draft.is_confided,
        )  # fmt: skip


def _contributors(programme: Programme, people: set[str]) -> dict[str, uuid.UUID]:
    """Who stands for each person; those not met before are made."""
    keys = {person: contributor_key(programme.pk, person) for person in people}
    found = _known(Contributor, "key_hash", programme, keys.values())
    made = {key: uuid.uuid4() for key in keys.values() if key not in found}
    insert_rows(
        Contributor(programme=programme),
        ["id", "key_hash"],
        ((pk, key) for key, pk in made.items()),
    )
    everybody = found | made
    return {person: everybody[key] for person, key in keys.items()}


def _known(model: Any, name: str, programme: Programme, keys: Any) -> dict[str, uuid.UUID]:
    rows = model.objects.in_programme(programme).filter(**{f"{name}__in": list(keys)})
    return dict(rows.values_list(name, "pk"))


def _last_number(programme: Programme) -> int:
    rows = Contribution.objects.in_programme(programme)
    return rows.aggregate(last=Max("number"))["last"] or 0
