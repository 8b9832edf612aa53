"""How a secret for an authenticator is shown to be typed, and with which cookies a page is sent."""

from __future__ import annotations

from typing import TypeVar

from fastapi import Response

R = TypeVar("R", bound=Response)
_LETTERS = 4


def in_groups(secret: str) -> str:
    """The secret as one types it: by fours."""
    return " ".join(secret[first : first + _LETTERS] for first in range(0, len(secret), _LETTERS))


def with_cookies_of(came: Response, shown: R) -> R:
    """What is shown, with the cookies that another answer would have sent."""
    for name, value in came.raw_headers:
        if name == b"set-cookie":
            shown.raw_headers.append((name, value))
    return shown
