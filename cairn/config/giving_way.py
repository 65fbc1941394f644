"""Who gets a processor first on a machine that has too much to do, and for how long."""

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


def take_long_turns() -> None:
    """Let the threads that serve pages wake without pushing each other off a processor.

    A thread that wakes, because the database answered, would often take the processor from the one
    that holds the interpreter, and then wait for it. On Linux `SCHED_BATCH` (man 7 sched) spares both
    the change; how much it gives is in bench/README.md. Threads that start later do the same.
    """
    with contextlib.suppress(OSError):
        if hasattr(os, "SCHED_BATCH"):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
