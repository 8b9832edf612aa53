"""No request is waited for without an end, and no answer is longer than anybody would read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yeshi.web.frame.bounds import Answer
from yeshi.web.frame.limits import Limits


class Deadlines:
    """Answers by itself what the application has not begun to answer in time.

    What was begun for such a request goes on by its own limits: threads cannot be ended, and what
    was sent may still be done. `answers`: what is told then (`late`), and in place of an answer
    that is too long (`too_long`).
    """

    def __init__(self, app: ASGIApp, limits: Limits, answers: Mapping[str, Answer]) -> None:
        self.app, self.limits, self.answers = app, limits, answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer in its place where it takes too long."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await _Asked(self, scope, receive, send).answer()


class _Asked:
    """One request, until it is answered."""

    __slots__ = (
        "_begun", "_frame", "_receive", "_scope", "_send", "_telling", "_timer"
    )  # fmt: skip

    def __init__(self, frame: Deadlines, scope: Scope, receive: Receive, send: Send) -> None:
        self._frame, self._scope, self._receive, self._send = frame, scope, receive, send
        self._begun = False
        self._telling: asyncio.Task[None] | None = None
        self._timer = self._set()

    async def answer(self) -> None:
        try:
            await self._frame.app(self._scope, self._receiving, self._sending)
        finally:
            self._timer.cancel()
            if self._telling is not None:
                await self._telling

    def _set(self) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(self._frame.limits.answer_s, self._late)

    def _late(self) -> None:
        if not self._begun and self._telling is None:
            self._telling = asyncio.create_task(self._tell("late"))

    async def _receiving(self) -> Message:
        if self._telling is not None:
            return {"type": "http.disconnect"}
        message = await self._receive()
        if not self._begun:
            # As long as something comes it is the body's own limit that counts.
            self._timer.cancel()
            self._timer = self._set()
        return message

    async def _sending(self, message: Message) -> None:
        if self._telling is not None:
            return
        if message["type"] == "http.response.start":
            self._begun = True
            self._timer.cancel()
            length = Headers(raw=message.get("headers", [])).get("content-length", "")
            if length.isdecimal() and int(length) > self._frame.limits.answer_bytes_max:
                self._telling = asyncio.create_task(self._tell("too_long"))
                return
        await self._send(message)

    async def _tell(self, why: str) -> None:
        answer = await self._frame.answers[why](Request(self._scope))
        answer.headers["Connection"] = "close"
        await answer(self._scope, self._receive, self._send)
