"""Checking out: what an order would come to as it is wished for now, before anybody pays it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yeshi.base.money import Money, total
from yeshi.base.refused import Refused
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.basket_seen import LineSeen
from yeshi.flow.orders.cash import ways_to_pay
from yeshi.flow.orders.deals_seen import deals_on
from yeshi.flow.orders.quoting import Wish, quote_of
from yeshi.flow.ports import Work
from yeshi.flow.vouchers.offered import VoucherOffered, offered_to
from yeshi.ledger import accounts
from yeshi.market.dealing import DealMissing
from yeshi.market.merchant import Merchant
from yeshi.orders.checkout import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """What is wished for, and what it comes to: `quote`, not kept, or `refused`; neither where
    it is not said to where.

    `welcome`: what the wallet of who never had one is filled with once they pay, within `wallet`.
    `lacking`: by stall what lacks until its next deal counts.
    """

    lines: tuple[LineSeen, ...]
    stalls: dict[str, Merchant]
    vouchers: tuple[VoucherOffered, ...]
    ways: tuple[PaidBy, ...]
    wallet: Money
    quote: Quote | None = None
    refused: Refused | None = None
    lacking: Mapping[str, DealMissing] = field(default_factory=dict)

    @property
    def by_stall(self) -> list[tuple[Merchant, list[LineSeen]]]:
        """The lines by stall, in the order in which the stalls were first chosen."""
        found: dict[str, list[LineSeen]] = {}
        for line in self.lines:
            found.setdefault(line.item.merchant, []).append(line)
        return [(self.stalls[id_], lines) for id_, lines in found.items()]

    @property
    def items(self) -> Money:
        """What the dishes come to that can be had, packing included."""
        return total((one.cost for one in self.lines if one.most), self.wallet.currency)

    @property
    def lacks(self) -> Money | None:
        """What is missing in the wallet; None when there is enough, or nothing to pay yet."""
        return self.quote.lacks(self.wallet) if self.quote else None


def checkout(
    engine: Engine, lines: list[LineSeen], customer: str, wish: Wish | None, welcome: Money
) -> Checkout:
    """What those lines of a basket come to, as they are wished for; nothing of it is kept.

    `welcome`: what a new customer's wallet is filled with before they pay.
    """
    now = engine.clock.now()
    with engine.store.read() as work:
        turn = Turn(work=work, now=now, key="", in_force=engine.in_force, by=engine.actor)
        found = quote_of(turn, engine.travel, wish) if wish and wish.wanted else None
        stalls = dict(work.merchants.get_many(sorted({one.item.merchant for one in lines})))
        offs = deals_on(work, lines, stalls, now, engine.terms.calendar)
        goods = total(
            (one.line.price * one.quantity for one in lines if one.most), engine.terms.currency
        ) - total(offs.off.values(), engine.terms.currency)
        return Checkout(
            lines=tuple(lines),
            stalls=stalls,
            vouchers=tuple(offered_to(work, customer, goods, now)),
            ways=ways_to_pay(engine, engine.terms),
            wallet=_wallet(work, engine, customer, welcome),
            quote=None if isinstance(found, Refused) else found,
            refused=found if isinstance(found, Refused) else None,
            lacking=offs.lacking,
        )


def _wallet(work: Work, engine: Engine, customer: str, welcome: Money) -> Money:
    wallet = accounts.wallet(customer)
    balance = work.ledger.balance(wallet)
    is_new = engine.payments.is_trial and not balance and not work.ledger.of_account(wallet, 1)
    return welcome if is_new else balance
