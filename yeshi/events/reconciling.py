"""Statements of providers and banks, read beside the books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfAccount(Event):
    account: str

    @property
    def subject(self) -> str:
        return self.account


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReadIn(_OfAccount):
    """A file was read in: so many rows agree, so many things do not, and so many do by now."""

    kind: ClassVar[str] = "statement.read_in"
    statement: str
    rows: int
    matched: int
    found: int
    settled: int


@dataclass(frozen=True, slots=True)
class DiscrepanciesSettled(_OfAccount):
    """What was left open was looked over with what the books say by now: so much agrees."""

    kind: ClassVar[str] = "discrepancies.settled"
    settled: int


@dataclass(frozen=True, slots=True)
class DiscrepancyExplained(_OfAccount):
    """A treasurer said how it comes."""

    kind: ClassVar[str] = "discrepancy.explained"
    discrepancy: str
    why: str
