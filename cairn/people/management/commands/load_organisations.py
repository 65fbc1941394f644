import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cairn.people.actions.organisations import load_organisations
from cairn.people.drafts import BadRow, read_organisations


class Command(BaseCommand):
    help = "Bring the tree of organisations up to a public list of ODS codes (CSV)."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            with file.open(newline="", encoding="utf-8-sig") as lines:
                done = load_organisations(drafts=read_organisations(csv.reader(lines)), by=None)
        except (BadRow, csv.Error, UnicodeDecodeError) as problem:
            raise CommandError(f"{file}: {problem}. Nothing was changed.") from problem
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}. Nothing was changed.") from problem
        self.stdout.write(
            f"{done.new} new, {done.changed} changed, {done.same} as they were; "
            f"{done.closed_and_unknown} closed ones left out"
        )
        if done.rings:
            self.stdout.write(f"{done.rings} stay where they are: the list has them in a ring")
