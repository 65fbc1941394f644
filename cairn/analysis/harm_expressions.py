"""Expressions that name harm outright, in English and Welsh, and turns of speech that do not mean it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cairn.analysis.text import fold_text

_I = r"(?:i|me|he|she|they|we|you|who|mum|dad|mother|father|son|daughter|wife|husband|partner|patient)"
_SELF = r"(?:my|him|her|them|your|our)sel(?:f|ves)"
_PATTERNS = {
    "suicidal_thought": (
        rf"\b(?:kill|hang|harm|hurt|cut|drown|shoot|hung)(?:ed|ing|ting)? {_SELF}\b",
        r"\bsuicid(?:e|al)\b", r"\bself[ -]?harm", r"\boverdos(?:e|ed|ing)\b", r"\btak(?:e|ing)n? (?:my|his|her|their) own li(?:fe|ves)\b",
        r"\b(?:end|ended|ending) (?:my|his|her|their|it) (?:own )?(?:life|all)\b", r"\b(?:better off|rather be|wish i (?:was|were)|want(?:ed)? to be) dead\b",
        r"\b(?:want(?:ed)?|wish(?:ed)?) to die\b", r"\bdo ?n.?t want to (?:live|be alive|be here any ?more|wake up)\b",
        r"\bl?ladd (?:fy|ei|eu|dy) h?un(?:an|ain)?\b", r"\bhunanladdiad", r"\bhunan-?niwe?id", r"\bg?orddos", r"\beisiau marw\b",
        r"\bddim (?:eisiau|am|isio) byw\b", r"\bbrifo (?:fy|ei|eu) h?un",
    ),
    "abuse": (
        r"\b(?:raped?|raping|sexual(?:ly)? (?:assault|abus)\w*|molest\w*)\b", r"\b(?:domestic|physical|sexual|emotional|financial|child|elder) abuse\b",
        rf"\b{_I} (?:was|were|is|are|am|has been|had been|have been|being) (?:abused|beaten|groomed|tied up|locked in|strangled)\b",
        r"\b(?:hit|hits|hitting|slapped|slaps|punched|punches|kicked|kicks|beat|beats|strangled|choked) (?:me|him|her|them|my|his|the (?:patient|resident|child|boy|girl))\b",
        r"\btouched (?:me|him|her|them) (?:inappropriately|sexually|where|down)\b", r"\btreis(?:io|iwyd|iodd)\b", r"\bcam-?drin", r"\bgham-?drin",
        r"\b(?:taro|curo|bwrw|dyrnu) (?:fi|fy|ei|hi|o|fo|e|mam|dad)\b",
    ),
    "unsafe_care": (
        r"\bwrong (?:medicine|medication|drug|tablets?|dose|dosage|blood|patient|leg|knee|hip|eye|side|arm|kidney|injection|drip)\b",
        r"\b(?:left|lying) on the floor\b", r"\bnever event\b", r"\bmedication error", r"\b(?:misdiagnos|neglect(?:ed|ful|ing)?\b)",
        r"\b(?:times|double|twice) the (?:right |correct |prescribed )?dose\b", r"\bavoidable death", r"\bpressure (?:sore|ulcer)s?\b",
        r"\b(?:meddyginiaeth|dos|tabledi|goes|claf|gwaed|cyffur) anghywir\b", r"\b(?:adael|gadawyd|gorwedd) (?:\w+ ){0,2}ar y llawr\b", r"\besgeulus",
    ),
    "crime": (
        r"\b(?:stole|stolen|stealing|theft|thief|fraud\w*|forged?|forgery|embezzl\w*|bribe\w*|burgl\w*)\b", r"\b(?:assaulted|attacked|mugged|stabbed|stabbing)\b",
        r"\b(?:with|had|pulled) a (?:knife|gun|weapon)\b", r"\bfalsif(?:y|ied|ying)\b", r"\bblackmail", r"\b(?:ddwyn|lladrata|dwyn) (?:arian|cyffuriau|o)\b",
        r"\btwyll(?:o|odd)?\b", r"\bymosodwyd\b", r"\btrywanu\b",
    ),
    "harm": (
        r"\b(?:kill|hurt|stab|shoot|harm) (?:him|her|them|someone|somebody|people|you)\b", r"\bthreaten(?:ed|ing|s)? to (?:kill|hurt|burn|stab|harm)\b",
        r"\bnot safe (?:here|at home|with)\b", r"\bl?ladd (?:rhywun|o|hi|nhw|pobl)\b", r"\bbrifo (?:rhywun|pobl|o|hi)\b",
        r"\bbygwth (?:lladd|brifo)\b",
    ),
}  # fmt: skip
_COMPILED = {
    kind: [re.compile(pattern) for pattern in patterns] for kind, patterns in _PATTERNS.items()
}
# The expression is there, but not the thing: training, prevention, prices, jokes.
_MEANT_OTHERWISE = re.compile(
    r"\b(?:training|course|prevention|awareness|campaign)s?\b"
    r"|\b(?:daylight robbery|die[ds]? laughing|suicide for|stole the show|stole my heart|killing me|could (?:kill|murder) for)\b"
    r"|\b(?:no|never any|without|fewer|reduced|nobody was|spotted|put (?:it )?right before|stopped me) "
    r"(?:\w+ ){0,3}(?:overdos|pressure|medication|theft|wrong|assault|stolen|want)"
    r"|\bhyfforddiant|\batal hunanladdiad|\bymwybyddiaeth"
)


def find_expressions(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Yield (kind, start, end) of what names harm outright, offsets in code points of `sentence`."""
    folded = fold_text(sentence).replace("\u2019", "'")
    if _MEANT_OTHERWISE.search(folded):
        return
    for kind, patterns in _COMPILED.items():
        for pattern in patterns:
            found = pattern.search(folded)
            if found:
                yield kind, min(found.start(), len(sentence) - 1), min(found.end(), len(sentence))
                break
