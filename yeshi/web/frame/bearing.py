"""The key that a program shows with a request to the interface; pages look at none."""

from __future__ import annotations

from fastapi import Request

INTERFACE = "/api/"
_SCHEME = "bearer "


def bearer_of(request: Request) -> str | None:
    """What stands in the request's head as a key; None for a page's, and where there is none."""
    said = request.headers.get("authorization")
    if said is None or not str(request.scope["path"]).startswith(INTERFACE):
        return None
    return said[len(_SCHEME) :].strip() if said.lower().startswith(_SCHEME) else ""
