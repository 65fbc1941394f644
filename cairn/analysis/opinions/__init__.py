"""Agree, disagree or pass on statements: where people meet, where they part, and whether in groups.

For 7 to 70 people. Groups are only named when they are large enough to be one, stand apart better
than chance would make them, and are found again when some of the people are left out.
"""

from cairn.analysis.opinions.groups import Grouping, OpinionGroup, Refusal, find_opinion_groups
from cairn.analysis.opinions.reading import Opinions, read_opinions
from cairn.analysis.opinions.statements import Leaning, Statement, read_statement, wilson_interval

__all__ = [
    "Grouping",
    "Leaning",
    "OpinionGroup",
    "Opinions",
    "Refusal",
    "Statement",
    "find_opinion_groups",
    "read_opinions",
    "read_statement",
    "wilson_interval",
]
