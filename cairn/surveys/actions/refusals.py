class Refused(Exception):
    """What was asked cannot be done; the message is for the person who asked."""


class Closed(Exception):
    """The survey closed while somebody wrote: nothing of what they sent can be kept."""


class Sent(Exception):
    """These answers were sent in the meantime, so the draft takes no more."""


class Arrived(Sent):
    """Other answers came by the same personal link, which counts once."""
