"""The queue has an end: who comes when it is full is sent away at once, and let in later."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from cairn.config.bounded import Bounded


class Slow:
    """An application that answers when it is told to."""

    def __init__(self):
        self.go = asyncio.Event()

    async def __call__(self, scope, receive, send):
        await self.go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"Thank you, we have it"})


async def ask(app):
    sent = []

    async def send(message):
        sent.append(message)

    await app({"type": "http"}, None, send)
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


async def crowd(people):
    """What each of so many gets who come at once where two may be inside, and one who comes later."""
    slow = Slow()
    app = Bounded(slow, most=2)
    inside = [asyncio.create_task(ask(app)) for _person in range(people)]
    await asyncio.sleep(0)
    slow.go.set()
    return [*await asyncio.gather(*inside), await ask(app)]


def run(coroutine):
    """In a thread of its own: a browser journey before this may have left its loop in ours."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_who_comes_when_it_is_full_is_sent_away_and_let_in_later():
    statuses = [status for status, _headers, _body in run(crowd(4))]
    assert statuses == [200, 200, 503, 503, 200]


def test_page_says_when_to_come_back_in_both_languages():
    _status, headers, body = run(crowd(3))[2]
    page = body.decode()
    assert headers[b"retry-after"] == b"10"
    assert headers[b"content-length"] == str(len(body)).encode()
    assert ('<div lang="en">' in page, '<div lang="cy">' in page) == (True, True)
    assert "What you sent a moment ago was not saved." in page
    assert b"unsafe" not in headers[b"content-security-policy"]


def test_place_is_free_again_after_a_fault():
    class Broken:
        async def __call__(self, scope, receive, send):
            raise ConnectionError

    async def ask_twice():
        app = Bounded(Broken(), most=1)
        return await asyncio.gather(ask(app), ask(app), return_exceptions=True), app.inside

    errors, inside = run(ask_twice())
    assert ([type(each) for each in errors], inside) == ([ConnectionError, ConnectionError], 0)
