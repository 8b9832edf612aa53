"""What providers keep as their fee, and what they pass on to the bank, as they state it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfProvider(Event):
    """`account`: the provider's; `day`: for which it is stated, whenever it was entered."""

    account: str
    day: date
    amount: Money

    @property
    def subject(self) -> str:
        return self.account


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderKeptFees(_OfProvider):
    """So much was kept in so many rows of a day; below zero: more was given back."""

    kind: ClassVar[str] = "provider.kept_fees"
    statement: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPassedOn(_OfProvider):
    """So much is on its way to the bank; below zero: from the bank, or it has come back."""

    kind: ClassVar[str] = "provider.passed_on"
    statement: str
    passed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOnArrived(_OfProvider):
    """The bank shows what was passed on, on that day of its own."""

    kind: ClassVar[str] = "provider.passed_on_arrived"
    passed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOnUndone(_OfProvider):
    """What was passed on came back to the provider before any bank showed it."""

    kind: ClassVar[str] = "provider.passed_on_undone"
    passed: str
    by: str
