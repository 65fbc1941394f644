"""How much an answer can bear: whether it is specific, says why, what followed, how much, when.

A transparent count of signs in English and Welsh, no judgement of its truth or its writer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cairn.analysis.text import find_words

RICH_FROM = 0.5
_WEIGHTS = {"reason": 0.25, "consequence": 0.25, "number": 0.2, "example": 0.2, "specific": 0.1}
_SPECIFIC_WORDS = 15
_PATTERNS = {
    "reason": r"because|due to|owing to|the reason|thanks to|in order to|since (?:we|they|i|the)|"
    r"oherwydd|achos|er mwyn|gan (?:fod|ein bod|eu bod)|o ganlyniad i",
    "consequence": r"so that|as a result|which means?|which meant|meaning that|led to|leads to|"
    r"resulted in|ended up|therefore|consequently|had to|no longer|so (?:we|i|they|now|people)|"
    r"felly|o ganlyniad|bu(?:'n)? rhaid|sy'n golygu|fel bod",
    "number": r"\d+(?:[.,:]\d+)*\s?%?|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    r"thirty|forty|fifty|hundred|half|twice|dozen|dau|dwy|tri|tair|pedwar|pedair|pump|chwe|saith|"
    r"wyth|naw|deg|hanner|dwywaith)",
    "example": r"for example|for instance|such as|e\.g\.|one (?:day|time|patient|person|colleague)|"
    r"last (?:week|month|year|winter|summer)|when (?:i|we|my|our)|er enghraifft|megis|"
    r"pan (?:oeddwn|oeddem|ddaeth)|(?:wythnos|mis|llynedd|gaeaf) diwethaf|llynedd",
}
_FOUND = {
    kind: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    for kind, pattern in _PATTERNS.items()
}


@dataclass(frozen=True)
class Sign:
    """Why an answer is rich: a kind, and where it stands, half-open code points of the text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Richness:
    """A score from 0 to 1, whether it is high enough to read first, and the signs it is made of."""

    score: float
    rich: bool
    signs: tuple[Sign, ...]


def weigh_evidence(text: str) -> Richness:
    """Return how evidence-rich a text is: each kind of sign counts once, by a fixed weight.

    >>> weigh_evidence("We moved handover to 3pm because nobody could come, so we lose no time.").rich
    True
    >>> weigh_evidence("It was good.").score
    0.0
    """
    signs = [
        Sign(kind, *match.span())
        for kind, pattern in _FOUND.items()
        if (match := pattern.search(text.replace("’", "'")))
    ]
    if len(set(find_words(text))) >= _SPECIFIC_WORDS:
        signs.append(Sign("specific", 0, len(text)))
    score = round(sum((_WEIGHTS[sign.kind] for sign in signs), 0.0), 2)
    return Richness(score, score >= RICH_FROM, tuple(signs))
