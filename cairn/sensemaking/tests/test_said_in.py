"""Words stand on a page in the language they were said in, whatever the language of the page."""

import re

import pytest

from cairn.sensemaking.tests.factories import (
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
)

SAID = "Roedd y bwrdd wrth y drws yn help mawr i bawb."


@pytest.mark.parametrize(
    ("language", "mark"), [("cy", ' lang="cy"'), ("en", ' lang="en"'), ("", "")]
)
def test_a_quote_says_its_language(cast, client_of, language, mark):
    contribution = make_contribution(cast.programme, SAID, language=language)
    excerpt = make_excerpt_row(contribution, cast.ben, 0, len("Roedd y bwrdd wrth y drws"))
    theme = make_theme(cast.programme, cast.ben)
    place(theme, excerpt, cast.ben)
    page = client_of(cast.ben).get(f"/p/winter-review/sense/themes/{theme.pk}/").content.decode()
    assert re.findall(r"<p([^>]*)>Roedd y bwrdd wrth y drws</p>", page) == [mark]
