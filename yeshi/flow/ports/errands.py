"""What flow asks of errands, and of the reports that were printed on some."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.errand import Errand, ErrandState
from yeshi.flow.ports.records import Records
from yeshi.flow.printed import Print


class Errands(Records[Errand], Protocol):
    """Errands, whatever their kind."""

    def enter(self, errand: Errand) -> None:
        """Keep a new errand; nothing is changed where one of its id is there already."""
        ...

    def next_due(self, kinds: Sequence[str], now: datetime, limit: int) -> list[Errand]:
        """The first so many of those kinds that are due, kept from others; none that another work
        holds."""
        ...

    def running(self, kinds: Sequence[str]) -> list[Errand]:
        """Those of the kinds that are being run, by id."""
        ...

    def open_of(self, kind: str) -> list[Errand]:
        """Those of the kind that wait or are being run, by id."""
        ...

    def in_state(self, state: ErrandState, limit: int) -> list[Errand]:
        """Those in the state: waiting ones by when they are due, others the latest first."""
        ...

    def counts(self) -> dict[ErrandState, int]:
        """How many there are in each state, 0 for none."""
        ...

    def forget_done(self, before: datetime) -> int:
        """Forget those that were done before that moment; how many they were."""
        ...


class Prints(Records[Print], Protocol):
    """Printed reports."""

    def newest(self, name: str) -> Print | None:
        """The one of that name as of the latest moment; None before any."""
        ...

    def forget_older(self, name: str, as_of: datetime) -> int:
        """Forget those of that name as of earlier moments; how many they were."""
        ...

    def forget_made(self, before: datetime) -> int:
        """Forget those that were made before that moment; how many they were."""
        ...
