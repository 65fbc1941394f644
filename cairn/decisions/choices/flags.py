"""The ladder check in words: what each flag says, why it matters, and what clears it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class FlagWords(NamedTuple):
    says: Any
    why: Any
    clear: Any


FLAGS: dict[str, FlagWords] = {
    "no_evidence": FlagWords(
        _("No evidence"),
        _("Nobody can see what was said that led here, so it cannot be published."),
        _("Link words that speak for it, or a finding or signed-off theme that has them."),
    ),
    "one_person": FlagWords(
        _("One person only"),
        _("What one person saw may be true for that person alone."),
        _("Link words of somebody else, or say in the text that it is one account."),
    ),
    "one_group": FlagWords(
        _("One role or organisation only"),
        _("People who share a role or an employer see the same part of the whole."),
        _("Link words of people in another role or organisation."),
    ),
    "no_counter_evidence": FlagWords(
        _("No counter-evidence looked for"),
        _("Words that agree are easy to find once a conclusion stands."),
        _("Link words that speak against it, or note how they were looked for."),
    ),
    "no_inequality": FlagWords(
        _("Inequality not considered"),
        _("What helps most people can leave some further behind."),
        _("Note who may gain less or lose, or why nobody does."),
    ),
    "no_addressee": FlagWords(
        _("No addressee"),
        _("What is asked of nobody is done by nobody."),
        _("Name the body or the role that should act."),
    ),
    "no_measure": FlagWords(
        _("No measure"),
        _("Without one nobody can tell later whether it was done or helped."),
        _("Say what will be counted or seen, and where."),
    ),
    "no_date": FlagWords(
        _("No date"),
        _("Without a date it is never late."),
        _("Set the day by which it should be done."),
    ),
    "several_actions": FlagWords(
        _("Several actions in one"),
        _("One part can be done and the other forgotten, and both look done."),
        _("Split it into one recommendation for each action."),
    ),
    "near_duplicate": FlagWords(
        _("Nearly the same as another"),
        _("Two that say the same compete for attention and can drift apart."),
        _("Merge them, or say in the text how they differ."),
    ),
    "similar": FlagWords(
        _("Much like another"),
        _("The words differ, but it may be the same thing, or ask for the opposite."),
        _("Merge them, or say in the text how they differ."),
    ),
    "vague_verb": FlagWords(
        _("No clear verb"),
        _("Words such as consider or support leave open what is to be done."),
        _("Begin the action with a verb that says what somebody does."),
    ),
}
