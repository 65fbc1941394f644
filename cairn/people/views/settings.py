from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.people.views.doors import signed_in_page


@signed_in_page()
def account_settings(request: HttpRequest) -> HttpResponse:
    return render(request, "people/settings.jinja", {"second_factor": is_mfa_enabled(request.user)})
