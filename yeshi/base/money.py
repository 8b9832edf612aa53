"""Money is whole fen with its currency; it is divided only by `split`, which loses none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yeshi.base.errors import BooksBroken

# Decimals of the currencies that have not two, by ISO 4217.
DIGITS = {
    "BHD": 3, "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0,
    "KMF": 0, "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0,
    "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
}  # fmt: skip


def digits_of(currency: str) -> int:
    """How many decimals the currency's unit has: two for yuan, none for yen."""
    return DIGITS.get(currency, 2)


def unit_fen(currency: str) -> int:
    """How many fen a unit of the currency has: 100 for yuan, 1 for yen."""
    return int(10 ** digits_of(currency))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen, the smallest unit of its currency, possibly negative.

    A fen is a hundredth of a yuan or a dollar, a thousandth of a dinar, and a yen itself.
    """

    fen: int
    currency: str

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.fen + other.fen, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.fen - other.fen, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.fen * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.fen < other.fen

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.fen <= other.fen

    def __bool__(self) -> bool:
        return self.fen != 0

    def split(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Parts in proportion to `weights`, summing to this amount exactly.

        Each part is rounded down; the fen left over go to the largest remainders, the earlier part
        first on a tie. All weights zero: equal parts. Raises BooksBroken without weights or
        with a negative one.
        """
        if not weights or any(weight < 0 for weight in weights):
            raise BooksBroken(f"cannot split {self} by {list(weights)}")
        scale = list(weights) if sum(weights) else [1] * len(weights)
        total, sign = sum(scale), -1 if self.fen < 0 else 1
        amount = abs(self.fen)
        parts = [amount * weight // total for weight in scale]
        by_remainder = sorted(range(len(scale)), key=lambda i: (-(amount * scale[i] % total), i))
        for index in by_remainder[: amount - sum(parts)]:
            parts[index] += 1
        return tuple(Money(sign * part, self.currency) for part in parts)

    def share(self, basis_points: int) -> Money:
        """This amount times `basis_points` / 10 000, to the nearest fen by `split`."""
        return self.split((basis_points, 10_000 - basis_points))[0]

    def __str__(self) -> str:
        return f"{self.plain()} {self.currency}"

    def plain(self, thousands: str = "") -> str:
        """The amount in units of the currency with all its decimals, such as -1,200.50."""
        digits = digits_of(self.currency)
        units, rest = divmod(abs(self.fen), 10**digits)
        sign = "-" if self.fen < 0 else ""
        decimals = f".{rest:0{digits}d}" if digits else ""
        return f"{sign}{units:{thousands}}{decimals}"

    @property
    def units(self) -> float:
        """The amount in units of the currency, for pictures and for what is no money."""
        return float(self.fen / unit_fen(self.currency))

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise BooksBroken(f"{self} and {other} are not of one currency")


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of `amounts`; zero of `currency` when there are none."""
    fen = 0
    for amount in amounts:
        if amount.currency != currency:
            raise BooksBroken(f"{amount} is not in {currency}")
        fen += amount.fen
    return Money(fen, currency)


def in_units(units: float, currency: str) -> Money:
    """So many units of the currency, to the nearest fen."""
    return Money(round(units * unit_fen(currency)), currency)


def as_many_units(amount: Money, currency: str) -> Money:
    """As many units of another currency, without decimals that it has not."""
    return Money(amount.fen * unit_fen(currency) // unit_fen(amount.currency), currency)


def between(least_fen: int, most_fen: int, currency: str) -> str:
    """The bounds of an amount as a refusal tells them, such as 0.01…10000.00."""
    return f"{Money(least_fen, currency).plain()}…{Money(most_fen, currency).plain()}"
