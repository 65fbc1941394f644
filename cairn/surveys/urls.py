from django.urls import path

from cairn.surveys.views import answering as page
from cairn.surveys.views import inviting, participants, returning, surveys

app_name = "surveys"
urlpatterns = [
    path("", surveys.index, name="index"),
    path("open/<slug:code>/", surveys.open_one, name="open"),
    path("participants/", participants.look_at_file, name="participants_file"),
    path("participants/bring-in/", participants.bring_in, name="bring_in_participants"),
    path("<uuid:pk>/", surveys.survey, name="survey"),
    path("<uuid:pk>/close/", surveys.close, name="close"),
]

# For whoever has the link or the code, in addresses that say nothing of what is asked.
answering = [
    path("back/", returning.code, name="code"),
    path("back/answers/", returning.answers, name="answers"),
    path("i/<str:token>/", inviting.personal, name="personal"),
    path("<str:key>/", page.start, name="start"),
    path("<str:key>/<int:number>/", page.page, name="page"),
    path("<str:key>/check/", page.check, name="check"),
    path("<str:key>/sent/", page.sent, name="sent"),
]
