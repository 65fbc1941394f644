"""How the worker lets those who serve pages go first on a machine that has too much to do."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

LAST = 19


def give_way() -> None:
    """Be the last to get a processor, as a process and, where it leads one, as a session.

    On Linux it leaves a processor at once to whoever wants it (`SCHED_IDLE`); a worker that is only
    `nice` ends its turn first, and pages wait that long. Linux also weighs sessions against each
    other before processes (man 7 sched, "The autogroup feature"): a worker that was started by itself
    takes as much as the server unless its session gives way too. One that others share is left alone.
    """
    os.nice(LAST - os.nice(0))
    with contextlib.suppress(OSError):  # another system, or one that does not let us
        if hasattr(os, "SCHED_IDLE"):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        if os.getsid(0) == os.getpid():
            Path("/proc/self/autogroup").write_text(str(LAST), "ascii")
