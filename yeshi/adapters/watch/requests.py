"""Telling of each request what was asked by which route, how it was answered and how long it took.

Never the path itself: a path may hold somebody's id, or a link that is a secret.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass
from secrets import token_hex
from time import perf_counter
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

HEADER = b"x-request-id"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@dataclass(slots=True)
class Asking:
    """A request under way: its id, and what it keeps for the application, which learns who asks."""

    id: str
    state: MutableMapping[str, Any]

    @property
    def by(self) -> str:
        """The kind of who asks, as far as it is known; a visitor, until they are known as more."""
        return str(self.state.get("by", "visitor"))


# Copied into the threads that work for a request, so that what they do can be told as its own.
ASKING: ContextVar[Asking | None] = ContextVar("asking", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A request that was answered: `id` is also told to whoever asked; `by`: as `Asking.by`.

    `took_s`: until the answer began; `lasted_s`: until it ended, which for a stream is far later.
    `fault`: what went wrong within, where the answer is 500.
    """

    id: str
    by: str
    method: str
    route: str
    status: int
    took_s: float
    lasted_s: float
    fault: Exception | None


class WatchedRequests:
    """Stands before an application, gives each request an id and calls `tell` at its end."""

    def __init__(self, app: Application, tell: Callable[[Answered], None]) -> None:
        self._app, self._tell = app, tell

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers as the application does; a fault that it answered with 500 ends here, told."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id_, begun, status, began_s = token_hex(8), perf_counter(), 0, 0.0
        fault: Exception | None = None
        asking = Asking(id_, scope.setdefault("state", {}))
        ASKING.set(asking)

        async def marked(message: Message) -> None:
            nonlocal status, began_s
            if message["type"] == "http.response.start":
                status, began_s = message["status"], perf_counter() - begun
                message["headers"] = [*message.get("headers", ()), (HEADER, id_.encode())]
            await send(message)

        try:
            await self._app(scope, receive, marked)
        except Exception as met:
            # The application has answered 500 by now, unless even that broke.
            fault = met
            if not status:
                await marked({"type": "http.response.start", "status": 500, "headers": []})
                await send({"type": "http.response.body", "body": b""})
        lasted_s = perf_counter() - begun
        self._tell(
            Answered(
                id=id_,
                by=asking.by,
                method=scope["method"] if scope["method"] in METHODS else "other",
                route=route_of(scope),
                status=status,
                took_s=began_s if status else lasted_s,
                lasted_s=lasted_s,
                fault=fault,
            )
        )


def route_of(scope: Message) -> str:
    """The route's template, such as /orders/{order}, or the folder of files that was asked for.

    "unknown" where no route was found.
    """
    return str(getattr(scope.get("route"), "path", scope.get("root_path") or "unknown"))
