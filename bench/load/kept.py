"""Whether the database has what people were told it has: python -m bench.load.kept FILE

Reads the file that `Crowd.write` makes and prints a `Tally` as JSON. Knows nothing of how answers
are kept but two places: the response of a return code, and the contributions of its person.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import django

from bench.load.questions import answers_of

NOBODY = -1  # the number where no words say one


@dataclass
class Tally:
    """Counts of people. The first two are what there should be, the others what there should not."""

    acknowledged: int = 0
    stored: int = 0
    lost: int = 0  # "we have it" was shown, and there is no such response
    doubled: int = 0  # two responses, or one sentence twice
    half_written: int = 0  # sent, and not exactly what was answered
    drafts_lost: int = 0  # a page was taken, and the draft does not have it


def tally(people: list[dict[str, Any]]) -> Tally:
    from cairn.surveys.drafts import read_token, return_code  # noqa: PLC0415 - needs Django set up

    told, drafts = _stored({NOBODY, *(each["number"] for each in people)})
    found = Tally(acknowledged=sum(bool(each["code"]) for each in people), stored=len(told))
    by_code = {return_code(pk): pk for pk in told}
    found.lost = sum(bool(each["code"]) and each["code"] not in by_code for each in people)
    senders = Counter(_sender(answers) for answers in told.values())
    found.doubled = sum(times - 1 for times in senders.values())
    found.doubled += sum(any(n > 1 for n in answers.values()) for answers in told.values())
    found.half_written = sum(
        set(answers) != set(answers_of(_sender(answers)).items()) for answers in told.values()
    )
    for each in people:
        pk = read_token(each["token"]) if each["token"] else None
        draft = drafts.get(pk)
        if pk and pk not in told and not each["kept"].items() <= (draft or {}).items():
            found.drafts_lost += 1
    return found


def _stored(
    numbers: set[int],
) -> tuple[dict[Any, Counter[tuple[str, str]]], dict[Any, Mapping[str, str]]]:
    """(question, answer) pairs of each response these people sent, and all drafts."""
    from cairn.evidence.drafts import contributor_key  # noqa: PLC0415 - needs Django set up
    from cairn.evidence.models import ContributionVersion  # noqa: PLC0415 - as above
    from cairn.surveys.drafts import person_key, return_code  # noqa: PLC0415 - as above
    from cairn.surveys.models import Response  # noqa: PLC0415 - as above

    words = defaultdict(list)
    versions = ContributionVersion.objects.select_related("contribution__contributor")
    for each in versions.iterator():
        words[each.contribution.contributor.key_hash].append(each.text)
    told, drafts = {}, {}
    for row in Response.objects.iterator():
        if row.state == "started":
            drafts[row.pk] = row.answers
            continue
        key = contributor_key(row.programme_id, person_key(return_code(row.pk)))
        told[row.pk] = Counter([*row.answers.items(), *map(_with_question, words[key])])
    return {pk: each for pk, each in told.items() if _sender(each) in numbers}, drafts


def _with_question(text: str) -> tuple[str, str]:
    """The made-up words say themselves which box they were typed into."""
    return f"words.{text.split(' about ')[1].partition(':')[0]}", text


def _sender(answers: Mapping[tuple[str, str], int]) -> int:
    """The number of the person, as every one of the made-up sentences says it."""
    said = next(
        (text for key, text in answers if key.startswith("words.")), f"Made-up answer {NOBODY} "
    )
    return int(said.split()[2])


if __name__ == "__main__":
    django.setup()
    print(json.dumps(asdict(tally(json.loads(Path(sys.argv[1]).read_text("utf-8"))))))
