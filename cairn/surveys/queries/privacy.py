"""What is so in a review, for the documents about people's data."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cairn.catalogue.kinds import Notice
from cairn.catalogue.shelves import notice, notices
from cairn.evidence.queries import harm_duty
from cairn.programmes.models import Programme
from cairn.programmes.queries import members_of
from cairn.programmes.queries.participants import participants_for
from cairn.surveys.models import Survey
from cairn.surveys.queries import has_private, instrument_of, surveys_for
from cairn.surveys.rules import LISTED, asks_files, can_be_written_offline

Sections = list[tuple[str, list[str]]]
LANGUAGES = ("en", "cy")
SO = "yes"


def privacy_documents() -> list[Notice]:
    """The documents that can be written, the notice for people first."""
    return sorted(notices(), key=lambda each: each.code != "privacy-notice")


def write_notice(
    viewer: Any, programme: Programme, code: str, language: str
) -> tuple[str, Sections] | None:
    """The title and the sections of a document in a language; None if there is no such document."""
    if language not in LANGUAGES or code not in {each.code for each in notices()}:
        return None
    with override(language):
        found = notice(code)
        title = f"{found.name.in_language(language)}: {programme.name}"
        yours = f"[{_('To be written by you')}]"
        return title, found.fill(_facts(viewer, programme), language, yours)


def _facts(viewer: Any, programme: Programme) -> dict[str, str]:
    surveys = list(surveys_for(viewer, programme))
    members = members_of(viewer, programme).count()
    duty = harm_duty(viewer, programme)
    is_so = {
        "offline": any(can_be_written_offline(instrument_of(each)) for each in surveys),
        "private": any(map(has_private, surveys)),
        "files": any(asks_files(instrument_of(each)) for each in surveys),
        "invited": participants_for(viewer, programme).exists(),
        "harm_lead": duty.lead is not None,
        "no_harm_lead": duty.lead is None,
        "notify": bool(settings.NOTIFY_API_KEY),
        **{each.mode: True for each in surveys},
    }
    return {
        "programme": programme.name,
        "organisation": str(programme.organisation or _("an organisation that is not named yet")),
        "purpose": programme.purpose,
        "k": str(programme.k),
        "members": ngettext("%(num)d person", "%(num)d people", members) % {"num": members},
        "attributes": ", ".join(_attributes(surveys)),
        "lead": str(duty.lead or ""),
        "days": str(duty.days),
        **{name: SO for name, value in is_so.items() if value},
    }


def _attributes(surveys: list[Survey]) -> list[str]:
    names = {
        "role_band": _("your role"), "sector": _("your sector"),
        "organisation": _("your organisation"), "place": _("your place"),
    }  # fmt: skip
    asked = {
        each.attribute
        for row in surveys
        for each in instrument_of(row).questions
        if each.kind not in LISTED or row.lists.get(each.kind)
    }
    return [name for code, name in names.items() if code in asked]
