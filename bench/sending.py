"""A mail-out that is killed again and again, against fakes of both services on this machine.

Run `python -m bench.sending [MESSAGES] [KILLS]` (10,000 and 20). Half are e-mails, half texts; the
fake of Notify answers 429 now and then; one in a hundred asked for no more after it was queued.
Counted is what arrived. Without DATABASE_URL it makes an SQLite database of its own.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cairn.programmes.tests import sinks

ROOT = Path(__file__).resolve().parents[1]
BUSY_EVERY = 97
QUEUE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from cairn.programmes.actions.messages import queue_messages
from cairn.programmes.drafts.messages import Draft
from cairn.programmes.models import Participant
from cairn.programmes.tests.factories import make_cast
programme = make_cast().programme
def draft(n):
    to = f"person{n}@example.org" if n % 2 else f"+447700{n:06}"
    return Draft("email" if n % 2 else "text", to, "Made up", f"Message {n}.", f"m-{n}", "invitation")
queue_messages(programme=programme, drafts=[draft(n) for n in range(COUNT)])
Participant.objects.bulk_create(
    Participant(programme=programme, email=f"person{n}@example.org", unsubscribed_on="2026-01-05")
    for n in range(1, COUNT, 100))
"""
# Ten minutes after a kill, and the pause a busy service asks for, go by at once.
SEND = """
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from cairn.programmes.models import Message
DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None)
Message.objects.filter(state="sending").update(tried_at=timezone.now() - timedelta(hours=1))
while Message.objects.filter(state__in=["queued", "sending"]).exists():
    Message.objects.filter(state="queued").update(due_at=timezone.now())
    call_command("run_worker", batch=True)
"""


@dataclass(frozen=True)
class Figures:
    """What arrived of what was to arrive; `most` is how often one message did."""

    kills: int
    busy: int
    wanted: int
    missing: int
    doubled: int
    most: int
    unwanted: int
    seconds: float


class Services:
    """Both fakes, and what they took, by the message's own id."""

    def __init__(self, mails: sinks.MailSink, texts: sinks.NotifySink) -> None:
        self.mails, self.texts = mails, texts
        self.asked = self.busy = 0
        texts.answers = self.sometimes_busy

    def sometimes_busy(self, asked: dict[str, Any]) -> sinks.Answer | None:
        self.asked += 1
        if self.asked % BUSY_EVERY:
            return None
        self.busy += 1
        return sinks.refusal(429, "RateLimitError", "Exceeded rate limit", Retry_After="60")

    @property
    def taken(self) -> int:
        return len(self.mails.taken) + len(self.texts.taken)

    def words(self) -> Counter[str]:
        """How often each message arrived, by the first line of its words."""
        said = [mail.get_content() for mail in self.mails.taken]
        said += [text["personalisation"]["body"] for text in self.texts.taken]
        return Counter(words.splitlines()[0] for words in said)

    def environment(self, folder: Path) -> dict[str, str]:
        """Of a server where real people are asked, but for the addresses of the services."""
        return {
            "DATABASE_URL": f"sqlite://{folder}/bench.sqlite3", **os.environ, "DATA_DIR": str(folder),
            "SECRET_KEY": "a key for measuring", "DEBUG": "no", "LOG_LEVEL": "ERROR",
            "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.mails.port), "EMAIL_TLS": "no",
            "NOTIFY_URL": self.texts.url, "NOTIFY_API_KEY": sinks.NOTIFY_KEY,
            "NOTIFY_TEXT_TEMPLATE": "text", "MESSAGES_A_MINUTE": "1000000",
        }  # fmt: skip


def mail_out(folder: Path, messages: int, kills: int, seed: int = 1) -> Figures:
    """Queue `messages`, kill the worker `kills` times at random points, and let the last one finish."""
    with sinks.running(sinks.MailSink()) as mails, sinks.running(sinks.NotifySink()) as texts:
        services = Services(mails, texts)
        environment = services.environment(folder)
        assert start(QUEUE.replace("COUNT", str(messages)), environment).wait() == 0
        begun = time.perf_counter()
        chance = random.Random(seed)
        for at in sorted(chance.sample(range(1, messages * 9 // 10), kills)):
            kill_at(start(SEND, environment), services, max(at, services.taken + 1), chance)
        assert start(SEND, environment).wait() == 0
        return figures(services, messages, kills, time.perf_counter() - begun)


def start(script: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", script]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )


def kill_at(
    worker: subprocess.Popen[bytes], services: Services, at: int, chance: random.Random
) -> None:
    """No warning given, once so many have arrived and a moment more has gone by."""
    while services.taken < at:
        assert worker.poll() is None
        time.sleep(0.001)
    time.sleep(chance.random() / 100)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def figures(services: Services, messages: int, kills: int, seconds: float) -> Figures:
    arrived = services.words()
    unwanted = {f"Message {n}." for n in range(1, messages, 100)}
    wanted = {f"Message {n}." for n in range(messages)} - unwanted
    return Figures(
        kills=kills, busy=services.busy, wanted=len(wanted), missing=len(wanted - set(arrived)),
        doubled=arrived.total() - len(arrived), most=max(arrived.values()),
        unwanted=len(unwanted & set(arrived)), seconds=seconds,
    )  # fmt: skip


def main(messages: int = 10_000, kills: int = 20) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = mail_out(Path(folder), messages, kills)
    print(
        "| to send | kills | 429s | missing | doubled | most copies of one | unwanted | seconds |"
    )
    print("|---|---|---|---|---|---|---|---|")
    print(f"| {found.wanted:,} | {found.kills} | {found.busy} | {found.missing} | {found.doubled} | "
          f"{found.most} | {found.unwanted} | {found.seconds:.0f} |")  # fmt: skip
    assert (found.missing, found.unwanted) == (0, 0)
    assert found.doubled <= found.kills


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:3]))
