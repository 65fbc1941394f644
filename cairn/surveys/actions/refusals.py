class Refused(Exception):
    """What was asked cannot be done; the message is for the person who asked."""


class Arrived(Refused):
    """Somebody who may answer once has answered."""
