"""Answers that say nothing by themselves, English and Welsh; the list was written for Cairn."""

from __future__ import annotations

import re
from functools import cache

from cairn.analysis.text import fold_text

_LONGEST = 60
_MARKS = re.compile(r"[^\w']+")

# "Nothing" and "none" are not here: to "what could be better?" they are an answer worth a theme.
_ENGLISH = """
n a/no comment/no comments/no further comment/no further comments/no other comments/no answer
no response/not applicable/does not apply/not applicable to me/see above/please see above
see my answer above/see answer above/see previous/see previous answer/see my previous answer
see earlier answer/see below/as above/as below/as before/as per above/as i said/as i said above
as i said before/as already said/as said above/as said before/as stated above/as mentioned
as mentioned above/as already mentioned/same as above/same as before/the same as above/ditto
blank/left blank
"""

_WELSH = """
dim sylw/dim sylwadau/dim sylwadau pellach/dim ateb/amherthnasol/ddim yn berthnasol
nid yw'n berthnasol/gweler uchod/gweler isod/gweler yr uchod/fel uchod/fel yr uchod/yr un fath
yr un peth/yr un peth ag uchod/fel y dywedais/fel y dywedais uchod/fel dywedais i/fel y soniais
"""


def says_nothing(text: str) -> bool:
    """Return whether a whole answer holds no word, or only words such as "N/A" or "Gweler uchod"."""
    if len(text) > _LONGEST:
        return False
    return " ".join(_MARKS.sub(" ", fold_text(text)).split()) in _read_answers()


@cache
def _read_answers() -> frozenset[str]:
    lines = (_ENGLISH + _WELSH).splitlines()
    return frozenset({"", *(answer for line in lines for answer in line.split("/"))})
