"""The bare page to compare with: Django alone, one form of twenty answers, stored in one transaction.

No middleware, no template, no check of anything: what a request and its rows cost whoever
writes it. `python -m bench.load.bare` makes its two tables.
"""

from __future__ import annotations

import os

import django
from a2wsgi import WSGIMiddleware
from django.conf import settings

from cairn.config.settings import database_from

ANSWERS = 20
settings.configure(
    DATABASES={"default": database_from(os.environ["DATABASE_URL"])},
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)  # fmt: skip
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path


class Sheet(models.Model):
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class Line(models.Model):
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE)
    question = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.question


FORM = "<form method=post>{}<button>Send</button></form>".format(
    "".join(f"<label>Question {n} <textarea name=q{n}></textarea></label>" for n in range(ANSWERS))
)


def page(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        answer = HttpResponse(FORM)
    else:
        with transaction.atomic():
            sheet = Sheet.objects.create()
            Line.objects.bulk_create(
                Line(sheet=sheet, question=f"q{n}", text=request.POST[f"q{n}"])
                for n in range(ANSWERS)
            )
        answer = HttpResponse("We have it.")
    answer["Content-Length"] = len(answer.content)
    return answer


urlpatterns = [path("", page)]
application = WSGIMiddleware(get_wsgi_application(), workers=10)  # type: ignore[arg-type]  # as in asgi


def make_tables() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Sheet)
        editor.create_model(Line)


if __name__ == "__main__":
    make_tables()
