"""Whose account an id names, and which may fall below zero."""

from __future__ import annotations

import pytest

from yeshi.ledger import accounts
from yeshi.ledger.accounts import MAY_OVERDRAW, AccountKind, account

NAMES = [
    (accounts.wallet("c"), "wallet:c", AccountKind.WALLET),
    (accounts.merchant("m"), "merchant:m", AccountKind.MERCHANT),
    (accounts.courier("x"), "courier:x", AccountKind.COURIER),
    (accounts.campaign("v"), "campaign:v", AccountKind.CAMPAIGN),
    (accounts.programme("p"), "programme:p", AccountKind.PROGRAMME),
    (accounts.student("s"), "student:s", AccountKind.STUDENT),
    (accounts.ESCROW, "escrow", AccountKind.ESCROW),
    (accounts.FEES, "platform:fees", AccountKind.PLATFORM),
    (accounts.DELIVERY, "platform:delivery", AccountKind.PLATFORM),
    (accounts.CARE, "platform:care", AccountKind.PLATFORM),
    (accounts.TEST_MONEY, "outside:test-money", AccountKind.OUTSIDE),
    (accounts.CITY_BUDGET, "outside:city-budget", AccountKind.OUTSIDE),
    (accounts.PAYOUTS, "clearing:payouts", AccountKind.CLEARING),
    (accounts.group("gr"), "group:gr", AccountKind.GROUP),
    (accounts.provider("stripe"), "provider:stripe", AccountKind.PROVIDER),
    (accounts.REFUNDS, "clearing:refunds", AccountKind.CLEARING),
    (accounts.VOUCHERS_KEPT, "clearing:vouchers", AccountKind.CLEARING),
    (accounts.BANK, "outside:bank", AccountKind.OUTSIDE),
    (accounts.DONORS, "outside:donors", AccountKind.OUTSIDE),
]


@pytest.mark.parametrize(("made", "written", "kind"), NAMES)
def test_an_id_says_the_kind_and_the_owner(made: str, written: str, kind: AccountKind) -> None:
    """As it is written in the books, and read back from them."""
    assert made == written
    read = account(written, "CNY")
    assert (read.id, read.kind, read.currency) == (written, kind, "CNY")


def test_every_kind_has_an_account() -> None:
    """None is declared for nobody."""
    assert {kind for *_, kind in NAMES} == set(AccountKind)


@pytest.mark.parametrize(("made", "written", "kind"), NAMES)
def test_only_who_holds_for_it_and_the_platform_may_be_overdrawn(
    made: str, written: str, kind: AccountKind
) -> None:
    """All others only hold what they were given."""
    may = account(made, "CNY").may_overdraw
    assert may is (kind in {AccountKind.OUTSIDE, AccountKind.PROVIDER, AccountKind.PLATFORM})
    assert may is (kind in MAY_OVERDRAW)


def test_an_owner_may_have_a_colon_in_the_name() -> None:
    """The first colon alone divides."""
    assert account("wallet:a:b", "CNY").kind is AccountKind.WALLET


@pytest.mark.parametrize("id_", ["", "purse:c", "Wallet:c", ":c"])
def test_an_id_of_no_kind_is_no_account(id_: str) -> None:
    """A misspelt id is not taken for a new account."""
    with pytest.raises(ValueError, match="is not a valid AccountKind"):
        account(id_, "CNY")
