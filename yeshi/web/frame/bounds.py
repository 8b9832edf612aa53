"""How much a request may bring, and in which time: refused by what it says, or while it comes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY_BYTES_MAX = 64 * 1024
# The longest texts, each letter of which a form may send as nine.
TEXTS_BYTES_MAX = 512 * 1024
# In which they must have come, in real seconds; a file of ten megabytes by a slow telephone.
TEXTS_S, FILES_S = 30.0, 180.0
# What a form that brings a file has besides it.
_AROUND = 16 * 1024

Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """How many bytes the addresses that match `path` take, and within how many real seconds.

    `signed`: only of whoever is signed in; `ordered`: or has ordered here before.
    """

    path: re.Pattern[str]
    bytes_max: int
    seconds_max: float
    signed: bool = False
    ordered: bool = False


def texts(prefix: str) -> Bound:
    """The bound of addresses that take long texts."""
    return Bound(path=re.compile(re.escape(prefix)), bytes_max=TEXTS_BYTES_MAX, seconds_max=TEXTS_S)


def files(path: str, bytes_max: int, *, ordered: bool = False) -> Bound:
    """The bound of an address, with names in braces, that takes files of signed in people.

    `ordered`: and of who has ordered here before.
    """
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) + "$"
    return Bound(
        path=re.compile(pattern), bytes_max=bytes_max + _AROUND, seconds_max=FILES_S,
        signed=True, ordered=ordered,
    )  # fmt: skip


class _NoMore(BaseException):
    """Nothing more is taken; whoever reads a body takes any other fault for a garbled one."""

    def __init__(self, why: str) -> None:
        self.why = why


class BoundedBodies:
    """Lets requests bring as much as the first bound that fits them takes, else 64 KB in `body_s`.

    `too_much` answers what brings more, `slow` what takes longer. Where only signed in people may
    bring so much, `is_signed` tells who asks, or, where who has ordered may too, `has_ordered`;
    `sign_in` answers all others before anything of theirs is read.
    """

    def __init__(
        self, app: ASGIApp, bounds: tuple[Bound, ...], answers: Mapping[str, Answer],
        is_signed: Callable[[Request], Awaitable[bool]],
        has_ordered: Callable[[Request], Awaitable[bool]], body_s: float,
    ) -> None:  # fmt: skip
        self._app, self._bounds, self._answers = app, bounds, answers
        self._is_signed, self._has_ordered, self._body_s = is_signed, has_ordered, body_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as long as it is within its bound."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        bound = next((one for one in self._bounds if one.path.match(scope["path"])), None)
        bytes_max = bound.bytes_max if bound else BODY_BYTES_MAX
        if bound and bound.signed and not await self._is_known(request, bound):
            bytes_max, refusal = BODY_BYTES_MAX, "sign_in"
        else:
            refusal = "too_much"
        if _announced(request) > bytes_max:
            await self._refuse(refusal, scope, receive, send)
            return
        seconds_max = bound.seconds_max if bound else self._body_s
        await self._within(bytes_max, seconds_max, refusal, scope, receive, send)

    async def _is_known(self, request: Request, bound: Bound) -> bool:
        return await self._is_signed(request) or (
            bound.ordered and await self._has_ordered(request)
        )

    async def _within(
        self, bytes_max: int, seconds_max: float, refusal: str,
        scope: Scope, receive: Receive, send: Send,
    ) -> None:  # fmt: skip
        begun, came, whole = False, 0, False
        ends = asyncio.get_running_loop().time() + seconds_max

        async def counted() -> Message:
            nonlocal came, whole
            if whole:
                # Whoever listens on waits for the end of the connection.
                return await receive()
            try:
                async with asyncio.timeout_at(ends):
                    message = await receive()
            except TimeoutError:
                raise _NoMore("slow") from None
            came += len(message.get("body", b""))
            if came > bytes_max:
                raise _NoMore(refusal)
            whole = not message.get("more_body", False)
            return message

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, watched)
        except _NoMore as end:
            if begun:
                raise
            await self._refuse(end.why, scope, receive, send)

    async def _refuse(self, refusal: str, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answers[refusal](Request(scope, receive))
        # What is still on its way is not read: the connection ends with the answer.
        answer.headers["Connection"] = "close"
        await answer(scope, receive, send)


def _announced(request: Request) -> int:
    said = request.headers.get("content-length", "")
    return int(said) if said.isdecimal() else 0
