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
        r"\b(?:cut|cuts|cutting|slit|slashed) (?:my|his|her|their) (?:own )?(?:wrists?|arms?|throat)\b", r"\bdorri (?:fy|ei|eu) (?:arddwrn|garddwrn|harddwrn)",
        r"\bl?ladd (?:fy|ei|eu|dy) h?un(?:an|ain)?\b", r"\bhunanladdiad", r"\bhunan-?niwe?id", r"\bg?orddos", r"\beisiau marw\b",
        r"\bddim (?:eisiau|am|isio) byw\b", r"\bbrifo (?:fy|ei|eu) h?un",
    ),
    "abuse": (
        r"\b(?:raped?|raping|sexual(?:ly)? (?:assault|abus)\w*|molest\w*)\b", r"\b(?:domestic|physical|sexual|emotional|financial|child|elder) abuse\b",
        rf"\b{_I} (?:(?:was|were|is|are|am) being|was|were|is|are|am|has been|had been|have been|being) (?:abused|beaten|groomed|tied up|locked in|strangled)\b",
        r"\b(?:hit|hits|hitting|slapped|slaps|punched|punches|kicked|kicks|beat|beats|strangled|choked) (?:me|him|her|them|my|his|the (?:patient|resident|child|boy|girl))\b",
        r"\b(?:slapped|slaps|slapping|punched|punches|punching|kicked|kicking|strangled|choked|spat (?:at|on)|spitting (?:at|on)) (?:me|us|him|her|them|(?:my|his|the|a|an|our|their|one) (?:\w+ ){0,2}?(?:patient|resident|child|boy|girl|man|woman|lady|baby|son|daughter|mother|mum|father|dad|wife|husband|nurse|doctor|carer))s?\b",
        r"\b(?:p|b|ph)oeri (?:ar|at) (?:fi|ef|e|fo|hi|nhw|un|y|fy|glaf|breswyl)", r"\b(?:slapio|pwnio|cicio|tagu|slapiodd|pwniodd|ciciodd|tagodd) (?:fi|fy|ei|hi|o|fo|e|mam|dad|claf|preswyl)",
        r"\btouched (?:me|him|her|them) (?:inappropriately|sexually|where|down)\b", r"\btreis(?:io|iwyd|iodd)\b", r"\b(?:c|g|ch)yff(?:wrdd|yrddodd) (?:\u00e2|a|ag|efo) (?:fi|hi|fo|fe|nhw|ni|hunan)\b.{0,20}\b(?:lle|llefydd|rhywiol|amhriodol|noeth|dillad)\b", r"\bcam-?drin", r"\bgham-?drin",
        r"\b(?:(?:fy|ei|eu|yn) )?(?:nharo|nghuro|nyrnu|nghicio) i\b", r"\b(?:ei|eu) (?:daro|tharo|guro|churo|ddyrnu|dyrnu) (?:hi|fo|fe|nhw)\b",
        r"\b(?:taro|curo|bwrw|dyrnu) (?:fi|fy|ei|hi|o|fo|e|mam|dad)\b",
    ),
    "unsafe_care": (
        r"\bwrong (?:medicine|medication|drug|tablets?|dose|dosage|blood|patient|leg|knee|hip|eye|side|arm|kidney|injection|drip)\b",
        r"\b(?:left|lying) on the floor\b", r"\bnever event\b", r"\bmedication error", r"\b(?:misdiagnos|neglect(?:ed|ful|ing)?\b)",
        r"\b(?:times|double|twice) the (?:right |correct |prescribed )?dose\b", r"\bavoidable death", r"\bpressure (?:sore|ulcer)s?\b",
        r"\b(?:m?f?eddyginiaeth|moddion|foddion|dos|tabledi|goes|claf|gwaed|cyffur) anghywir\b", r"\b(?:adael|gadawyd|gorwedd) (?:\w+ ){0,2}ar y llawr\b", r"\besgeulus",
        r"\bgiven (?:\w+ ){1,4}(?:although|though|despite) (?:\w+ ){0,5}allerg", r"\bg?adawyd (?:\w+ ){1,4}(?:mewn gwely gwlyb|mewn gwaed|yn (?:ei|eu) baw)",
        r"\b(?:moddion|foddion|tabledi|dabledi|meddyginiaeth|feddyginiaeth) (?:claf|rhywun|person) arall\b", r"\b(?:another|the other) (?:patient|man|woman|person)'s (?:medicine|medication|tablets|drugs|injection|insulin)\b",
    ),
    "crime": (
        r"\b(?:stole|stolen|stealing|theft|thief|fraud\w*|forged?|forgery|embezzl\w*|bribe\w*|burgl\w*)\b", r"\b(?:assaulted|attacked(?! (?:the|a|our|that|this|its) (?:\w+ )?(?:backlog|list|queue|problem|task|job|rota|paperwork|waiting|work|cost|idea|plan|question)s?\b)|mugged|stabbed|stabbing)\b",
        r"\b(?:with|had|pulled) a (?:knife|gun|weapon)\b", r"\bfalsif(?:y|ied|ying)\b", r"\bblackmail", r"\b(?:ddwyn|lladrata|dwyn) (?:arian|cyffuriau|o)\b",
        r"\b(?:sell|sells|selling|sold) (?:our |the )?(?:patients?|patient|people|residents?)'?s?'? (?:details|data|records|notes|medication|tablets)\b",
        r"\btwyll(?:o|odd)?\b", r"\bymosodwyd\b", r"\btrywanu\b",
    ),
    "harm": (
        r"\b(?:kill|hurt|stab|shoot|harm) (?:him|her|them|someone|somebody|people|you)\b", r"\bthreaten(?:ed|ing|s)? to (?:kill|hurt|burn|stab|harm)\b",
        r"\bnot safe (?:here|at home|with)\b", r"\bl?ladd (?:rhywun|o|hi|nhw|pobl)\b", r"\bbrifo (?:rhywun|pobl|o|hi)\b",
        r"\bburn (?:my|our|his|her|their|the) (?:house|home|flat)\b", r"\bam l?ladd (?:fy|ei|y|ein) ?(?:g[wŵ]r|ng[wŵ]r|gwraig|mam|dad|thad|nhad|doctor|meddyg|nyrs|rheolwr|bos|mrawd|brawd|plant)\b",
        r"\bbygwth (?:lladd|brifo)\b",
    ),
}  # fmt: skip
_COMPILED = {
    kind: [re.compile(pattern) for pattern in patterns] for kind, patterns in _PATTERNS.items()
}
# The expression is there, but not the thing: training, prevention, prices, jokes.
_MEANT_OTHERWISE = re.compile(
    r"\b(?:daylight robbery|die[ds]? laughing|suicide (?:for|missions?|to (?:drive|park|cross))|st(?:ole|eals?|ealing|olen) (?:the show|(?:my|our|their) (?:hearts?|thunder))|a (?:real )?steal\b|killing me|d?digon i ladd (?:rhywun|unrhyw un|dyn|ceffyl)|(?:a )?stabbing (?:winds?|pains?|colds?|aches?|guess)|could (?:kill|murder) for)\b"
    r"|\b(?:no|zero|nil|never any|without|fewer|less|reduced|avoided|prevented|nobody was|spotted|put (?:it )?right before|stopped me) "
    r"(?:\w+ ){0,3}(?:overdos|pressure|medication|theft|wrong|assault|stolen|want)"
)
# What is taught or written about a thing is not the thing; what happened at a lesson is.
_TOPIC = (
    r"(?:training|courses?|prevention|awareness|campaigns?|helplines?|leaflets?|posters?|polic(?:y|ies)"
    r"|workshops?|modules?|lessons?|sessions?|teaching|audits?|pathways?|webinars?|talks?|simulations?"
    r"|kits?|guidance|guidelines?|strateg(?:y|ies)|bundles?|huddles?|rounds?|stud(?:y|ies)|research"
    r"|figures|rates?|numbers|statistics|leads?\b|link nurses?)"
)
_ABOUT_BEFORE = re.compile(
    rf"\b(?:{_TOPIC}(?: \w+)? (?:on|in|about|against|for)|spot|prevent|preventing|recognis(?:e|ing)) (?:\w+ ){{0,2}}$"
    r"|\b(?:hyfforddiant|hyfforddi|cwrs|gwersi|sesiwn|sesiynau|polisi|canllawiau|sgwrs|archwiliad|ymwybyddiaeth|posteri?|taflen|daflen|ymgyrch)(?: \w+)? (?:am|ar|i|o|mewn) (?:\w+ ){0,2}$"
    r"|\b(?:atal|ymwybyddiaeth o) $"
)
_ABOUT_AFTER = re.compile(rf"\w*(?: (?:and|or) [\w-]+)? {_TOPIC}\b")


def find_expressions(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Yield (kind, start, end) of what names harm outright, offsets in code points of `sentence`."""
    folded = fold_text(sentence).replace("\u2019", "'")
    if _MEANT_OTHERWISE.search(folded):
        return
    for kind, patterns in _COMPILED.items():
        for pattern in patterns:
            found = pattern.search(folded)
            if found and not _is_topic(folded, found.start(), found.end()):
                yield kind, min(found.start(), len(sentence) - 1), min(found.end(), len(sentence))
                break


def _is_topic(folded: str, start: int, end: int) -> bool:
    return bool(_ABOUT_BEFORE.search(folded[:start]) or _ABOUT_AFTER.match(folded[end:]))
