from django.urls import path

from cairn.evidence.views import adding, contributions

app_name = "evidence"
urlpatterns = [
    path("", contributions.index, name="index"),
    path("add/", adding.add, name="add"),
    path("<uuid:pk>/", contributions.contribution, name="contribution"),
]
