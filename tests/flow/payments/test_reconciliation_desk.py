"""A treasurer sees each account; an owner sees it and acts not."""

from __future__ import annotations

from tests.flow.payments.paying import OWNER, TREASURER, owing
from yeshi.base.refused import Refused
from yeshi.flow.payments.reconciliation_desk import AccountReconciled, reconciliation_desk
from yeshi.ledger.accounts import BANK


def test_the_first_account_is_chosen_where_none_is_named() -> None:
    city = owing()
    for person, acts in ((TREASURER, True), (OWNER, False)):
        seen = reconciliation_desk(city.by(person), "")
        assert not isinstance(seen, Refused)
        assert (seen.account, seen.acts) == (seen.accounts[0], acts)
        assert seen.account == AccountReconciled(BANK, "", 0)
