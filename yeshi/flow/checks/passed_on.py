"""What providers passed on: what is on its way is what no bank has shown, each entered once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yeshi.events.providers import PassedOnArrived, PassedOnUndone, ProviderPassedOn
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger.accounts import TRANSIT, transit_of
from yeshi.ledger.passed_on import PassedOnState


class PassedOnCheck(Check):
    """Each is kept as it was told last, was entered once, and stands between until it arrived."""

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, PassedOnState] = {}
        self._entered: Counter[str] = Counter()

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, ProviderPassedOn):
            self._told[event.passed] = PassedOnState.UNDER_WAY
            self._entered[event.passed] += 1
        elif isinstance(event, PassedOnArrived):
            if self._told.get(event.passed) is not PassedOnState.UNDER_WAY:
                self._wrong("passed_on.arrived", event.passed, "again", "once")
            self._told[event.passed] = PassedOnState.ARRIVED
        elif isinstance(event, PassedOnUndone):
            self._told[event.passed] = self._told[event.by] = PassedOnState.UNDONE

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where one was entered twice, stands otherwise than was told, or a sum differs."""
        for one, times in self._entered.items():
            yield from differing("passed_on.entered", one, times, 1)
        kept = work.passed_on.get_many(sorted(self._told))
        for id_, state in self._told.items():
            found = kept.get(id_)
            yield from differing("passed_on.state", id_, found and found.state, state)
        under_way: Counter[str] = Counter()
        for passed in work.passed_on.under_way():
            under_way[transit_of(passed.account)] -= passed.amount.fen
        balances = work.ledger.balances_of(TRANSIT)
        for account in sorted({*under_way, *balances}):
            fen = balances[account].fen if account in balances else 0
            yield from differing("passed_on.under_way", account, fen, under_way[account])
