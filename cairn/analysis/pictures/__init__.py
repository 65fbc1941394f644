"""Pictures as SVG: each with a title that says the finding, a description and a table twin.

In come gated figures, never raw counts. Marks differ in shape or pattern as well as in colour, and
nothing in a picture needs a style sheet or a script.
"""

from cairn.analysis.pictures.bars import BarRow, draw_bars
from cairn.analysis.pictures.coverage import draw_coverage
from cairn.analysis.pictures.drawing import Picture, PictureTable
from cairn.analysis.pictures.matrix import QUADRANTS, MatrixItem, draw_change_matrix
from cairn.analysis.pictures.saturation_curve import CurveWords, draw_saturation
from cairn.analysis.pictures.spc_chart import SpcWords, draw_spc, table_of
from cairn.analysis.pictures.theme_map import MapPoint, draw_theme_map
from cairn.analysis.pictures.thread import COLUMNS, ThreadLink, ThreadNode, draw_thread

__all__ = [
    "COLUMNS",
    "QUADRANTS",
    "BarRow",
    "CurveWords",
    "MapPoint",
    "MatrixItem",
    "Picture",
    "PictureTable",
    "SpcWords",
    "ThreadLink",
    "ThreadNode",
    "draw_bars",
    "draw_change_matrix",
    "draw_coverage",
    "draw_saturation",
    "draw_spc",
    "draw_theme_map",
    "draw_thread",
    "table_of",
]
