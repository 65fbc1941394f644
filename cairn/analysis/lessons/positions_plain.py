"""The plainest made-up comments, put together from parts: somebody liked a thing or did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

_THINGS = (
    "the huddles", "the new rota", "working from home", "the video calls", "the masks", "the morning meeting", "the daily e-mails",
    "the training", "redeployment", "the laptops", "the new system", "the shifts", "the food", "the nurses", "the ward", "the waiting room",
)  # fmt: skip
_LIKED = (
    "I loved", "We liked", "I enjoyed", "I really valued", "We were glad of", "I appreciated", "Everyone liked", "I was happy with",
    "We would keep", "I miss", "I looked forward to", "I am thankful for",
)  # fmt: skip
_DISLIKED = (
    "I hated", "We disliked", "I could not stand", "I dreaded", "Nobody liked", "I was sick of", "We resented", "I was unhappy with",
    "Please stop", "I do not miss", "I got nothing from", "I am fed up with",
)  # fmt: skip
_GOOD = (
    "wonderful", "lovely", "great", "brilliant", "fantastic", "excellent", "superb", "helpful", "kind", "a blessing", "a joy", "good",
    "very good", "outstanding", "useful", "a success",
)  # fmt: skip
_BAD = (
    "awful", "terrible", "dreadful", "useless", "horrible", "poor", "a mess", "hopeless", "pointless", "a nightmare", "chaos", "bad",
    "very bad", "appalling", "a waste of time", "a failure",
)  # fmt: skip
_THINGS_CY = ("y cyfarfodydd", "y system newydd", "y rota", "y parcio", "y bwyd", "y nyrsys", "gweithio gartref", "y galwadau fideo")  # fmt: skip
_LIKED_CY = ("Ro'n i wrth fy modd gyda", "Roeddwn i'n hoffi", "Dwi'n hapus efo", "Mi wnes i fwynhau", "Cadwch")  # fmt: skip
_DISLIKED_CY = ("Ro'n i'n casáu", "Doedd neb yn hoffi", "Dwi'n anhapus efo", "Dwi wedi cael llond bol ar", "Stopiwch")  # fmt: skip
_GOOD_CY = ("yn wych", "yn dda iawn", "yn ardderchog", "yn garedig", "yn help mawr", "yn hyfryd")
_BAD_CY = (
    "yn ofnadwy",
    "yn wael",
    "yn wastraff amser",
    "yn anobeithiol",
    "yn llanast",
    "yn warthus",
)
_EACH = 4


def list_plain() -> Iterator[tuple[str, str]]:
    """Yield (text, position) pairs in a fixed order."""
    for position, felt, felt_cy, said, said_cy in (
        ("positive", _LIKED, _LIKED_CY, _GOOD, _GOOD_CY),
        ("negative", _DISLIKED, _DISLIKED_CY, _BAD, _BAD_CY),
    ):
        for told, things in ((felt, _THINGS), (felt_cy, _THINGS_CY)):
            yield from ((f"{words} {thing}.", position) for words, thing in _pair(told, things))
        for thing, word in _pair(_THINGS, said):
            is_many = thing.endswith("s")
            yield f"{thing.capitalize()} {'were' if is_many else 'was'} {word}.", position
        for thing, word in _pair(_THINGS_CY, said_cy):
            yield f"Roedd {thing} {word}.", position


def _pair(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each of the ones with four of the others, not always the same four."""
    for at, step in product(range(len(ones)), range(_EACH)):
        yield ones[at], others[(at * 3 + step * 5) % len(others)]
