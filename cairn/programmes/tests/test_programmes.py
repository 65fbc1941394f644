import io
import json
import zipfile
from datetime import date

import pytest

from cairn.audit.models import Entry
from cairn.catalogue.shelves import template, templates
from cairn.people.models import User
from cairn.programmes.actions import Conflict
from cairn.programmes.actions.programmes import (
    archive_programme,
    create_programme,
    delete_programme,
    edit_programme,
)
from cairn.programmes.models import Membership, Phase, Programme, Risk, Stage
from cairn.programmes.queries import models_of_programmes, plan_of, risks_of


@pytest.mark.parametrize("shelf", templates(), ids=lambda shelf: shelf.code)
def test_create_programme_from_each_template(cast, shelf):
    programme = create_programme(
        template=shelf, name=f"A {shelf.code}", starts_on=date(2026, 1, 5), by=cast.lowri
    )
    phases = plan_of(cast.lowri, programme)
    assert [phase.code for phase in phases] == [phase.code for phase in shelf.phases]
    stages = [s for phase in phases for s in phase.stages.all()]
    assert [s.code for s in stages if not s.is_milestone] == [
        s.code for phase in shelf.phases for s in phase.stages
    ]
    assert {s.code for s in stages if s.is_milestone} == {m.code for m in shelf.milestones}
    assert {risk.text for risk in risks_of(cast.lowri, programme)} == {
        r.text.en for r in shelf.risks
    }
    assert (programme.template, programme.k) == (shelf.code, shelf.disclosure_k)
    assert programme.role_of(cast.lowri) == "lead"


def test_create_programme_when_the_name_is_taken_gets_its_own_address(cast):
    shelf = template("open-listening-survey")
    first = create_programme(template=shelf, name="Winter review", by=cast.lowri)
    reserved = create_programme(template=shelf, name="New", by=cast.lowri)
    assert (first.slug, reserved.slug) == ("winter-review-2", "new-2")


def test_edit_programme_when_somebody_saved_in_between(cast):
    edit_programme(programme=cast.programme, revision=1, by=cast.lowri, name="First")
    with pytest.raises(Conflict):
        edit_programme(programme=cast.programme, revision=1, by=cast.amina, name="Second")
    assert Programme.objects.get(pk=cast.programme.pk).name == "First"


def test_settings_page_when_stale_keeps_what_was_typed(cast, client_of):
    edit_programme(programme=cast.programme, revision=1, by=cast.lowri, name="First")
    page = client_of(cast.lowri).post(
        "/p/winter-review/settings/", {"name": "Second", "rule": "staff", "k": 11, "revision": 1}
    )
    assert 'value="Second"' in page.content.decode()
    assert "Somebody else saved these settings" in page.content.decode()
    assert Programme.objects.get(pk=cast.programme.pk).name == "First"


def test_settings_page_when_k_would_show_who_said_what(cast, client_of):
    page = client_of(cast.lowri).post(
        "/p/winter-review/settings/", {"name": "Winter", "k": 2, "revision": 1}
    )
    assert "Choose 3 or more" in page.content.decode()


def test_archived_programme_can_be_read_and_not_changed(cast, client_of):
    archive_programme(programme=cast.programme, by=cast.lowri)
    client = client_of(cast.amina)
    assert client.get("/p/winter-review/plan/").status_code == 200
    assert client.get("/p/winter-review/risks/add/").status_code == 404


def test_delete_page_when_the_name_is_wrong_deletes_nothing(cast, client_of):
    client_of(cast.lowri).post("/p/winter-review/delete/", {"name": "winter"})
    assert Programme.objects.filter(pk=cast.programme.pk).count() == 1


def test_delete_programme_leaves_no_row_and_touches_no_other(cast):
    programme = create_programme(
        template=template("regional-lessons-learnt"), name="To go", by=cast.lowri
    )
    other = {
        model: model._base_manager.exclude(programme=programme).count()
        for model in models_of_programmes()
    }
    delete_programme(programme=programme, by=cast.lowri)
    left = {
        model: model._base_manager.filter(programme_id=programme.pk).count()
        for model in models_of_programmes()
    }
    assert left == dict.fromkeys(models_of_programmes(), 0)
    assert other == {model: model._base_manager.count() for model in models_of_programmes()}
    assert Entry.objects.filter(action="delete_programme").count() == 1


def test_export_programme_holds_every_table_and_no_key(cast, client_of):
    create_programme(template=template("good-practice-review"), name="Whole", by=cast.lowri)
    page = client_of(cast.lowri).post("/p/whole/export/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(page.streaming_content)))
    about = json.loads(archive.read("about.json"))
    risks = [json.loads(line) for line in archive.read("programmes.risk.jsonl").splitlines()]
    assert about["rows"]["programmes.risk"] == len(risks) == Risk.objects.count()
    tables = {model._meta.label_lower for model in models_of_programmes()}
    # the team may not read those
    unread = {"programmes.message", "surveys.answerfile", "surveys.invitee", "surveys.response"}
    assert sorted(about["left_out"]) == sorted(unread)
    assert set(archive.namelist()) == {"about.json", *(f"{name}.jsonl" for name in tables - unread)}
    assert b"key_hash" not in archive.read("programmes.invitation.jsonl")


def test_new_programme_page_is_for_administrators(cast, client_of):
    boss = User.objects.create_user("boss@example.org", "x", name="Boss", is_administrator=True)
    assert client_of(cast.lowri).get("/p/new/").status_code == 404
    made = client_of(boss).post(
        "/p/new/",
        {"template": "rapid-learning-workshop", "name": "One day", "starts_on": "2026-03-02"},
    )
    assert made["Location"] == "/p/one-day/"
    assert Membership.objects.get(programme__slug="one-day").user == boss


def test_administrator_sees_into_no_programme_of_others(cast, client_of):
    boss = User.objects.create_user("boss@example.org", "x", name="Boss", is_administrator=True)
    assert client_of(boss).get("/p/winter-review/").status_code == 404


def test_stages_belong_to_their_programme(cast):
    programme = create_programme(
        template=template("good-practice-review"),
        name="Dates",
        starts_on=date(2026, 1, 5),
        by=cast.lowri,
    )
    assert Stage.objects.in_programme(programme).exclude(phase__programme=programme).count() == 0
    assert Phase.objects.in_programme(programme).filter(starts_on=None).count() == 0
