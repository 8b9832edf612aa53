"""What happens to the printers of stalls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfPrinter(Event):
    merchant: str
    printer: str

    @property
    def subject(self) -> str:
        return self.merchant


@dataclass(frozen=True, slots=True)
class PrinterEntered(_OfPrinter):
    """A stall has a printer."""

    kind: ClassVar[str] = "printer.entered"


@dataclass(frozen=True, slots=True)
class PrinterChanged(_OfPrinter):
    """A stall's printer stands elsewhere, or prints something else."""

    kind: ClassVar[str] = "printer.changed"


@dataclass(frozen=True, slots=True)
class PrinterEnded(_OfPrinter):
    """A stall has a printer no more; what waited for it is not printed."""

    kind: ClassVar[str] = "printer.ended"
    waited: int


@dataclass(frozen=True, slots=True)
class PrinterStopped(_OfPrinter):
    """A printer does not print, for that reason: what is for it waits."""

    kind: ClassVar[str] = "printer.stopped"
    fault: str


@dataclass(frozen=True, slots=True)
class PrinterAnswered(_OfPrinter):
    """A printer prints: for the first time, again, or on trial."""

    kind: ClassVar[str] = "printer.answered"


@dataclass(frozen=True, slots=True)
class SlipGivenUp(_OfPrinter):
    """A slip of an order, or a trial, was not printed, and is not tried any more."""

    kind: ClassVar[str] = "slip.given_up"
    slip: str
    order: str | None


@dataclass(frozen=True, slots=True)
class SlipAskedFor(_OfPrinter):
    """Somebody at the counter asked for a slip of an order by hand."""

    kind: ClassVar[str] = "slip.asked_for"
    order: str
    slip: str
