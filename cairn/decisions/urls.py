from django.urls import path, register_converter

from cairn.decisions.views import (
    changes,
    editing,
    evidence,
    headings,
    importing,
    items,
    overview,
    registers,
    thread,
    undo,
)
from cairn.decisions.views.kinds import KindConverter
from cairn.decisions.views.thread import NodeConverter

register_converter(KindConverter, "kind")
register_converter(NodeConverter, "node")

app_name = "decisions"
urlpatterns = [
    path("", overview.index, name="index"),
    path("follow-up/", overview.follow_up, name="follow_up"),
    path("headings/", headings.headings, name="headings"),
    path("headings/add/", headings.add, name="add_heading"),
    path("headings/<int:heading_id>/", headings.heading, name="heading"),
    path("recommendations/", registers.recommendations, name="recommendations"),
    path("findings/", registers.findings, name="findings"),
    path("changes/", registers.changes, name="changes"),
    path("changes/matrix/", changes.matrix, name="matrix"),
    path("changes/practice/", changes.practice, name="practice"),
    path("changes/<int:item_id>/verdict/", changes.verdict, name="verdict"),
    path("changes/<int:item_id>/place/", changes.place, name="place"),
    path("changes/<int:item_id>/similar/", changes.similar, name="similar"),
    path("import/", importing.import_table, name="import"),
    path("ladder/", thread.ladder, name="ladder"),
    path("thread/unused/", thread.unused, name="unused"),
    path("thread/<node:node>/<str:node_id>/", thread.thread, name="thread"),
    path("undo/", undo.undo, name="undo"),
    path("<kind:kind>/new/", editing.add, name="add"),
    path("<kind:kind>/<int:item_id>/", items.item, name="item"),
    path("<kind:kind>/<int:item_id>/edit/", editing.edit, name="edit"),
    path("<kind:kind>/<int:item_id>/do/", items.do, name="do"),
    path("<kind:kind>/<int:item_id>/evidence/", evidence.evidence, name="evidence"),
]
