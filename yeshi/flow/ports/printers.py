"""What flow needs of printers: to send them a slip, and to find the slips there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Grouped
from yeshi.market.printer import Printer
from yeshi.market.slip import Slip


class SlipPrinter(Protocol):
    """The printers of stalls, on their networks."""

    def print(self, printer: Printer, data: bytes, leaving: Callable[[], None]) -> bool:
        """Whether the printer said that all of it came out; one that tells nothing was handed it.

        `leaving` is called right before the first byte leaves. PrinterNotThere, PrinterSilent,
        PaperOut and PrinterUnready say that none has left; PrintBrokeOff, that some may have.
        """
        ...


class Slips(Grouped[Slip], Protocol):
    """Slips; `of` a printer: all of it that are kept."""

    def first_waiting(self, printer: str) -> Slip | None:
        """The printer's earliest one that is still to be printed."""
        ...

    def waiting(self, printers: Sequence[str]) -> dict[str, int]:
        """How many are still to be printed of each of the printers that has some."""
        ...

    def latest(self, printer: str, limit: int) -> list[Slip]:
        """So many of the printer, the latest first."""
        ...

    def of_order(self, order: str, merchant: str) -> list[Slip]:
        """Those of the merchant's part of the order, by id."""
        ...

    def forget_written(self, before: datetime) -> int:
        """Forget those that were written before that moment; how many they were."""
        ...
