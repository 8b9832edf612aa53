"""Telling whoever manages the service that it is there, after systemd's `sd_notify`."""

from __future__ import annotations

from socket import AF_UNIX, SOCK_CLOEXEC, SOCK_DGRAM, socket

READY = b"READY=1"


def tell_ready(address: str | None) -> None:
    """Say that whoever asks is answered from now on; nothing where nobody waits for it.

    A manager that has gone is no fault of the city's: it serves all the same. The protocol:
    sd_notify(3); an address that begins with @ is in the abstract namespace.
    """
    if address is None:
        return
    where = "\0" + address[1:] if address.startswith("@") else address
    with socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC) as word:
        try:
            word.sendto(READY, where)
        except OSError:
            return
