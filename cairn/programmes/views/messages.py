from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import ngettext

from cairn.design.pages import page_of
from cairn.people.views.doors import (
    READ_AND_WRITE,
    SignedInRequest,
    signed_in_page,
    token_page,
)
from cairn.programmes.actions import messages as actions
from cairn.programmes.choices import StopReason
from cairn.programmes.drafts.messages import holds_receipt_token, read_receipt, with_way_out
from cairn.programmes.models import Message, Programme
from cairn.programmes.queries.messages import (
    mailbox_of,
    message_counts,
    message_with_stop_key,
    messages_in_trouble,
    why_messages_wait,
)
from cairn.programmes.rules import can_ask, can_see_participants
from cairn.programmes.views.doors import member_page


@member_page()
def messages_sent(request: SignedInRequest, programme: Programme) -> HttpResponse:
    context = {
        "programme": programme,
        "counts": message_counts(request.user, programme),
        "waits_because": why_messages_wait(request.user, programme),
        "page": page_of(request, messages_in_trouble(request.user, programme)),
        "may_see": can_see_participants(request.user, programme),
        "may_ask": can_ask(request.user, programme),
    }
    return render(request, "programmes/messages.jinja", context)


@member_page(can_ask, methods=["POST"])
def send_again(request: SignedInRequest, programme: Programme) -> HttpResponse:
    count = actions.try_again(programme=programme, by=request.user)
    said = ngettext("%(num)s message waits to be sent.", "%(num)s messages wait to be sent.", count)
    messages.success(request, said % {"num": count})
    return redirect("programmes:messages", programme.slug)


@token_page(methods=READ_AND_WRITE)
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Opening the page stops nothing; its button does, and so does the button of a mail program.

    Taking it back asks for a tick as well: a scanner that presses buttons lifts nobody's stop.
    """
    found = message_with_stop_key(key)
    if found is None:
        raise Http404
    message, was_stopped = found
    again = request.POST.get("go") == "again"
    is_lifted = again and request.POST.get("sure") == "yes"
    stops = request.method == "POST" and not again
    address = {"channel": message.channel, "to": message.to_address}
    if is_lifted:
        actions.write_again_to(programme=message.programme, **address)
    if stops:
        reason = StopReason.UNSUBSCRIBED
        actions.stop_writing_to(programme=message.programme, reason=reason, **address)
    context = {
        "programme": message.programme, "is_lifted": is_lifted, "is_unsure": again and not is_lifted,
        "is_stopped": stops or (was_stopped and not is_lifted),
    }  # fmt: skip
    with translation.override(_language(request, message)):
        return render(request, "programmes/stop.jinja", context)


def _language(request: HttpRequest, message: Message) -> str:
    """The message's, unless the person chose another on some page before."""
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    return translation.get_language() if chosen else message.language or translation.get_language()


@token_page(methods=["POST"])
def notify_receipt(request: HttpRequest) -> HttpResponse:
    """GOV.UK Notify tells what became of a message; said twice or late it changes nothing more."""
    if not settings.NOTIFY_RECEIPT_TOKEN:
        raise Http404
    if not holds_receipt_token(request.headers.get("Authorization", "")):
        actions.refuse_receipt()
        return HttpResponse(status=403)
    if receipt := read_receipt(request.body):
        message, status = receipt
        actions.record_receipt(message=message, status=status)
    return HttpResponse(status=204)


@signed_in_page()
def mailbox(request: SignedInRequest) -> HttpResponse:
    """Routed in development only: what would be in people's hands."""
    rows = [
        (row, with_way_out(row.channel, row.body, row.language, row.pk))
        for row in mailbox_of(request.user)
    ]
    return render(request, "programmes/mailbox.jinja", {"rows": rows})
