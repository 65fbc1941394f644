"""Outlines filled with evidence, published as HTML, Word and PDF.

In: signed-off themes, findings, recommendations, changes. Out: published versions that never
change except by erasure. Five words: report, outline, section, published version, notice.
"""
