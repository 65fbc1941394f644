"""The worker gives way as a process, and as a session where the session is its own; pages do not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

GIVE_WAY = """
import os
from pathlib import Path
from cairn.config.giving_way import give_way
give_way()
group = Path("/proc/self/autogroup")
said = group.read_text().split() if group.exists() else []
print(os.nice(0), said[-1] if said else "none")
print(os.sched_getscheduler(0) == os.SCHED_IDLE if hasattr(os, "SCHED_IDLE") else "elsewhere")
"""


FROM_ANOTHER = (
    "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"
)


def give_way(*before: str) -> list[str]:
    """What a process of a new session says of itself once it has given way."""
    command = [sys.executable, "-c", *before, GIVE_WAY]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, start_new_session=True
    )
    return done.stdout.split()


needs_groups = pytest.mark.skipif(
    not Path("/proc/self/autogroup").exists(), reason="Linux without groups of sessions"
)


@needs_groups
def test_worker_that_leads_its_session_gives_way_with_it():
    assert give_way() == ["19", "19", "True"]


@needs_groups
def test_session_of_others_is_left_alone():
    assert give_way(FROM_ANOTHER) == ["19", "0", "True"]


def test_process_gives_way_on_any_system():
    assert give_way()[0] == "19"


@pytest.mark.skipif(not hasattr(os, "SCHED_BATCH"), reason="another system than Linux")
def test_who_serves_pages_takes_long_turns_in_every_thread():
    said = """
import os, threading
import cairn.config.asgi
threading.Thread(target=lambda: print(os.sched_getscheduler(0) == os.SCHED_BATCH)).start()
"""
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
