from django.urls import path

from cairn.surveys.views import answering as page
from cairn.surveys.views import (
    building,
    importing,
    inviting,
    offline,
    participants,
    people,
    privacy,
    questions,
    releasing,
    results,
    returning,
    showing,
    surveys,
    trying,
)

app_name = "surveys"
urlpatterns = [
    path("", surveys.index, name="index"),
    path("open/<slug:code>/", surveys.open_one, name="open"),
    path("participants/", participants.look_at_file, name="participants_file"),
    path("participants/bring-in/", participants.bring_in, name="bring_in_participants"),
    path("privacy/", privacy.index, name="privacy"),
    path("privacy/<slug:code>/<slug:language>/", privacy.document, name="privacy_document"),
    path(
        "privacy/<slug:code>/<slug:language>/file.<str:form>",
        privacy.document_file,
        name="privacy_file",
    ),
    path("<uuid:pk>/", surveys.survey, name="survey"),
    path("<uuid:pk>/close/", surveys.close, name="close"),
    path("questions/", building.index, name="questionnaires"),
    path("questions/new/", building.make, name="make"),
    path("questions/import/", importing.import_form, name="import_form"),
    path("questions/results/", results.bring_in, name="results_file"),
    path("questions/<uuid:pk>/", building.outline, name="questionnaire"),
    path("questions/<uuid:pk>/do/", building.press, name="press"),
    path("questions/<uuid:pk>/open/", building.open_own, name="open_own"),
    path("questions/<uuid:pk>/texts/", questions.texts, name="texts"),
    path("questions/<uuid:pk>/part/", questions.part, name="add_part"),
    path("questions/<uuid:pk>/part/<str:code>/", questions.part, name="part"),
    path("questions/<uuid:pk>/ask/", questions.add, name="add_question"),
    path("questions/<uuid:pk>/ask/<str:code>/", questions.question, name="question"),
    path("questions/<uuid:pk>/ask/<str:code>/when/", questions.branch, name="branch"),
    path("questions/<uuid:pk>/preview/<int:number>/", trying.preview, name="preview"),
    path("questions/<uuid:pk>/compare/", trying.compare, name="compare"),
    path("<uuid:pk>/release/", releasing.release, name="release"),
    path("<uuid:pk>/mode/", people.mode, name="mode"),
    path("<uuid:pk>/invite/", people.invite, name="invite"),
    path("<uuid:pk>/invited/", people.board, name="board"),
    path("<uuid:pk>/invited/count/", people.count, name="count"),
    path("<uuid:pk>/invited/remind/", people.remind, name="remind"),
    path("<uuid:pk>/named/", people.named_answers, name="named_answers"),
    path("<uuid:pk>/poster/", people.poster, name="poster"),
    path("<uuid:pk>/results/", showing.results, name="results"),
    path("<uuid:pk>/results/counts.<str:form>", showing.counts_file, name="counts"),
    path("<uuid:pk>/results/words.<str:form>", showing.words_file, name="words"),
    path("<uuid:pk>/results/<int:place>/file.<str:form>", showing.picture, name="picture"),
    path(
        "<uuid:pk>/results/over-time/<str:key>/file.<str:form>", showing.over_time, name="over_time"
    ),
    path("<uuid:pk>/feedback/", showing.feedback, name="feedback"),
]

# For whoever has the link or the code, in addresses that say nothing of what is asked.
answering = [
    path("back/", returning.code, name="code"),
    path("back/answers/", returning.answers, name="answers"),
    path("i/<str:token>/", inviting.personal, name="personal"),
    path("i/<str:token>/offline/", offline.personal, name="personal_offline"),
    path("offline.js", offline.worker, name="offline_worker"),
    path("<str:key>/", page.start, name="start"),
    path("<str:key>/<int:number>/", page.page, name="page"),
    path("<str:key>/check/", page.check, name="check"),
    path("<str:key>/offline/", offline.write, name="offline"),
    path("<str:key>/offline/send/", offline.send, name="offline_send"),
    path("<str:key>/sent/", page.sent, name="sent"),
    path("<str:key>/results/", showing.public, name="results"),
]
