import pytest

from cairn.evidence.actions import Terms, add_contributions
from cairn.evidence.drafts import Draft
from cairn.evidence.models import Contribution, ContributionVersion
from cairn.evidence.queries import Filters, contributions_for, values_of
from cairn.evidence.tests.factories import make_contributions

HOSTILE = (
    "'", '"', '""', "*", "(", ")", "a OR", "NOT", "NEAR(", "text:calm", "-calm", "^", "\\", ";--",
    "' OR 1=1 --", "&", "|", "!", "<->", ":*", "%s", "{}", "\x00", "a AND", "\ud800", "c" * 5000,
)  # fmt: skip


def found(cast, words):
    rows = contributions_for(cast.ben, cast.programme, Filters(words=words))
    return [row.number for row in rows]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("calm", [1]), ("CALM morning", [1]), ("every morning", [1]), ('"morning every"', []),
        ('"every morning"', [1]), ("mor", [1]), ("rota each", [2]), ("nobody calm", []),
        ("tîm", [3]), ("kept (us", [1]), ('calm"', [1]), ("!!!", []), ("told-us", [2]),
    ],
)  # fmt: skip
def test_search(cast, words, numbers):
    make_contributions(cast.programme, cast.ben, 3)
    assert found(cast, words) == numbers


@pytest.mark.parametrize("words", HOSTILE)
def test_search_when_the_input_is_hostile(cast, words):
    make_contributions(cast.programme, cast.ben, 3)
    assert [number for number in found(cast, words) if number not in (1, 2, 3)] == []


def test_search_keeps_in_step(cast):
    rows = make_contributions(cast.programme, cast.ben, 2)
    ContributionVersion.objects.filter(contribution=rows[0]).update(text="Something else")
    assert (found(cast, "calm"), found(cast, "something")) == ([], [1])
    Contribution.objects.filter(pk=rows[0].pk).delete()
    assert found(cast, "something") == []


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"role_band": "Nurse"}, [1]), ({"sector": "Acute"}, [2]), ({"language": "cy"}, [3]),
        ({"attribute": "Shift", "value": "Night"}, [2]), ({"attribute": "Sh__ift", "value": "x"}, []),
        ({"attribute": "programme__made_by__password", "value": "x"}, []),
        ({"sort": "newest"}, [3, 2, 1]), ({"sort": "password"}, [1, 2, 3]),
        ({"consent": "anonymous_quote"}, []), ({"state": "withdrawn"}, []),
        ({"state": "standing"}, [1, 2, 3]),
    ],
)  # fmt: skip
def test_contributions_when_filtered(cast, filters, numbers):
    drafts = [
        Draft(text="One two three", role_band="Nurse"),
        Draft(text="Four five six", sector="Acute", attributes={"Shift": "Night"}),
        Draft(text="Saith", language="cy"),
    ]
    add_contributions(programme=cast.programme, drafts=drafts, terms=Terms(), by=cast.ben)
    rows = contributions_for(cast.ben, cast.programme, Filters(**filters))
    assert [row.number for row in rows] == numbers


def test_contributions_carry_their_words(cast):
    (row,) = make_contributions(cast.programme, cast.ben, 1)
    version = row.versions.get()
    (seen,) = contributions_for(cast.ben, cast.programme)
    assert (seen.words, seen.version_id) == (version.text, version.pk)


def test_queries_when_of_another_organisation(cast):
    make_contributions(cast.programme, cast.ben, 3)
    assert list(contributions_for(cast.dev, cast.programme)) == []
    assert values_of(cast.dev, cast.programme, "role_band") == []
    with pytest.raises(ValueError, match="viewer"):
        contributions_for(None, cast.programme)


def test_values_of_when_the_column_is_not_allowed(cast):
    with pytest.raises(ValueError, match="identity_key"):
        values_of(cast.ben, cast.programme, "identity_key")
