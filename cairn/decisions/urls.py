from django.urls import path

from cairn.decisions.views import pages

app_name = "decisions"
urlpatterns = [
    path("", pages.index, name="index"),
    path("follow-up/", pages.index, name="follow_up"),
]
