"""Everything that writes to this room's tables."""


class Conflict(Exception):
    """Somebody else saved the same thing in between. Nothing was overwritten."""
