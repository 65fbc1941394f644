from django.urls import path

from cairn.sensemaking.views import codebooks, codes, overview, reading

app_name = "sensemaking"
urlpatterns = [
    path("", overview.index, name="index"),
    path("undo/", reading.undo, name="undo"),
    path("read/", reading.read, name="read"),
    path("read/<uuid:contribution>/", reading.read_one, name="read_one"),
    path("read/<uuid:contribution>/code/", reading.code_one, name="code_one"),
    path("codings/<int:coding>/remove/", reading.uncode, name="uncode"),
    path("excerpts/<int:excerpt>/memo/", reading.add_memo, name="add_memo"),
    path("codebooks/", codebooks.codebooks, name="codebooks"),
    path("codebooks/add/", codebooks.add_codebook, name="add_codebook"),
    path("codebooks/from-framework/", codebooks.add_from_framework, name="add_from_framework"),
    path("codebooks/<int:codebook>/", codebooks.codebook, name="codebook"),
    path("codebooks/<int:codebook>/edit/", codebooks.edit_codebook, name="edit_codebook"),
    path("codebooks/<int:codebook>/retire/", codebooks.retire_codebook, name="retire_codebook"),
    path("codebooks/<int:codebook>/add/", codebooks.add_code, name="add_code"),
    path("codebooks/<int:codebook>/import/", codebooks.import_codes, name="import_codes"),
    path(
        "codebooks/<int:codebook>/codebook.<str:form>",
        codebooks.export_codebook,
        name="export_codebook",
    ),
    path("codebooks/<int:codebook>/coded.<str:form>", codebooks.export_coded, name="export_coded"),
    path("codes/<int:code>/", codes.code, name="code"),
    path("codes/<int:code>/edit/", codes.edit_code, name="edit_code"),
    path("codes/<int:code>/move/", codebooks.move_code, name="move_code"),
    path("codes/<int:code>/merge/", codes.merge_code, name="merge_code"),
    path("codes/<int:code>/split/", codes.split_code, name="split_code"),
    path("codes/<int:code>/retire/", codes.retire_code, name="retire_code"),
    path("codes/<int:code>/memo/", codes.add_code_memo, name="add_code_memo"),
]
