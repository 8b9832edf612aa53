"""What is called out and what is shown at a counter: a number that is heard, a code that is not."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import blake2b

# Three figures are called out and remembered; four are not guessed at a counter.
NUMBER_FIRST, NUMBERS, CODES = 101, 899, 10_000


def number_called(id_: str, taken: Collection[int]) -> int:
    """The number by which what has that id is called; none of those `taken`.

    With all numbers taken, one of them is used twice: the codes tell them apart.
    """
    first = _drawn(id_) % NUMBERS
    numbers = (NUMBER_FIRST + (first + more) % NUMBERS for more in range(NUMBERS))
    return next((one for one in numbers if one not in taken), NUMBER_FIRST + first)


def code_of(secret: str) -> str:
    """Four figures, drawn from a word that nobody knows."""
    return f"{_drawn(secret) % CODES:04}"


def _drawn(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())
