"""Everything that computes rather than records; no Django.

In: texts, counts, scores. Out: frozen results that say which engine, version and seed made them.
Five words: unit, theme, quote, gate, picture.
"""
