"""What may tell of harm stands on no page of sense-making for those who do not answer it."""

import pytest
from django.urls import reverse

from cairn.sensemaking.actions import Refused, make_excerpt
from cairn.sensemaking.models import Coding, Excerpt, ThemeExcerpt
from cairn.sensemaking.queries.suggestions import versions_in_scope
from cairn.sensemaking.tests.factories import (
    make_code,
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
)

CODED = (Excerpt, Coding, ThemeExcerpt)


def seen(viewer, programme):
    return [model.objects.visible_to(viewer, programme).count() for model in CODED]


def test_passages_codings_and_placings_follow_their_contribution(cast, client_of):
    row = make_contribution(cast.programme)
    excerpt = make_excerpt_row(row, cast.ben)
    code = make_code(cast.programme)
    Coding.objects.create(programme=cast.programme, excerpt=excerpt, code=code, by=cast.ben)
    theme = make_theme(cast.programme, cast.ben)
    place(theme, excerpt, cast.ben)
    page = reverse("sensemaking:theme", args=[cast.programme.slug, theme.pk])
    assert excerpt.quote in client_of(cast.ben).get(page).content.decode()
    row.is_held = True
    row.save()
    assert (seen(cast.ben, cast.programme), seen(cast.amina, cast.programme)) == ([0] * 3, [1] * 3)
    assert excerpt.quote not in client_of(cast.ben).get(page).content.decode()
    assert excerpt.quote in client_of(cast.amina).get(page).content.decode()


def test_nothing_is_made_of_what_is_for_the_facilitators_only(cast, client_of):
    row = make_contribution(cast.programme)
    row.is_confided = True
    row.save()
    with pytest.raises(Refused):
        make_excerpt(version=row.versions.get(), start=0, end=4, by=cast.amina)
    page = reverse("sensemaking:read_one", args=[cast.programme.slug, row.pk])
    assert client_of(cast.amina).get(page).status_code == 404
    people = (cast.amina, cast.ben)
    assert [versions_in_scope(each, cast.programme, {}).count() for each in people] == [0, 0]
    row.is_confided = False
    row.save()
    assert [versions_in_scope(each, cast.programme, {}).count() for each in people] == [1, 1]
