def test_front_page_when_member(cast, client_of):
    page = client_of(cast.ben).get("/p/winter-review/")
    assert page.status_code == 200
    assert "Winter review" in page.content.decode()


def test_front_page_when_of_another_organisation(cast, client_of):
    page = client_of(cast.dev).get("/p/winter-review/")
    assert page.status_code == 404
    assert "Winter review" not in page.content.decode()
    assert client_of(cast.dev).get("/p/dev-review/").status_code == 200
