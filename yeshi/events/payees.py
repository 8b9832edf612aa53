"""Whom stalls and couriers are paid out to: of a number, the record has the last digits alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class PayeeEntered(Event):
    """It was said whom an account is paid out to from now on."""

    kind: ClassVar[str] = "payee.entered"
    account: str
    masked: str

    @property
    def subject(self) -> str:
        """The stall or courier that is paid."""
        return self.account.partition(":")[2]


@dataclass(frozen=True, slots=True)
class PayeeTakenOut(Event):
    """An account is paid out to nobody until it is said anew."""

    kind: ClassVar[str] = "payee.taken_out"
    account: str

    @property
    def subject(self) -> str:
        """The stall or courier that was paid."""
        return self.account.partition(":")[2]
