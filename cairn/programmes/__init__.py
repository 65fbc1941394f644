"""The review itself: what it is for, who runs it, when, at what risk and cost.

In: a template from the catalogue. Out: the programme every other row belongs to.
Five words: programme, member, role, phase, risk.
"""
