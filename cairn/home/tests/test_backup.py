"""A backup either restores wholly or refuses and changes nothing; erasures outlive it."""

import hashlib
import json
import random
import shutil
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from cairn.audit.models import Entry
from cairn.evidence.actions import redact_contribution, withdraw_contribution
from cairn.evidence.models import Contribution, ContributionVersion
from cairn.evidence.tests.factories import bring_in, make_contributions, receive, survey, text_of
from cairn.home.actions import BackupRefused, restore_backup, write_backup
from cairn.home.actions import archive as archives
from cairn.home.actions.archive import SEAL_LENGTH, plain_values, tables
from cairn.programmes.tests.factories import make_cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_data_folder")]


@pytest.fixture
def people(db):
    return make_cast()


def everything():
    """A checksum of every row of every table and of every stored file."""
    digest = hashlib.sha256()
    for model in tables():
        for row in model._base_manager.order_by("pk"):
            digest.update(json.dumps([model._meta.label, plain_values(row)]).encode())
    root = Path(default_storage.location)
    for path in sorted(root.rglob("*")) if root.exists() else []:
        if path.is_file():
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()


def fill(people):
    make_contributions(people.programme, people.ben, 3, consent="anonymous_quote")
    bring_in(people.programme, people.ben, survey(3), Answer="words", Id="person")
    receive(people.programme, people.ben, survey(2), "waiting.csv")
    default_storage.save("reports/made-up.pdf", ContentFile(b"%PDF made up"))


def change(people):
    Contribution.objects.filter(number=2).update(sector="Changed")
    ContributionVersion.objects.filter(contribution__number=3).update(text="Changed")
    default_storage.save("reports/later.pdf", ContentFile(b"later"))
    make_contributions(people.programme, people.ben, 1, channel="email")


def restored_state(people, path):
    """Restore, and leave out the one audit entry that says so."""
    restore_backup(path=path)
    connection.cursor().execute("DELETE FROM audit_entry WHERE action = 'restore_backup'")
    return everything()


def test_restore_into_the_same_installation(people, tmp_path):
    fill(people)
    before, path = everything(), tmp_path / "a.backup"
    write_backup(path=path)
    change(people)
    assert everything() != before
    assert restored_state(people, path) == before
    assert path.stat().st_mode & 0o777 == 0o600


def test_restore_into_an_empty_installation(people, tmp_path):
    fill(people)
    before, path = everything(), tmp_path / "a.backup"
    write_backup(path=path)
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(default_storage.location)
    assert restored_state(people, path) == before
    again = make_contributions(people.programme, people.ben, 5)
    assert [row.number for row in again] == [7, 8]


def test_search_works_after_a_restore(people, tmp_path, client_of):
    fill(people)
    write_backup(path=tmp_path / "a.backup")
    call_command("flush", interactive=False, verbosity=0)
    restore_backup(path=tmp_path / "a.backup")
    page = client_of(people.ben).get("/p/winter-review/evidence/?words=rota").content.decode()
    assert page.count("<article") == 1
    page = client_of(people.dev).get("/p/winter-review/evidence/?words=rota")
    assert page.status_code == 404


def test_restore_makes_later_erasures_again(people, tmp_path):
    fill(people)
    path = tmp_path / "a.backup"
    write_backup(path=path)
    first, second = Contribution.objects.order_by("number")[:2]
    redact_contribution(version=first.versions.get(), spans=[(0, 6)], by=people.amina)
    withdraw_contribution(contribution=second, by=people.amina)
    assert restore_backup(path=path).erased == 2
    assert [text_of(row)[:9] for row in (first, second)] == ["[…] every", ""]
    assert Entry.objects.get(action="restore_backup").detail["erased"] == 2
    call_command("flush", interactive=False, verbosity=0)
    assert restore_backup(path=path).erased == 2
    assert [text_of(row)[:9] for row in (first, second)] == ["[…] every", ""]


def test_restore_when_a_bit_is_flipped(people, tmp_path):
    chance = random.Random(7)
    refused_unchanged(people, tmp_path, [lambda data: flip(data, chance)] * 20)


def test_restore_when_truncated(people, tmp_path):
    cuts = [lambda data, part=part: data[: len(data) * part // 20] for part in range(20)]
    refused_unchanged(people, tmp_path, [*cuts, lambda data: data[:-1]])


def refused_unchanged(people, tmp_path, damages):
    make_contributions(people.programme, people.ben, 1)
    path = tmp_path / "a.backup"
    write_backup(path=path)
    whole, before = path.read_bytes(), everything()
    for damage in damages:
        path.write_bytes(damage(whole))
        with pytest.raises(BackupRefused):
            restore_backup(path=path)
        assert everything() == before


def flip(data, chance):
    place = chance.randrange(len(data) * 8)
    return data[: place // 8] + bytes([data[place // 8] ^ 1 << place % 8]) + data[place // 8 + 1 :]


def rebuilt(path, *, drop="", **changes):
    """The same backup without a member or with another manifest, sealed as a whole one is."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist() if name != drop}
    manifest = json.loads(members["manifest.json"])
    if drop:
        manifest["members"].pop(drop)
    members["manifest.json"] = json.dumps(manifest | changes).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
        new.comment = b" " * SEAL_LENGTH
    archives.seal(path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"drop": "rows/people.User.jsonl"}, "Parts of the backup are missing"),
        ({"drop": "rows/evidence.Contributor.jsonl"}, "Parts of the backup are missing"),
        ({"format": 99}, "newer version"),
        ({"migrations": ["evidence.9999_later"]}, "newer version"),
        ({"migrations": []}, "older version"),
        ({"rows": {}}, "not a backup of Cairn"),
    ],
)
def test_restore_when_not_what_it_should_be(people, tmp_path, changes, message):
    fill(people)
    path = tmp_path / "a.backup"
    write_backup(path=path)
    rebuilt(path, **changes)
    before = everything()
    with pytest.raises(BackupRefused, match=message):
        restore_backup(path=path)
    assert everything() == before


def test_restore_when_a_row_points_nowhere(people, tmp_path):
    fill(people)
    path = tmp_path / "a.backup"
    write_backup(path=path)
    empty = hashlib.sha256(b"").hexdigest()
    with zipfile.ZipFile(path) as old:
        manifest = json.loads(old.read("manifest.json"))
        members = {name: old.read(name) for name in old.namelist()}
    name = "rows/evidence.Contributor.jsonl"
    manifest["members"][name], manifest["rows"]["evidence.Contributor"] = empty, 0
    members |= {name: b"", "manifest.json": json.dumps(manifest).encode()}
    with zipfile.ZipFile(path, "w") as new:
        for each, content in members.items():
            new.writestr(each, content)
        new.comment = b" " * SEAL_LENGTH
    archives.seal(path)
    before = everything()
    with pytest.raises(BackupRefused, match="point at rows"):
        restore_backup(path=path)
    assert everything() == before


def test_backup_when_the_file_is_there(people, tmp_path):
    path = tmp_path / "a.backup"
    path.write_text("mine")
    with pytest.raises(CommandError, match="already"):
        call_command("backup", path)
    assert path.read_text() == "mine"


def test_commands(people, tmp_path, capsys):
    fill(people)
    call_command("backup", tmp_path / "a.backup")
    call_command("restore", tmp_path / "a.backup")
    assert "0 erasures" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", tmp_path / "absent")


def test_every_table_is_in_a_backup_or_left_out_on_purpose():
    held = {model._meta.label for model in tables()}
    ours = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("cairn.")
    }
    assert ours - held == set()
