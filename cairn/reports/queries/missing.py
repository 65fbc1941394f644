"""What a section still lacks, said so that somebody can do it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.reports.queries.filling import Filled, Part
from cairn.reports.queries.frozen import claims_in, id_of
from cairn.reports.queries.material import Material
from cairn.reports.queries.quoting import FEWEST_QUOTES, chosen_quotes, quotes_against


def missing_in(part: Part, material: Material) -> list[str]:
    """What this section lacks, in the language of whoever asks."""
    if not part.included or part.joined:
        return []
    look = LACKS.get(part.outline.kind, _lacks_prose)
    return look(part, material)


def claims_without_path(filled: Filled) -> list[str]:
    """The findings and recommendations in the report that stand on no words any more."""
    paths = filled.material.paths
    standing = {f"finding:{pk}" for pk in paths.findings}
    standing |= {f"recommendation:{pk}" for pk in paths.recommendations}
    claims = {claim.ref: claim for claim in claims_in(filled.content)}
    return [
        claim.text
        for ref, claim in sorted(claims.items(), key=lambda pair: id_of(pair[0]))
        if ref not in standing
    ]


def _lacks_prose(part: Part, material: Material) -> list[str]:
    return [] if part.blocks else [_("Nothing is written here yet.")]


def _lacks_themes(part: Part, material: Material) -> list[str]:
    if not material.themes:
        return [_("No theme is signed off yet. Only signed-off themes are reported.")]
    found = []
    for number, theme in enumerate(material.themes, start=1):
        quotes = len(chosen_quotes(material, theme))
        if quotes < FEWEST_QUOTES:
            said = ngettext(
                "Theme %(number)s has %(count)s quote that may be printed; choose three to seven.",
                "Theme %(number)s has %(count)s quotes that may be printed; choose three to seven.",
                quotes,
            )
            found.append(said % {"number": number, "count": quotes})
        if not theme.meaning:
            found.append(_("Theme %(number)s does not say what it means.") % {"number": number})
        if not theme.counter_note and not quotes_against(material, theme):
            against = _("Nobody has said what speaks against theme %(number)s.")
            found.append(against % {"number": number})
    return found


def _lacks_not_return(part: Part, material: Material) -> list[str]:
    if material.not_return:
        return []
    return [_("No theme of what must not return is signed off yet.")]


def _lacks_decided(part: Part, material: Material) -> list[str]:
    found = []
    if not (material.findings or material.recommendations):
        found.append(_("No finding and no recommendation is ready to publish yet."))
    if material.drafts:
        said = ngettext(
            "%(count)s finding or recommendation is still a draft and left out.",
            "%(count)s findings and recommendations are still drafts and left out.",
            material.drafts,
        )
        found.append(said % {"count": material.drafts})
    return found


def _lacks_practice(part: Part, material: Material) -> list[str]:
    return [] if material.changes else [_("No change to keep or adapt is written down yet.")]


def _lacks_accounts(part: Part, material: Material) -> list[str]:
    if material.accounts:
        return []
    return [_("No whole account is marked as a passage yet. It needs consent to print the name.")]


def _lacks_people(part: Part, material: Material) -> list[str]:
    return [] if len(material.people) else [_("Nobody has told us anything yet.")]


def _lacks_nothing(part: Part, material: Material) -> list[str]:
    return []


LACKS: dict[str, Callable[[Part, Material], list[str]]] = {
    "themes": _lacks_themes,
    "must_not_return": _lacks_not_return,
    "findings": _lacks_decided,
    "recommendations": _lacks_decided,
    "practice_table": _lacks_practice,
    "case_studies": _lacks_accounts,
    "facts": _lacks_people,
    "coverage": _lacks_people,
    "method": _lacks_nothing,
    "thanks": _lacks_nothing,
}
