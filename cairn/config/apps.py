from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConfigConfig(AppConfig):
    name = "cairn.config"

    def ready(self) -> None:
        """Load what the rooms listen to and what they show on each other's pages."""
        autodiscover_modules("receivers", "panels")
