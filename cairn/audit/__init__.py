"""Who did what, append-only: an entry per change, for inspection and never for features.

In: calls of `audit.actions.record` from every room's actions. Out: the entries of a programme.
Five words: entry, actor, action, object, detail (never what a contributor said).
"""
