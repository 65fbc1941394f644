"""Photos and recordings: only what somebody wrote down of them can be read by a machine or quoted."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cairn.evidence.actions import Terms, add_contributions, describe_file
from cairn.evidence.drafts import Draft, Sent
from cairn.evidence.models import Contribution
from cairn.sensemaking.actions import make_excerpt
from cairn.sensemaking.actions.refusals import Refused
from cairn.sensemaking.queries.suggestions import versions_in_scope


@pytest.fixture
def photo(cast):
    name = default_storage.save("uploaded", ContentFile(b"made up"))
    draft = Draft(text="[Photo]", sent=Sent(name, "jpg", 7))
    add_contributions(programme=cast.programme, drafts=[draft], terms=Terms(), by=cast.ben)
    add_contributions(
        programme=cast.programme, drafts=[Draft(text="We kept calm.")], terms=Terms(), by=cast.ben
    )
    return Contribution.objects.get(attachment__form="jpg")


def read(cast):
    return [each.text for each in versions_in_scope(cast.ben, cast.programme, {})]


def test_words_that_only_say_what_it_is_are_neither_read_nor_quoted(photo, cast):
    assert read(cast) == ["We kept calm."]
    with pytest.raises(Refused, match="Nobody has written down yet"):
        make_excerpt(version=photo.versions.get(), start=0, end=7, by=cast.ben)


def test_what_somebody_wrote_down_is_read_and_quoted_from_its_first_letter(photo, cast):
    new = describe_file(contribution=photo, version=1, text="Ask us first.", by=cast.ben)
    assert read(cast) == ["Ask us first.", "We kept calm."]
    excerpt = make_excerpt(version=new, start=0, end=6, by=cast.carys)
    assert (excerpt.quote, excerpt.contribution) == ("Ask us", photo)
