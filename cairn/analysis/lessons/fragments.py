"""Made-up answers without a verb, put together from parts: what to keep, adapt and stop at work."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_WHAT = (
    "A huddle", "The shared list", "Ringing the ward", "A cup of tea", "The morning meeting", "One form for everybody", "A spare laptop",
    "The staff bus", "Video visits", "A quiet room", "The buddy system", "Handover", "A runner on nights", "Name badges", "Parking permits",
    "Asking the consultant", "A shift pattern", "E-mails",
)  # fmt: skip
_HOW = (
    "before every round", "that moves each week", "without going through reception", "at the bedside", "by phone", "with the whole team",
    "for new starters", "on the ward", "in one place", "instead of paper", "twice a week", "for families", "at weekends", "kept short",
    "led by the nurses", "after the late shift", "at three in the morning", "that nobody uses", "at the last minute",
)  # fmt: skip
_WHAT_CY = (
    "Cyfarfod byr", "Y rhestr ar y cyd", "Galw'r ward", "Disgled o de", "Y cyfarfod boreol", "Un ffurflen i bawb", "Gliniadur sbâr",
    "Bws y staff", "Ymweliadau fideo", "Ystafell dawel", "Y system gyfeillion", "Trosglwyddo", "Rhedwr ar y nos", "Bathodynnau enw",
    "Trwyddedau parcio", "Gofyn i'r ymgynghorydd", "Patrwm shifftiau", "E-byst", "Amserlen", "Cael gafael ar y fferyllydd",
)  # fmt: skip
_HOW_CY = (
    "cyn pob rownd", "sy'n symud bob wythnos", "heb fynd drwy'r dderbynfa", "wrth y gwely", "dros y ffôn", "gyda'r tîm cyfan",
    "i ddechreuwyr newydd", "ar y ward", "mewn un lle", "yn lle papur", "ddwywaith yr wythnos", "i deuluoedd", "ar benwythnosau",
    "yn fyr", "dan ofal y nyrsys", "ar ôl y shifft hwyr", "am dri y bore", "nad oes neb yn ei ddefnyddio", "ar y funud olaf",
)  # fmt: skip
_EACH = 6


def list_fragments() -> Iterator[str]:
    """Yield fragments in a fixed order, half English and half Welsh."""
    for what, how in ((_WHAT, _HOW), (_WHAT_CY, _HOW_CY)):
        for at, step in product(range(len(what)), range(_EACH)):
            yield f"{what[at]} {how[(at * 5 + step * 3) % len(how)]}"
