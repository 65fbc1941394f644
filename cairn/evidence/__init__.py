"""What we were told: contributions, who they are from as far as we know, and what they allow.

In: words typed, pasted or imported. Out: contribution versions that never change, which excerpts
point into. Five words: contribution, version, contributor, consent, withdrawal.
"""
