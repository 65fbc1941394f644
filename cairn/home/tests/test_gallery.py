"""The pieces of pages are shown to developers only."""

from django.urls import reverse


def test_gallery_is_there_in_development_only(cast, client_of, settings):
    client = client_of(cast.dev)
    assert client.get(reverse("home:gallery")).status_code == 404
    settings.DEBUG = True
    page = client.get(reverse("home:gallery"))
    assert page.content.decode().count("nhsuk-tag ") == 4
