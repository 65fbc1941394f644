"""People who answer, many at once: a survey of six pages, those who fill it in, servers to end at will.

In: nothing but this repository. Out: what was acknowledged, and whether the database has it.
"""
