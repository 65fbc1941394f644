from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.programmes.models import Programme
from cairn.programmes.views.doors import member_page


@member_page()
def index(request: HttpRequest, programme: Programme) -> HttpResponse:
    return render(request, "reports/index.jinja", {"programme": programme})
