"""A thing is named after the command that makes it, so a repeated command names the same."""

from __future__ import annotations

from base64 import b32encode
from hashlib import blake2b


def make_id(prefix: str, *sources: object) -> str:
    """`prefix-` and 16 letters that depend on `sources` alone (80 bits of BLAKE2b, base32)."""
    text = "\x1f".join(map(str, sources))
    digest = blake2b(text.encode(), digest_size=10).digest()
    return f"{prefix}-{b32encode(digest).decode().lower()}"


def short(identity: str) -> str:
    """The letters by which people call a thing: the last five of its id, upper case."""
    return identity[-5:].upper()
