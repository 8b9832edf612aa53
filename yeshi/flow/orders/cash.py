"""Cash: taken at the door, carried by couriers, handed in or set off; and who may pay so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yeshi.base.limits import beyond_reason
from yeshi.base.money import Money, total
from yeshi.base.refused import Refused, Unknown
from yeshi.events.ledger import CashAllowed, CashForbidden, CashHandedIn, CashSetOff
from yeshi.events.orders import PaidBy
from yeshi.fleet.courier import Courier
from yeshi.fleet.delivery import StopKind, drop
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.orders import tills
from yeshi.flow.orders.cash_by_hand import enter_cash
from yeshi.flow.orders.looks import of_delivering
from yeshi.flow.orders.routes import keep_on_route, on_route
from yeshi.flow.orders.tills import Owing
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.shopping import all_of, orders_as
from yeshi.flow.terms import Terms
from yeshi.ledger import accounts
from yeshi.orders.cash import NOT_PAID, CashLimits, CashStanding, MayPayCash, refuses_cash
from yeshi.orders.lifecycle import OrderState, OrderStep, OutOfTurn
from yeshi.orders.progress import fail as fail_order
from yeshi.people.actor import admit
from yeshi.people.person import CITY, Role

# So many of a customer's last orders are looked through for those that are open.
LOOKED_THROUGH = 50


@dataclass(frozen=True, slots=True)
class Carrying:
    """A courier, the cash of the city's that they carry, and the pay that they are owed."""

    courier: Courier
    carries: Money
    owed: Money


@dataclass(frozen=True, slots=True)
class CashDesk:
    """Who carries cash, what all of them carry, what is still owed at doors and counters, which
    stalls owe of what they took, and who is barred."""

    carrying: tuple[Carrying, ...]
    carried: Money
    due: Money
    barred: tuple[CashStanding, ...]
    owing: tuple[Owing, ...]


def ways_to_pay(engine: Engine, terms: Terms) -> tuple[PaidBy, ...]:
    """How customers may pay on these terms; the first is taken of who does not say."""
    wallet = (PaidBy.WALLET,) if engine.payments.is_trial else ()
    online = (PaidBy.ONLINE,) if engine.payments.providers else ()
    return (*wallet, *online, *((PaidBy.CASH,) if terms.cash_open_max else ()))


def limits_of(terms: Terms) -> CashLimits:
    """How much cash is taken on these terms."""
    return CashLimits(terms.cash_open_max, terms.cash_limit)


def may_pay_cash(turn: Turn, customer: str, total: Money, phone: str) -> Refused | None:
    """Why the customer cannot pay so much at the door; two orders of theirs wait for each other."""
    standing = turn.work.cash_standings.lock_own(CashStanding(id=customer))
    orders = [
        order
        for one in all_of(turn.work, customer)
        for order in turn.work.orders.of_customer(one, LOOKED_THROUGH)
    ]
    return refuses_cash(standing, limits_of(turn.terms), total, phone, orders)


def not_paid(engine: Engine, key: str, courier: str, order_id: str) -> Answer:
    """Have the courier say that nobody paid, or opened, at the door: the order has failed.

    Its customer cannot pay in cash any more until an operator lets them.
    """

    def act(turn: Turn) -> Answer:
        found = on_route(turn, courier, order_id)
        if isinstance(found, Refused):
            return found
        order, route = found
        stop = route.next_stop
        at_door = stop and (stop.order, stop.kind) == (order_id, StopKind.DELIVER)
        if order.way is not PaidBy.CASH or order.state is not OrderState.COLLECTED or not at_door:
            return Refused(OutOfTurn("order", order.state, OrderStep.FAIL))
        failed = fail_order(order, courier, NOT_PAID, turn.now)
        if isinstance(failed, Refused):
            return failed
        keep_on_route(turn, failed, drop(route, order_id, turn.now), route.stood_at)
        bar(turn, orders_as(turn.work, order.customer), order_id)
        return Done({"order": order_id})

    return engine.perform(key, "not_paid", act, of_delivering(order_id), asked=(courier, order_id))


def hand_in(engine: Engine, key: str, courier: str, amount: Money, why: str) -> Answer:
    """Enter what a courier handed in at the office."""
    return enter_cash(
        engine, key, "hand_in", CashHandedIn(courier, amount, why.strip()),
        Unknown("courier", courier),
        lock=lambda work: work.couriers.lock(courier),
        most=lambda work: carried_by(work, courier),
    )  # fmt: skip


def set_off(engine: Engine, key: str, courier: str, amount: Money, why: str) -> Answer:
    """Let a courier keep cash that they carry, as pay that they are owed."""
    owed = accounts.courier(courier)
    return enter_cash(
        engine, key, "set_off", CashSetOff(courier, amount, why.strip()),
        Unknown("courier", courier),
        lock=lambda work: work.couriers.lock(courier),
        most=lambda work: min(carried_by(work, courier), work.ledger.balance(owed)),
    )  # fmt: skip


def allow_cash(engine: Engine, key: str, customer: str, why: str) -> Answer:
    """Let a customer pay in cash again who did not pay an order."""

    def act(turn: Turn) -> Answer:
        refused = admit(turn.by, CITY, Role.OPERATOR, Role.TREASURER) or beyond_reason(why.strip())
        if refused:
            return refused
        standing = turn.work.cash_standings.lock(customer)
        if standing is None or standing.barred_by is None:
            return Refused(MayPayCash())
        turn.work.cash_standings.put(CashStanding(id=customer))
        turn.emit(CashAllowed(customer, why.strip()))
        return Done({"customer": customer})

    return engine.perform(key, "allow_cash", act, asked=(customer, why))


def carried_by(work: Work, courier: str) -> Money:
    """The cash that a courier took at doors and did not hand in."""
    return work.ledger.balance(accounts.cash(courier)) * -1


def cash_desk(engine: Engine) -> CashDesk:
    """All the cash that is on its way, who carried most first."""
    with engine.store.read() as work:
        carried = {
            name.removeprefix(accounts.CASH): balance * -1
            for name, balance in work.ledger.balances_of(accounts.CASH).items()
            if balance
        }
        couriers = work.couriers.get_many(sorted(carried))
        carrying = [
            Carrying(couriers[id_], amount, work.ledger.balance(accounts.courier(id_)))
            for id_, amount in carried.items()
            if id_ in couriers
        ]
        owing = tills.owing(work)
        barred, due = tuple(work.cash_standings.barred()), work.ledger.balance(accounts.DUE) * -1
    return CashDesk(
        carrying=tuple(sorted(carrying, key=lambda one: (-one.carries.fen, one.courier.id))),
        carried=total(carried.values(), engine.terms.currency),
        due=due,
        barred=barred,
        owing=owing,
    )


def bar(turn: Turn, customer: str, order: str) -> None:
    """Have the customer, who did not pay that order, pay no more in cash."""
    standing = turn.work.cash_standings.lock_own(CashStanding(id=customer))
    turn.work.cash_standings.put(replace(standing, barred_by=order, barred_at=turn.now))
    turn.emit(CashForbidden(customer, order))
