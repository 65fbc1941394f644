from django.apps import AppConfig


class SensemakingConfig(AppConfig):
    name = "cairn.sensemaking"
