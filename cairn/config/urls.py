"""Addresses, in the order of the data."""

from django.urls import include, path

from cairn.programmes.urls import open_to_all, tree
from cairn.surveys.urls import answering

urlpatterns = [
    path("", include("cairn.home.urls")),
    path("account/", include("cairn.people.urls")),
    path("organisations/", include((tree, "organisations"))),
    path("a/", include((answering, "answering"))),
    path("m/", include((open_to_all, "messages"))),
    path("p/", include("cairn.programmes.urls")),
    path("p/<slug:slug>/releases/", include("cairn.releases.urls")),
    path("p/<slug:slug>/evidence/", include("cairn.evidence.urls")),
    path("p/<slug:slug>/surveys/", include("cairn.surveys.urls")),
    path("p/<slug:slug>/sense/", include("cairn.sensemaking.urls")),
    path("p/<slug:slug>/decisions/", include("cairn.decisions.urls")),
    path("p/<slug:slug>/reports/", include("cairn.reports.urls")),
]

# People who answer get their words back with the news of a fault.
handler500 = "cairn.surveys.views.keeping.server_error"
