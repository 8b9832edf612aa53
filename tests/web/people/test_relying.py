"""As whom the city asks for passkeys, and where browsers have none."""

from __future__ import annotations

import pytest

from yeshi.web.frame.site import Site
from yeshi.web.people.relying import RelyingParty, relying_party


@pytest.mark.parametrize(
    ("address", "party"),
    [
        ("https://market.example.org", ("market.example.org", "https://market.example.org")),
        ("https://market.example.org:443", ("market.example.org", "https://market.example.org")),
        ("https://m.example.org:8443", ("m.example.org", "https://m.example.org:8443")),
        ("http://localhost:8000", ("localhost", "http://localhost:8000")),
        ("http://market.example.org", None),
        ("http://127.0.0.1:8000", None),
        ("https://192.0.2.1", None),
        ("https://[2001:db8::1]", None),
    ],
)
def test_passkeys_are_of_a_name_that_is_safe(address: str, party: tuple[str, str] | None) -> None:
    """Behind HTTPS, or of this machine."""
    assert relying_party(Site(address)) == (RelyingParty(*party) if party else None)
