"""Papers as eyes see them, for tests: texts in a grid, seen tilted and from aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, radians, sin

from yeshi.menus.seen import Corner, PaperSeen, Text

WIDTH, HEIGHT = 1200, 1600
# How wide a letter is for its height.
LETTER = 0.95

Bend = Callable[[float, float], Corner]


def flat(x: float, y: float) -> Corner:
    """As it lies."""
    return x, y


def tilted(degrees: float, keystone: float = 0.0) -> Bend:
    """Turned around the middle, and its lines running together to the right by perspective."""
    c, s = cos(radians(degrees)), sin(radians(degrees))

    def bend(x: float, y: float) -> Corner:
        x, y = x - WIDTH / 2, y - HEIGHT / 2
        scale = 1 / (1 + keystone * x / WIDTH)
        x, y = x * scale, y * scale
        return c * x - s * y + WIDTH / 2, s * x + c * y + HEIGHT / 2

    return bend


def text(
    says: str, x: float, y: float, height: float, bend: Bend = flat, sure: float = 1.0
) -> Text:
    """A text that begins at x and whose middle is at y; Chinese letters are as wide as high."""
    width = sum(height * (LETTER if ord(letter) > 255 else 0.5) for letter in says)
    above, below = y - height / 2, y + height / 2
    corners = bend(x, above), bend(x + width, above), bend(x + width, below), bend(x, below)
    return Text(says, sure, corners)


def seen(texts: Sequence[Text]) -> PaperSeen:
    """These texts on one photo."""
    return PaperSeen(WIDTH, HEIGHT, tuple(texts))
