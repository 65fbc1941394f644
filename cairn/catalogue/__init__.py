"""What a review is made of, as files: frameworks, instruments, outlines and whole templates.

In: YAML files on the shelves, or a framework somebody pasted. Out: frozen dataclasses in English
and Welsh. Words to know: shelf, framework, template, outline, instrument.
"""
