import pytest

from cairn.evidence.actions import (
    Noticed,
    apply_erasures,
    read_ledger,
    record_flags,
    redact_contribution,
    withdraw_contribution,
)
from cairn.evidence.models import Flag
from cairn.evidence.tests.factories import make_contributions

pytestmark = pytest.mark.usefixtures("own_data_folder")


@pytest.fixture
def version(cast):
    """We met every morning and it kept us calm."""
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    return row.versions.get(is_current=True)


def notice(version, *places, purpose="identifier"):
    noticed = [Noticed("name", start, end, 0.9) for start, end in places]
    return record_flags(purpose=purpose, engine="test 1", found={version: noticed})


def places(version):
    return [(one.purpose, one.start, one.end) for one in Flag.objects.filter(version=version)]


def test_recording_twice_keeps_one_of_each(version):
    notice(version, (0, 2), (3, 6))
    notice(version, (3, 6), (7, 12))
    assert places(version) == [("identifier", 3, 6), ("identifier", 7, 12)]


def test_flags_follow_the_words_that_still_stand(cast, version):
    notice(version, (0, 2), (7, 12))
    notice(version, (0, 43), purpose="harm")
    new = redact_contribution(version=version, spans=[(0, 2, "[name]")], by=cast.amina)
    assert new.text == "[name] met every morning and it kept us calm."
    assert places(new) == [("identifier", 11, 16), ("harm", 0, 47)]
    assert places(version) == []


def test_nothing_is_recorded_of_words_that_are_gone(cast, version):
    redact_contribution(version=version, spans=[(0, 2)], by=cast.amina)
    notice(version, (3, 6))
    assert Flag.objects.count() == 0


def test_flags_go_with_a_withdrawal(cast, version):
    notice(version, (0, 2))
    notice(version, (0, 43), purpose="harm")
    withdraw_contribution(contribution=version.contribution, by=cast.amina)
    assert Flag.objects.count() == 0


def test_the_ledger_knows_what_stands_in_the_words_place(cast, version):
    redact_contribution(version=version, spans=[(0, 2, "[name]"), (3, 6)], by=cast.amina)
    (entry,) = read_ledger()
    assert entry["spans"] == [[0, 2, "[name]"], [3, 6]]
    assert apply_erasures(entries=[entry]) == 0
