"""A city is served at a socket of its own, or at one that was handed over and stays open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from socket import AF_INET, SOCK_DGRAM, SOCK_STREAM, create_connection, dup, socket

import pytest

from yeshi.base.errors import PortTaken
from yeshi.settings import Settings
from yeshi.wiring.doors import address_of, listening, public_address

SETTINGS = Settings(
    home=Path(), database_url=None, host="127.0.0.1", port=0, speed=1.0, hunger=1.0, tiles=None
)


def test_who_comes_while_a_city_starts_waits() -> None:
    """The socket takes connections before anybody answers them."""
    with listening(SETTINGS) as door:
        create_connection(door.getsockname(), timeout=10).close()
        assert address_of(door) == f"http://127.0.0.1:{door.getsockname()[1]}"


def test_a_port_that_is_taken_is_told() -> None:
    """With where."""
    with listening(SETTINGS) as door:
        taken = replace(SETTINGS, port=door.getsockname()[1])
        with pytest.raises(PortTaken, match=str(taken.port)), listening(taken):
            pass


def test_a_socket_that_was_handed_over_is_shared() -> None:
    """It goes on taking connections when one who had it is gone."""
    with socket(AF_INET, SOCK_STREAM) as ours:
        ours.bind(("127.0.0.1", 0))
        ours.listen()
        with listening(replace(SETTINGS, socket=dup(ours.fileno()))) as door:
            assert door.getsockname() == ours.getsockname()
        create_connection(ours.getsockname(), timeout=10).close()


def test_what_is_no_socket_of_tcp_is_told() -> None:
    """A file, or a socket of another kind."""
    with socket(AF_INET, SOCK_DGRAM) as other:
        handed = replace(SETTINGS, socket=dup(other.fileno()))
        with pytest.raises(PortTaken, match="none of TCP"), listening(handed):
            pass
    with pytest.raises(PortTaken, match="9999"), listening(replace(SETTINGS, socket=9999)):
        pass


def test_the_public_address_is_the_one_that_is_set() -> None:
    """Else where it is served; at all addresses of a machine, the machine's name for itself."""
    with listening(SETTINGS) as door:
        assert public_address(SETTINGS, door) == address_of(door)
        known = replace(SETTINGS, address="https://market.example.org")
        assert public_address(known, door) == "https://market.example.org"
    for host in ("0.0.0.0", "localhost"):
        served = replace(SETTINGS, host=host)
        with listening(served) as door:
            assert public_address(served, door) == f"http://localhost:{door.getsockname()[1]}"
