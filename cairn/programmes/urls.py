from django.urls import path

from cairn.programmes.views import pages

app_name = "programmes"
urlpatterns = [
    path("<slug:slug>/", pages.front, name="front"),
]
