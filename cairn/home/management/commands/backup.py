from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cairn.home.actions import BackupRefused, write_backup


class Command(BaseCommand):
    help = "Write everything this installation knows into one file. Keep the file as safe as the installation."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            manifest = write_backup(path=file)
        except (BackupRefused, OSError) as problem:
            raise CommandError(f"No backup was written. {problem}") from problem
        rows = sum(manifest.rows.values())
        self.stdout.write(f"{file} holds {rows} rows and {len(manifest.members)} parts")
