from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What a codebook is for in a programme."""

    DOMAINS = "domains", _("Domains of the input")
    CODES = "codes", _("Codes for the analysis")
    CONDITIONS = "conditions", _("Enabling conditions")


class Stance(TextChoices):
    FOR = "for", _("Supports")
    AGAINST = "against", _("Speaks against")


class ThemeKind(TextChoices):
    THEME = "theme", _("Theme")
    MUST_NOT_RETURN = "must_not_return", _("What must not return")


class RunState(TextChoices):
    QUEUED = "queued", _("Waiting to start")
    RUNNING = "running", _("Reading")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by a problem")


class SuggestionState(TextChoices):
    OPEN = "open", _("Not looked at yet")
    KEPT = "kept", _("Kept")
    DISCARDED = "discarded", _("Discarded")


class Counter(TextChoices):
    """Why a passage stands apart in what a machine suggests."""

    EDGE = "edge", _("Belongs only just")
    OPPOSITE = "opposite", _("Takes the other side")


class Position(TextChoices):
    POSITIVE = "positive", _("Positive")
    NEGATIVE = "negative", _("Negative")
    MIXED = "mixed", _("Mixed")
    UNCLEAR = "unclear", _("Unclear")


# What a change is called where it can be undone.
STEP_NAMES = {
    "add_memo": _("writing a memo"),
    "code_excerpt": _("coding a passage"),
    "accept_code": _("keeping a suggested code"),
    "reject_code": _("rejecting a suggested code"),
    "code_passage": _("coding a passage"),
    "uncode_excerpt": _("taking a code off a passage"),
    "make_codebook": _("making a codebook"),
    "make_codebook_from": _("making a codebook"),
    "rename_codebook": _("renaming a codebook"),
    "retire_codebook": _("putting a codebook away"),
    "make_code": _("adding a code"),
    "edit_code": _("changing a code"),
    "move_code": _("moving a code"),
    "merge_codes": _("merging two codes"),
    "split_code": _("splitting a code"),
    "retire_code": _("retiring a code"),
    "import_codes": _("bringing in codes"),
    "keep_suggestions": _("keeping a suggestion"),
    "keep_group": _("keeping a suggested group"),
    "keep_placements": _("keeping passages"),
    "discard_suggestion": _("discarding a suggestion"),
    "make_theme": _("making a theme"),
    "make_theme_from": _("making a theme from a code"),
    "edit_theme": _("changing a theme"),
    "move_theme": _("moving a theme"),
    "group_theme": _("putting a theme in a group"),
    "discard_theme": _("discarding a theme"),
    "merge_themes": _("merging two themes"),
    "split_theme": _("splitting a theme"),
    "sign_off": _("signing off a theme"),
    "take_back_sign_off": _("taking back a sign-off"),
    "place_excerpt": _("putting a passage in a theme"),
    "move_members": _("moving passages"),
    "remove_members": _("taking passages out of a theme"),
    "set_stance": _("saying what a passage does for a theme"),
    "choose_quote": _("choosing a quote"),
    "move_quote": _("moving a quote"),
    "make_group": _("making a group of themes"),
    "edit_group": _("changing a group of themes"),
    "move_group": _("moving a group of themes"),
    "remove_group": _("removing a group of themes"),
}
