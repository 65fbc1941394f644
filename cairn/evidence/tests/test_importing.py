import pytest
from django.core.files.storage import default_storage

from cairn.audit.models import Entry
from cairn.evidence.actions import (
    Conflict,
    Mapping,
    Refused,
    count_rows,
    importing,
    map_columns,
    queue_import,
    run_import,
    undo_import,
)
from cairn.evidence.actions.importing import open_table, read_batches
from cairn.evidence.choices import ImportState, QuestionFrom, Use
from cairn.evidence.models import (
    Contribution,
    ContributionVersion,
    Contributor,
    Import,
    Question,
    SavedMapping,
)
from cairn.evidence.queries import Filters, contributions_for
from cairn.evidence.tasks import start_count, start_import
from cairn.evidence.tests.factories import bring_in, receive, survey, text_of
from cairn.evidence.tests.faults import Fault, fault_at, walk_faults

COLUMNS = {"Id": Use.PERSON, "Role": Use.ROLE_BAND, "Answer": Use.WORDS}


def stored_files():
    return default_storage.listdir("imports")[1] if default_storage.exists("imports") else []


def counts(row):
    row.refresh_from_db()
    return (row.new, row.repeated, row.refused)


def test_import_when_done(cast):
    row = bring_in(cast.programme, cast.ben, survey(3), **COLUMNS)
    first = Contribution.objects.order_by("number").first()
    assert (row.state, counts(row), row.rows_done) == (ImportState.DONE, (3, 0, 0), 3)
    assert text_of(first) == "Made up: thought number 1"
    assert (first.role_band, first.question.text, first.channel) == ("Nurse", "Answer", "survey")
    assert (first.consent, first.imported_by) == ("analysis", row)


def test_import_when_the_same_file_comes_again(cast):
    bring_in(cast.programme, cast.ben, survey(3), **COLUMNS)
    again = bring_in(cast.programme, cast.ben, survey(4), **COLUMNS)
    assert counts(again) == (1, 3, 0)
    assert Contribution.objects.count() == Contributor.objects.count() == 4


def test_import_when_rows_are_equal_and_have_no_key(cast):
    rows = "Answer\nMore staff\nMore staff\nLess paper\n"
    first = bring_in(cast.programme, cast.ben, rows)
    again = bring_in(cast.programme, cast.ben, rows + "More staff\n")
    assert (counts(first), counts(again)) == ((3, 0, 0), (1, 3, 0))
    assert Contributor.objects.count() == 4


def test_import_when_wide(cast):
    rows = "Id,Keep,Stop\n1,Huddles,Forms\n2,,Queues\n1,Huddles,Forms\n"
    row = bring_in(cast.programme, cast.ben, rows, Id=Use.PERSON, Keep=Use.WORDS, Stop=Use.WORDS)
    asked = Contribution.objects.order_by("number").values_list("question__text", flat=True)
    assert counts(row) == (3, 2, 0)
    assert list(asked) == ["Keep", "Stop", "Stop"]
    assert Contributor.objects.count() == 2


def test_import_when_rows_are_refused(cast):
    rows = (
        "Answer,Role,When\nFine,Nurse,3/4/2021\n ,Cook,\nGood,,someday\n"
        f"Long,{'x' * 101},\nToo,many,,cells\n"
    )
    row = bring_in(
        cast.programme, cast.ben, rows, Answer=Use.WORDS, Role=Use.ROLE_BAND, When=Use.RECEIVED_ON
    )
    assert counts(row) == (1, 0, 4)
    assert row.refusals == [
        {"row": 3, "code": "no_words"},
        {"row": 4, "code": "no_day"},
        {"row": 5, "code": "value_too_long"},
        {"row": 6, "code": "too_many_cells"},
    ]
    assert str(Contribution.objects.get().received_on) == "2021-04-03"


def test_import_when_long_with_a_column_of_questions(cast):
    row = receive(cast.programme, cast.ben, "Q,A,Shift\nKeep?,Huddles,Night\nStop?,Forms,\n")
    mapping = Mapping(
        {"Q": Use.QUESTION, "A": Use.WORDS, "Shift": Use.ATTRIBUTE}, QuestionFrom.COLUMN
    )
    map_columns(import_=row, mapping=mapping, consent="none", consent_basis="", by=cast.ben)
    row.refresh_from_db()
    queue_import(import_=count_rows(import_=row), by=cast.ben)
    run_import(import_=row)
    seen = contributions_for(cast.ben, cast.programme, Filters(attribute="Shift", value="Night"))
    assert [(one.words, one.question.text, one.consent) for one in seen] == [
        ("Huddles", "Keep?", "none")
    ]


def test_import_when_a_transcript(cast):
    row = receive(
        cast.programme, cast.ben, "Nia: Yes.\nHost: Why?\nNia: Yes.\nNia: It helped.\n", "talk.txt"
    )
    row.options = {"split": "turn", "leave_out_speakers": ["Host"]}
    row.save()
    mapping = Mapping({"text": Use.WORDS, "speaker": Use.PERSON})
    map_columns(import_=row, mapping=mapping, consent="analysis", consent_basis="", by=cast.ben)
    row.refresh_from_db()
    queue_import(import_=count_rows(import_=row), by=cast.ben)
    done = run_import(import_=row)
    assert (done.refused, done.repeated) == (0, 0)
    assert Contributor.objects.count() == 1
    assert "Why?" not in [text_of(one) for one in Contribution.objects.all()]


def test_dry_run_counts_what_the_import_then_adds(cast):
    bring_in(cast.programme, cast.ben, survey(2), **COLUMNS)
    row = receive(cast.programme, cast.ben, survey(5) + "P9,Cook,\n")
    row = map_columns(
        import_=row, mapping=Mapping(COLUMNS, QuestionFrom.HEADING), consent="analysis",
        consent_basis="", by=cast.ben,
    )  # fmt: skip
    checked = count_rows(import_=row)
    assert (checked.state, counts(checked), checked.rows_total) == ("checked", (3, 2, 1), 6)
    assert Contribution.objects.count() == 2
    queue_import(import_=checked, by=cast.ben)
    assert counts(run_import(import_=checked)) == (3, 2, 1)


@pytest.mark.parametrize("nth", [3, 14, 25, 40])
def test_import_when_killed_half_way(cast, nth, monkeypatch):
    """A batch is broken, the first or a later one, then the work goes on."""
    monkeypatch.setattr(importing, "BATCH", 10)
    row = receive(cast.programme, cast.ben, "Answer\n" + "Same\n" * 9 + "Other\n" * 17)
    row = map_columns(
        import_=row, mapping=Mapping({"Answer": Use.WORDS}), consent="analysis", consent_basis="",
        by=cast.ben,
    )  # fmt: skip
    row = queue_import(import_=count_rows(import_=row), by=cast.ben)
    with pytest.raises(Fault), fault_at(nth):
        run_import(import_=row)
    row.refresh_from_db()
    assert Contribution.objects.count() == row.rows_done
    done = run_import(import_=row)
    assert (done.state, counts(done), done.rows_done) == ("done", (26, 0, 0), 26)
    numbers = list(Contribution.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 27))
    assert Contributor.objects.count() == 26


def test_batch_when_anything_fails(cast):
    row = receive(cast.programme, cast.ben, survey(5) + "P9,Cook,\n")
    row = map_columns(
        import_=row, mapping=Mapping(COLUMNS, QuestionFrom.HEADING), consent="analysis",
        consent_basis="", by=cast.ben,
    )  # fmt: skip
    queue_import(import_=count_rows(import_=row), by=cast.ben)
    Import.objects.filter(pk=row.pk).update(state="running")
    row.refresh_from_db()
    (batch,) = read_batches(row, open_table(row))

    def state():
        models = (Contribution, ContributionVersion, Contributor, Question, Import, Entry)
        return [list(model.objects.order_by("pk").values()) for model in models]

    assert walk_faults(lambda: importing.store_batch(import_=row, batch=batch), state) > 10


def test_import_when_another_worker_is_ahead(cast):
    row = receive(cast.programme, cast.ben, survey(2))
    row = map_columns(
        import_=row, mapping=Mapping(COLUMNS), consent="analysis", consent_basis="", by=cast.ben
    )
    row = queue_import(import_=count_rows(import_=row), by=cast.ben)
    (batch,) = read_batches(row, open_table(row))
    run_import(import_=row)
    assert batch.rows == 2
    with pytest.raises(Conflict):
        run_import(import_=row)
    assert Contribution.objects.count() == 2


def test_receive_file_when_it_cannot_be_read(cast):
    for name, content in (("a.csv", b""), ("a.xlsx", b"not one"), ("a.exe", b"MZ\x00\x01")):
        with pytest.raises(Refused):
            receive(cast.programme, cast.ben, content, name)
    assert (Import.objects.count(), stored_files()) == (0, [])


def test_import_lets_go_of_the_file(cast, django_capture_on_commit_callbacks):
    row = receive(cast.programme, cast.ben, survey(2), "Ann Other's answers.csv")
    assert len(stored_files()) == 1
    assert "Ann" not in stored_files()[0]
    mapping = Mapping(COLUMNS)
    with django_capture_on_commit_callbacks(execute=True):
        map_columns(import_=row, mapping=mapping, consent="none", consent_basis="", by=cast.ben)
        row.refresh_from_db()
        queue_import(import_=count_rows(import_=row), by=cast.ben)
        row = run_import(import_=row)
    assert (row.file.name, stored_files()) == ("", [])


def test_undo_import(cast):
    kept = bring_in(cast.programme, cast.ben, survey(2), **COLUMNS)
    row = bring_in(cast.programme, cast.ben, survey(3, start=2), **COLUMNS)
    assert undo_import(import_=row, by=cast.ben) == 2
    assert Contribution.objects.count() == Contributor.objects.count() == 2
    assert set(Contribution.objects.values_list("imported_by", flat=True)) == {kept.pk}
    assert list(contributions_for(cast.ben, cast.programme, Filters(words="4"))) == []
    again = bring_in(cast.programme, cast.ben, survey(3, start=2), **COLUMNS)
    assert counts(again) == (2, 1, 0)
    with pytest.raises(Conflict):
        undo_import(import_=row, by=cast.ben)


def test_tasks_take_a_file_from_columns_to_done(cast, run_tasks):
    row = receive(cast.programme, cast.ben, survey(3))
    start_count(
        import_=row, mapping=Mapping(COLUMNS), consent="analysis", consent_basis="", by=cast.ben,
        save_as="Yearly survey",
    )  # fmt: skip
    assert run_tasks() == 1
    start_import(import_=row, by=cast.ben)
    assert run_tasks() == 3  # the file, then two looks through what it brought
    assert counts(row) == (3, 0, 0)
    assert (row.state, Contribution.objects.count()) == ("done", 3)
    assert SavedMapping.objects.get().columns == ["Id", "Role", "Answer"]


def test_task_when_the_file_is_gone(cast, run_tasks):
    row = receive(cast.programme, cast.ben, survey(3))
    start_count(
        import_=row, mapping=Mapping(COLUMNS), consent="analysis", consent_basis="", by=cast.ben
    )
    Import.objects.filter(pk=row.pk).update(file="")
    run_tasks()
    row.refresh_from_db()
    assert row.state == "failed"
    assert row.problem == "The file could not be opened. Upload it again."


def test_audit_holds_no_words(cast):
    bring_in(cast.programme, cast.ben, survey(2), **COLUMNS)
    entries = Entry.objects.order_by("pk").values_list("action", flat=True)
    assert list(entries) == [
        "receive_file", "map_columns", "count_rows", "queue_import", "store_batch", "finish_import",
    ]  # fmt: skip
    details = str(list(Entry.objects.values_list("detail", flat=True)))
    assert [word for word in ("thought", "Nurse", "made-up") if word in details] == []


def test_receive_file_is_not_confused_by_a_path_in_the_name(cast):
    row = receive(cast.programme, cast.ben, survey(1), "../../etc/answers.csv")
    assert row.file_name == "answers.csv"
    assert len(stored_files()) == 1
