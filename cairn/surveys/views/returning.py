"""Coming back with the return code: what became of it, and taking it back."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cairn.design.views import send_file
from cairn.evidence.models import Contribution
from cairn.people.views.doors import READ_AND_WRITE
from cairn.surveys import actions
from cairn.surveys.exporters import COPIES, Copy
from cairn.surveys.forms import CodeForm, ConsentForm, WordsForm
from cairn.surveys.models import Response
from cairn.surveys.queries import (
    as_values,
    asked_in,
    instrument_of,
    offered_pages,
    response_returned,
    words_passed_on,
)
from cairn.surveys.queries.files import answers_to_show, returned_file
from cairn.surveys.views.doors import choose_language, steady_page
from cairn.surveys.views.fields import Field, make_field
from cairn.surveys.views.files import send_own
from cairn.surveys.views.sharing import (
    audiences_of,
    draw_sharing,
    keys_to_widen,
    read_sharing,
    say_kept,
    say_told,
    sharing_of,
)


@steady_page()
def code(request: HttpRequest) -> HttpResponse:
    return _ask_code(request, CodeForm())


@steady_page(methods=READ_AND_WRITE)
def answers(request: HttpRequest) -> HttpResponse:
    """What was sent under this code; each button sends the code again, so nothing is kept here."""
    if request.method != "POST":
        return redirect("answering:code")
    form = CodeForm(request.POST)
    response = response_returned(form.cleaned_data["code"]) if form.is_valid() else None
    if response is None:
        return _ask_code(request, form)
    with translation.override(choose_language(request, response)):
        return _act(request, response, form.cleaned_data["code"])


def _ask_code(request: HttpRequest, form: CodeForm) -> HttpResponse:
    with translation.override(choose_language(request, None)):
        if form.is_bound:
            form.add_error(
                "code",
                _(
                    "We have nothing under this code. Check it, letter by letter. What was taken back cannot be opened again."
                ),
            )
        status = 422 if form.is_bound else 200
        return render(request, "surveys/code.jinja", {"form": form}, status=status)


def _act(request: HttpRequest, response: Response, code: str) -> HttpResponse:
    """Do what the button says, and show how things stand then."""
    sent, words = request.POST, None
    do = sent.get("go", "")
    if do in COPIES:
        return _send_copy(response, code, do)
    if file := read_uuid(sent.get("own", "")):
        return send_own(returned_file(response, code, file))
    if do == "withdraw_all":
        actions.withdraw_response(response=response, code=code)
        return render(request, "surveys/gone.jinja", {})
    if do == "add":
        words = WordsForm(sent)
        if words.is_valid():
            actions.add_words(response=response, code=code, words=words.cleaned_data["words"])
            words = None
    elif do == "consent":
        _choose_consent(response, code, sent)
    elif do == "share":
        actions.share_answers(response=response, code=code, **sharing_of(read_sharing(sent)))
    elif sent.get("key") or sent.get("contribution"):
        _withdraw_one(response, code, sent)
    return _show(request, response, code, words)


def _choose_consent(response: Response, code: str, sent: QueryDict) -> None:
    form = ConsentForm(sent)
    if form.is_valid():
        actions.choose_consent(response=response, code=code, **form.cleaned_data)


def _withdraw_one(response: Response, code: str, sent: QueryDict) -> None:
    contribution = read_uuid(sent.get("contribution", ""))
    if contribution or "contribution" not in sent:
        actions.withdraw_answer(
            response=response, code=code, key=sent.get("key", ""), contribution=contribution
        )


def read_uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _show(
    request: HttpRequest, response: Response, code: str, words: WordsForm | None
) -> HttpResponse:
    row = response_returned(code) or response
    context = {
        "response": row, "instrument": instrument_of(row.survey), "code": code,
        "kept": _kept(row), "told": _told(row, code), "form": words or WordsForm(),
        "say_kept": say_kept, "say_told": say_told, "keys_to_widen": keys_to_widen,
        **draw_sharing(audiences_of(row)),
        "consent": ConsentForm(initial={"consent": row.consent}),
    }  # fmt: skip
    status = 422 if words else 200
    return render(request, "surveys/answers.jinja", context, status=status)


def _send_copy(response: Response, code: str, form: str) -> HttpResponse:
    """All that stands of somebody's answers. The file's name says nothing of what was asked."""
    told = [(asked, words, say_told(response, one)) for one, asked, words in _told(response, code)]
    kept = [
        (each.label, each.shown, say_kept(response, each.key, private=each.private))
        for each in _kept(response)
    ]
    added = [(_("Your words"), words, "") for words in response.added.values()]
    copy = Copy(_("Your answers"), get_language() or "en", [*told, *kept, *added])
    write, media_type = COPIES[form]
    return send_file(f"{_('my-answers')}.{form}", media_type, write(copy))


def _told(response: Response, code: str) -> list[tuple[Contribution, str, str]]:
    """What the team has, with what was asked in the reader's language, and the words."""
    language, found = get_language() or "en", []
    for each in words_passed_on(response, code):
        if not each.is_withdrawn:
            asked = [one.wording(language) for one in asked_in(response.survey, each)]
            words = each.versions.get(is_current=True).text
            found.append((each, asked[0] if asked else _("Your words"), words))
    return found


def _kept(response: Response) -> list[Field]:
    """What stands with the code only, as it was put."""
    values = answers_to_show(response)
    found = offered_pages(response.survey, as_values(response.answers))
    asked = [each for page in found for each in page.asked]
    return [
        make_field(response.survey, each, values[each.key]) for each in asked if each.key in values
    ]
