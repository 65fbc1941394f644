"""The front door: programmes, what next, help, language, and the gallery of components.

In: every room's numbers, through queries. Out: the next thing to do.
Five words: front door, what next, help, language, gallery.
"""
