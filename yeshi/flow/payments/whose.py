"""Whose an account is that is paid out: its name, its page, and who may say where it goes."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.base.names import Name
from yeshi.flow.ports import Work
from yeshi.people.person import Role

_MERCHANT = "merchant"


def keepers_of(account: str) -> tuple[Role, str]:
    """As what one says where it goes, and of which stall or courier."""
    kind, _, owner = account.partition(":")
    return (Role.STALLHOLDER if kind == _MERCHANT else Role.COURIER), owner


def kind_word(account: str) -> str:
    """What it belongs to: `merchant` or `courier`."""
    return account.partition(":")[0]


def page_of(account: str) -> str:
    """Where one reads what is paid out, and says where it goes."""
    kind, _, owner = account.partition(":")
    return f"/kitchen/{owner}/money" if kind == _MERCHANT else f"/courier/{owner}/money"


def names_of(work: Work, accounts: Sequence[str]) -> dict[str, Name]:
    """What each is called, by account; one that is not there any more by its id."""
    found = {one: one.partition(":")[::2] for one in accounts}
    merchants = work.merchants.get_many([id_ for kind, id_ in found.values() if kind == _MERCHANT])
    couriers = work.couriers.get_many([id_ for kind, id_ in found.values() if kind != _MERCHANT])
    names = {f"{_MERCHANT}:{id_}": one.name for id_, one in merchants.items()}
    names |= {f"courier:{id_}": one.name for id_, one in couriers.items()}
    return {one: names.get(one, Name(id_, id_)) for one, (_, id_) in found.items()}


def name_of(work: Work, account: str) -> Name:
    """What that one is called."""
    return names_of(work, [account])[account]
