from django.urls import path

from cairn.sensemaking.views import pages

app_name = "sensemaking"
urlpatterns = [
    path("", pages.index, name="index"),
]
