from django.urls import path

from cairn.reports.views import pages

app_name = "reports"
urlpatterns = [
    path("", pages.index, name="index"),
]
