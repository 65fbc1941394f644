"""The template environment: NHS design system macros, translation, and a few words of our own."""

from __future__ import annotations

from typing import Any

import jinja2
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone, translation
from markupsafe import Markup

from cairn.design.panels import panels_for
from cairn.programmes import rules


class Template(jinja2.Template):
    """Every template has the same globals, so what another imports from it is always the same.

    Jinja works that out anew for each import, a sixth of the time of a page with many fields.
    """

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()


def environment(**options: Any) -> jinja2.Environment:
    options["loader"] = jinja2.ChoiceLoader(
        [options["loader"], jinja2.PackageLoader("nhsuk_frontend_jinja")]
    )
    # The design system's macros read optional parameters as chained attributes.
    options["undefined"] = jinja2.ChainableUndefined
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    env = jinja2.Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - Django passes autoescape=True in options
    env.template_class = Template
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        translation.gettext, translation.ngettext, newstyle=True
    )
    env.globals.update(
        static=static,
        url=url,
        settings=settings,
        language=translation.get_language,
        panels_for=panels_for,
        **{name: rule for name, rule in vars(rules).items() if name.startswith("can_")},
    )
    env.filters.update(day=day, moment=moment, in_language=in_language, said_in=said_in)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def day(value: Any) -> str:
    """A date as people here write it, in the language of the page."""
    return formats.date_format(value, "j F Y") if value else ""


def moment(value: Any) -> str:
    return formats.date_format(timezone.localtime(value), "j F Y, H:i") if value else ""


def in_language(row: Any, field: str = "name") -> str:
    """The Welsh field of a row on a Welsh page where it is filled in, else the English one."""
    welsh = getattr(row, f"{field}_cy", "") if translation.get_language() == "cy" else ""
    return welsh or getattr(row, field)


def said_in(language: str) -> Markup:
    """The attribute that tells a reader aloud which language somebody spoke; none if not known."""
    known = language in dict(settings.LANGUAGES)
    return Markup(' lang="{}"').format(language) if known else Markup("")
