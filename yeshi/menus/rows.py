"""A row of a menu as it was read: what each cell says, how sure that is, and where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yeshi.base.limits import PRICE_FEN_MAX
from yeshi.base.money import Money, digits_of

# What is surer than this is not marked: on the photos of bench/menus it parts right from wrong.
DOUBTFUL_BELOW = 0.85
CELLS = ("category", "name", "size", "price")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a photo that stands upright, in shares of its width and height."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, other: Box) -> Box:
        """The rectangle that holds both."""
        return Box(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a row stood: on a photo, or in a row of a sheet that is counted from one."""

    sheet: str = ""
    row: int = 0
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; `sure`: from 0 for a guess to 1."""

    text: str = ""
    sure: float = 1.0

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody should look at it."""
        return self.sure < DOUBTFUL_BELOW


@dataclass(frozen=True, slots=True)
class MenuRow:
    """A dish in one size, or in the only one (""); `price` is in units, such as 18.5, or ""."""

    category: Cell
    name: Cell
    size: Cell
    price: Cell
    stood: Stood

    @property
    def doubts(self) -> tuple[str, ...]:
        """The cells that somebody should look at."""
        return tuple(cell for cell in CELLS if getattr(self, cell).is_doubtful)


def money_of(text: str, currency: str) -> Money | None:
    """The price that a text such as 18.5 says; None for what no dish can cost."""
    if not text.isascii() or not text.replace(".", "", 1).isdigit() or len(text) > 12:
        return None
    fen = Decimal(text).scaleb(digits_of(currency))
    if fen != fen.to_integral_value() or not 0 < fen <= PRICE_FEN_MAX:
        return None
    return Money(int(fen), currency)
