"""The worker gives way as a process, and as a session where the session is its own."""

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
print(os.nice(0), group.read_text().split()[-1] if group.exists() else "none")
print(os.sched_getscheduler(0) == os.SCHED_IDLE if hasattr(os, "SCHED_IDLE") else "elsewhere")
"""


def give_way(**how):
    command = [sys.executable, "-c", GIVE_WAY]
    done = subprocess.run(command, capture_output=True, text=True, check=True, **how)
    return done.stdout.split()


needs_groups = pytest.mark.skipif(
    not Path("/proc/self/autogroup").exists(), reason="Linux without groups of sessions"
)


@needs_groups
def test_worker_that_leads_its_session_gives_way_with_it():
    assert give_way(start_new_session=True) == ["19", "19", "True"]


@needs_groups
def test_session_of_others_is_left_alone():
    ours = Path("/proc/self/autogroup").read_text().split()[-1]
    assert give_way() == ["19", ours, "True"]


def test_process_gives_way_on_any_system():
    assert give_way(start_new_session=True)[0] == "19"
