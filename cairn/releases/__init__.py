"""The gate figures about people pass, and its ledger: what was shown, and so what may be shown now.

In: counts of people as a room downstream made them. Out: releases, tables that never change, each
checked against all of the same people before it. Five words: release, subject, step, filter, ledger.
"""
