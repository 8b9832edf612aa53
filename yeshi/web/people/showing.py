"""How a secret for an authenticator is shown: as a picture to be read by a camera, and to type."""

from __future__ import annotations

from typing import TypeVar

import segno
from fastapi import Response
from markupsafe import Markup

R = TypeVar("R", bound=Response)
_LETTERS = 4


def drawn(uri: str) -> Markup:
    """The QR code of an address as a picture of its own, without any style in it."""
    code = segno.make_qr(uri, error="m")
    # Segno writes numbers and names of ours alone; the text itself is in the dots.
    return Markup(code.svg_inline(omitsize=True, border=4, svgclass="qr", lineclass=None))


def in_groups(secret: str) -> str:
    """The secret as one types it: by fours."""
    return " ".join(secret[first : first + _LETTERS] for first in range(0, len(secret), _LETTERS))


def with_cookies_of(came: Response, shown: R) -> R:
    """What is shown, with the cookies that another answer would have sent."""
    for name, value in came.raw_headers:
        if name == b"set-cookie":
            shown.raw_headers.append((name, value))
    return shown
