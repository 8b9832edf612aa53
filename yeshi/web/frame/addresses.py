"""From where a request comes, as far as that tells people apart."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

# What one household or shop is given of the new addresses.
_HOUSEHOLD = 64


def address_of(scope: Scope) -> str | None:
    """The address of whoever asks, of the longer ones their network; None where it says nothing.

    This machine's own says nothing: behind it stands a proxy that does not tell for whom it asks,
    or whoever keeps the city.
    """
    client = scope.get("client")
    try:
        address = ip_address(client[0]) if client else None
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            network = ip_network((address, _HOUSEHOLD), strict=False)
            return None if address.is_loopback else str(network.network_address)
        address = address.ipv4_mapped
    return None if address is None or address.is_loopback else str(address)
