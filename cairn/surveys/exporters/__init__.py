from cairn.surveys.exporters.copies import COPIES, Copy
from cairn.surveys.exporters.posters import draw_code, make_poster

__all__ = ["COPIES", "Copy", "draw_code", "make_poster"]
