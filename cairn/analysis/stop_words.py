"""Words that carry grammar rather than meaning, English and Welsh; written for Cairn."""

from __future__ import annotations

from functools import cache

_ENGLISH = """
a about above after again against ago all almost along already also although always am among an and
another any anyone anything are aren around as at away back be became because become been before
being below between both but by came can cannot could couldn did didn do does doesn doing don done
down during each either else enough etc even ever every everyone everything few find first for from
further gave get gets getting give given go goes going gone got had hadn has hasn have haven having
he her here hers herself him himself his how however i if in instead into is isn it its itself just
keep kept know last least less let like ll lot lots made make makes making many may maybe me might
mine more most much must my myself need needs neither never no nobody none nor not nothing now of
off often on once one ones only onto or other others otherwise our ours ourselves out over own per
perhaps put quite rather re really same say see seem seems seen several shall she should shouldn
since so some someone something sometimes soon still such take taken than that the their theirs them
themselves then there therefore these they thing things think this those though through thus to
together too took toward towards under until up upon us use used using ve very via want was wasn way
we well went were weren what whatever when where whether which while who whole whom whose why will
with within without won would wouldn yes yet you your yours yourself yourselves
"""

_WELSH = """
a ac achos aeth ag allan am ambell ar arall at atom ati ato ble bob bod bu bydd byddai byddaf byddwn
byth cael cafodd can cyn cynt chi chwi da dan daeth dal dim do dod doedd does dros drwy dy dyma dyna
e ef efo ei eich ein eisiau eithaf er erbyn eraill eto ers felly fel fi fo fod fwy fy fyddai fyddwn
gael gallu gan ganddo ganddi gennym gennyf ges gwneud gyda gyd hi hefyd heb hon hyd hyn hynny hwn
hwnnw i iawn iddi iddo iddyn inni ill ie jyst lle llawer mae maen mai mewn mi mo mor mwy mynd na nac
nad naill neb neu ni nid nhw nes nawr o oedd oeddem oeddwn oeddynt oedden oes on ond os pa pam pan
pawb pe peth pethau pob pryd pwy roedd roeddem roeddwn rhag rhai rhwng rhy rwy rydw rydym rydyn
sawl sef sut sy sydd taw tan ti trwy tua un unrhyw wedi wedyn wela weithiau wnaeth wnes wrth y ych
ychydig yma ym yma yn yna yng yno yr ydy ydw ydym ydyn yw nag
"""


@cache
def read_stop_words(language: str = "both") -> frozenset[str]:
    """Return lower-case stop words for `"en"`, `"cy"` or `"both"`; another language has none."""
    words = {"en": _ENGLISH, "cy": _WELSH, "both": _ENGLISH + _WELSH}
    return frozenset(words.get(language, "").split())
