"""What a shift pays: the larger of the pay per order and the guarantee for the hours on duty."""

from __future__ import annotations

from yeshi.base.money import Money


def guarantee(per_hour: Money, duty_s: int) -> Money:
    """The guaranteed pay for `duty_s` seconds, to the nearest fen, halves up."""
    return Money((per_hour.fen * duty_s * 2 + 3600) // 7200, per_hour.currency)


def top_up(earned: Money, per_hour: Money, duty_s: int) -> Money:
    """What lifts `earned` to the guarantee; zero when it is already there.

    With it a shift pays max(per-order pay, guarantee), as in Reyes et al. (2018), section 2.
    """
    short = guarantee(per_hour, duty_s) - earned
    return short if short.fen > 0 else Money(0, per_hour.currency)
