"""What each answer tells browsers that they may do with it: little, and nothing that is inline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yeshi.web.frame.sign_in import COOKIE
from yeshi.web.frame.site import Site

Pairs = list[tuple[bytes, bytes]]

_OWN = "'self'"
_YEAR_S = 365 * 24 * 3600
_SILENT = (
    "accelerometer", "camera", "display-capture", "encrypted-media", "fullscreen",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # A page of ours may tell another of ours where somebody came from: sign-in leads back there,
    # and with less, browsers would send our own forms as from nowhere.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Where a device is, a page of ours alone may ask, once its user has pressed for it; and one may
    # ring, where user and browser allow that.
    "Permissions-Policy": ", ".join(
        (*(f"{one}=()" for one in _SILENT), "autoplay=(self)", "geolocation=(self)")
    ),
    "X-Frame-Options": "DENY",
}
# Of what is no page, nothing is carried out, should somebody open it by itself.
_INERT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# Others may show a figure of the city within their pages: it has no script and no form.
_EMBEDDED = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)
# A worker goes by what its own script was sent with.
_CARRIED_OUT = (b"text/html", b"text/javascript", b"application/javascript")
# The same for everybody, and kept by browsers.
_FIXED = ("/static/", "/style/", "/pictures/", "/tiles.pmtiles", "/favicon.ico")
_HOST = re.compile(r"[\w.*-]+(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?", re.ASCII)


class GuardedAnswers:
    """Sends with each answer what browsers are to hold to; `tiles`: the address of a map's tiles.

    What is asked for by somebody who has signed in is kept by nobody.
    """

    def __init__(self, app: ASGIApp, site: Site, tiles: str | None) -> None:
        self._app = app
        told = dict(_ALWAYS)
        if site.is_secure:
            told["Strict-Transport-Security"] = f"max-age={_YEAR_S}; includeSubDomains"
        self._pages = _pairs({**told, "Content-Security-Policy": policy(tiles)})
        self._told, self._tiles = told, tiles
        open_told = {name: said for name, said in told.items() if name != "X-Frame-Options"}
        self._embedded = _pairs({
            **open_told, "Content-Security-Policy": _EMBEDDED,
            "Cross-Origin-Resource-Policy": "cross-origin",
        })  # fmt: skip
        self._others = _pairs({**told, "Content-Security-Policy": _INERT})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        # What a route says of its page is found here again.
        scope.setdefault("state", {})

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._guarded(scope, message.get("headers", []))
            await send(message)

        await self._app(scope, receive, guarded)

    def _guarded(self, scope: Scope, said: Pairs) -> Pairs:
        told = {name.lower(): value for name, value in said}
        is_page = told.get(b"content-type", b"").startswith(_CARRIED_OUT)
        headers = [*said, *(self._of_page(scope) if is_page else self._others)]
        if scope["path"].startswith(_FIXED):
            return headers
        if b"cache-control" in told and not _is_signed(scope):
            return headers
        kept = [pair for pair in headers if pair[0].lower() != b"cache-control"]
        return [*kept, (b"cache-control", b"no-store")]

    def _of_page(self, scope: Scope) -> Pairs:
        if scope["state"].get("embedded"):
            return self._embedded
        forms_to, allows = scope["state"].get("forms_to", ""), scope["state"].get("allows")
        if not forms_to and not allows:
            return self._pages
        said = policy(self._tiles, forms_to, allows or {})
        return _pairs({**self._told, "Content-Security-Policy": said})


def policy(tiles: str | None, forms_to: str = "", allows: Mapping[str, str] | None = None) -> str:
    """The content security policy of pages: all from here, nothing inline, and the map's tiles.

    `forms_to`: another origin, to which a form of the page may lead on. `allows`: by directive from
    where else this one page may take something, as a provider's form to pay by.
    """
    host = _host_of(tiles)
    told = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": f"'self' data: blob:{host}",
        "connect-src": f"'self'{host}",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": f"'self' {forms_to}".rstrip(),
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    for name, sources in (allows or {}).items():
        told[name] = f"{told.get(name, _OWN)} {sources}"
    return "; ".join(f"{name} {sources}" for name, sources in told.items())


def _host_of(tiles: str | None) -> str:
    """Where tiles are fetched from, after a blank; "" for those of our own, and for no host."""
    try:
        parts = urlsplit(tiles or "")
    except ValueError:
        return ""
    host = re.sub(r"\{\w*\}", "*", parts.netloc)
    is_host = parts.scheme in ("http", "https") and _HOST.fullmatch(host)
    return f" {parts.scheme}://{host}" if is_host else ""


def _is_signed(scope: Scope) -> bool:
    """Whether somebody says that they are signed in, or shows a key."""
    return any(
        name == b"authorization" or (name == b"cookie" and COOKIE.encode() in value)
        for name, value in scope["headers"]
    )


def _pairs(headers: dict[str, str]) -> Pairs:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
