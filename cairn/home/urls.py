from django.urls import path

from cairn.home.views import front, gallery, search

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("search/", search.search, name="search"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("help/", front.help_page, name="help"),
    path("language/", front.set_language, name="set_language"),
]
