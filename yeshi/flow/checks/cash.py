"""Cash: what is still to be paid at doors is owed, and each courier carries what they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from yeshi.events.complaints import Bears, ComplaintPaid
from yeshi.events.ledger import (
    CashAllowed,
    CashForbidden,
    CashHandedIn,
    CashSetOff,
    TillHandedIn,
    TillSetOff,
)
from yeshi.events.orders import OrderSettled
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule, Check, differing
from yeshi.flow.ports import Work
from yeshi.ledger import accounts


class CashCheck(Check):
    """What couriers took at doors less what they gave, and what merchants owe of what they took at
    their counters and of what they bear; who did not pay is barred until allowed.

    The money table is not looked into, so that a fault in it shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self._carried: Counter[str] = Counter()
        self._tills: Counter[str] = Counter()
        self._barred: dict[str, str | None] = {}

    def _take_in(self, recorded: Recorded) -> None:
        event = recorded.event
        if isinstance(event, OrderSettled):
            if event.taken is not None and event.courier is not None:
                self._carried[event.courier] += event.taken.fen
            for one in event.tills:
                self._tills[one.merchant] += (one.taken - one.kept).fen
        elif isinstance(event, CashHandedIn | CashSetOff):
            self._carried[event.courier] -= event.amount.fen
        elif isinstance(event, ComplaintPaid):
            borne = event.amount + event.to_campaign - event.fee_back
            self._tills[event.merchant] += borne.fen if event.bears is Bears.STALL else 0
        elif isinstance(event, TillHandedIn | TillSetOff):
            self._tills[event.merchant] -= event.amount.fen
        elif isinstance(event, CashForbidden):
            self._barred[event.customer] = event.order
        elif isinstance(event, CashAllowed):
            self._barred[event.customer] = None

    def present(self, work: Work) -> Iterator[BrokenRule]:
        """Where another sum is owed or carried, or somebody else is barred."""
        balances = work.ledger.balances()
        owed = [order.due for order in work.orders.under_way()]
        due = sum(amount.fen for amount in owed if amount is not None)
        found = -balances[accounts.DUE].fen if accounts.DUE in balances else 0
        yield from differing("cash.due", "all doors", found, due)
        for courier, fen in self._carried.items():
            if fen < 0:
                yield BrokenRule("cash.carried", courier, str(fen), "nothing below zero")
        carried = {
            name.removeprefix(accounts.CASH): -balance.fen
            for name, balance in balances.items()
            if name.startswith(accounts.CASH)
        }
        for courier in sorted(carried.keys() | self._carried.keys()):
            found = carried.get(courier, 0)
            yield from differing("cash.carried", courier, found, self._carried[courier])
        owing = {
            name.removeprefix(accounts.TILL): -balance.fen
            for name, balance in balances.items()
            if name.startswith(accounts.TILL)
        }
        for merchant in sorted(owing.keys() | self._tills.keys()):
            found = owing.get(merchant, 0)
            yield from differing("cash.tills", merchant, found, self._tills[merchant])
        for customer, order in self._barred.items():
            standing = work.cash_standings.get(customer)
            yield from differing("cash.barred", customer, standing and standing.barred_by, order)
