"""Who sends slowly holds no thread that others wait for, and an answer arrives as it was made."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from cairn.config.threads import SMALL, InThreads

START = {"type": "http.response.start", "status": 200, "headers": [(b"x-made-up", b"yes")]}


class Echo:
    """A WSGI application that gives back what was sent, in as many pieces as it is told."""

    def __init__(self, pieces=1, says_length=False):
        self.pieces, self.says_length, self.asked = pieces, says_length, []

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read()
        self.asked.append(len(body))
        length = [("Content-Length", str(len(body) * self.pieces))] if self.says_length else []
        start_response("200 OK", [("X-Made-Up", "yes"), *length])
        return Answer([body] * self.pieces)


class Answer(list):
    def close(self):
        self.clear()


class Phone:
    """Somebody who sends the first of these pieces at once, the rest when `go` is set."""

    def __init__(self, *pieces):
        self.pieces, self.got, self.begun = list(pieces), [], False
        self.go = asyncio.Event()
        self.go.set()

    async def receive(self):
        if self.begun:
            await self.go.wait()
        self.begun = True
        if not self.pieces:
            return {"type": "http.disconnect"}
        body = self.pieces.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(self.pieces)}

    async def send(self, message):
        self.got.append(message)

    async def ask(self, app):
        scope = {
            "type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": [],
            "http_version": "1.1",
        }  # fmt: skip
        await app(scope, self.receive, self.send)
        return self.got


def piece(body, *, more):
    return {"type": "http.response.body", "body": body, "more_body": more}


def run(main):
    """In a thread of its own: a browser journey before this may have left its loop in ours."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(main())).result()


def test_form_arrives_and_its_answer_leaves_in_one_piece():
    got = run(lambda: Phone(b"keep=", b"video+calls").ask(InThreads(Echo(), small=1, large=1)))
    assert got == [START, piece(b"keep=video+calls", more=False)]


def test_whoever_sends_slowly_holds_no_thread():
    async def main():
        app = InThreads(Echo(), small=1, large=1)
        slow = Phone(b"first half,", b"second half")
        slow.go.clear()
        waiting = asyncio.create_task(slow.ask(app))
        quick = await Phone(b"quick").ask(app)
        was_waiting = not waiting.done()
        slow.go.set()
        return quick[1]["body"], was_waiting, (await waiting)[1]["body"]

    assert run(main) == (b"quick", True, b"first half,second half")


def test_large_file_is_read_piece_by_piece_in_threads_of_its_own():
    photo = [b"x" * SMALL, b"y" * SMALL, b"z"]
    got = run(lambda: Phone(*photo).ask(InThreads(Echo(), small=1, large=1)))
    assert b"".join(each.get("body", b"") for each in got) == b"".join(photo)


def test_answer_in_pieces_is_passed_on_piece_by_piece():
    got = run(lambda: Phone(b"row,").ask(InThreads(Echo(pieces=3), small=1, large=1)))
    assert got[1:] == [*[piece(b"row,", more=True)] * 3, piece(b"", more=False)]


@pytest.mark.parametrize(("most", "pieces"), [(12, 1), (11, 4)])
def test_file_that_says_it_is_short_leaves_at_once(monkeypatch, most, pieces):
    monkeypatch.setattr("cairn.config.threads.WHOLE", most)
    echo = Echo(pieces=3, says_length=True)
    got = run(lambda: Phone(b"row,").ask(InThreads(echo, small=1, large=1)))
    assert b"".join(each["body"] for each in got[1:]) == b"row,row,row,"
    assert len(got[1:]) == pieces


def test_what_did_not_arrive_whole_is_never_begun():
    class Gone(Phone):
        async def receive(self):
            message = await super().receive()
            return message | {"more_body": True} if "more_body" in message else message

    echo = Echo()
    got = run(lambda: Gone(b"half").ask(InThreads(echo, small=1, large=1)))
    assert (got, echo.asked) == ([], [])


def test_thread_is_free_again_after_a_fault():
    class Broken(Echo):
        def __call__(self, environ, start_response):
            if not self.asked:
                self.asked.append(0)
                raise RuntimeError("made up")
            return super().__call__(environ, start_response)

    async def main():
        app = InThreads(Broken(), small=1, large=1)
        with pytest.raises(RuntimeError, match="made up"):
            await Phone(b"first").ask(app)
        return (await Phone(b"second").ask(app))[1]["body"]

    assert run(main) == b"second"
