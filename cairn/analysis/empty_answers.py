"""Answers that say nothing by themselves, English and Welsh; the list was written for Cairn."""

from __future__ import annotations

import re
from functools import cache

from cairn.analysis.text import fold_text

_LONGEST = 60
_MARKS = re.compile(r"[^\w']+")

_ENGLISH = """
n a/na/nil/none/none really/none at all/none at present/none that i can think of/no/nope/nothing
nothing at all/nothing really/nothing else/nothing more/nothing further/nothing to add
nothing else to add/nothing more to add/nothing further to add/nothing to say/nothing comes to mind
nothing i can think of/nothing that i can think of/no comment/no comments/no further comment
no further comments/no other comments/no answer/no response/not applicable/does not apply
not applicable to me/see above/please see above/see my answer above/see answer above
see previous/see previous answer/see my previous answer/see earlier answer/see below/as above
as below/as before/as per above/as i said/as i said above/as i said before/as already said
as said above/as said before/as stated above/as mentioned/as mentioned above/as already mentioned
same as above/same as before/the same as above/ditto/i don't know/i do not know/don't know/dont know
can't think of any/can't think of anything/cannot think of anything/blank/left blank
"""

_WELSH = """
dim/dim byd/dim byd arall/dim byd i'w ychwanegu/dim i'w ychwanegu/dim byd o gwbl/dim o gwbl
dim rhagor/dim mwy/dim sylw/dim sylwadau/dim sylwadau pellach/dim ateb/amherthnasol
ddim yn berthnasol/nid yw'n berthnasol/na/nac oes/nag oes/dim un/gweler uchod/gweler isod
gweler yr uchod/fel uchod/fel yr uchod/yr un fath/yr un peth/yr un peth ag uchod/fel y dywedais
fel y dywedais uchod/fel dywedais i/fel y soniais/ddim yn gwybod/dim yn gwybod/dwn i ddim/wn i ddim
"""


def says_nothing(text: str) -> bool:
    """Return whether a whole answer holds no word, or only words such as "N/A" or "Dim byd"."""
    if len(text) > _LONGEST:
        return False
    return " ".join(_MARKS.sub(" ", fold_text(text)).split()) in _read_answers()


@cache
def _read_answers() -> frozenset[str]:
    lines = (_ENGLISH + _WELSH).splitlines()
    return frozenset({"", *(answer for line in lines for answer in line.split("/"))})
