"""The one-time code by which a browser is let into the set-up of a city."""

from __future__ import annotations

import hmac
from hashlib import sha256
from secrets import token_urlsafe
from threading import Lock

COOKIE = "yeshi_opening"
_CODE_BYTES, _TOKEN_BYTES = 12, 32


class OneTimeCode:
    """Lets one browser in, once: whoever started the server is told the code, nobody else."""

    def __init__(self) -> None:
        self.code = token_urlsafe(_CODE_BYTES)
        self._token: str | None = None
        self._one = Lock()

    def exchange(self, code: str) -> str | None:
        """A token that the browser keeps; None for another code, or after the first time."""
        with self._one:
            if self._token is not None or not _alike(code, self.code):
                return None
            self._token = token_urlsafe(_TOKEN_BYTES)
            return self._token

    @property
    def is_used(self) -> bool:
        """Whether a browser has been let in."""
        return self._token is not None

    def holds(self, token: str) -> bool:
        """Whether that is the token of the browser that was let in."""
        return self._token is not None and _alike(token, self._token)


def _alike(told: str, own: str) -> bool:
    return hmac.compare_digest(sha256(told.encode()).digest(), sha256(own.encode()).digest())
