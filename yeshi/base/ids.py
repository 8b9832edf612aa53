"""What things are called: after the command that makes them, or so that nobody can guess it."""

from __future__ import annotations

from hashlib import blake2b
from secrets import token_bytes

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
# Ten bits at a time: a night names tens of thousands of things.
PAIRS = tuple(first + second for first in LETTERS for second in LETTERS)


def make_id(prefix: str, *sources: object) -> str:
    """`prefix-` and 16 letters that depend on `sources` alone (80 bits of BLAKE2b, base32)."""
    text = "\x1f".join(map(str, sources))
    return _spell(prefix, int.from_bytes(blake2b(text.encode(), digest_size=10).digest()))


def _spell(prefix: str, number: int) -> str:
    return f"{prefix}-" + "".join([PAIRS[number >> shift & 1023] for shift in range(70, -1, -10)])


def random_id(prefix: str, *_: object) -> str:
    """`prefix-` and 16 letters that nobody can guess (80 bits), whatever it is named after."""
    return _spell(prefix, int.from_bytes(token_bytes(10)))


def digest_of(asked: tuple[object, ...]) -> str:
    """Sixteen letters that stand for all that was asked; "" for nothing."""
    return blake2b(repr(asked).encode(), digest_size=8).hexdigest() if asked else ""


def short(identity: str) -> str:
    """The letters by which people call a thing: the last five of its id, upper case."""
    return identity[-5:].upper()
