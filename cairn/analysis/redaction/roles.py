"""Roles that only one person in a place has: they name without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cairn.analysis.redaction.kinds import Found

_ROLE = (
    r"(?:doctor|dr|gp|consultant|surgeon|registrar|anaesthetist|paediatrician|psychiatrist|psychologist|radiographer|"
    r"radiologist|physio(?:therapist)?|dietician|dietitian|podiatrist|chiropodist|optician|optometrist|orthoptist|dentist|"
    r"hygienist|pharmacist|pharmacy technician|paramedic|midwife|midwives|nurse|matron|sister|health visitor|hca|healthcare "
    r"assistant|carer|care worker|care home manager|manager|receptionist|secretary|porter|cleaner|cook|chef|driver|"
    r"caretaker|chaplain|vicar|priest|imam|rabbi|minister|teacher|headteacher|head teacher|head|teaching assistant|ta|"
    r"social worker|support worker|counsellor|therapist|speech therapist|interpreter|translator|councillor|mayor|"
    r"police officer|officer|postman|postmistress|farmer|vet|solicitor|undertaker|apprentice|trainee|student|volunteer|"
    r"trustee|governor|technician|scientist|engineer|electrician|plumber|oncologist|cardiologist|neurologist|"
    r"haematologist|dermatologist|urologist|gynaecologist|obstetrician|specialist|prescriber|practitioner|"
    r"wheelchair user|lgbt\+? lead|lead|director|chief executive|clerk|warden|coach|foster carer|practice manager|"
    r"person|man|woman|family|mother|mum|dad|father|patient|resident|employee|member of staff|worker|colleague|parent|couple|amputee|transplant|"
    r"deintydd|ddeintydd|meddyg|feddyg|nyrs|bydwraig|fydwraig|fferyllydd|therapydd|athro|athrawes|rheolwr|reolwr|"
    r"gweithiwr|weithiwr|cyfieithydd|gyfieithydd|optegydd|parafeddyg|barafeddyg|gofalwr|ofalwr|ymgynghorydd|seicolegydd|ficer)"
)
_MARKED = (
    r"(?:male|female|black|asian|white|welsh|welsh-speaking|welsh speaking|irish|scottish|polish|romanian|somali|arabic|urdu|"
    r"bengali|punjabi|indian|pakistani|nigerian|ghanaian|chinese|filipino|filipina|ukrainian|syrian|turkish|kurdish|jewish|"
    r"muslim|hindu|sikh|gay|lesbian|trans|transgender|non-binary|deaf|blind|disabled|autistic|sign-language|bsl|"
    r"\w+-speaking|\w+ speaking|openly \w+|qualified|full-time|part-time|registered|specialist|resident|bilingual|portuguese|hungarian|bulgarian|vietnamese|"
    r"gwrywaidd|benywaidd|byddar|cymraeg)"
)
_ONLY = r"(?:only|sole|one and only|lone|single-handed|singlehanded|first(?: ever)?|youngest|oldest|longest[- ]serving|last remaining)"
_TAIL = (
    r"(?:(?:,? (?:here|left|employed|working|based|covering|we have|they have|practising|registered|living))*"
    r" (?:in|at|on|for|within|across|from|of|between|covering|serving|round) (?:(?:the|our|this|my|all of|whole|entire|whole of) )*(?:(?-i:[A-ZÂÊÎÔÛŴŶ][\w'’\-]*(?: (?:(?:and|y|yr) )?(?!I\b)[A-Z][\w'’\-]*)*)|"
    r"(?:\w+ )?(?:town|village|valley|county|island|trust|health board|region|district|practice|surgery|hospital|department|unit|team|school|area|parish|estate|street|ward|clinic|community|care home|home|country|cwm|dref|pentref|sir|ardal))\b)"
)
_RARE = re.compile(
    rf"\b(?:(?:the|our|their|its|his|her|my|your|a)\s)?(?:{_ONLY})\s(?:(?!have\b|has\b|had\b|get\b|see\b|saw\b)[\w\-]+\s){{0,4}}?{_ROLE}s?\b{_TAIL}",
    re.IGNORECASE,
)
_MARKED_ROLE = re.compile(
    rf"\b(?:the|our|their|its|as|am|i'm|my|being)\s(?:the\s)?(?:{_ONLY})\s(?:{_MARKED}\s){{1,2}}(?:[\w\-]+\s){{0,3}}?{_ROLE}s?\b(?:{_TAIL})?",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"\b(?:we (?:only )?have|there is|there's|there was|with) (?:only |just )?(?:one|a single|1) (?:[\w\-]+\s){{0,3}}?{_ROLE}\b{_TAIL}",
    re.IGNORECASE,
)
_WELSH = re.compile(
    rf"\b(?:yr|fi yw'r|fi ydy'r|fel yr|ein|eu) ?unig (?:[\w'’\-]+ ){{0,3}}?{_ROLE}\b(?: (?:[\w'’\-]+ ){{0,3}}?(?:yn|ym|yng|ar|i|o|sydd yn|yn yr|yn y)(?: (?:y|yr))? [\w'’\-]+(?-i:(?: [A-ZŴŶ][\w'’\-]*)*))?",
    re.IGNORECASE,
)
_PLACES_ONLY = re.compile(
    rf"\b(?:(?:the |our )?(?:town|village|valley|county|island|area|practice|surgery|hospital|department|unit|team|trust|school|region|district|health board)|"
    rf"(?-i:[A-Z][\w\-]+(?: [A-Z][\w\-]+)?))['’]s? (?:only|sole|first|one and only) (?:[\w\-]+ ){{0,3}}?{_ROLE}\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:chief executive|chief nurse|medical director|director of nursing|head ?teacher|head of (?:midwifery|nursing|[a-z]+)|lord mayor|mayor|"
    r"practice manager|practice nurse|senior partner|ward sister|ward manager|lead nurse|lead midwife|chaplain|vicar|matron|lead consultant|clinical director|"
    r"postmistress|postmaster|librarian|town clerk|district nurse)"
    r"(?:,)? (?:of|at|for|on|in) (?:the |St\.? |y |yr )?[A-ZŴŶ][\w'’\-]*(?: (?:(?:and|y|yr) )?(?!I\b)[A-Z][\w'’\-]*)*"
)
_NOT_RARE = re.compile(
    r"\b(?:on (?:shift|duty|call|site)|(?:at|in|on|for) (?:the )?(?:time|moment|night|nights|morning|weekend|day|afternoon|evening|world|queue|waiting room|room|car park))\b",
    re.IGNORECASE,
)


def find_roles(text: str) -> Iterator[Found]:
    """Yield "the only dentist in ...", "our only deaf colleague", "the chief executive of ..."."""
    lower = text.lower()
    if any(
        word in lower
        for word in (
            "only",
            "sole",
            "first",
            "lone ",
            "single",
            "youngest",
            "oldest",
            "longest",
            "last remaining",
            "just one",
            "have one",
        )
    ):
        for pattern, score in (
            (_RARE, 0.75),
            (_PLACES_ONLY, 0.75),
            (_MARKED_ROLE, 0.75),
            (_SINGLE, 0.65),
        ):
            for found in pattern.finditer(text):
                if not _NOT_RARE.search(found[0]):
                    yield Found("role", *found.span(), score)
    if "unig" in lower:
        for found in _WELSH.finditer(text):
            yield Found("role", *found.span(), 0.7)
    for found in _HEAD.finditer(text):
        yield Found("role", *found.span(), 0.6)
