"""A withdrawn contribution is gone: a word nobody else says is looked for everywhere.

`PLACES` put the word wherever people or Cairn may write it. Who builds a place that keeps words
adds one function there; the search below asks every table, every file and the log anyhow.
"""

import io
import secrets
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from pypdf import PdfReader

from cairn.evidence.actions import (
    Noticed,
    record_flags,
    redact_contribution,
    scrub_store,
    withdraw_contribution,
)
from cairn.evidence.actions.files import attach_copies
from cairn.evidence.choices import Consent
from cairn.evidence.drafts import Sent
from cairn.evidence.models import Contribution
from cairn.evidence.queries import Filters, contributions_for
from cairn.evidence.tests.factories import bring_in, receive
from cairn.home.actions import restore_backup, write_backup
from cairn.programmes.actions.messages import queue_message
from cairn.programmes.actions.participants import import_participants, remove_participant
from cairn.programmes.models import Participant
from cairn.programmes.tests.factories import Cast, make_cast
from cairn.reports.actions.publishing import propose_version
from cairn.reports.actions.writing import make_report as write_report
from cairn.reports.tasks import publish
from cairn.reports.tests.factories import find, link_theme, theme_with
from cairn.sensemaking import actions as sense
from cairn.sensemaking.tests.factories import make_code, make_contribution, make_theme, place
from cairn.surveys.actions.participants import read_participants

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_data_folder")]


@pytest.fixture
def people(db):
    return make_cast()


def version_of(contribution):
    return contribution.versions.get(is_current=True)


def in_the_file_and_its_name(people: Cast, canary: str) -> Contribution:
    rows = f"Answer,Shift,Id\nThe {canary} helped us all.,{canary}-shift,{canary}-id\nOther,,2\n"
    bring_in(
        people.programme, people.ben, rows, name=f"{canary}.csv",
        Answer="words", Shift="attribute", Id="person",
    )  # fmt: skip
    receive(people.programme, people.ben, rows, f"again-{canary}.csv")
    return Contribution.objects.get(number=1)


def in_an_excerpt_with_a_code_and_a_theme(people: Cast, contribution: Contribution) -> None:
    version = version_of(contribution)
    coding = sense.code_passage(
        version=version, start=0, end=len(version.text), code=make_code(people.programme),
        by=people.ben,
    )  # fmt: skip
    place(make_theme(people.programme, people.ben), coding.excerpt, people.ben)


def in_a_machine_suggestion(people: Cast, contribution: Contribution) -> None:
    make_contribution(people.programme, "Something else was said about parking and the bus.")
    run = sense.ask_for_suggestions(
        programme=people.programme, scope={}, k=2, seed=1, by=people.ben
    )
    sense.read_run(run=run)


def in_words_that_may_identify(people: Cast, contribution: Contribution) -> None:
    """Found as a name; the suggestion keeps where the word stands, and not the word."""
    version = version_of(contribution)
    start = version.text.index("qzx")
    noticed = [Noticed("name", start, start + 15, 0.9)]
    record_flags(purpose="identifier", engine="test", found={version: noticed})


def in_a_published_report(people: Cast, contribution: Contribution) -> None:
    """The whole words, quoted in a signed-off theme, a finding, a recommendation and three files."""
    Contribution.objects.filter(pk=contribution.pk).update(consent=Consent.ANONYMOUS_QUOTE)
    text = version_of(contribution).text
    excerpt = sense.make_excerpt(
        version=version_of(contribution), start=0, end=len(text), by=people.ben
    )
    theme = theme_with(people.programme, people.amina, excerpt, title="Hands that help")
    finding = find(people.programme, people.amina, excerpt, "Help came from near by.")
    link_theme(finding, theme, people.amina)
    report = write_report(
        programme=people.programme, outline="theme-report", title="What came", by=people.ben
    )
    version = propose_version(report=report, audience="public", by=people.ben)
    publish(version=version, by=people.amina, alone_reason="")


def in_a_document_that_was_sent(people: Cast, contribution: Contribution) -> None:
    name = default_storage.save("sent.txt", ContentFile(version_of(contribution).text.encode()))
    attach_copies(people.programme, {contribution.pk: Sent(name, "txt", 1)})
    default_storage.delete(name)


PLACES: list[Callable[[Cast, Contribution], None]] = [
    in_an_excerpt_with_a_code_and_a_theme,
    in_a_machine_suggestion,
    in_words_that_may_identify,
    in_a_published_report,
    in_a_document_that_was_sent,
]


def found_in_tables(word: str) -> list[str]:
    """Every table of the database, Cairn's or not, that holds the word in any column."""
    hits = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if any(word in str(value) for row in cursor.fetchall() for value in row):
                hits.append(table)
    return hits


def found_in_files(word: str, folder: Path) -> list[str]:
    """Every file below a folder that holds the word in its name or bytes, zips unpacked."""
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and (word in path.name or word.encode() in _content(path))
    ]


def _content(path: Path) -> bytes:
    raw = path.read_bytes()
    if raw.startswith(b"%PDF"):
        return raw + "".join(page.extract_text() for page in PdfReader(path).pages).encode()
    if not zipfile.is_zipfile(path):
        return raw
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def found_in_database_file(word: str) -> list[str]:
    """The bytes on the disk, log and all; only SQLite's are within a test's reach."""
    if connection.vendor != "sqlite":
        return []
    name = Path(connection.settings_dict["NAME"])
    files = [name, name.with_name(name.name + "-wal")]
    return [str(path) for path in files if path.exists() and word.encode() in path.read_bytes()]


def everywhere(word: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    mails = [str(one.message()) for one in mail.outbox if word in str(one.message())]
    hits = found_in_tables(word) + found_in_database_file(word) + mails
    hits += found_in_files(word, Path(default_storage.location))
    return hits + (["log"] if word in caplog.text else [])


def fresh_canary() -> str:
    return "qzx" + secrets.token_hex(6)


def test_withdrawn_words_are_found_nowhere(people, tmp_path, caplog, run_tasks):
    canary = fresh_canary()
    contribution = in_the_file_and_its_name(people, canary)
    for put in PLACES:
        put(people, contribution)
    run_tasks()
    published = found_in_files(canary, Path(default_storage.location) / "reports")
    assert sorted(Path(name).suffix for name in published) == [".docx", ".html", ".pdf"]
    backup = tmp_path / "before.backup"
    write_backup(path=backup)
    held = {"evidence_contributionversion", "sensemaking_excerpt", "reports_reportversion"}
    assert held <= set(found_in_tables(canary))
    assert str(backup) in found_in_files(canary, tmp_path)

    withdraw_contribution(contribution=contribution, by=people.amina)
    run_tasks()
    assert everywhere(canary, caplog) == []
    assert list(contributions_for(people.ben, people.programme, Filters(words=canary))) == []

    restore_backup(path=backup)
    run_tasks()
    assert everywhere(canary, caplog) == []
    write_backup(path=tmp_path / "after.backup")
    backup.unlink()
    assert found_in_files(canary, tmp_path) == []
    contribution.refresh_from_db()
    assert contribution.is_withdrawn


def test_redacted_words_are_found_nowhere(people, caplog, run_tasks):
    canary = fresh_canary()
    contribution = in_the_file_and_its_name(people, canary)
    Contribution.objects.filter(pk=contribution.pk).update(attributes={})
    for put in PLACES:
        put(people, contribution)
    run_tasks()
    start = version_of(contribution).text.index(canary)
    redact_contribution(
        version=version_of(contribution), spans=[(start, start + len(canary))], by=people.amina
    )
    run_tasks()
    assert everywhere(canary, caplog) == []
    assert version_of(contribution).text == "The […] helped us all."


def test_a_participant_who_was_removed_is_found_nowhere(people, tmp_path, caplog, run_tasks):
    canary = fresh_canary()
    rows = f"Name,E-mail,Access needs\n{canary},{canary}@example.org,{canary} aloud\n"
    look = {"name": f"{canary}.csv", "content": io.BytesIO(rows.encode())}
    lines = read_participants(**look).lines
    brought = {"programme": people.programme, "lines": lines, "by": people.amina}
    import_participants(change=False, **brought)
    person = Participant.objects.get()
    queue_message(
        programme=people.programme, channel="email", to=person.email, subject=canary,
        body=canary, key="an-invitation", purpose="invitation",
    )  # fmt: skip
    held = {"programmes_participant", "programmes_message"}
    assert set(found_in_tables(canary)) == held

    remove_participant(participant=person, by=people.amina)
    run_tasks()
    assert everywhere(canary, caplog) == []
    write_backup(path=tmp_path / "after.backup")
    assert found_in_files(canary, tmp_path) == []


def test_the_search_for_a_word_would_find_it(people, caplog):
    """The test above can fail: before the withdrawal the word is in every place looked at."""
    canary = fresh_canary()
    in_the_file_and_its_name(people, canary)
    scrub_store()
    hits = everywhere(canary, caplog)
    assert "evidence_contributionversion" in hits
    assert len(found_in_files(canary, Path(default_storage.location))) == 1
    assert connection.vendor != "sqlite" or len(found_in_database_file(canary)) == 1
