"""Under which names and flags browsers keep our cookies: one way for all of them.

Routes give a cookie a plain name, a value and a time. Here it is shut off from scripts, from other
sites' forms, and from every part of the address but the whole of it. Behind HTTPS its name begins
with `__Host-`, which browsers take from this very host alone: none of its neighbours can set it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREFIX = b"__Host-"
_FLAGS = b"; HttpOnly; Path=/; SameSite=lax"
# What a route may say of how long it lasts; all else is said here.
_LASTING = (b"max-age=", b"expires=")
# Cookies that go with the answer, whatever answer it will be.
_GIVEN = "cookies_given"


def cookie_of(request: Request, name: str) -> str:
    """What the browser keeps under the name, or will with the answer; "" for nothing."""
    given: dict[str, str] = getattr(request.state, _GIVEN, {})
    return given.get(name) or request.cookies.get(name, "")


def give_cookie(request: Request, name: str, value: str) -> None:
    """Send the cookie with whatever will be answered; kept until the browser is closed."""
    request.scope.setdefault("state", {}).setdefault(_GIVEN, {})[name] = value


class GuardedCookies:
    """Reads and sends the cookies of the application under their flags, and their prefix."""

    def __init__(self, app: ASGIApp, is_secure: bool) -> None:
        self._app, self._is_secure = app, is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with plain names, and the answer back with guarded ones."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given: dict[str, str] = scope.setdefault("state", {}).setdefault(_GIVEN, {})
        if self._is_secure:
            scope = {**scope, "headers": _plain(scope["headers"])}

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [
                    (b"set-cookie", f"{name}={value}".encode()) for name, value in given.items()
                ]
                message["headers"] = [
                    (name, self._guarded(value) if name.lower() == b"set-cookie" else value)
                    for name, value in (*message.get("headers", []), *added)
                ]
            await send(message)

        await self._app(scope, receive, guarded)

    def _guarded(self, cookie: bytes) -> bytes:
        said, *others = (part.strip() for part in cookie.split(b";"))
        lasting = [part for part in others if part.lower().startswith(_LASTING)]
        shut = b"; ".join([said, *lasting]) + _FLAGS
        return PREFIX + shut + b"; Secure" if self._is_secure else shut


def _plain(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers with those cookies alone that have the prefix, without it."""
    sent = [
        part.strip() for name, value in headers if name == b"cookie" for part in value.split(b";")
    ]
    ours = [part.removeprefix(PREFIX) for part in sent if part.startswith(PREFIX)]
    others = [pair for pair in headers if pair[0] != b"cookie"]
    return [*others, (b"cookie", b"; ".join(ours))] if ours else others
