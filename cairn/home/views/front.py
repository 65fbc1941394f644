from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from cairn.people.rules import can_create_programme
from cairn.people.views.doors import SignedInRequest, public_page, signed_in_page
from cairn.programmes.choices import Role
from cairn.programmes.queries import programmes_of
from cairn.programmes.rules import ABILITIES, Ability


@signed_in_page()
def front(request: SignedInRequest) -> HttpResponse:
    context = {
        "programmes": programmes_of(request.user),
        "may_create": can_create_programme(request.user),
    }
    return render(request, "home/front.jinja", context)


@signed_in_page()
def help_page(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "home/help.jinja",
        {"roles": Role, "abilities": ABILITIES, "ability_names": Ability},
    )


@public_page(methods=["POST"])
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie and go back to the page the person was on."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("home:front")
    response = HttpResponseRedirect(back)
    code = request.POST.get("language", "")
    if translation.check_for_language(code):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
