"""How much a request may bring: refused by what it announces, and while it streams."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES_MAX = 64 * 1024
# The longest texts, each letter of which a form may send as nine.
TEXTS_BYTES_MAX = 512 * 1024
# What a form that brings a file has besides it.
_AROUND = 16 * 1024

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """How many bytes the addresses that match `path` take; `signed`: of whoever is signed in."""

    path: re.Pattern[str]
    bytes_max: int
    signed: bool = False


def texts(prefix: str) -> Bound:
    """The bound of addresses that take long texts."""
    return Bound(path=re.compile(re.escape(prefix)), bytes_max=TEXTS_BYTES_MAX)


def files(path: str, bytes_max: int) -> Bound:
    """The bound of an address, with names in braces, that takes files of signed in people."""
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) + "$"
    return Bound(path=re.compile(pattern), bytes_max=bytes_max + _AROUND, signed=True)


class _TooMuch(BaseException):
    """More has come than is taken; whoever reads a body takes any other fault for a garbled one."""


class BoundedBodies:
    """Lets requests bring as much as the first bound that fits them takes, else 64 KB.

    `too_much` answers what brings more. Where only signed in people may bring so much, `is_signed`
    tells who asks, and `sign_in` answers all others before anything of theirs is read.
    """

    def __init__(
        self, app: ASGIApp, bounds: tuple[Bound, ...], answers: Mapping[str, Answer],
        is_signed: Callable[[Request], Awaitable[bool]],
    ) -> None:  # fmt: skip
        self._app, self._bounds, self._answers = app, bounds, answers
        self._is_signed = is_signed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as long as it is within its bound."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        bound = next((one for one in self._bounds if one.path.match(scope["path"])), None)
        bytes_max = bound.bytes_max if bound else BODY_BYTES_MAX
        if bound and bound.signed and not await self._is_signed(request):
            bytes_max, refusal = BODY_BYTES_MAX, "sign_in"
        else:
            refusal = "too_much"
        if _announced(request) > bytes_max:
            await self._refuse(refusal, scope, receive, send)
            return
        await self._within(bytes_max, refusal, scope, receive, send)

    async def _within(
        self, bytes_max: int, refusal: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        begun, came = False, 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > bytes_max:
                raise _TooMuch
            return message

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, watched)
        except _TooMuch:
            if begun:
                raise
            await self._refuse(refusal, scope, receive, send)

    async def _refuse(self, refusal: str, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answers[refusal](Request(scope, receive))
        # What is still on its way is not read: the connection ends with the answer.
        answer.headers["Connection"] = "close"
        await answer(scope, receive, send)


def _announced(request: Request) -> int:
    said = request.headers.get("content-length", "")
    return int(said) if said.isdecimal() else 0
