"""Groups of people or things that are as mixed as can be, and how far from the best they are.

>>> problem = read_problem("4 2 ss 2 2 2 2\\n0 1 1\\n0 2 5\\n0 3 1\\n1 2 1\\n1 3 4\\n2 3 1")
>>> found = find_groups(problem)
>>> found.groups, found.value, found.proved
(((1, 3), (0, 2)), 9.0, True)
"""

from __future__ import annotations

from cairn.analysis.grouping.annealing import Effort, Labels, search
from cairn.analysis.grouping.bounds import bound_value
from cairn.analysis.grouping.exact import MOST_MEMBERS, solve
from cairn.analysis.grouping.people import Rotation, measure_traits, mix_people
from cairn.analysis.grouping.placing import CannotPlace, Rules
from cairn.analysis.grouping.problem import Grouping, GroupingProblem, list_groups, read_problem
from cairn.analysis.made_by import MadeBy

METHOD, VERSION = "population annealing", "1"
PROOF = "subset programming"

__all__ = [
    "CannotPlace",
    "Effort",
    "Grouping",
    "GroupingProblem",
    "Rotation",
    "Rules",
    "find_groups",
    "measure_traits",
    "mix_people",
    "read_problem",
]


def find_groups(
    problem: GroupingProblem,
    effort: Effort | None = None,
    random_state: int = 0,
    starts: Labels | None = None,
) -> Grouping:
    """Return the best grouping found, with a bound; up to 13 members the best is proved.

    With `Effort(steps=...)` the same seed gives the same groups; with seconds a faster machine
    takes more steps. `starts` (m, n) are groupings to begin from.
    """
    if problem.size <= MOST_MEMBERS:
        labels, made_by = solve(problem), MadeBy(PROOF, VERSION, random_state)
    else:
        labels = search(problem, effort or Effort(), random_state, starts)
        made_by = MadeBy(METHOD, VERSION, random_state)
    value = problem.measure(labels)
    proved = problem.size <= MOST_MEMBERS
    bound = value if proved else max(value, bound_value(problem))
    return Grouping(list_groups(labels, problem.group_count), value, bound, proved, made_by)
