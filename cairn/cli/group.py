"""`cairn group`: people into mixed groups, or members of a published instance by their distances."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from cairn.analysis.grouping import (
    CannotPlace,
    Effort,
    Grouping,
    Rotation,
    Rules,
    find_groups,
    mix_people,
    read_problem,
)
from cairn.cli import BAD_INPUT, BAD_USAGE, OK, CommandFailed
from cairn.cli._arguments import add_seed, read_count
from cairn.cli._files import make_json, write_file
from cairn.cli._people import People, read_pairs, read_people, read_sessions, write_rounds

NAME = "group"
HELP = "Put people into mixed groups, round by round, or solve a file of distances."
_REASONS = {
    "no_session": "{people} can come to no session",
    "block_too_large": "{people} have to sit together, but a group holds {number} at most",
    "apart_and_together": "{people} have to sit apart and, by the others, together",
    "no_common_session": "{people} have to sit together, but no session suits them all",
    "too_few_places": "there are more people than the {number} places of all sessions",
    "no_way": "{people} cannot all be placed: too few sessions suit them, or they keep apart",
    "not_found": "no grouping that keeps the rules was found in time; loosen --apart or --together",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `cairn group` takes."""
    parser.add_argument("file", nargs="?", type=Path, metavar="PEOPLE", help="people, a row each")
    parser.add_argument("--traits", metavar="A,B", help="columns in which a group is to be mixed")
    parser.add_argument("--id", metavar="COLUMN", help="column that names people; else guessed")
    parser.add_argument("--max", type=read_count, default=7, metavar="N", help="most in a group")
    parser.add_argument("--availability", type=Path, metavar="FILE", help="columns person, session")
    parser.add_argument("--apart", type=Path, metavar="FILE", help="pairs never together")
    parser.add_argument("--together", type=Path, metavar="FILE", help="pairs always together")
    parser.add_argument("--rounds", type=read_count, default=1, metavar="N", help="1 unless told")
    parser.add_argument("--out", type=Path, metavar="CSV", help="where the groups are written")
    parser.add_argument("--distances", type=Path, metavar="FILE", help="an instance instead")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where its groups are written")
    parser.add_argument("--seconds", type=_read_seconds, default=5.0, metavar="S", help="5")
    parser.add_argument("--steps", type=read_count, metavar="N", help="instead: repeatable")
    add_seed(parser)


def run(args: argparse.Namespace) -> int:
    """Group people, or the members of an instance, and write whole or not at all."""
    effort = Effort(seconds=args.seconds, steps=args.steps)
    if args.distances is not None and args.file is None:
        return _run_instance(args, effort)
    if args.file is None or args.distances is not None:
        raise CommandFailed("give either PEOPLE or --distances", BAD_USAGE)
    if args.out is None or not args.traits:
        raise CommandFailed("people need --traits and --out", BAD_USAGE)
    return _run_people(args, effort)


def _run_instance(args: argparse.Namespace, effort: Effort) -> int:
    if args.json is None:
        raise CommandFailed("--distances needs --json", BAD_USAGE)
    try:
        problem = read_problem(args.distances.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandFailed(f"cannot read {args.distances}: {error.strerror}", BAD_INPUT) from None
    except ValueError as error:
        raise CommandFailed(f"{args.distances}: {error}. Nothing was written.", BAD_INPUT) from None
    found = find_groups(problem, effort, args.seed)
    write_file(args.json, _instance_json(found))
    said = "proved best" if found.proved else f"at most {found.gap:.1%} below the best possible"
    print(f"value {found.value:g}, bound {found.bound:g}: {said}. Written to {args.json}")
    return OK


def _instance_json(found: Grouping) -> bytes:
    made_by = {"method": found.made_by.method, "version": found.made_by.version}
    record = {
        "value": found.value,
        "bound": found.bound,
        "proved": found.proved,
        "groups": found.groups,
        "made_by": made_by | {"seed": found.made_by.seed},
    }
    return make_json(record)


def _run_people(args: argparse.Namespace, effort: Effort) -> int:
    people = read_people(args.file, args.traits.split(","), args.id)
    sessions = read_sessions(args.availability, people)
    apart, together = read_pairs(args.apart, people), read_pairs(args.together, people)
    rules = Rules(args.max, apart, together, sessions.suits if sessions else None)
    try:
        found = mix_people(people.traits, rules, args.rounds, effort, args.seed)
    except CannotPlace as reason:
        raise CommandFailed(_explain(reason, people), BAD_INPUT) from None
    names = sessions.names if sessions else tuple(map(str, range(1, len(people.names) + 1)))
    write_file(args.out, write_rounds(found, people, [names[each] for each in found.used]))
    print(f"{_describe(found, people)} Written to {args.out}")
    return OK


def _explain(reason: CannotPlace, people: People) -> str:
    named = ", ".join(people.names[person] for person in reason.people)
    said = _REASONS[reason.code].format(people=named, number=reason.number)
    return f"{said}. Nothing was written."


def _describe(found: Rotation, people: People) -> str:
    worst = max(grouping.gap for grouping in found.rounds)
    said = (
        f"{len(people.names)} people in {len(found.used)} groups, {len(found.rounds)} rounds; "
        f"how mixed: at most {worst:.1%} below the best possible."
    )
    if len(found.rounds) > 1:
        said += f" Pairs that meet again: {found.met_again} (at least {found.least_again})."
    return said


def _read_seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not math.isfinite(seconds) or seconds <= 0:
        raise argparse.ArgumentTypeError("give a number of seconds above 0")
    return seconds
