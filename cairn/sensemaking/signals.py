"""What this room announces to rooms downstream. Sent inside the transaction."""

from django.dispatch import Signal

# excerpts (a list), reason ("redacted" | "withdrawn"), by: these no longer stand for any words.
excerpts_retired = Signal()
