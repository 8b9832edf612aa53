"""Accounts: whose money it is, and whether the balance may fall below zero."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class AccountKind(StrEnum):
    """What an account is for; its id is `kind:owner`, or the kind alone when there is one."""

    OUTSIDE = "outside"
    WALLET = "wallet"
    ESCROW = "escrow"
    MERCHANT = "merchant"
    COURIER = "courier"
    PLATFORM = "platform"
    CAMPAIGN = "campaign"
    PROGRAMME = "programme"
    STUDENT = "student"
    CLEARING = "clearing"
    GROUP = "group"
    PROVIDER = "provider"


# Money enters the books from outside, providers hold what they took, and the platform may
# subsidise; all others only hold.
MAY_OVERDRAW = frozenset({AccountKind.OUTSIDE, AccountKind.PLATFORM, AccountKind.PROVIDER})
# Those whose balance is asked before something is taken from them. What is held for an order is
# bounded order by order.
KEPT = frozenset(AccountKind) - MAY_OVERDRAW - {AccountKind.ESCROW}
# What the whole city pays into, or spends from, at once.
IN_POTS = frozenset({AccountKind.CAMPAIGN, AccountKind.PROGRAMME})


@dataclass(frozen=True, slots=True)
class Account:
    """An account of one currency."""

    id: str
    kind: AccountKind
    currency: str

    @property
    def may_overdraw(self) -> bool:
        """Whether its balance may be negative."""
        return self.kind in MAY_OVERDRAW


def kind_of(id_: str) -> AccountKind:
    """The kind of the account that `id_` names."""
    return _kind(id_.partition(":")[0])


@cache
def _kind(word: str) -> AccountKind:
    return AccountKind(word)


def account(id_: str, currency: str) -> Account:
    """The account that `id_` names."""
    return Account(id_, kind_of(id_), currency)


ESCROW = "escrow"
FEES = "platform:fees"
DELIVERY = "platform:delivery"
CARE = "platform:care"
# What customers are to pay at the door, and what of it is lost. Below zero: it is owed to the city.
DUE = "platform:due"
UNPAID = "platform:unpaid"
# The cash that a courier carries stands below zero too, until it is handed in.
CASH = "platform:cash:"
# What merchants took at their counters and owe of it, and what they bear of complaints, stands
# below zero, until it is set off.
TILL = "platform:till:"
# What providers keep for their work, and, of each, what it has passed on and no bank shows yet:
# below zero, it is on its way to the city's.
PROVIDER_FEES = "platform:provider-fees"
TRANSIT = "platform:transit:"
# What customers may fetch at the office.
OFFICE = "platform:office"
CASH_DESK = "outside:cash-desk"
TEST_MONEY = "outside:test-money"
CITY_BUDGET = "outside:city-budget"
DONORS = "outside:donors"
# What was sent to who is owed it, until the bank has answered; and the bank itself.
PAYOUTS = "clearing:payouts"
BANK = "outside:bank"
# What goes back to customers, until their providers have given it; and what of campaigns is kept
# for what is about to be paid.
REFUNDS = "clearing:refunds"
VOUCHERS_KEPT = "clearing:vouchers"


def wallet(customer: str) -> str:
    """The account of a customer's wallet."""
    return f"wallet:{customer}"


def merchant(merchant_id: str) -> str:
    """The account of what a merchant is owed."""
    return f"merchant:{merchant_id}"


def group(id_: str) -> str:
    """The account of what is held of a group's guests, or comes back to who paid that order."""
    return f"group:{id_}"


def courier(courier_id: str) -> str:
    """The account of what a courier is owed."""
    return f"courier:{courier_id}"


def cash(courier_id: str) -> str:
    """The account of the cash that a courier took at doors; what they carry is below zero."""
    return f"{CASH}{courier_id}"


def till(merchant_id: str) -> str:
    """The account of what a merchant took at its counter; what it owes of it is below zero."""
    return f"{TILL}{merchant_id}"


def provider(name: str) -> str:
    """The account of what a provider took for the city; what it holds of it is below zero."""
    return f"provider:{name}"


def transit(name: str) -> str:
    """The account of what that provider has passed on to the bank, and no bank shows yet."""
    return f"{TRANSIT}{name}"


def transit_of(provider_account: str) -> str:
    """The account of what was passed on from that provider's."""
    return transit(provider_account.removeprefix(provider("")))


def campaign(campaign_id: str) -> str:
    """The account of a campaign's budget."""
    return f"campaign:{campaign_id}"


def programme(programme_id: str) -> str:
    """The account of a programme's fund."""
    return f"programme:{programme_id}"


def student(student_id: str) -> str:
    """The account of what a programme's student was paid."""
    return f"student:{student_id}"
