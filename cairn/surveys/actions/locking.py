from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.surveys.actions.refusals import Closed, Sent
from cairn.surveys.choices import ResponseState
from cairn.surveys.models import Response


def lock_response(response: Response, *, with_survey: bool = False) -> Response:
    """The response as it stands, held for this transaction. Raises `Closed` once it is gone."""
    rows = Response.objects.select_for_update(of=("self",))
    if with_survey:
        rows = rows.select_related("survey__programme")
    try:
        row: Response = rows.get(pk=response.pk)
    except Response.DoesNotExist as gone:
        raise Closed(_("The survey is closed.")) from gone
    return row


def lock_draft(response: Response) -> Response:
    """As above. Raises `Sent` when it is a draft no more."""
    row = lock_response(response)
    if row.state != ResponseState.STARTED:
        raise Sent(_("These answers were sent already."))
    return row
