"""What this room announces to rooms downstream."""

from django.dispatch import Signal

# Sent inside the transaction that makes a programme: programme, template (catalogue.Template), by.
# Sense-making makes its codebooks then, decisions its headings, reports its first outline.
programme_created = Signal()
