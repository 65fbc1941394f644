from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cairn.analysis.disclosure_rules import RULE_SETS
from cairn.catalogue.shelves import framework, template, templates
from cairn.people.models import User
from cairn.programmes.choices import Role, RuleName
from cairn.programmes.models import Programme


class Day(forms.DateInput):
    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if hasattr(value, "isoformat") else value


def text_area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProgrammeForm(forms.Form):
    template = forms.ChoiceField(label=_("How you will work"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=150)
    purpose = forms.CharField(
        label=_("What it is for"),
        help_text=_("One or two sentences. Contributors may read them."),
        widget=text_area(),
        required=False,
    )
    starts_on = forms.DateField(
        label=_("First day"),
        help_text=_("The plan's dates are counted from it. You can change them later."),
        widget=Day,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        field: Any = self.fields["template"]
        field.choices = [(each.code, each.name.in_language(language)) for each in templates()]


class ConfirmRuleForm(forms.Form):
    """What the member who confirms was shown."""

    rule = forms.ChoiceField(choices=RuleName)
    k = forms.IntegerField(min_value=2)


class SettingsForm(forms.ModelForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Programme
        fields = ["name", "purpose", "starts_on", "rule", "k"]
        widgets = {"purpose": text_area(), "starts_on": Day, "rule": forms.RadioSelect}
        help_texts = {
            "k": _(
                "No published figure or attribution stands for fewer people than this. 11 is usual. Once people have answered, a second lead or facilitator has to confirm a smaller one."
            ),
            "rule": _(
                "How counts of people are shown from now on. The last two rules have a smallest group of their own: 8 and 5."
            ),
        }

    def clean_k(self) -> int:
        k = self.cleaned_data["k"]
        if k < 3:
            raise forms.ValidationError(
                _("Choose 3 or more: below that a reader could work out who said what.")
            )
        return int(k)

    def clean(self) -> dict[str, Any]:
        """A rule that rounds says itself how small a group may be."""
        cleaned = super().clean() or {}
        rule = RULE_SETS.get(cleaned.get("rule", ""))
        if rule and rule.name != RuleName.STAFF:
            cleaned["k"] = rule.k
        return cleaned


class DeleteForm(forms.Form):
    name = forms.CharField(label=_("Type the programme's name to delete it"))

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme

    def clean_name(self) -> str:
        if self.cleaned_data["name"].strip() != self.programme.name.strip():
            raise forms.ValidationError(_("That is not its name. Nothing was deleted."))
        return str(self.cleaned_data["name"])


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.ANALYST)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class AcceptForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=150)
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_(
            "At least 8 characters. A few words in a row are easy to keep and hard to guess."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return str(self.cleaned_data["password"])


class PhaseForm(forms.Form):
    name = forms.CharField(label=_("Phase"), max_length=150)
    starts_on = forms.DateField(label=_("Starts on"), widget=Day, required=False)
    ends_on = forms.DateField(label=_("Ends on"), widget=Day, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first. Nothing was saved."))
        return data


class StageForm(forms.Form):
    name = forms.CharField(label=_("Stage or milestone"), max_length=150)
    due_on = forms.DateField(label=_("Due on"), widget=Day, required=False)
    is_milestone = forms.BooleanField(label=_("It is a milestone"), required=False)


SCORES = [(n, str(n)) for n in range(1, 6)]


class RiskForm(forms.Form):
    category = forms.ChoiceField(label=_("Category"))
    text = forms.CharField(label=_("What could happen"), widget=text_area())
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood, 1 to 5"), choices=SCORES, coerce=int, initial=3
    )
    impact = forms.TypedChoiceField(
        label=_("Impact, 1 to 5"), choices=SCORES, coerce=int, initial=3
    )
    mitigation = forms.CharField(label=_("What we do about it"), widget=text_area(), required=False)
    owner: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Owner"), queryset=None, required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, members: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category: Any = self.fields["category"]
        category.choices = risk_categories()
        owner: Any = self.fields["owner"]
        owner.queryset = User._default_manager.filter(pk__in=members.values("user_id"))


def risk_categories() -> list[tuple[str, str]]:
    language = get_language() or "en"
    shelf = framework("risk-categories")
    return [(item.code, item.name.in_language(language)) for item in shelf.walk()]


class RatesForm(forms.Form):
    """One amount a rate, in pounds."""

    def __init__(self, rates: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        welsh = get_language() == "cy"
        for rate in rates:
            self.fields[f"rate-{rate.pk}"] = forms.DecimalField(
                label=(welsh and rate.name_cy) or rate.name,
                min_value=0,
                max_digits=10,
                decimal_places=2,
                initial=rate.amount,
            )

    def amounts(self) -> dict[int, Any]:
        return {int(name.split("-")[1]): value for name, value in self.cleaned_data.items()}


class CostOptionForm(forms.Form):
    name = forms.CharField(label=_("Name of the option"), max_length=150)
    level = forms.ChoiceField(label=_("Level of evaluation"))
    services = forms.IntegerField(
        label=_("Number of services"), min_value=1, max_value=1000, initial=1
    )
    participants = forms.IntegerField(
        label=_("Number of participants"), min_value=1, max_value=100000, initial=20
    )

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        shelf = template(programme.template, programme.template_version)
        level: Any = self.fields["level"]
        level.choices = [(each.code, each.name.in_language(language)) for each in shelf.cost_levels]
