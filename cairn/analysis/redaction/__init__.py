"""Words that may tell who somebody is, found without a language model; never all of them.

What is found is a suggestion for a person to answer. A text with everything found taken out is
not anonymous: `bench/README.md` says how many made-up comments still told something afterwards.
"""

from cairn.analysis.redaction.finder import IdentifierFinder, find_identifiers, redact_text
from cairn.analysis.redaction.kinds import KINDS, REPLACEMENTS, Identifier, replacement_for

# The share of made-up comments, kept apart from all that the finder was made with, that still told
# something when they were first read; `bench/README.md` says how it was taken.
MEASURED_LEAK = 0.07

__all__ = [
    "KINDS",
    "MEASURED_LEAK",
    "REPLACEMENTS",
    "Identifier",
    "IdentifierFinder",
    "find_identifiers",
    "redact_text",
    "replacement_for",
]
