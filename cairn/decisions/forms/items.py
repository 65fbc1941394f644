"""The forms of recommendations, findings and changes: they validate and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.decisions.choices import Quadrant, Verdict
from cairn.decisions.drafts import ChangeDraft, FindingDraft, RecommendationDraft
from cairn.decisions.queries.choosing import Choices, name_of


class ItemForm(forms.Form):
    """One item with the revision it was read at; `choices` are the rows it may be linked to."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    template_name = ""

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.offer()

    def offer(self) -> None:
        """Fill the lists of what may be chosen."""

    def offer_rows(self, name: str, rows: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = [(str(row.pk), name_of(row)) for row in rows]
        if not rows:
            del self.fields[name]

    def rows(self, name: str, rows: list[Any]) -> list[Any]:
        chosen = set(self.cleaned_data.get(name, []))
        return [row for row in rows if str(row.pk) in chosen]


def words(label: Any, *, rows: int = 3, required: bool = False, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=hint, widget=forms.Textarea(attrs={"rows": rows})
    )


def line(label: Any, limit: int, *, required: bool = False, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=limit, required=required, help_text=hint)


def several(label: Any, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, help_text=hint, widget=forms.CheckboxSelectMultiple
    )


class RecommendationForm(ItemForm):
    text = words(_("Recommendation"), required=True, hint=_("One sentence that can stand alone."))
    heading = forms.ChoiceField(label=_("Heading"))
    action = line(
        _("The one thing to do"),
        300,
        hint=_("Begin with a verb. Two things are two recommendations."),
    )
    addressees = several(_("Who it is addressed to"))
    new_addressees = words(
        _("Other addressees"), rows=2, hint=_("One a line. They can be chosen from then on.")
    )
    due_on = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    measure = line(_("How we will know"), 300, hint=_("What will be counted or seen, and where."))
    findings = several(_("Findings it follows from"))
    counter_note = words(_("How counter-evidence was looked for"))
    inequality_note = words(_("What this means for inequalities"))

    def offer(self) -> None:
        heading: Any = self.fields["heading"]
        heading.choices = [(str(row.pk), name_of(row)) for row in self.choices.headings]
        self.offer_rows("addressees", self.choices.addressees)
        self.offer_rows("findings", self.choices.findings)

    def clean_new_addressees(self) -> list[str]:
        names = [
            " ".join(each.split()) for each in self.cleaned_data["new_addressees"].splitlines()
        ]
        if any(len(name) > 150 for name in names):
            raise forms.ValidationError(
                _("An addressee is longer than 150 characters. Shorten it.")
            )
        return [name for name in names if name]

    def draft(self) -> RecommendationDraft:
        data = self.cleaned_data
        chosen = [row.name for row in self.rows("addressees", self.choices.addressees)]
        return RecommendationDraft(
            text=data["text"],
            action=data["action"],
            due_on=data["due_on"],
            measure=data["measure"],
            counter_note=data["counter_note"],
            inequality_note=data["inequality_note"],
            addressees=[*chosen, *data["new_addressees"]],
            findings=self.rows("findings", self.choices.findings),
        )

    def chosen_heading(self) -> Any:
        return next(
            row for row in self.choices.headings if str(row.pk) == self.cleaned_data["heading"]
        )


class FindingForm(ItemForm):
    text = words(_("Finding"), required=True, hint=_("What we conclude, in one statement."))
    detail = words(_("More about it"), rows=5)
    headings = several(_("Headings"), _("A finding may stand under several."))
    domains = several(_("Domains it comes from"))
    counter_note = words(_("How counter-evidence was looked for"))
    inequality_note = words(_("What this means for inequalities"))

    def offer(self) -> None:
        self.offer_rows("headings", self.choices.headings)
        self.offer_rows("domains", self.choices.domains)

    def draft(self) -> FindingDraft:
        data = self.cleaned_data
        return FindingDraft(
            text=data["text"],
            detail=data["detail"],
            counter_note=data["counter_note"],
            inequality_note=data["inequality_note"],
            headings=self.rows("headings", self.choices.headings),
            domains=self.rows("domains", self.choices.domains),
        )


class ChangeForm(ItemForm):
    title = line(_("Title"), 200, required=True)
    what = words(_("What was done"), rows=4)
    how = words(_("How it came about"), rows=4, hint=_("What made it possible here?"))
    conditions = several(_("Enabling conditions"))
    iceberg = forms.ChoiceField(
        label=_("How deep it went"),
        required=False,
        help_text=_("From what happened down to how people think."),
    )
    system = line(_("System"), 150)
    place = line(_("Place"), 150)
    organisation = line(_("Organisation"), 200)
    domains = several(_("Domains"))
    quadrant = forms.ChoiceField(
        label=_("Field of the matrix"),
        required=False,
        choices=[("", _("Not placed yet")), *Quadrant.choices],
    )

    def offer(self) -> None:
        iceberg: Any = self.fields["iceberg"]
        iceberg.choices = [("", _("Not said")), *self.choices.iceberg]
        self.offer_rows("conditions", self.choices.conditions)
        self.offer_rows("domains", self.choices.domains)

    def draft(self) -> ChangeDraft:
        names = ("title", "what", "how", "iceberg", "system", "place", "organisation", "quadrant")
        return ChangeDraft(
            **{name: self.cleaned_data[name] for name in names},
            conditions=self.rows("conditions", self.choices.conditions),
            domains=self.rows("domains", self.choices.domains),
        )


class VerdictForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    verdict_reason = words(_("Reason"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("verdict") not in {None, Verdict.UNDECIDED} and not data.get("verdict_reason"):
            self.add_error("verdict_reason", _("Say why, so that others can follow the verdict."))
        return data


class HeadingForm(forms.Form):
    title = line(_("Title"), 150, required=True)
    title_cy = line(_("Title in Welsh"), 150)
