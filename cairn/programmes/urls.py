from django.conf import settings
from django.urls import path

from cairn.programmes.views import members, messages, organisations, pages, participants, plan

app_name = "programmes"
urlpatterns = [
    path("new/", pages.new, name="new"),
    path("invitation/<str:key>/", members.invitation, name="invitation"),
    path("<slug:slug>/", pages.front, name="front"),
    path("<slug:slug>/settings/", pages.settings, name="settings"),
    path("<slug:slug>/smallest-group/", pages.smallest_group, name="smallest_group"),
    path("<slug:slug>/archive/", pages.archive, name="archive"),
    path("<slug:slug>/delete/", pages.delete, name="delete"),
    path("<slug:slug>/export/", pages.export, name="export"),
    path("<slug:slug>/contents/", pages.contents, name="contents"),
    path("<slug:slug>/audit/", pages.audit, name="audit"),
    path("<slug:slug>/members/", members.members, name="members"),
    path("<slug:slug>/members/<int:pk>/role/", members.change_role, name="change_role"),
    path("<slug:slug>/members/<int:pk>/remove/", members.remove, name="remove_member"),
    path("<slug:slug>/invitations/<int:pk>/cancel/", members.cancel, name="cancel_invitation"),
    path("<slug:slug>/participants/", participants.participants, name="participants"),
    path("<slug:slug>/participants/add/", participants.add_participant, name="add_participant"),
    path(
        "<slug:slug>/participants/<uuid:pk>/",
        participants.edit_participant,
        name="edit_participant",
    ),
    path(
        "<slug:slug>/participants/<uuid:pk>/remove/",
        participants.remove_participant,
        name="remove_participant",
    ),
    path("<slug:slug>/messages/", messages.messages_sent, name="messages"),
    path("<slug:slug>/messages/again/", messages.send_again, name="send_again"),
    path("<slug:slug>/plan/", plan.plan, name="plan"),
    path("<slug:slug>/plan/phase/<int:pk>/", plan.edit_phase, name="edit_phase"),
    path("<slug:slug>/plan/phase/<int:pk>/add/", plan.add_stage, name="add_stage"),
    path("<slug:slug>/plan/stage/<int:pk>/", plan.edit_stage, name="edit_stage"),
    path("<slug:slug>/plan/stage/<int:pk>/done/", plan.finish_stage, name="finish_stage"),
    path("<slug:slug>/risks/", plan.risks, name="risks"),
    path("<slug:slug>/risks/add/", plan.add_risk, name="add_risk"),
    path("<slug:slug>/risks/<int:pk>/", plan.edit_risk, name="edit_risk"),
    path("<slug:slug>/risks/<int:pk>/close/", plan.close_risk, name="close_risk"),
    path("<slug:slug>/costs/", plan.costs, name="costs"),
    path("<slug:slug>/costs/add/", plan.add_option, name="add_option"),
    path("<slug:slug>/costs/<int:pk>/", plan.edit_option, name="edit_option"),
    path("<slug:slug>/costs/<int:pk>/choose/", plan.choose_option, name="choose_option"),
]

# For people without an account, and for the sending service.
open_to_all = [
    path("stop/<str:key>/", messages.stop, name="stop"),
    path("receipts/notify/", messages.notify_receipt, name="notify_receipt"),
]
if settings.DEBUG:
    open_to_all.append(path("mailbox/", messages.mailbox, name="mailbox"))

# No programme's own: the tree is the same for all.
tree = [
    path("", organisations.index, name="index"),
    path("add/", organisations.add, name="add"),
    path("<int:pk>/", organisations.organisation, name="organisation"),
    path("<int:pk>/add/", organisations.add, name="add_below"),
    path("<int:pk>/edit/", organisations.edit, name="edit"),
]
