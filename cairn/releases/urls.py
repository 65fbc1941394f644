from django.urls import path

from cairn.releases import views

app_name = "releases"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.release, name="release"),
]
