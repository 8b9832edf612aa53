"""What may stand in the header Host: a name or address, with a port or without."""

from __future__ import annotations

import re

_HOST = re.compile(
    rb"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?"
)


def is_host(header: bytes) -> bool:
    """Whether addresses can be made with this host."""
    return _HOST.fullmatch(header) is not None
