"""English, Welsh or another language: told even from an answer of one or two words.

Words that only one of the two languages has decide first. What they leave open is told from runs of
letters (Lui and Baldwin 2012, "langid.py"), with English and Welsh taken unless another language
fits clearly better: in a short answer it nearly always does, by chance.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

import py3langid

from cairn.analysis.stop_words import read_stop_words

LANGUAGES = ("en", "cy", "other")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_SAMPLE = 2_000
_CLEARLY, _VETO, _WELSH_LEAD = 8.0, 20.0, 3.0
_ENGLISH = """
access all answer answers app appointment appointments bad better booking bus busy calls car care
caring clean clear clinic closed communication complaints cost days delay delays doctor doctors early
easy excellent experience family fine food free friendly good great happy help helpful home hospital
hours information kind late letter letters listened listening long love lovely meals money nice night
none nothing nurse nurses okay online open opening park parking patient patients people phone please
poor quick service services short signs slow sooner staff stay tea team test thank thanks time times
training transport treatment understanding visit visiting visits waiting wait waits ward week weekend
work workers
"""
_WELSH = """
aelod amser amserol annwyl apwyntiad apwyntiadau araf arbennig arhosiad aros bendigedig braf bwyd
bws byr byth canmol caredig cartref cleifion clinig coridor cwyn cwynion cwyno cyfathrebu cyfeillgar
cyflym cymorth cymraeg cymru cynnes da dda ddiolch deall deintydd dim diolch diolchgar disgwyl diwrnod
drud ddrud dydd feddyg feddygfa fwyd fferyllfa gallai garedig glan glân gofal gofalu gofalwyr gorau
gwael gwaeth gwasanaeth gwasanaethau gweithio gwell gwella gwely gwrando gwybodaeth gwych gyfeillgar
hapus haws hir hyfryd iaith lleol llythyr llythyrau meddyg meddygfa meddygon newydd noson nyrs nyrsio
nyrsys ofal ofnadwy oriau parch parcio plant pobl popeth prydau rhagorol siarad siomedig swnllyd
swyddog teulu tim tîm triniaeth unrhyw wael wardiau wasanaeth well wych wythnos ymweld ymwelwyr
ysbyty ysbytai
"""


def detect_language(text: str) -> str:
    """Return `"en"`, `"cy"` or `"other"`; a text without letters is `"en"`, a mixed one by its most.

    >>> [detect_language(text) for text in ("Gwasanaeth gwych", "Kind nurses", "Muchas gracias")]
    ['cy', 'en', 'other']
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return "en"
    if _is_other_script(words):
        return "other"
    told = _tell_by_words(words)
    if told and _is_certain(words):
        return told
    english, welsh, best = _rank(" ".join(words))
    if told:
        return "other" if best - (english if told == "en" else welsh) > _VETO else told
    if best - max(english, welsh) > _CLEARLY:
        return "other"
    return "cy" if welsh - english > _WELSH_LEAD else "en"


def _is_other_script(words: Sequence[str]) -> bool:
    letters = "".join(words)[:200]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin * 2 < len(letters)


def _tell_by_words(words: Sequence[str]) -> str:
    only_english, only_welsh = _read_only("en"), _read_only("cy")
    english = sum(word.split("'")[0] in only_english for word in words)
    welsh = sum(word.split("'")[0] in only_welsh for word in words)
    if max(english, welsh) * 5 < len(words) or english == welsh:
        return ""
    return "en" if english > welsh else "cy"


def _is_certain(words: Sequence[str]) -> bool:
    """Say whether words longer than two letters carry the vote: short ones are in many languages."""
    known = _read_only("en") | _read_only("cy")
    return 2 * sum(len(word) > 3 and word in known for word in words) >= len(words)


@cache
def _read_only(language: str) -> frozenset[str]:
    """Return the words of one of the two languages that the other does not have."""
    english = read_stop_words("en") | set(_ENGLISH.split())
    welsh = read_stop_words("cy") | set(_WELSH.split())
    return frozenset(english - welsh if language == "en" else welsh - english)


@lru_cache(maxsize=4_096)
def _rank(words: str) -> tuple[float, float, float]:
    """Return how well English, Welsh and the best of all languages fit, as log-likelihoods."""
    scores = {str(language): float(score) for language, score in py3langid.rank(words)}
    return scores["en"], scores["cy"], max(scores.values())
