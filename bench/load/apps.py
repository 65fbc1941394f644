from django.apps import AppConfig

from bench.load.questions import QUESTIONS
from cairn.catalogue.shelves import load_catalogue, load_instrument


class LoadConfig(AppConfig):
    name = "bench.load"
    label = "bench_load"

    def ready(self) -> None:
        """Put the bench's questions on the shelf of this process."""
        made = load_instrument(QUESTIONS)
        load_catalogue().instruments[made.code, made.version] = made
