"""How much one address, or one key, may ask for: a little at once, then so much a minute."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from time import monotonic

ADDRESSES_MAX = 10_000


class AskedTooMuch(Exception):
    """Somebody has used up what they may ask for; the next they may ask for in `wait_s` seconds."""

    def __init__(self, wait_s: int) -> None:
        self.wait_s = wait_s
        super().__init__(f"in {wait_s} s")


class Allowance:
    """`at_once` for each address, of which one comes back every `every_s` real seconds."""

    def __init__(self, at_once: int, every_s: float, now: Callable[[], float] = monotonic) -> None:
        self._at_once, self._every_s, self._now = at_once, every_s, now
        # Of each address when all that it used will have come back; the longest ago first.
        self._whole_at: OrderedDict[str, float] = OrderedDict()

    def take(self, address: str | None) -> int:
        """0 when the address may ask, which is counted; else the seconds until it may."""
        if address is None:
            return 0
        now = self._now()
        whole_at = max(now, self._whole_at.get(address, now))
        over_s = whole_at + self._every_s - (now + self._at_once * self._every_s)
        if over_s > 0:
            return ceil(over_s)
        self._whole_at[address] = whole_at + self._every_s
        self._whole_at.move_to_end(address)
        if len(self._whole_at) > ADDRESSES_MAX:
            self._whole_at.popitem(last=False)
        return 0


@dataclass(frozen=True, slots=True)
class Allowances:
    """Of what is drawn, counted or printed for whoever asks; of passwords tried; of each key.

    `shown`: of pictures within pages, most of which were drawn before.
    """

    costly: Allowance = field(default_factory=lambda: Allowance(20, 2.0))
    tries: Allowance = field(default_factory=lambda: Allowance(10, 10.0))
    keys: Allowance = field(default_factory=lambda: Allowance(300, 0.5))
    shown: Allowance = field(default_factory=lambda: Allowance(100, 0.5))
