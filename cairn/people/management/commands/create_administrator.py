import getpass
import os
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from cairn.people.actions import create_account
from cairn.people.queries import account_with_email


class Command(BaseCommand):
    help = "Make the first administrator, who may create programmes and accounts."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="Administrator")

    def handle(self, *, email: str, name: str, **options: Any) -> None:
        password = os.environ.get("CAIRN_PASSWORD") or getpass.getpass("Password: ")
        try:
            validate_email(email)
            validate_password(password)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        if account_with_email(email):
            raise CommandError(f"{email} has an account already; nothing was changed")
        create_account(email=email, name=name, password=password, is_administrator=True, by=None)
        self.stdout.write(f"{email} can now sign in and create programmes")
