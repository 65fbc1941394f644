"""What this room announces to rooms downstream. All are sent inside the transaction."""

from django.dispatch import Signal

# contribution_ids, programme: new contributions stand in the database.
contributions_received = Signal()
# contribution, old_version, new_version, by: words were taken out, or may be quoted no longer;
# excerpts re-anchor or retire.
contribution_redacted = Signal()
# contribution, by: every copy of the words must go, in every room.
contribution_withdrawn = Signal()
