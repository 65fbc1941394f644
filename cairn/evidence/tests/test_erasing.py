import json
from pathlib import Path

import pytest

from cairn.audit.models import Entry
from cairn.evidence.actions import (
    Conflict,
    Refused,
    Terms,
    add_contributions,
    apply_erasures,
    read_ledger,
    redact_contribution,
    undo_import,
    withdraw_contribution,
)
from cairn.evidence.choices import ImportState, Use
from cairn.evidence.drafts import Draft
from cairn.evidence.models import (
    Contribution,
    ContributionVersion,
    Contributor,
    Erasure,
    Import,
)
from cairn.evidence.queries import Filters, contributions_for
from cairn.evidence.rules import cut_spans, moved_span
from cairn.evidence.signals import contribution_redacted, contribution_withdrawn
from cairn.evidence.tests.factories import bring_in, make_contributions, receive, survey, text_of
from cairn.evidence.tests.faults import walk_faults

pytestmark = pytest.mark.usefixtures("own_data_folder")

COLUMNS = {"Id": Use.PERSON, "Role": Use.ROLE_BAND, "Answer": Use.WORDS}


@pytest.fixture
def heard():
    """What the room announces while a test runs."""
    calls = []

    def listen(signal, **kwargs):
        calls.append({key: value for key, value in kwargs.items() if key != "sender"})

    signals = (contribution_redacted, contribution_withdrawn)
    for signal in signals:
        signal.connect(listen)
    yield calls
    for signal in signals:
        signal.disconnect(listen)


def current(contribution):
    return contribution.versions.get(is_current=True)


def everything():
    """Every row of the room, for comparing before and after."""
    models = (Contribution, ContributionVersion, Contributor, Erasure, Import, Entry)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_redact(cast, heard):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    old = current(row)
    new = redact_contribution(version=old, spans=[(3, 6), (0, 2)], by=cast.amina, reason="A name")
    old.refresh_from_db()
    assert new.text == "[…] […] every morning and it kept us calm."
    assert (new.number, new.redactions, new.reason) == (2, [[0, 2, 3], [3, 6, 3]], "A name")
    assert (old.text, old.is_current, old.erased_at is None) == ("", False, False)
    assert [(call["old_version"], call["new_version"]) for call in heard] == [(old, new)]
    assert Entry.objects.get(action="redact_contribution").detail == {"places": 2}


def test_redact_empties_the_search(cast):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    redact_contribution(version=current(row), spans=[(0, 6)], by=cast.amina)
    assert list(contributions_for(cast.ben, cast.programme, Filters(words="met"))) == []
    assert len(contributions_for(cast.ben, cast.programme, Filters(words="calm"))) == 1


@pytest.mark.parametrize("spans", [[], [(4, 4)], [(-1, 3)], [(0, 500)]])
def test_redact_when_the_span_is_no_span(cast, spans):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    before = everything()
    with pytest.raises(Refused):
        redact_contribution(version=current(row), spans=spans, by=cast.amina)
    assert everything() == before


def test_redact_when_the_version_is_old(cast):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    old = current(row)
    redact_contribution(version=old, spans=[(0, 2)], by=cast.amina)
    with pytest.raises(Conflict):
        redact_contribution(version=old, spans=[(3, 6)], by=cast.amina)


def test_withdraw(cast, heard):
    drafts = [
        Draft(text="Nia said so", person="nia", role_band="Nurse", sector="Acute", place="North",
              organisation="Ward 4", attributes={"Shift": "Night"}),
        Draft(text="Another person", person="other"),
    ]  # fmt: skip
    terms = Terms(consent="attributed_quote", consent_basis="Sheet of Nia", attributed_name="Nia")
    added = add_contributions(programme=cast.programme, drafts=drafts, terms=terms, by=cast.ben)
    row = Contribution.objects.get(pk=added.ids[0])
    key = row.contributor.key_hash
    redact_contribution(version=current(row), spans=[(0, 3)], by=cast.amina, reason="Says Nia")
    gone = withdraw_contribution(contribution=row, by=cast.amina)
    assert (gone.number, gone.withdrawn_by, gone.consent) == (1, cast.amina, "none")
    assert [one.text + one.reason for one in gone.versions.all()] == ["", ""]
    left = [str(value) for value in Contribution.objects.filter(pk=row.pk).values_list()[0]]
    assert [
        value for value in left if value in ("Nia", "Sheet of Nia", "Nurse", "Acute", "North")
    ] == []
    assert (gone.attributes, gone.organisation) == ({}, "")
    assert not Contributor.objects.filter(key_hash=key).exists()
    assert heard[-1]["contribution"] == gone
    assert list(contributions_for(cast.ben, cast.programme, Filters(words="said"))) == []
    with pytest.raises(Conflict):
        withdraw_contribution(contribution=row, by=cast.amina)


def test_withdraw_when_the_person_said_more(cast):
    drafts = [Draft(text=text, person="nia") for text in ("One", "Two")]
    added = add_contributions(programme=cast.programme, drafts=drafts, terms=Terms(), by=cast.ben)
    first, second = (Contribution.objects.get(pk=pk) for pk in added.ids)
    key = first.contributor.key_hash
    withdraw_contribution(contribution=first, by=cast.amina)
    second.refresh_from_db()
    assert (text_of(second), second.contributor.key_hash) == ("Two", key)


def test_withdrawn_words_do_not_come_back_with_the_same_file(cast):
    bring_in(cast.programme, cast.ben, survey(2), **COLUMNS)
    withdraw_contribution(contribution=Contribution.objects.get(number=1), by=cast.amina)
    again = bring_in(cast.programme, cast.ben, survey(2), **COLUMNS)
    assert (again.new, again.repeated) == (0, 2)
    texts = ContributionVersion.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["", "Made up: thought number 2"]


def test_withdraw_destroys_the_file_that_holds_the_words(cast, django_capture_on_commit_callbacks):
    row = bring_in(cast.programme, cast.ben, survey(2), name="Nia.csv", **COLUMNS)
    second = receive(cast.programme, cast.ben, survey(2), "Nia again.csv")
    path = second.file.path
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_contribution(contribution=Contribution.objects.get(number=1), by=cast.amina)
    row.refresh_from_db()
    second.refresh_from_db()
    assert (row.file_name, row.state) == ("", ImportState.DONE)
    assert (second.file_name, second.file.name, second.state) == ("", "", ImportState.FAILED)
    assert not Path(path).exists()


def test_undo_import_when_words_of_it_were_erased(cast):
    row = bring_in(cast.programme, cast.ben, survey(2), **COLUMNS)
    withdraw_contribution(contribution=Contribution.objects.get(number=1), by=cast.amina)
    with pytest.raises(Conflict):
        undo_import(import_=row, by=cast.ben)
    assert Contribution.objects.count() == 2


def test_erasures_when_applied_after_a_restore(cast, django_capture_on_commit_callbacks):
    rows = make_contributions(cast.programme, cast.ben, 2)
    with django_capture_on_commit_callbacks(execute=True):
        redact_contribution(version=current(rows[0]), spans=[(0, 6)], by=cast.amina)
        withdraw_contribution(contribution=rows[1], by=cast.amina)
    ledger = read_ledger()
    assert [(entry["kind"], entry["version"], entry["spans"]) for entry in ledger] == [
        ("redact", 1, [[0, 6]]),
        ("withdraw", 0, []),
    ]
    assert apply_erasures(entries=ledger) == 0
    Erasure.objects.all().delete()
    assert read_ledger() == ledger
    _as_in_the_backup(rows)
    assert apply_erasures(entries=ledger) == 2
    assert text_of(rows[0]) == "[…] every morning and it kept us calm."
    assert text_of(rows[1]) == ""


def _as_in_the_backup(rows):
    ContributionVersion.objects.all().delete()
    Contribution.objects.update(withdrawn_at=None)
    for row, text in zip(rows, ("We met every morning and it kept us calm.", "Two"), strict=True):
        ContributionVersion.objects.create(programme=row.programme, contribution=row, text=text)


def test_ledger_file_holds_keys_only(cast, settings, django_capture_on_commit_callbacks):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_contribution(contribution=row, by=cast.amina)
    path = settings.DATA_DIR / "erasures.jsonl"
    (line,) = path.read_text().splitlines()
    assert set(json.loads(line)) == {"contribution", "kind", "version", "spans", "at"}
    path.write_text(line + '\n{"contribution": "cut of')
    assert [entry["kind"] for entry in read_ledger()] == ["withdraw"]


def test_withdraw_when_anything_fails(cast):
    row = bring_in(cast.programme, cast.ben, survey(2), **COLUMNS)
    contribution = Contribution.objects.filter(imported_by=row).first()
    steps = walk_faults(
        lambda: withdraw_contribution(contribution=contribution, by=cast.amina), everything
    )
    assert steps > 8


def test_redact_when_anything_fails(cast):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    version = current(row)
    steps = walk_faults(
        lambda: redact_contribution(version=version, spans=[(0, 2)], by=cast.amina), everything
    )
    assert steps > 5


@pytest.mark.parametrize(
    ("span", "moved"),
    [((0, 4), (0, 4)), ((0, 5), None), ((5, 9), None), ((7, 10), (6, 9)), ((12, 14), None),
     ((16, 20), (14, 18)), ((3, 30), None)],
)  # fmt: skip
def test_moved_span_keeps_the_words(span, moved):
    text = "abcdefghijklmnopqrstuvwxyz0123456789"
    cut, redactions = cut_spans(text, [(4, 7), (11, 15)])
    assert redactions == [[4, 7, 3], [11, 15, 3]]
    found = moved_span(*span, redactions)
    if moved is None:
        assert found is None
        return
    assert cut[slice(*found)] == text[slice(*span)]
