"""A service manager that waits is told once the city answers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from socket import AF_UNIX, SOCK_DGRAM, socket

import pytest

from yeshi.adapters.service_manager import tell_ready


@pytest.mark.parametrize("abstract", [False, True])
def test_whoever_waits_is_told(abstract: bool) -> None:
    """At a file's address, and at one that no file has."""
    with tempfile.TemporaryDirectory() as folder, socket(AF_UNIX, SOCK_DGRAM) as manager:
        address = str(Path(folder) / "notify")
        manager.bind("\0" + address[1:] if abstract else address)
        tell_ready("@" + address[1:] if abstract else address)
        manager.settimeout(5)
        assert manager.recv(64) == b"READY=1"


def test_nobody_who_waits_is_no_fault() -> None:
    """Neither where none was named, nor where it has gone."""
    tell_ready(None)
    tell_ready("/nowhere/notify")
