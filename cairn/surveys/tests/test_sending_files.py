"""Photos, recordings and documents as answers: without script, made safe, counted, and gone for good."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from cairn.evidence.actions import answer_harm, find_harm
from cairn.evidence.models import Attachment, Contribution, ContributionVersion, Erasure
from cairn.programmes.actions.programmes import delete_programme
from cairn.surveys.actions import (
    Refused,
    apply_erasures,
    close_survey,
    destroy_old_drafts,
    seal_survey,
    send_response,
)
from cairn.surveys.actions.building import edit_questionnaire, open_questionnaire
from cairn.surveys.actions.files import destroy_drafts
from cairn.surveys.drafts import return_code
from cairn.surveys.models import AnswerFile, Response
from cairn.surveys.tests.factories import (
    SECRET,
    ask,
    begin,
    draft,
    keep,
    open_with,
    photo,
    send_page,
    token_in,
    told_by_photo,
    upload,
)
from cairn.surveys.tests.test_building import add, make, with_first_words
from cairn.surveys.tests.test_coming_back import text_of
from cairn.surveys.views.files import receive_files

pytestmark = pytest.mark.usefixtures("own_data_folder")

VOICE = b"OggS" + bytes(24) + b"OpusHead made up"
PAPER = b"%PDF-1.7 made up"
NOT_A_PHOTO = b"<script>alert(1)</script>"


@pytest.fixture
def survey(cast):
    return ask(cast.programme, cast.lowri, "story")


def open_photo_page(phone, survey):
    """The address of the page that asks for pictures."""
    first = begin(phone, survey)
    return send_page(phone, first, ways=["picture"])["Location"]


def stored():
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_photo_is_sent_without_script_and_stands_on_the_page_and_among_the_answers(phone, survey):
    page = open_photo_page(phone, survey)
    assert 'enctype="multipart/form-data"' in phone.get(page).content.decode()
    check = send_page(phone, page, picture=[upload(), upload()], go="check")["Location"]
    assert "Photo 1; Photo 2" in phone.get(check).content.decode()
    shown = phone.get(page).content.decode()
    assert (shown.count("Take away"), "Mair at home" in shown) == (2, False)
    (first, second) = re.findall(r'src="(/a/[^"]+/file/[^"]+)"', shown)
    assert first != second
    sent = phone.get(first)
    assert (sent.content[:3], sent["X-Content-Type-Options"]) == (b"\xff\xd8\xff", "nosniff")
    assert sent["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_what_the_camera_added_and_the_time_are_nowhere(survey):
    told_by_photo(survey)
    (path,) = stored()
    assert (SECRET in path.read_bytes(), path.stat().st_mtime) == (False, 946_684_800)
    assert (AnswerFile.objects.get().name, path.suffix) == ("", ".jpg")


def test_one_is_taken_away_and_the_page_says_what_is_left(phone, survey):
    page = open_photo_page(phone, survey)
    send_page(phone, page, picture=[upload(), upload()])
    one, two = AnswerFile.objects.order_by("pk")
    assert send_page(phone, page, take=str(one.pk))["Location"] == page
    assert Response.objects.get().answers["picture"] == [str(two.pk)]
    send_page(phone, page, take="made-up")
    send_page(phone, page, take=str(two.pk))
    assert Response.objects.get().answers == {"ways": ["picture"]}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (NOT_A_PHOTO, "This is not a photo Cairn can read."), (b"", "is empty"),
        (photo()[:60], "damaged"), (b"\xff" * 2_000_000, "It is larger than 1 MB."),
    ],
)  # fmt: skip
def test_refused_file_is_said_and_those_kept_stay(phone, survey, settings, data, why):
    settings.ANSWER_FILE_BYTES = 1024 * 1024
    page = open_photo_page(phone, survey)
    send_page(phone, page, picture=upload())
    answer = send_page(phone, page, picture=upload(data, "<b>wall.jpg"), go="back")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "“&lt;b&gt;wall.jpg” is not kept." in shown
    assert (why in shown, "Photo 1" in shown) == (True, True)
    assert (len(stored()), AnswerFile.objects.count()) == (1, 1)


def test_words_beside_a_refused_photo_stay_on_the_page_and_in_the_draft(phone, cast):
    address = begin(phone, words_and_photo_on_one_page(cast))
    shown = send_page(phone, address, seen="Rain came in", wall=upload(NOT_A_PHOTO), go="check")
    text = shown.content.decode()
    assert (shown.status_code, "This is not a photo Cairn can read." in text) == (422, True)
    assert re.findall(r"<textarea[^>]*>([^<]*)</textarea>", text) == ["Rain came in"]
    assert Response.objects.get().answers == {"seen": "Rain came in"}
    assert stored() == []


def words_and_photo_on_one_page(cast):
    """An own questionnaire as another installation might have kept it: the builder parts the two."""
    row = add(add(make(cast, None), cast.amina, "Seen?"), cast.amina, "Wall?", kind="photo")
    row = edit_questionnaire(questionnaire=row, change=with_first_words, by=cast.amina)
    survey = open_questionnaire(questionnaire=row, lists={}, by=cast.amina)
    frozen = survey.questionnaire
    frozen.document["sections"][0]["together"] = True
    frozen.save()
    return survey


def test_too_many_and_too_much_are_refused(phone, survey, settings):
    page = open_photo_page(phone, survey)
    shown = send_page(phone, page, picture=[upload() for _ in range(4)]).content.decode()
    assert "There are 3 already. Take one away first." in shown
    assert AnswerFile.objects.count() == 3
    settings.ANSWER_TOTAL_BYTES = 0
    AnswerFile.objects.first().delete()
    Response.objects.update(answers={"ways": ["picture"]})
    shown = send_page(phone, page, picture=upload()).content.decode()
    assert "All your files together would be larger than 0 MB." in shown
    assert AnswerFile.objects.count() == 2


def test_drafts_of_a_survey_hold_so_much_and_what_was_sent_is_not_counted(phone, survey, settings):
    told_by_photo(survey)
    mine = keep(draft(survey, {"ways": ["picture"]}), "picture", upload())
    settings.ANSWER_DRAFTS_BYTES = 2 * mine.files.get().size - 1
    page = open_photo_page(phone, survey)
    shown = send_page(phone, page, picture=upload()).content.decode()
    assert "There is no room for more files now. Go on without it, or add it another day." in shown
    assert (len(stored()), AnswerFile.objects.count()) == (2, 2)
    destroy_drafts([mine.pk])
    assert send_page(phone, page, picture=upload(), go="check").status_code == 302
    send_response(response=Response.objects.get(state="started"), shared=[], consent="analysis")
    assert AnswerFile.objects.count() == 2


def test_full_drafts_of_one_survey_leave_room_in_another(cast, survey, settings):
    keep(draft(survey, {"ways": ["picture"]}), "picture", upload())
    settings.ANSWER_DRAFTS_BYTES = AnswerFile.objects.get().size
    other = draft(ask(cast.programme, cast.lowri, "story"), {"ways": ["picture"]})
    assert keep(other, "picture", upload()).files.count() == 1
    with pytest.raises(Refused):
        keep(other, "picture", upload())


def test_no_more_of_a_file_than_is_taken_reaches_the_disk(phone, survey, settings, monkeypatch):
    settings.ANSWER_FILE_BYTES, sizes = 200_000, []
    real = receive_files

    def look(request, *given):
        sizes.extend(each.size for each in request.FILES.values())
        return real(request, *given)

    monkeypatch.setattr("cairn.surveys.views.answering.receive_files", look)
    page = open_photo_page(phone, survey)
    shown = send_page(phone, page, picture=upload(b"\xff" * 5_000_000)).content.decode()
    assert 200_000 < sizes[0] < 300_000
    assert "It is larger than" in shown


def test_page_that_hands_words_back_says_that_files_are_not_kept(phone, survey, cast):
    page = open_photo_page(phone, survey)
    token = token_in(phone.get(page))
    close_survey(survey=survey, by=cast.lowri)
    answer = phone.post(page, {"draft": token, "picture": upload()})
    assert answer.status_code == 410
    assert "The files you chose are not kept." in answer.content.decode()
    assert stored() == []


def test_own_file_is_for_the_browser_that_holds_the_draft(phone, survey, cast):
    page = open_photo_page(phone, survey)
    send_page(phone, page, picture=upload())
    row = AnswerFile.objects.get()
    address = f"/a/{survey.key}/file/{row.pk}/"
    other = ask(cast.dev_programme, cast.dev, "story")
    assert phone.get(address).status_code == 200
    assert Client().get(address).status_code == 404
    assert phone.get(f"/a/{other.key}/file/{row.pk}/").status_code == 404
    theirs = keep(draft(other, {"ways": ["picture"]}), "picture", upload()).files.get()
    assert phone.get(f"/a/{survey.key}/file/{theirs.pk}/").status_code == 404


def test_files_to_questions_that_are_asked_no_more_are_destroyed_with_sending(
    survey, django_capture_on_commit_callbacks
):
    row = keep(draft(survey, {"ways": ["picture"]}), "picture", upload())
    row.answers["ways"] = ["write"]
    row.save()
    with django_capture_on_commit_callbacks(execute=True):
        send_response(response=row, shared=[], consent="analysis")
    assert (stored(), AnswerFile.objects.count()) == ([], 0)


def test_file_becomes_a_contribution_that_waits_for_a_person(
    survey, cast, client_of, django_capture_on_commit_callbacks
):
    told_by_photo(survey, upload(), upload(photo("blue")))
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        close_survey(survey=survey, by=cast.lowri)
    assert (len(stored()), set(stored()) & set(before)) == (2, set())
    assert AnswerFile.objects.count() == 0
    rows = list(Contribution.objects.all())
    assert [str(each.question) for each in rows] == ["Add your picture"] * 2
    assert set(ContributionVersion.objects.values_list("text", flat=True)) == {"[Photo]"}
    assert Response.objects.get().answers == {"ways": ["picture"]}
    find_harm(contribution_ids=[each.pk for each in rows])
    page = f"/p/winter-review/evidence/{rows[0].pk}/file/"
    assert client_of(cast.ben).get(page).status_code == 404
    answer_harm(
        version=rows[0].versions.get(), answer="rejected", note="Only a wall.", by=cast.amina
    )
    assert client_of(cast.ben).get(page).content[:3] == b"\xff\xd8\xff"


def test_names_of_documents_are_for_their_owner_alone(cast):
    survey = ask(cast.programme, cast.lowri, "system-submission")
    row = keep(draft(survey, {}), "attachments", upload(PAPER, "CV of Made-up Mair.pdf"))
    row = send_response(response=row, shared=[], consent="analysis")
    page = open_with(return_code(row.pk)).content.decode()
    assert "CV of Made-up Mair.pdf" in page
    close_survey(survey=survey, by=cast.lowri)
    assert Attachment.objects.get().form == "pdf"
    assert "Mair" not in str([*Attachment.objects.values(), *Contribution.objects.values()])


def test_return_code_opens_hands_out_and_takes_back_what_the_team_has(
    survey, cast, django_capture_on_commit_callbacks
):
    code = return_code(told_by_photo(survey, upload(), upload(photo("blue"))).pk)
    with django_capture_on_commit_callbacks(execute=True):
        close_survey(survey=survey, by=cast.lowri)
    page = open_with(code).content.decode()
    assert page.count('name="own"') == 2
    one, two = Contribution.objects.all()
    sent = open_with(code, own=str(one.pk))
    assert (sent.content[:3], sent["Content-Disposition"]) == (
        b"\xff\xd8\xff", 'attachment; filename="Photo.jpg"',
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        open_with(code, contribution=str(one.pk))
    assert (len(stored()), Attachment.objects.get().contribution) == (1, two)
    assert open_with(code, own=str(one.pk)).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        open_with(code, go="withdraw_all")
    assert stored() == []


def test_return_code_opens_and_takes_back_what_waits_one_by_one(
    survey, django_capture_on_commit_callbacks
):
    row = told_by_photo(survey, upload(), upload(photo("blue")))
    code, (one, two) = return_code(row.pk), row.files.all()
    assert open_with(code, own=str(one.pk)).content[:3] == b"\xff\xd8\xff"
    with django_capture_on_commit_callbacks(execute=True):
        open_with(code, key=str(one.pk))
    assert Response.objects.get().answers["picture"] == [str(two.pk)]
    assert len(stored()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        open_with(code, key="picture")
    assert (Response.objects.get().answers, stored()) == ({"ways": ["picture"]}, [])


def test_code_of_another_opens_no_file(survey):
    mine, theirs = told_by_photo(survey), told_by_photo(survey, upload(photo("blue")))
    assert open_with(return_code(mine.pk), own=str(theirs.files.get().pk)).status_code == 404


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_own_copy_names_what_was_sent(cast, form):
    survey = ask(cast.programme, cast.lowri, "system-submission")
    row = keep(draft(survey, {}), "attachments", upload(PAPER, "Figures.pdf"), upload())
    row = send_response(response=row, shared=[], consent="analysis")
    text = text_of(form, open_with(return_code(row.pk), go=form).content)
    assert "Figures.pdf; Photo 2" in text


def test_what_was_taken_back_stays_gone_when_an_older_backup_comes(
    survey, cast, django_capture_on_commit_callbacks
):
    """As restored: the response holds both files again, and the ledger knows of one."""
    row = told_by_photo(survey, upload(), upload(photo("blue")))
    code, (one, two) = return_code(row.pk), row.files.all()
    kept = row.answers
    open_with(code, key=str(one.pk))
    Response.objects.update(answers=kept)
    AnswerFile.objects.all().delete()
    AnswerFile.objects.bulk_create([one, two])
    entries = [
        {"kind": each.kind, "contribution": str(each.contribution_id), "spans": each.spans}
        for each in Erasure.objects.all()
    ]
    with django_capture_on_commit_callbacks(execute=True):
        assert apply_erasures(entries=entries) == 1
    assert (Response.objects.get().answers["picture"], len(stored())) == ([str(two.pk)], 1)


def test_drafts_that_expire_or_are_never_sent_take_their_files_along(
    survey, cast, django_capture_on_commit_callbacks
):
    old = keep(draft(survey, {}), "picture", upload())
    Response.objects.filter(pk=old.pk).update(saved_on="2020-01-01")
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_old_drafts() == 1
    assert stored() == []
    keep(draft(survey, {}), "picture", upload())
    with django_capture_on_commit_callbacks(execute=True):
        close_survey(survey=survey, by=cast.lowri)
    assert stored() == []


def test_deleting_the_programme_destroys_files_that_wait(
    survey, cast, django_capture_on_commit_callbacks
):
    told_by_photo(survey)
    with django_capture_on_commit_callbacks(execute=True):
        delete_programme(programme=cast.programme, by=cast.lowri)
    assert stored() == []


def test_seal_gives_files_that_stay_with_the_code_other_names_and_ids(
    survey, cast, django_capture_on_commit_callbacks
):
    row = told_by_photo(survey, upload(), upload(photo("blue")))
    contents = [path.read_bytes() for path in stored()]
    Response.objects.update(is_passed_on=True)  # as what is private and was not shared
    close_survey(survey=survey, by=cast.lowri)
    before, ids = stored(), row.answers["picture"]
    with django_capture_on_commit_callbacks(execute=True):
        seal_survey(survey_id=survey.pk)
    assert (len(stored()), set(stored()) & set(before)) == (2, set())
    assert {path.stat().st_mtime for path in stored()} == {946_684_800}
    assert sorted(path.read_bytes() for path in stored()) == sorted(contents)
    held = Response.objects.get().answers["picture"]
    assert set(held) == {str(pk) for pk in AnswerFile.objects.values_list("pk", flat=True)}
    assert set(held) & set(ids) == set()
    assert open_with(return_code(row.pk), own=held[0]).content in contents
