"""An importer that tries what a file's exploit would try; the sheet's name chooses what."""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

from cairn.evidence.importers import Options, Reading, Refusal, Row

NAME = "hostile"


def fill_memory(_path: Path) -> None:
    bytearray(600 * 1024 * 1024)


def fill_disk(_path: Path) -> None:
    with Path("big").open("wb") as file:
        file.writelines(bytes(1 << 20) for _ in range(64))


def spin(_path: Path) -> None:
    while True:
        pass


def leave_a_process(_path: Path) -> None:
    if os.fork() == 0:
        time.sleep(60)


def write_beside(path: Path) -> None:
    path.with_name("stray").write_text("x")


def recurse(path: Path) -> None:
    recurse(path)


def end_without_a_word(_path: Path) -> None:
    os._exit(3)


def abort(_path: Path) -> None:
    os.abort()


def refuse(_path: Path) -> None:
    raise Refusal("no_sheet", sheet="<b>their words</b>")


def fail_with_their_words(_path: Path) -> None:
    raise KeyError("their words")


TRICKS: dict[str, Callable[[Path], object]] = {
    "memory": fill_memory,
    "disk": fill_disk,
    "sleep": lambda _path: time.sleep(60),
    "spin": spin,
    "connect": lambda _path: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "resolve": lambda _path: socket.getaddrinfo("host.invalid", 80),
    "program": lambda _path: os.system("true"),
    "process": leave_a_process,
    "stray": write_beside,
    "recurse": recurse,
    "exit": end_without_a_word,
    "abort": abort,
    "refuse": refuse,
    "fail": fail_with_their_words,
    "nothing": lambda _path: None,
}


def read(path: Path, options: Options) -> Reading:
    if options.sheet == "namespace":
        return Reading(("net",), iter([Row(1, (str(Path("/proc/self/ns/net").readlink()),))]))
    TRICKS[options.sheet](path)
    return Reading(("a", "b"), (Row(n, (str(n), "é\n\u2028")) for n in range(1, 50_001)))
