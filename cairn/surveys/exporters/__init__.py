from cairn.surveys.exporters.copies import Copy, write_paper_copy, write_word_copy
from cairn.surveys.exporters.posters import draw_code, make_poster

__all__ = ["Copy", "draw_code", "make_poster", "write_paper_copy", "write_word_copy"]
