from cairn.sensemaking import actions
from cairn.sensemaking.tests.factories import (
    make_code,
    make_contribution,
    make_excerpt_row,
    make_theme,
    place,
)


def front_of(client):
    return client.get("/p/winter-review/").content.decode()


def test_stone_and_next_steps_follow_the_work(cast, client_of):
    client = client_of(cast.amina)
    assert "Nothing to read yet" in front_of(client)
    excerpt = make_excerpt_row(make_contribution(cast.programme), cast.ben)
    page = front_of(client)
    assert "Read, or ask for suggestions" in page
    assert "1 contribution is not coded yet" in page
    theme = make_theme(cast.programme, cast.ben)
    place(theme, excerpt, cast.ben)
    actions.code_excerpt(excerpt=excerpt, code=make_code(cast.programme), by=cast.ben)
    page = front_of(client)
    assert "1 theme waits to be signed off" in page
    assert "not coded yet" not in page
    assert "1 theme is still a draft" in front_of(client_of(cast.ben))
    actions.sign_off(theme=theme, by=cast.amina)
    page = front_of(client)
    assert "Look at the pictures" in page
    assert "waits to be signed off" not in page
    assert "not coded yet" not in front_of(client_of(cast.rhys))


def test_contribution_page_shows_its_passages_and_themes(cast, client_of):
    contribution = make_contribution(cast.programme)
    excerpt = make_excerpt_row(contribution, cast.ben)
    actions.code_excerpt(excerpt=excerpt, code=make_code(cast.programme), by=cast.carys)
    place(make_theme(cast.programme, cast.ben, "Talking"), excerpt, cast.ben)
    page = (
        client_of(cast.rhys).get(f"/p/winter-review/evidence/{contribution.pk}/").content.decode()
    )
    assert '<span class="cairn-code">Huddles</span> <span class="cairn-quiet">Carys</span>' in page
    assert ">Talking<" in page
    assert "Read and code this" not in page
    page = client_of(cast.ben).get(f"/p/winter-review/evidence/{contribution.pk}/").content.decode()
    assert "Read and code this" in page
