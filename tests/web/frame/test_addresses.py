"""An address tells people apart, a network of the longer ones; this machine's own tells nothing."""

from __future__ import annotations

import pytest

from yeshi.web.frame.addresses import address_of


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("198.51.100.7", 5), "198.51.100.7"),
        (("::ffff:198.51.100.7", 5), "198.51.100.7"),
        (("2001:db8:1:2:3:4:5:6", 5), "2001:db8:1:2::"),
        (("2001:db8:1:2::9", 5), "2001:db8:1:2::"),
        (("127.0.0.1", 5), None),
        (("::1", 5), None),
        (("::ffff:127.0.0.1", 5), None),
        (("testclient", 5), None),
        (None, None),
    ],
)
def test_who_asks_is_known_by_their_address(client: object, address: str | None) -> None:
    """As far as it says something."""
    assert address_of({"type": "http", "client": client}) == address
