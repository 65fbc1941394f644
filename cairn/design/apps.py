from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "cairn.design"
