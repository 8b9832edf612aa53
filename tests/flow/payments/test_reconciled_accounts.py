"""Who keeps which account writes which files."""

from __future__ import annotations

from datetime import timedelta

from tests.flow.payments.taker import PaidCity, city
from yeshi.flow.payments.reconciled_accounts import (
    account_names,
    account_of,
    forms_of,
    leeway_of,
)
from yeshi.ledger.accounts import BANK
from yeshi.ledger.stated import StatementForm

__all__ = ["city"]


def test_each_provider_writes_its_own_and_a_bank_one_of_three() -> None:
    assert forms_of("provider:stripe") == {StatementForm.STRIPE}
    assert StatementForm.MT940 in forms_of(BANK)
    assert StatementForm.WECHAT not in forms_of(BANK)
    assert forms_of("provider:taker") == set(StatementForm)


def test_a_form_is_one_accounts() -> None:
    """Of each form there is, so that a file says whose it is."""
    assert {one: account_of(one) for one in StatementForm} == {
        one: account
        for account in ("provider:stripe", "provider:wechat", "provider:alipay", BANK)
        for one in forms_of(account)
    }


def test_a_bank_may_take_days_and_a_provider_an_hour() -> None:
    assert leeway_of(BANK) > timedelta(days=3) > timedelta(hours=2) > leeway_of("provider:x")


def test_the_accounts_are_those_that_are_set_up_or_hold_something(city: PaidCity) -> None:
    city.pay({"a1": 1})
    with city.store.read() as work:
        names = account_names(work, ["stripe"])
    assert names == ("provider:stripe", "provider:taker", BANK)
