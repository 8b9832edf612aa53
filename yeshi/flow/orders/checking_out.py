"""Checking out: what an order would come to as it is wished for now, before anybody pays it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from yeshi.base.money import Money, total
from yeshi.base.refused import Refused
from yeshi.events.orders import PaidBy
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders.basket_seen import LineSeen
from yeshi.flow.orders.bought import bought_at
from yeshi.flow.orders.cash import ways_to_pay
from yeshi.flow.orders.deals_seen import BasketDeals, deals_on
from yeshi.flow.orders.quoting import Wish, quote_of, times_for
from yeshi.flow.orders.wishing import day_to_agree
from yeshi.flow.ports import Work
from yeshi.flow.vouchers.offered import Shopping, VoucherOffered, offered_to
from yeshi.ledger import accounts
from yeshi.market.dealing import DealMissing
from yeshi.market.merchant import Merchant
from yeshi.orders.checkout import Quote
from yeshi.orders.wished import Wished
from yeshi.vouchers.rules import Bought


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """What is wished for, and what it comes to: `quote`, not kept, or `refused`; neither where
    it is not said to where.

    `welcome`: what the wallet of who never had one is filled with once they pay, within `wallet`.
    `lacking`: by stall what lacks until its next deal counts. `times`: when it can be had later.
    `other_day`: the business day to which they have to say yes. `providers`: through whom it may be
    paid, by their names.
    """

    lines: tuple[LineSeen, ...]
    stalls: dict[str, Merchant]
    vouchers: tuple[VoucherOffered, ...]
    ways: tuple[PaidBy, ...]
    wallet: Money
    quote: Quote | None = None
    refused: Refused | None = None
    lacking: Mapping[str, DealMissing] = field(default_factory=dict)
    times: tuple[Wished, ...] = ()
    other_day: date | None = None
    providers: tuple[str, ...] = ()

    @property
    def by_stall(self) -> list[tuple[Merchant, list[LineSeen]]]:
        """The lines by stall, in the order in which the stalls were first chosen."""
        found: dict[str, list[LineSeen]] = {}
        for line in self.lines:
            found.setdefault(line.item.merchant, []).append(line)
        return [(self.stalls[id_], lines) for id_, lines in found.items()]

    @property
    def voucher(self) -> VoucherOffered | None:
        """The one that the quote takes; None where it takes none."""
        used = self.quote.campaign if self.quote else None
        return next((one for one in self.vouchers if one.campaign.id == used), None)

    @property
    def items(self) -> Money:
        """What the dishes come to that can be had, packing included."""
        return total((one.cost for one in self.lines if one.most), self.wallet.currency)

    @property
    def lacks(self) -> Money | None:
        """What is missing in the wallet; None when there is enough, or nothing to pay yet."""
        return self.quote.lacks(self.wallet) if self.quote else None


def checkout(
    engine: Engine, lines: list[LineSeen], customer: str, wish: Wish | None, welcome: Money,
    wished_for: datetime | None = None,
) -> Checkout:  # fmt: skip
    """What those lines of a basket come to, as they are wished for; nothing of it is kept.

    `welcome`: what a new customer's wallet is filled with before they pay. `wished_for`: for when
    it is wanted, where that is later.
    """
    now = engine.clock.now()
    with engine.store.read() as work:
        turn = Turn(work=work, now=now, key="", in_force=engine.in_force, by=engine.actor)
        found = None
        if wish and wish.wanted:
            found = quote_of(turn, engine.travel, wish, wished_for)
        quote = None if isinstance(found, Refused) else found
        stalls = dict(work.merchants.get_many(sorted({one.item.merchant for one in lines})))
        offs = deals_on(work, lines, stalls, now, engine.terms.calendar)
        shopping = Shopping(
            customer=customer, bought=_bought(lines, stalls, offs), now=now,
            day=engine.terms.calendar.business_day(now),
        )  # fmt: skip
        return Checkout(
            lines=tuple(lines),
            stalls=stalls,
            vouchers=tuple(offered_to(work, shopping)),
            ways=ways_to_pay(engine, engine.terms),
            providers=engine.payments.providers,
            wallet=_wallet(work, engine, customer, welcome),
            quote=quote,
            refused=found if isinstance(found, Refused) else None,
            lacking=offs.lacking,
            times=_times(turn, engine, lines, wish),
            other_day=day_to_agree(turn, quote) if quote else None,
        )


def later_times(engine: Engine, wish: Wish) -> list[Wished] | Refused:
    """Every later time at which the wish can be had, the soonest first."""
    with engine.store.read() as work:
        now = engine.clock.now()
        turn = Turn(work=work, now=now, key="", in_force=engine.in_force, by=engine.actor)
        return times_for(turn, engine.travel, wish)


def _times(
    turn: Turn, engine: Engine, lines: list[LineSeen], wish: Wish | None
) -> tuple[Wished, ...]:
    """When all that is in the basket can be had later, also what is off the menu now."""
    if wish is None or not lines:
        return ()
    every = replace(wish, wanted={one.written: one.quantity for one in lines})
    found = times_for(turn, engine.travel, every)
    return () if isinstance(found, Refused) else tuple(found)


def _bought(
    lines: list[LineSeen], stalls: Mapping[str, Merchant], offs: BasketDeals
) -> tuple[Bought, ...]:
    """What the dishes that can be had cost at each stall, after its deals."""
    found: dict[str, Money] = {}
    for one in lines:
        if one.most:
            cost = one.line.price * one.quantity
            found[one.item.merchant] = found.get(one.item.merchant, cost * 0) + cost
    return tuple(
        bought_at(stalls[id_], cost - offs.off.get(id_, cost * 0), offs.undealt.get(id_, cost))
        for id_, cost in found.items()
    )


def _wallet(work: Work, engine: Engine, customer: str, welcome: Money) -> Money:
    wallet = accounts.wallet(customer)
    balance = work.ledger.balance(wallet)
    is_new = engine.payments.is_trial and not balance and not work.ledger.of_account(wallet, 1)
    return welcome if is_new else balance
