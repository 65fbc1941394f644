from django.urls import path

from cairn.home.views import front, search

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("search/", search.search, name="search"),
    path("help/", front.help_page, name="help"),
    path("language/", front.set_language, name="set_language"),
]
