"""Whatever may be asked for may be asked about: HEAD is answered as GET, without the body."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_GONE = {"type": "http.disconnect"}


class Heads:
    """Asks the application by GET where somebody asks by HEAD, and keeps the body back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what streams without an end is left off once its head was sent."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        over = asyncio.Event()

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
            elif not over.is_set():
                over.set()
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app({**scope, "method": "GET"}, _until(over, receive), headed)


def _until(over: asyncio.Event, receive: Receive) -> Receive:
    """What comes from whoever asked; that they are gone, once it is over."""

    async def heard() -> Message:
        if over.is_set():
            return _GONE
        tasks = [asyncio.ensure_future(receive()), asyncio.ensure_future(over.wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        come = tasks[0]
        return come.result() if come.done() and not come.cancelled() else _GONE  # type: ignore[return-value]

    return heard
