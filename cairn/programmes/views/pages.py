from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.catalogue.shelves import instrument, outline, template, templates
from cairn.design.pages import page_of
from cairn.people.rules import can_create_programme
from cairn.people.views.doors import READ_AND_WRITE, SignedInRequest, signed_in_page
from cairn.programmes.actions import Conflict
from cairn.programmes.actions import programmes as actions
from cairn.programmes.actions.exports import export_programme
from cairn.programmes.actions.rule_proposals import confirm_rule, drop_rule
from cairn.programmes.forms import ConfirmRuleForm, DeleteForm, ProgrammeForm, SettingsForm
from cairn.programmes.models import Programme
from cairn.programmes.queries import audit_entries, rule_proposal, stages_due
from cairn.programmes.rules import can_export, can_manage_programme, can_publish, can_see_audit
from cairn.programmes.views.doors import member_page

# The settings that a second member may have to confirm.
RULE = ("rule", "k")


@member_page()
def front(request: SignedInRequest, programme: Programme) -> HttpResponse:
    due = stages_due(request.user, programme)
    waits = can_publish(request.user, programme) and rule_proposal(request.user, programme)
    context = {"programme": programme, "due": due, "proposal": waits or None}
    return render(request, "programmes/front.jinja", context)


@signed_in_page(can_create_programme, methods=READ_AND_WRITE)
def new(request: SignedInRequest) -> HttpResponse:
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        shelf = template(data.pop("template"))
        programme = actions.create_programme(template=shelf, by=request.user, **data)
        messages.success(request, _("The programme is made. You lead it."))
        return redirect("programmes:front", programme.slug)
    return render(request, "programmes/new.jinja", {"form": form, "templates": templates()})


@member_page(can_manage_programme, methods=READ_AND_WRITE)
def settings(request: SignedInRequest, programme: Programme) -> HttpResponse:
    form = SettingsForm(
        request.POST or None, instance=programme, initial={"revision": programme.revision}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_programme(programme=programme, by=request.user, **form.cleaned_data)
        except Conflict:
            said = _(
                "Somebody else saved these settings a moment ago. Nothing of theirs was changed; look at it and save again."
            )
            form.add_error(None, said)
        else:
            messages.success(request, _("Saved."))
            waits = any(form.cleaned_data[name] != getattr(programme, name) for name in RULE)
            page = "programmes:smallest_group" if waits else "programmes:settings"
            return redirect(page, programme.slug)
    delete_form, name = DeleteForm(programme), form.initial["name"]
    context = {"programme": programme, "form": form, "delete_form": delete_form, "name": name}
    return render(request, "programmes/settings.jinja", context)


@member_page(can_publish, methods=READ_AND_WRITE)
def smallest_group(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Where a second member confirms a weaker rule for figures about people, or lets it be."""
    form = ConfirmRuleForm(request.POST if request.POST.get("go") == "confirm" else None)
    if form.is_bound and form.is_valid():
        try:
            confirm_rule(programme=programme, by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            messages.error(request, str(conflict))
        else:
            messages.success(request, _("It counts from now on."))
    elif request.POST.get("go") == "drop":
        drop_rule(programme=programme, by=request.user)
        messages.success(request, _("It stays as it is."))
    if request.method == "POST":
        return redirect("programmes:smallest_group", programme.slug)
    context = {"programme": programme, "proposal": rule_proposal(request.user, programme)}
    return render(request, "programmes/smallest_group.jinja", context)


@member_page(can_manage_programme, methods=["POST"])
def archive(request: SignedInRequest, programme: Programme) -> HttpResponse:
    if programme.is_open:
        actions.archive_programme(programme=programme, by=request.user)
        messages.success(
            request, _("The programme is archived: everything can be read, nothing added.")
        )
    else:
        actions.reopen_programme(programme=programme, by=request.user)
        messages.success(request, _("The programme is open again."))
    return redirect("programmes:settings", programme.slug)


@member_page(can_manage_programme, methods=["POST"])
def delete(request: SignedInRequest, programme: Programme) -> HttpResponse:
    form = DeleteForm(programme, request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["name"])))
        return redirect("programmes:settings", programme.slug)
    actions.delete_programme(programme=programme, by=request.user)
    messages.success(request, _("The programme and everything in it is deleted."))
    return redirect("home:front")


@member_page(can_export, methods=["POST"])
def export(request: SignedInRequest, programme: Programme) -> FileResponse:
    file = export_programme(programme=programme, by=request.user)
    return FileResponse(file, as_attachment=True, filename=f"{programme.slug}.zip")


@member_page()
def contents(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """What the programme's template holds: question sets, frameworks, the report's outline."""
    try:
        shelf = template(programme.template, programme.template_version)
    except KeyError as missing:
        raise Http404 from missing
    context = {
        "programme": programme,
        "shelf": shelf,
        "question_sets": [instrument(code) for code in shelf.question_sets],
        "outline": outline(shelf.outline),
    }
    return render(request, "programmes/contents.jinja", context)


@member_page(can_see_audit)
def audit(request: SignedInRequest, programme: Programme) -> HttpResponse:
    rows, names = audit_entries(request.user, programme)
    context = {"programme": programme, "page": page_of(request, rows), "names": names}
    return render(request, "programmes/audit.jinja", context)
