from django.urls import path

from cairn.reports.views import drafting, public, publishing

app_name = "reports"
urlpatterns = [
    path("", drafting.index, name="index"),
    path("new/", drafting.new, name="new"),
    path("<int:pk>/", drafting.report, name="report"),
    path("<int:pk>/edit/", drafting.edit, name="edit"),
    path("<int:pk>/sections/<str:key>/", drafting.section, name="section"),
    path("<int:pk>/draft/<str:name>/", drafting.draft_file, name="draft_file"),
    path("<int:pk>/propose/", publishing.propose, name="propose"),
    path("<int:pk>/compare/", publishing.compare, name="compare"),
    path("<int:pk>/versions/<int:number>/", publishing.version, name="version"),
    path("<int:pk>/versions/<int:number>/approve/", publishing.approve, name="approve"),
    path("<int:pk>/versions/<int:number>/send-back/", publishing.send_back, name="send_back"),
    path(
        "<int:pk>/versions/<int:number>/<str:name>/", publishing.version_file, name="version_file"
    ),
    path("published/<int:pk>/", public.newest, name="newest"),
    path("published/<int:pk>/<int:number>/", public.public, name="public"),
    path("published/<int:pk>/<int:number>/<str:name>/", public.public_file, name="public_file"),
]
