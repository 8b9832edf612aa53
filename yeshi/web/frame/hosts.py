"""By which hosts the city may be asked: by its own, so that no other name can be led to it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from yeshi.web.frame.bounds import Answer
from yeshi.web.frame.site import Site

_HOST = re.compile(
    rb"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?"
)


def is_host(header: bytes) -> bool:
    """Whether the header Host is a name or address, with a port or without."""
    return _HOST.fullmatch(header) is not None


class KnownHosts:
    """Asks the application only by hosts of its site.

    `answers`: what is told who asks by no name of a host (`host`), and by another's (`elsewhere`).
    """

    def __init__(self, app: ASGIApp, site: Site, answers: Mapping[str, Answer]) -> None:
        self._app, self._site, self._answers = app, site, answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers itself what was asked for by no host of ours; who names none asks for ours."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        why_not = self._fault(dict(scope["headers"]).get(b"host"), scope)
        if not why_not:
            await self._app(scope, receive, send)
            return
        # The page that says so must be able to say where it is.
        named = [pair for pair in scope["headers"] if pair[0] != b"host"]
        request = Request({**scope, "headers": [*named, (b"host", b"localhost")]}, receive)
        answer = await self._answers[why_not](request)
        await answer(scope, receive, send)

    def _fault(self, host: bytes | None, scope: Scope) -> str:
        if host is None:
            return ""
        if not is_host(host):
            return "host"
        ours = self._site.is_ours(host.decode("ascii"), scope.get("server"))
        return "" if ours else "elsewhere"
