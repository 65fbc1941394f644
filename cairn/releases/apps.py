from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "cairn.releases"
