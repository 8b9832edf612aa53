"""A client that sends forms as a browser does that was shown them: with their token."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Any

from fastapi.testclient import TestClient
from httpx import Request

from yeshi.web.frame import form_tokens, sign_in
from yeshi.web.frame.form_tokens import FormTokens
from yeshi.web.frame.origins import UNSAFE

DEVICE = "device"
# Of all cities that tests make.
SECRET = "secret"


class BrowsingClient(TestClient):
    """A client of an application whose secret it knows.

    What it sends to pages carries one for its device and session; data carry none.
    """

    def build_request(self, *args: Any, **kwargs: Any) -> Request:
        """The request, as if from a form that was shown to this client a moment ago."""
        request = super().build_request(*args, **kwargs)
        if request.method in UNSAFE and not request.url.path.startswith("/api"):
            vouch(request)
        return request


def vouch(request: Request) -> None:
    """Give the request the token that a page would have given it, and its device."""
    sent = request.headers.get("cookie", "")
    cookies = SimpleCookie(sent)
    if form_tokens.COOKIE not in cookies:
        device = f"{form_tokens.COOKIE}={DEVICE}"
        request.headers["cookie"] = f"{sent}; {device}" if sent else device
    known = {name: cookies[name].value if name in cookies else "" for name in _KNOWN}
    token = FormTokens(SECRET).made(known[form_tokens.COOKIE] or DEVICE, known[sign_in.COOKIE])
    request.headers[form_tokens.HEADER] = token


_KNOWN = (form_tokens.COOKIE, sign_in.COOKIE)
