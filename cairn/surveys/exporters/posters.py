"""Posters with an open link, to print: one page in Welsh, one in English, with a code for phones."""

from __future__ import annotations

import qrcode
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup
from qrcode.image.svg import SvgPathImage

from cairn.catalogue.kinds import Text
from cairn.design.exporters.paper import write_paper

LANGUAGES = ("cy", "en")


def make_poster(*, link: str, title: Text) -> bytes:
    """The poster as PDF/UA. Who scans the code reads the page in the language of the poster."""
    pages = []
    for language in LANGUAGES:
        with translation.override(language):
            pages.append({
                "language": language, "title": title.in_language(language), "link": link,
                "code": draw_code(f"{link}?language={language}"),
                "ask": _("We would like to hear from you"),
                "how": _("Point the camera of your phone here, or type this address:"),
                "promise": _("You need no account, and we do not ask who you are."),
            })  # fmt: skip
    page = render_to_string("surveys/poster.jinja", {"pages": pages, "title": title})
    return write_paper(page)


def draw_code(address: str) -> Markup:
    """A QR code (ISO/IEC 18004) as SVG; a quarter of it may be torn or dirty."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=4)
    code.add_data(address)
    drawn = code.make_image(image_factory=SvgPathImage).to_string(encoding="unicode")
    return Markup(drawn)  # noqa: S704 - squares alone: nothing of the address stands in it
