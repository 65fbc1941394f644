from __future__ import annotations


class Refused(Exception):
    """What was asked cannot be done; the message is for the person and says what to do."""


class Conflict(Refused):
    """Somebody changed the same thing in the meantime; nothing was overwritten."""
