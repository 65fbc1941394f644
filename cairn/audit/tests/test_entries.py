import pytest

from cairn.audit.actions import record
from cairn.audit.models import Entry


def test_entry_says_who_did_what_to_which_thing(cast):
    entry = record("made_up_action", cast.programme, by=cast.amina, detail={"count": 3})
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.actor_id, stored.programme_id) == (cast.amina.pk, cast.programme.pk)
    assert (stored.action, stored.object_type, stored.object_id, stored.detail) == (
        "made_up_action", "programme", str(cast.programme.pk), {"count": 3},
    )  # fmt: skip


def test_entry_by_the_system_names_nobody(cast):
    assert record("made_up_action", cast.ben, by=None).actor_id is None


def test_entries_are_never_changed_or_deleted_in_bulk(cast):
    record("made_up_action", cast.programme, by=cast.amina)
    with pytest.raises(TypeError):
        Entry.objects.all().delete()
    with pytest.raises(TypeError):
        Entry.objects.update(action="another")
    assert Entry.objects.filter(action="made_up_action").count() == 1


def test_audit_page_is_for_leads(cast, client_of):
    record("made_up_action", cast.programme, by=cast.amina)
    assert "made up action" in client_of(cast.lowri).get("/p/winter-review/audit/").content.decode()
    assert client_of(cast.amina).get("/p/winter-review/audit/").status_code == 404
