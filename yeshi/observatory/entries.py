"""What the books moved, a row a transfer, told by kinds of account and never by whose wallet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A transfer of the business day `day`; `week` is its Monday.

    `from_kind`, `to_kind`: the kinds of the accounts (wallet, escrow, merchant, …); `party`: the
    merchant, courier, campaign, programme or student it concerns, empty for customers.
    """

    day: date
    week: date
    why: str
    from_kind: str
    to_kind: str
    party: str
    fen: int
