from django.urls import path

from cairn.evidence.views import (
    adding,
    contributions,
    coverage,
    erasing,
    files,
    flags,
    harm,
    imports,
)

app_name = "evidence"
urlpatterns = [
    path("", contributions.index, name="index"),
    path("add/", adding.add, name="add"),
    path("files/", imports.imports, name="imports"),
    path("files/add/", imports.upload, name="upload"),
    path("files/<int:pk>/", imports.import_page, name="import"),
    path("files/<int:pk>/reading/", imports.reading, name="reading"),
    path("files/<int:pk>/columns/", imports.columns, name="columns"),
    path("files/<int:pk>/start/", imports.start, name="start"),
    path("files/<int:pk>/undo/", imports.undo, name="undo"),
    path("identifying/", flags.identifying, name="identifying"),
    path("identifying/look/", flags.look, name="look"),
    path("identifying/<int:pk>/", flags.answer, name="answer_flag"),
    path("<uuid:pk>/identifying/", flags.accept_all, name="accept_all"),
    path("harm/", harm.harm, name="harm"),
    path("harm/lead/", harm.lead, name="harm_lead"),
    path("<uuid:pk>/harm/", harm.answer, name="answer_harm"),
    path("heard/", coverage.coverage, name="coverage"),
    path("heard/targets/", coverage.target, name="target"),
    path("<uuid:pk>/file/", files.sent_file, name="file"),
    path("<uuid:pk>/describe/", files.describe, name="describe"),
    path("<uuid:pk>/redact/", erasing.redact, name="redact"),
    path("<uuid:pk>/withdraw/", erasing.withdraw, name="withdraw"),
    path("<uuid:pk>/", contributions.contribution, name="contribution"),
]
