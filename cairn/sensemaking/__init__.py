"""What it means: codebooks, excerpts, codings, and themes that a person has signed off.

In: contribution versions. Out: signed-off themes made of excerpts, which findings stand on.
Five words: excerpt, code, suggestion, theme, sign off.
"""
