from django.urls import path

from cairn.evidence.views import pages

app_name = "evidence"
urlpatterns = [
    path("", pages.index, name="index"),
]
