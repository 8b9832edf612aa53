"""As whom the city asks for passkeys: by its name, which a device signs for and for no other."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from yeshi.web.frame.site import Site

_PORTS = {"http": 80, "https": 443}
_LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """The host whose passkeys are taken, and the origin of the pages that may ask for them."""

    id: str
    origin: str


def relying_party(site: Site) -> RelyingParty | None:
    """As whom the city asks; None where browsers have no passkeys: by a number, or without HTTPS.

    This machine's own name is safe without.
    """
    parts = urlsplit(site.address)
    host = parts.hostname or ""
    is_local = host == _LOCAL or host.endswith(f".{_LOCAL}")
    if not (site.is_secure or is_local) or _is_number(host):
        return None
    own = parts.port in (None, _PORTS.get(parts.scheme))
    return RelyingParty(host, f"{parts.scheme}://{host}" + ("" if own else f":{parts.port}"))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
