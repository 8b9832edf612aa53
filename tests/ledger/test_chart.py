"""Each account there can be has its place in the chart."""

from __future__ import annotations

import pytest

from yeshi.base.sentences import sentences
from yeshi.ledger import accounts
from yeshi.ledger.accounts import AccountKind
from yeshi.ledger.chart import STEM_OF_LINE, AccountSort, line_of, sign_of, sort_of, stem_of


def test_each_account_has_its_place() -> None:
    """All that have a name of their own, and one of each kind."""
    named = [one for name, one in vars(accounts).items() if name.isupper() and isinstance(one, str)]
    assert len(named) > 10
    of_kinds = [f"{kind}:x" for kind in AccountKind if kind is not AccountKind.PLATFORM]
    of_many = [accounts.cash("li"), accounts.till("a"), accounts.transit("stripe")]
    assert {sort_of(one) for one in (*named, *of_kinds, *of_many)} == set(AccountSort)


@pytest.mark.parametrize(
    ("account", "sort"),
    [
        (accounts.FEES, AccountSort.INCOME),
        (accounts.UNPAID, AccountSort.EXPENSE),
        (accounts.cash("li"), AccountSort.ASSET),
        (accounts.merchant("a"), AccountSort.LIABILITY),
        (accounts.BANK, AccountSort.ASSET),
    ],
)
def test_what_it_is(account: str, sort: AccountSort) -> None:
    """What the platform has, owes, earns and spends."""
    assert sort_of(account) is sort
    assert sign_of(account) == (-1 if sort in (AccountSort.ASSET, AccountSort.EXPENSE) else 1)


@pytest.mark.parametrize("wrong", ["platform:none", "nobody"])
def test_what_is_no_account_has_none(wrong: str) -> None:
    """Nothing is booked to it unseen."""
    with pytest.raises(ValueError, match=wrong):
        sort_of(wrong)


@pytest.mark.parametrize(
    ("account", "stem", "line"),
    [
        (accounts.merchant("a"), "merchant:", "merchant"),
        (accounts.cash("li"), "platform:cash:", "cash"),
        (accounts.till("a"), "platform:till:", "till"),
        (accounts.transit("stripe"), "platform:transit:", "transit"),
        (accounts.PROVIDER_FEES, accounts.PROVIDER_FEES, "provider_fees"),
        (accounts.FEES, accounts.FEES, "fees"),
        (accounts.CASH_DESK, accounts.CASH_DESK, "cash_desk"),
        (accounts.ESCROW, accounts.ESCROW, "escrow"),
        (accounts.PAYOUTS, accounts.PAYOUTS, "payouts"),
    ],
)
def test_those_of_many_are_one_line(account: str, stem: str, line: str) -> None:
    """Whose sort is that of each of them."""
    assert (stem_of(account), line_of(stem)) == (stem, line)
    assert STEM_OF_LINE.get(line) == (stem if stem.endswith(":") else None)
    assert sort_of(stem) is sort_of(account)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_line_has_its_word(language: str) -> None:
    """Of whatever account there is."""
    named = [one for name, one in vars(accounts).items() if name.isupper() and isinstance(one, str)]
    lines = {line_of(stem_of(one)) for one in (*named, *(f"{kind}:x" for kind in AccountKind))}
    lines -= {"x"}
    missing = {one for one in lines if f"account_line.{one}" not in sentences(language)}
    assert not missing
