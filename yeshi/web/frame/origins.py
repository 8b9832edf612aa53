"""From where something may be changed: by our own pages, and by programs that are no browser's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from yeshi.web.frame.bounds import Answer
from yeshi.web.frame.site import Site

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# What browsers say of a request that their user, or a page of this very origin, made.
_OURS = frozenset({"same-origin", "none"})


def is_foreign(request: Request, site: Site) -> bool:
    """Whether a browser says that a page of another origin sent it."""
    said = request.headers.get("sec-fetch-site")
    if said is not None:
        return said not in _OURS
    origin = request.headers.get("origin")
    return origin is not None and not site.is_from_here(origin, request.headers.get("host", ""))


def is_surely_ours(request: Request, site: Site) -> bool:
    """Whether a browser says that a page of ours sent it; who says nothing is not believed."""
    said = request.headers.get("sec-fetch-site")
    if said is not None:
        return said == "same-origin"
    return site.is_from_here(request.headers.get("origin", ""), request.headers.get("host", ""))


class OwnOrigin:
    """Lets nothing be changed by a page of another origin, in whatever way; `foreign` tells it.

    A program sends neither of the two headers: it holds no cookies but those that it was given.
    """

    def __init__(self, app: ASGIApp, site: Site, foreign: Answer) -> None:
        self._app, self._site, self._foreign = app, site, foreign

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless it would change something for another's page."""
        if scope["type"] == "http" and scope["method"] in UNSAFE:
            request = Request(scope, receive)
            if is_foreign(request, self._site):
                answer = await self._foreign(request)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)
