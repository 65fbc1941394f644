from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cairn.home.actions import BackupRefused, restore_backup
from cairn.home.actions.archive import migrations_here


class Command(BaseCommand):
    help = "Put everything as it is in a backup, whole or not at all. Stop the server first."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        if not migrations_here():
            call_command("migrate", verbosity=0)
        try:
            done = restore_backup(path=file)
        except (BackupRefused, OSError) as problem:
            raise CommandError(f"Nothing was changed. {problem}") from problem
        self.stdout.write(
            f"restored {done.rows} rows and {done.files} files; {done.erased} erasures made since "
            "the backup were made again; everybody has to sign in again"
        )
