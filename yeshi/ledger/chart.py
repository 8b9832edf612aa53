"""The chart of accounts: what each account is to the platform, as accountants say it."""

from __future__ import annotations

from enum import StrEnum

from yeshi.ledger import accounts
from yeshi.ledger.accounts import AccountKind, kind_of


class AccountSort(StrEnum):
    """Whether it is what the platform has, owes, earns or spends."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"


# What somebody else has of the platform, or it holds for them; or where money came in.
_SORTS = {
    AccountKind.OUTSIDE: AccountSort.ASSET,
    AccountKind.PROVIDER: AccountSort.ASSET,
    **dict.fromkeys(
        (
            AccountKind.WALLET,
            AccountKind.ESCROW,
            AccountKind.MERCHANT,
            AccountKind.COURIER,
            AccountKind.CAMPAIGN,
            AccountKind.PROGRAMME,
            AccountKind.STUDENT,
            AccountKind.CLEARING,
            AccountKind.GROUP,
        ),
        AccountSort.LIABILITY,
    ),
}
# The platform's own, by name; those of many, by how the name begins.
_OWN = {
    accounts.FEES: AccountSort.INCOME,
    accounts.DELIVERY: AccountSort.INCOME,
    accounts.CARE: AccountSort.EXPENSE,
    accounts.UNPAID: AccountSort.EXPENSE,
    accounts.PROVIDER_FEES: AccountSort.EXPENSE,
    accounts.DUE: AccountSort.ASSET,
    accounts.OFFICE: AccountSort.LIABILITY,
}
_OWN_OF_MANY = (accounts.CASH, accounts.TILL, accounts.TRANSIT)
# Kinds each of whose accounts has a line to itself.
_OF_ONE = frozenset(
    {AccountKind.PLATFORM, AccountKind.OUTSIDE, AccountKind.CLEARING, AccountKind.ESCROW}
)
# How the names begin of those of many that are summed into one line.
STEMS_OF_MANY = (
    *_OWN_OF_MANY, *(f"{kind}:" for kind in AccountKind if kind not in _OF_ONE)
)  # fmt: skip


def sort_of(account: str) -> AccountSort:
    """What the account is; ValueError for a name that no account has."""
    kind = kind_of(account)
    if kind is not AccountKind.PLATFORM:
        return _SORTS[kind]
    if account.startswith(_OWN_OF_MANY):
        return AccountSort.ASSET
    if account in _OWN:
        return _OWN[account]
    raise ValueError(f"{account!r} is no account of the platform's")


def sign_of(account: str) -> int:
    """By what its balance is told as its sort says: the city's accounts are owed what stands in
    them, so that what is had or spent stands below zero."""
    return -1 if sort_of(account) in (AccountSort.ASSET, AccountSort.EXPENSE) else 1


def stem_of(account: str) -> str:
    """What the account is summed under: of those of many how they begin, else its whole name.

    `merchant:liu-tofu` is one of `merchant:`, `platform:cash:li` of `platform:cash:`.
    """
    for many in _OWN_OF_MANY:
        if account.startswith(many):
            return many
    kind, between, _ = account.partition(":")
    return account if AccountKind(kind) in _OF_ONE else kind + between


def line_of(stem: str) -> str:
    """The word by which texts call what is summed there: `merchant`, `cash`, `bank`."""
    word = stem.removesuffix(":")
    kind, _, rest = word.partition(":")
    return (rest if AccountKind(kind) in _OF_ONE else kind).replace("-", "_") or kind


# By the line of the chart how the accounts begin that are summed in it, where they are many.
STEM_OF_LINE = {line_of(stem): stem for stem in STEMS_OF_MANY}
