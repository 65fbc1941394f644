"""What somebody sent instead of words: held back until looked at, written down, quoted, destroyed."""

import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cairn.audit.models import Entry
from cairn.evidence import queries
from cairn.evidence.actions import (
    Conflict,
    Refused,
    Terms,
    add_contributions,
    answer_harm,
    apply_erasures,
    describe_file,
    find_harm,
    read_ledger,
    redact_contribution,
    withdraw_contribution,
)
from cairn.evidence.drafts import Draft, Sent
from cairn.evidence.models import Attachment, Contribution, Erasure, Flag
from cairn.evidence.tests.factories import text_of
from cairn.programmes.actions.exports import export_programme
from cairn.programmes.actions.programmes import delete_programme

pytestmark = pytest.mark.usefixtures("own_data_folder")

BYTES = b"\xff\xd8\xff made up"
HERE = "/p/winter-review/evidence/"


@pytest.fixture
def sent(cast):
    """`sent()`: a contribution that is a photo, as answers bring it in."""

    def send(form="jpg", programme=None, count=1):
        name = default_storage.save("uploaded", ContentFile(BYTES))
        drafts = [
            Draft(text="[Photo]", question="Show us", person=f"p{n}", sent=Sent(name, form, len(BYTES)))
            for n in range(count)
        ]  # fmt: skip
        added = add_contributions(
            programme=programme or cast.programme, drafts=drafts,
            terms=Terms("survey", "anonymous_quote", is_held=True), by=None,
        )  # fmt: skip
        default_storage.delete(name)
        find_harm(contribution_ids=added.ids)
        return Contribution.objects.get(pk=added.ids[0])

    return send


@pytest.fixture
def released(sent, cast):
    row = sent()
    let_go(row, cast.amina)
    return row


def let_go(row, by):
    answer_harm(version=version_of(row), answer="rejected", note="Only a wall.", by=by)


def version_of(row):
    return row.versions.get(is_current=True)


def stored():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_copy_of_what_was_sent_goes_with_the_contribution(sent):
    row = sent()
    (path,) = stored()
    assert path.read_bytes() == BYTES
    assert (row.sent_file.file.name, path.suffix) == (f"sent/{path.name}", ".jpg")
    assert (path.stat().st_mtime, path.stat().st_mode & 0o777) == (946_684_800, 0o600)


def test_what_no_machine_can_see_is_held_until_a_person_of_the_duty_looked(sent, cast, client_of):
    row = sent()
    reader, duty = client_of(cast.ben), client_of(cast.amina)
    for page in (f"{HERE}{row.pk}/", f"{HERE}{row.pk}/file/", f"{HERE}{row.pk}/describe/"):
        assert (reader.get(page).status_code, duty.get(page).status_code) == (404, 200)
    queue = duty.get(HERE + "harm/").content.decode()
    assert f'src="{HERE}{row.pk}/file/"' in queue
    assert "To look at or listen to</strong>" in queue
    find_harm(contribution_ids=[row.pk])
    assert Flag.objects.get().kind == "unseen"
    let_go(row, cast.amina)
    find_harm(contribution_ids=[row.pk])
    assert Contribution.objects.get().is_held is False
    assert reader.get(f"{HERE}{row.pk}/file/").content == BYTES


def test_file_is_never_opened_as_a_page_of_ours(released, cast, client_of):
    answer = client_of(cast.ben).get(f"{HERE}{released.pk}/file/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Content-Disposition"] == 'attachment; filename="Photo 1.jpg"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("form", "shown"), [("ogg", "<audio controls"), ("pdf", "Download Document")]
)
def test_recordings_are_played_and_documents_offered(sent, cast, client_of, form, shown):
    row = sent(form)
    assert shown in client_of(cast.amina).get(f"{HERE}{row.pk}/").content.decode()


@pytest.mark.parametrize(
    ("part", "status", "content", "said"),
    [
        ("bytes=0-1", 206, BYTES[:2], "bytes 0-1/11"), ("bytes=3-", 206, BYTES[3:], "bytes 3-10/11"),
        ("bytes=0-999", 206, BYTES, "bytes 0-10/11"), ("bytes=5-2", 200, BYTES, None),
        ("bytes=99-", 200, BYTES, None), ("lines=1-2", 200, BYTES, None),
    ],
)  # fmt: skip
def test_player_gets_the_part_it_asks_for(released, cast, client_of, part, status, content, said):
    answer = client_of(cast.ben).get(f"{HERE}{released.pk}/file/", headers={"Range": part})
    assert (answer.status_code, answer.content, answer.get("Content-Range")) == (
        status, content, said,
    )  # fmt: skip


def test_dev_and_those_without_the_right_get_nothing(released, sent, cast, client_of):
    theirs = sent(programme=cast.dev_programme)
    client = client_of(cast.dev)
    for pk in (released.pk, theirs.pk):
        assert client_of(cast.ben).get(f"/p/dev-review/evidence/{pk}/file/").status_code == 404
    for page in ("file", "describe"):
        assert client.get(f"/p/dev-review/evidence/{released.pk}/{page}/").status_code == 404
    assert client_of(cast.rhys).get(f"{HERE}{released.pk}/describe/").status_code == 404
    assert "Write down what is in it" not in client_of(cast.rhys).get(f"{HERE}{released.pk}/").content.decode()  # fmt: skip


def test_words_without_a_file_have_no_such_pages(cast, client_of):
    pk = add_contributions(
        programme=cast.programme, drafts=[Draft(text="Words")], terms=Terms(), by=cast.ben
    ).ids[0]
    for page in ("file", "describe"):
        assert client_of(cast.ben).get(f"{HERE}{pk}/{page}/").status_code == 404
    with pytest.raises(Refused):
        describe_file(
            contribution=Contribution.objects.get(), version=1, text="Made up", by=cast.ben
        )


def test_a_member_writes_down_what_is_in_it_and_those_words_are_looked_through(
    released, cast, client_of, run_tasks
):
    page = f"{HERE}{released.pk}/describe/"
    form = {"version": "1", "text": "The carer hit my mother."}
    assert client_of(cast.ben).post(page, form)["Location"] == f"{HERE}{released.pk}/"
    run_tasks()
    row = Contribution.objects.get()
    assert (text_of(row), row.is_held) == ("The carer hit my mother.", True)
    assert [one.text for one in row.versions.all()] == ["", "The carer hit my mother."]
    assert sorted(Flag.objects.values_list("kind", "answer")) == [
        ("abuse", "waiting"), ("unseen", "rejected"),
    ]  # fmt: skip
    shown = client_of(cast.amina).get(f"{HERE}{released.pk}/").content.decode()
    assert "written down from what was sent by Ben" in shown
    assert "Nobody has written down yet" not in shown
    assert Entry.objects.filter(action="describe_file").count() == 1


def test_words_typed_beside_another_s_are_kept_in_the_form(released, cast, client_of):
    describe_file(contribution=released, version=1, text="[A red wall]", by=cast.carys)
    page = client_of(cast.ben).post(
        f"{HERE}{released.pk}/describe/", {"version": "1", "text": "[A wall, red]"}
    )
    assert (page.status_code, "[A wall, red]" in page.content.decode()) == (422, True)
    assert text_of(released) == "[A red wall]"
    with pytest.raises(Conflict):
        describe_file(contribution=released, version=1, text="Late", by=cast.ben)


def test_withdrawn_file_is_gone_from_the_disk_and_stays_gone_after_a_restore(
    released, cast, client_of, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_contribution(contribution=released, by=cast.amina)
    assert (stored(), Attachment.objects.count()) == ([], 0)
    assert client_of(cast.amina).get(f"{HERE}{released.pk}/file/").status_code == 404
    assert "Withdrawn on" in client_of(cast.ben).get(f"{HERE}{released.pk}/").content.decode()


def test_words_taken_out_take_the_recording_that_says_them_along(
    released, cast, django_capture_on_commit_callbacks
):
    new = describe_file(contribution=released, version=1, text="Ask Nia there.", by=cast.ben)
    with django_capture_on_commit_callbacks(execute=True):
        redact_contribution(version=new, spans=[(4, 7)], by=cast.amina)
    assert (text_of(released), stored()) == ("Ask […] there.", [])
    assert set(Erasure.objects.values_list("kind", flat=True)) == {"file", "redact"}


def test_a_backup_from_before_the_words_were_written_down_brings_no_file_back(
    released, sent, cast, django_capture_on_commit_callbacks
):
    """As restored, the contribution is what it was: a photo that nobody had described."""
    Erasure.objects.create(programme=cast.programme, contribution_id=released.pk, kind="file")
    with django_capture_on_commit_callbacks(execute=True):
        assert apply_erasures(entries=read_ledger()) == 1
        assert apply_erasures(entries=read_ledger()) == 0
    assert (stored(), text_of(released)) == ([], "[Photo]")


def test_file_of_the_whole_programme_holds_what_was_sent_and_deleting_destroys_it(
    released, cast, django_capture_on_commit_callbacks
):
    with (
        export_programme(programme=cast.programme, by=cast.lowri) as file,
        zipfile.ZipFile(file) as archive,
    ):
        name = f"evidence.attachment/{Attachment.objects.get().pk}.jpg"
        assert archive.read(name) == BYTES
    with django_capture_on_commit_callbacks(execute=True):
        delete_programme(programme=cast.programme, by=cast.lowri)
    assert stored() == []


def test_nothing_is_left_on_the_disk_where_a_copy_fails(sent, cast, monkeypatch):
    def fail(*_given):
        raise OSError("full")

    monkeypatch.setattr("cairn.evidence.actions.files.os.utime", fail)
    with pytest.raises(OSError, match="full"):
        sent()
    assert [path.name for path in stored()] == ["uploaded"]


@pytest.mark.parametrize("count", [1, 3])
def test_queue_asks_the_database_as_often(sent, cast, client_of, django_assert_num_queries, count):
    sent(count=count)
    client = client_of(cast.amina)
    client.get(HERE + "harm/")
    with django_assert_num_queries(8):
        page = client.get(HERE + "harm/")
    assert page.content.decode().count("<figure") == count


def test_file_lost_from_the_disk_is_not_there(released, cast, client_of):
    for path in stored():
        path.unlink()
    assert client_of(cast.ben).get(f"{HERE}{released.pk}/file/").status_code == 404
    assert queries.file_content(released.sent_file) is None
