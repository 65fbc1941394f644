"""What was taken back at a link does not come back with a backup from before it was evidence."""

from pathlib import Path

import pytest

from cairn.evidence.models import Contribution
from cairn.home.actions import restore_backup, write_backup
from cairn.surveys.actions import close_survey
from cairn.surveys.drafts import return_code
from cairn.surveys.models import Response
from cairn.surveys.tests.factories import answer, ask, open_with, photo, told, told_by_photo, upload


@pytest.fixture
def survey(cast):
    return ask(cast.programme, cast.lowri)


def test_backup_from_before_the_batch_does_not_bring_back_what_was_taken_back(
    cast, survey, settings, tmp_path, django_capture_on_commit_callbacks
):
    """In the backup the words wait; since then one answer of each kind was taken back, or all."""
    settings.DATA_DIR = tmp_path
    rows = [
        answer(survey, {"keep": f"keep {at}", "never_return": f"never {at}"}) for at in range(4)
    ]
    codes = [return_code(row.pk) for row in rows]
    open_with(codes[3], go="add", words="added 3")
    write_backup(path=tmp_path / "before.backup")
    with django_capture_on_commit_callbacks(execute=True):
        open_with(codes[0], key="keep")
        close_survey(survey=survey, by=cast.lowri)
        for code, words in ((codes[1], "never 1"), (codes[3], "added 3")):
            gone = Contribution.objects.get(versions__text=words)
            open_with(code, contribution=str(gone.pk))
        open_with(codes[2], go="withdraw_all")
    left = ["keep 1", "keep 3", "never 0", "never 3"]
    assert told() == left
    assert restore_backup(path=tmp_path / "before.backup").erased == 4
    stored = str(list(Response.objects.values_list("answers", "added")))
    assert [words for words in ("keep 0", "never 1", "keep 2", "added 3") if words in stored] == []
    close_survey(survey=survey, by=cast.lowri)
    assert told() == left
    assert open_with(codes[2]).status_code == 422


def test_backup_does_not_bring_back_leave_to_quote(
    cast, survey, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.DATA_DIR = tmp_path
    code = return_code(answer(survey, {"keep": "Free parking"}).pk)
    close_survey(survey=survey, by=cast.lowri)
    write_backup(path=tmp_path / "before.backup")
    with django_capture_on_commit_callbacks(execute=True):
        open_with(code, go="consent", consent="analysis")
    restore_backup(path=tmp_path / "before.backup")
    assert Contribution.objects.get().consent == "analysis"


def test_backup_brings_back_photos_but_for_those_that_were_taken_back(
    cast, settings, tmp_path, django_capture_on_commit_callbacks
):
    """Two photos of one answer, one of them taken back while it waited; and one the team had."""
    settings.DATA_DIR = tmp_path
    closed, open_ = (ask(cast.programme, cast.lowri, "story") for _survey in range(2))
    with_the_team = told_by_photo(closed)
    with django_capture_on_commit_callbacks(execute=True):
        close_survey(survey=closed, by=cast.lowri)
    row = told_by_photo(open_, upload(), upload(photo("blue")))
    one, two = row.files.all()
    kept = two.file.name
    write_backup(path=tmp_path / "before.backup")
    with django_capture_on_commit_callbacks(execute=True):
        open_with(return_code(row.pk), key=str(one.pk))
        open_with(return_code(with_the_team.pk), go="withdraw_all")
    with django_capture_on_commit_callbacks(execute=True):
        restore_backup(path=tmp_path / "before.backup")
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [f"sent/{path.name}" for path in stored] == [kept]
    assert Response.objects.get(pk=row.pk).answers["picture"] == [str(two.pk)]
