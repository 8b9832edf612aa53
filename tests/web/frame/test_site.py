"""A city is asked by its own hosts, and its pages are those of its own origin."""

from __future__ import annotations

import pytest

from yeshi.web.frame.site import Site

SITE = Site("https://market.example.org")
SERVER = ("10.1.2.3", 8000)


@pytest.mark.parametrize(
    "host",
    [
        "market.example.org", "MARKET.example.org", "market.example.org:443", "localhost",
        "localhost:9000", "127.0.0.1:8000", "[::1]:8000", "10.1.2.3:8000", "10.1.2.3",
    ],
)  # fmt: skip
def test_the_city_is_asked_by_its_own_hosts(host: str) -> None:
    """That of its address, local names at any port, and the address that took the connection."""
    assert SITE.is_ours(host, SERVER)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "market.example.org.evil.example", "example.org", "market.example.org:8000",
        "localhost.evil.example", "10.1.2.3:9000", "10.1.2.4:8000", "", "[::2]:8000",
    ],
)  # fmt: skip
def test_other_hosts_are_not_its_own(host: str) -> None:
    """Neither those above it nor those that begin like it."""
    assert not SITE.is_ours(host, SERVER)
    assert not SITE.is_ours(host, None)


def test_the_address_of_the_longer_kind_is_its_own() -> None:
    """As browsers write it."""
    assert SITE.is_ours("[fd00::1]:8000", ("fd00::1", 8000))


@pytest.mark.parametrize(
    ("origin", "host", "ours"),
    [
        ("https://market.example.org", "market.example.org", True),
        ("https://market.example.org", "localhost:8000", True),
        ("http://localhost:8000", "localhost:8000", True),
        ("http://localhost:8001", "localhost:8000", False),
        ("https://evil.example", "market.example.org", False),
        ("https://market.example.org.evil.example", "market.example.org", False),
        ("https://shop.market.example.org", "market.example.org", False),
        ("null", "market.example.org", False),
        ("", "market.example.org", False),
    ],
)
def test_pages_are_ours_by_their_origin(origin: str, host: str, ours: bool) -> None:
    """That of the address, or of the host by which they are asked."""
    assert SITE.is_from_here(origin, host) is ours
