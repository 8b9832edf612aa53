"""Links that nobody can guess: what they carry follows from the installation's secret."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode

from yeshi.web.frame.site import Site

# Where a page for a link of that kind is.
COME_IN = "/come-in"


class LinkMaker:
    """Makes what links carry, and the whole addresses of pages that are sent to people."""

    def __init__(self, secret: str, site: Site) -> None:
        self._secret, self._site = secret.encode(), site

    def token(self, purpose: str, id_: str, number: int) -> str:
        """The thing's id and 256 bits: of another purpose, thing or number they are others."""
        said = f"link {purpose} {number} {id_}".encode()
        seal = hmac.digest(self._secret, said, "sha256")
        return f"{id_}.{urlsafe_b64encode(seal).decode().rstrip('=')}"

    def address(self, token: str) -> str:
        """The whole address at which somebody comes in."""
        return f"{self._site.address}{COME_IN}/{token}"
