"""Where the city is found: its public address, and which hosts are its own."""

from __future__ import annotations

from dataclasses import dataclass

# Names of whatever machine somebody sits at: no one else can have them lead here.
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PORTS = {"http": "80", "https": "443"}


@dataclass(frozen=True, slots=True)
class Site:
    """A city by its public `address`, such as https://market.example.org: no path after it.

    Links that leave the pages begin with it, whatever host somebody asked by.
    """

    address: str

    @property
    def is_secure(self) -> bool:
        """Whether it is found by HTTPS."""
        return self.address.startswith("https://")

    def is_ours(self, host: str, server: tuple[str, int | None] | None) -> bool:
        """Whether the host, with a port or without, is the city's.

        It is that of its address, this machine under a local name (at any port: a tunnel or a
        container has its own), or the very address of the `server` that took the connection.
        """
        name, port = _parted(host.lower())
        scheme = self.address.partition("://")[0]
        if name in _LOCAL or _host_of(f"{scheme}://{host}") == _host_of(self.address):
            return True
        if server is None:
            return False
        bound = f"[{server[0]}]" if ":" in server[0] else server[0]
        return name == bound.lower() and port in ("", str(server[1]))

    def is_from_here(self, origin: str, host: str) -> bool:
        """Whether a page of that origin is one of ours, for who asks by that host of ours.

        Of the public address all of it counts: what is found by HTTPS has no pages without.
        """
        if origin == self.address or _host_of(origin) == _host_of(self.address):
            return origin == self.address
        return _host_of(origin) == host.lower()


def _host_of(address: str) -> str:
    """The host and port of an address as browsers send them, small; "" for what is no address."""
    scheme, mark, rest = address.lower().partition("://")
    name, port = _parted(rest.partition("/")[0])
    if not mark or scheme not in _PORTS:
        return ""
    return name if port in ("", _PORTS[scheme]) else f"{name}:{port}"


def _parted(host: str) -> tuple[str, str]:
    """The name, in brackets for the longer addresses, and the port."""
    if host.startswith("["):
        name, _, port = host.partition("]")
        return f"{name}]", port.removeprefix(":")
    name, _, port = host.partition(":")
    return name, port
