"""How many are here at a time: so many in all, and so many of one address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from yeshi.web.frame.addresses import address_of
from yeshi.web.frame.bounds import Answer
from yeshi.web.frame.limits import Limits

STREAMS = "/live"
# Who only asks whether the process lives is answered however many are here.
ALWAYS = frozenset({"/healthz"})


class Visiting:
    """Those who are here at present; asked on the server's loop alone."""

    def __init__(self, all_max: int, of_one_max: int) -> None:
        self._all_max, self._of_one_max = all_max, of_one_max
        self._here: Counter[str | None] = Counter()
        self._all = 0

    def __len__(self) -> int:
        return self._all

    def enter(self, address: str | None) -> str:
        """ "" for whoever may come in; else why not. Without an address they count in all alone."""
        if self._all >= self._all_max:
            return "crowded"
        if address is not None and self._here[address] >= self._of_one_max:
            return "too_many"
        self._all += 1
        self._here[address] += 1
        return ""

    def leave(self, address: str | None) -> None:
        """Somebody of those who came in goes."""
        self._all -= 1
        self._here[address] -= 1
        if not self._here[address]:
            del self._here[address]


class BoundedCrowds:
    """Lets in as many requests, and as many streams of open pages, as the limits take at a time.

    `answers`: what the others are told, by why they may not come in.
    """

    def __init__(self, app: ASGIApp, limits: Limits, answers: Mapping[str, Answer]) -> None:
        self._app, self._answers = app, answers
        self._requests = Visiting(limits.requests_max, limits.requests_of_one)
        self._streams = Visiting(limits.streams_max, limits.streams_of_one)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if there is room for it."""
        if scope["type"] != "http" or scope["path"] in ALWAYS:
            await self._app(scope, receive, send)
            return
        crowd = self._streams if scope["path"] == STREAMS else self._requests
        address = address_of(scope)
        why_not = crowd.enter(address)
        if why_not:
            answer = await self._answers[why_not](Request(scope, receive))
            await answer(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            crowd.leave(address)
