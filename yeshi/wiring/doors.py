"""The socket that a city is served at: of its own, or one that several processes share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from socket import AF_INET6, SO_REUSEADDR, SOL_SOCKET, SocketKind, getaddrinfo, socket

from yeshi.base.errors import PortTaken
from yeshi.settings import Settings

# Who comes while the city starts waits for it, and is not turned away.
BACKLOG = 1024


@contextmanager
def listening(settings: Settings) -> Iterator[socket]:
    """The socket, bound; PortTaken when it cannot be, or when the one handed over is none.

    One that was handed over (`settings.socket`) stays open in whoever handed it over: connections
    wait in it, for this process or another, also while none of them runs.
    """
    try:
        door = _bound(settings) if settings.socket is None else socket(fileno=settings.socket)
        name = door.getsockname()
    except OSError as fault:
        where = f"{settings.host}:{settings.port}"
        if settings.socket is not None:
            where = f"the socket handed over as {settings.socket}"
        raise PortTaken(f"{where} cannot be served at: {fault.strerror}") from None
    with door:
        if not isinstance(name, tuple) or door.type is not SocketKind.SOCK_STREAM:
            raise PortTaken("the socket that was handed over is none of TCP")
        # Nobody but us is meant to have it: a database that we start outlives us now and then.
        door.set_inheritable(False)
        yield door


def _bound(settings: Settings) -> socket:
    family, kind, *_, where = getaddrinfo(
        settings.host, settings.port, type=SocketKind.SOCK_STREAM
    )[0]
    door = socket(family, kind)
    try:
        door.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        door.bind(where)
        door.listen(BACKLOG)
    except OSError:
        door.close()
        raise
    return door


def address_of(door: socket) -> str:
    """The address of the pages."""
    host, port, *_ = door.getsockname()
    return f"http://[{host}]:{port}" if door.family is AF_INET6 else f"http://{host}:{port}"


def public_address(settings: Settings, door: socket) -> str:
    """The address by which everybody finds the pages: the one that is set, else where they are.

    Who serves at a name is found by it; at all addresses of a machine, by its name for itself.
    """
    if settings.address is not None:
        return settings.address
    host, port, *_ = door.getsockname()
    if settings.socket is None and not _is_address(settings.host):
        return f"http://{settings.host.lower()}:{port}"
    return f"http://localhost:{port}" if ip_address(host).is_unspecified else address_of(door)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
