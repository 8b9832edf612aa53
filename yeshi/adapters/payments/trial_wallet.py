"""Payment from a test wallet: an account of the platform's own ledger, filled with test money."""

from __future__ import annotations

from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.ports import Work
from yeshi.ledger import accounts
from yeshi.ledger.transfers import NotEnough


class TrialWallet:
    """Authorises what the customer's wallet holds; the posting of the order takes it."""

    is_trial = True
    providers: tuple[str, ...] = ()

    def authorise(self, work: Work, customer: str, amount: Money) -> Refused | None:
        """None when the wallet holds `amount`, else how much it holds."""
        account = accounts.wallet(customer)
        balance = work.ledger.balance(account)
        if balance < amount:
            return Refused(NotEnough(account, balance.fen, amount.fen, amount.currency))
        return None
