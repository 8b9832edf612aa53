"""Complaints: what was told to be given back, and to be handed out, is what is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yeshi.events.complaints import BackTo, Bears, ComplaintHandedOut, ComplaintPaid
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger import accounts


class ComplaintsCheck(Check):
    """Each has granted, taken from the stall and handed out what was told.

    The money table is not looked into, so that a fault in it shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._granted: Counter[str] = Counter()
        self._from_stall: Counter[str] = Counter()
        self._handed_out: Counter[str] = Counter()
        self._office = 0

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, ComplaintPaid):
            amount, id_ = event.amount.fen, event.complaint
            self._granted[id_] += amount
            if event.bears is Bears.STALL:
                self._from_stall[id_] += amount + event.to_campaign.fen
            if event.to is BackTo.OFFICE:
                self._office += amount
        elif isinstance(event, ComplaintHandedOut):
            self._handed_out[event.complaint] += event.amount.fen
            self._office -= event.amount.fen

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where another sum is kept than was told, or waits at the office."""
        kept = work.complaints.get_many(sorted(self._granted))
        for id_, fen in self._granted.items():
            found = kept.get(id_)
            yield from differing("complaints.granted", id_, found and found.granted.fen, fen)
            if found:
                stall, cash = found.from_stall.fen, found.handed_out.fen
                yield from differing("complaints.from_stall", id_, stall, self._from_stall[id_])
                yield from differing("complaints.handed_out", id_, cash, self._handed_out[id_])
        waits = work.ledger.balance(accounts.OFFICE).fen
        yield from differing("complaints.at_office", accounts.OFFICE, waits, self._office)
