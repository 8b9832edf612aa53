"""A thing is named after the command that makes it, so a repeated command names the same."""

from __future__ import annotations

from hashlib import blake2b

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
# Ten bits at a time: a night names tens of thousands of things.
PAIRS = tuple(first + second for first in LETTERS for second in LETTERS)


def make_id(prefix: str, *sources: object) -> str:
    """`prefix-` and 16 letters that depend on `sources` alone (80 bits of BLAKE2b, base32)."""
    text = "\x1f".join(map(str, sources))
    number = int.from_bytes(blake2b(text.encode(), digest_size=10).digest())
    return f"{prefix}-" + "".join([PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)])


def short(identity: str) -> str:
    """The letters by which people call a thing: the last five of its id, upper case."""
    return identity[-5:].upper()
