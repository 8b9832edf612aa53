"""Money is whole fen with its currency; it is divided only by `split`, which loses none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yeshi.base.errors import BooksBroken


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen (hundredths of the currency's unit), possibly negative."""

    fen: int
    currency: str = "CNY"

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
        sign, amount = ("-" if self.fen < 0 else ""), abs(self.fen)
        return f"{sign}{amount // 100}.{amount % 100:02d} {self.currency}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise BooksBroken(f"{self} and {other} are not of one currency")


def total(amounts: Iterable[Money], currency: str = "CNY") -> Money:
    """The sum of `amounts`; zero of `currency` when there are none."""
    result = Money(0, currency)
    for amount in amounts:
        result = result + amount
    return result
