"""People who tap: what each verb of a script comes to, among what is there when its turn comes."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from tests.storm import guests, invoicing, outside, through_provider, together, visiting
from tests.storm.city import BY_LOT, CUSTOMERS, FOR_ALL, PROGRAMME, STALLS, StormCity, fen
from tests.storm.tapping import Act, Draws, Say, Tap, Verb, one, pick
from yeshi.base.calendar import QUARTER, quarter_of
from yeshi.events.orders import PaidBy
from yeshi.fleet.courier import Position
from yeshi.fleet.delivery import StopKind
from yeshi.flow.engine import Engine
from yeshi.flow.fleet import duty, joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import (
    calling_off,
    cash,
    cooking,
    delivering,
    ordering,
    overriding,
    quoting,
    standing,
)
from yeshi.flow.orders.paying import AS_USUAL, Paying
from yeshi.flow.orders.quoting import AtCounter, OnTop, Wish
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.programmes import donating
from yeshi.flow.stalls import listing, running
from yeshi.flow.vouchers import claiming, launching
from yeshi.geo.point import Point
from yeshi.orders.lifecycle import TicketState
from yeshi.orders.notes import NOTHING_SAID, OrderNotes
from yeshi.orders.order import Destination, Order

RECENT = 12


def order(city: StormCity, work: Work, d: Draws) -> Act:
    """A customer asks what a basket costs, and pays it."""
    customer, wish, how = pick(CUSTOMERS, d[0]), _wish(city, d), _paying(d)
    later = _later(city, d)

    def act(say: Say) -> None:
        quoted = say("quote", lambda engine, key: quoting.ask_quote(engine, key, wish, later))
        if isinstance(quoted, Done):
            id_ = quoted.data["quote"]
            paying = invoicing.with_invoice(city, id_, customer, how, d)
            say("pay", _placing(customer, id_, _notes(d), paying, d))

    return act


def quote(city: StormCity, work: Work, d: Draws) -> Act:
    """A customer asks what a basket costs, and thinks about it."""
    wish, later = _wish(city, d), _later(city, d)
    return one(lambda engine, key: quoting.ask_quote(engine, key, wish, later))


def pay(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Somebody pays a quote: their own or not, fresh or long past, paid already or not."""
    quotes = sorted(work.quotes.all(), key=lambda found: (found.made_at, found.id))[-RECENT:]
    if not quotes:
        return None
    found = pick(quotes, d[1])
    customer = found.customer if d[0] % 5 else pick(CUSTOMERS, d[2])
    how = invoicing.with_invoice(city, found.id, customer, _paying(d), d)
    return one(_placing(customer, found.id, NOTHING_SAID, how, d))


def not_paid(city: StormCity, work: Work, d: Draws) -> Act | None:
    """At the door nobody pays: mostly where cash is to be taken."""
    carried = [found for found in work.orders.under_way() if found.collected_at is not None]
    in_cash = [found for found in carried if found.cash is not None] or carried
    if not in_cash:
        return None
    found = pick(in_cash, d[0])
    courier = found.courier if d[1] % 5 and found.courier else pick(city.couriers, d[1])
    return one(lambda engine, key: cash.not_paid(engine, key, courier, found.id))


def office(city: StormCity, work: Work, d: Draws) -> Act:
    """Cash is handed in or kept as pay, mostly no more than there is; or a customer is forgiven."""
    courier, customer = pick(city.couriers, d[1]), pick(CUSTOMERS, d[1])
    if d[0] % 5 == 0:
        return one(lambda engine, key: cash.allow_cash(engine, key, customer, "paid since"))
    carries = cash.carried_by(work, courier)
    amount = carries if d[2] % 3 == 0 else fen(d[2] * 7)
    enter = cash.hand_in if d[3] % 2 else cash.set_off
    return one(lambda engine, key: enter(engine, key, courier, amount, "at the office"))


def top_up(city: StormCity, work: Work, d: Draws) -> Act:
    """A customer fills the wallet."""
    customer, amount = pick(CUSTOMERS, d[0]), fen(d[1] * 30)
    return one(lambda engine, key: ordering.top_up(engine, key, customer, amount))


def cancel(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Somebody takes an order back: mostly its customer."""
    found = _any_order(work, d)
    if found is None:
        return None
    customer = found.customer if d[1] % 4 else pick(CUSTOMERS, d[2])
    return one(lambda engine, key: calling_off.call_off_order(engine, key, customer, found.id))


def answer(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A stall answers the order that has waited for it longest, or one of those."""
    waiting = [
        (found.id, ticket.merchant)
        for found in work.orders.unanswered()
        for ticket in found.tickets
        if ticket.state is TicketState.PLACED
    ]
    if not waiting:
        return None
    order_id, merchant = pick(waiting[:3], d[0])
    if d[1] % 6 == 0:
        return one(lambda engine, key: cooking.reject(engine, key, merchant, order_id, "gone"))
    ready_at = city.clock.now() + timedelta(minutes=d[2] % 15)
    return one(lambda engine, key: cooking.accept(engine, key, merchant, order_id, ready_at))


def cook(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A stall puts on the counter what it took on."""
    cooking_now = [
        (found.id, ticket.merchant)
        for found in work.orders.under_way()
        for ticket in found.tickets
        if ticket.state is TicketState.ACCEPTED
    ]
    if not cooking_now:
        return None
    order_id, merchant = pick(cooking_now[:4], d[0])
    return one(lambda engine, key: cooking.ready(engine, key, merchant, order_id))


def ride(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A courier does what comes next on the route."""
    routes = work.routes.open()
    if not routes:
        return None
    route = pick(routes, d[0])
    stop = route.next_stop
    if stop is None:
        return None
    courier, order_id = route.courier, stop.order
    if stop.kind is StopKind.STAND:
        return one(lambda engine, key: standing.arrive(engine, key, courier))
    if stop.kind is StopKind.COLLECT:
        return one(lambda engine, key: delivering.collect(engine, key, courier, order_id))
    return one(lambda engine, key: delivering.deliver(engine, key, courier, order_id))


def accept(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Any stall takes on any order, for any time."""
    found, merchant = _any_order(work, d), pick(STALLS, d[1])[0]
    if found is None:
        return None
    ready_at = city.clock.now() + timedelta(minutes=d[2] % 300 - 20)
    return one(lambda engine, key: cooking.accept(engine, key, merchant, found.id, ready_at))


def reject(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A stall turns an order down: its own or not."""
    found = _any_order(work, d)
    if found is None:
        return None
    merchant = pick(found.tickets, d[1]).merchant if d[2] % 3 else pick(STALLS, d[1])[0]
    why = "gone" if d[3] % 8 else ""
    return one(lambda engine, key: cooking.reject(engine, key, merchant, found.id, why))


def ready(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A stall of an order says that its part is ready, cooked or not."""
    found = _any_order(work, d)
    if found is None:
        return None
    merchant = pick(found.tickets, d[1]).merchant
    return one(lambda engine, key: cooking.ready(engine, key, merchant, found.id))


def collect(city: StormCity, work: Work, d: Draws) -> Act | None:
    """Any courier takes any order."""
    found, courier = _any_order(work, d), pick(city.couriers, d[1])
    if found is None:
        return None
    return one(lambda engine, key: delivering.collect(engine, key, courier, found.id))


def deliver(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A courier hands over any order: mostly the one who was sent."""
    found = _any_order(work, d)
    if found is None:
        return None
    courier = (found.courier if d[1] % 3 else None) or pick(city.couriers, d[1])
    return one(lambda engine, key: delivering.deliver(engine, key, courier, found.id))


def give_up(city: StormCity, work: Work, d: Draws) -> Act | None:
    """A courier gives any order up: mostly the one who was sent."""
    found = _any_order(work, d)
    if found is None:
        return None
    courier = (found.courier if d[1] % 4 else None) or pick(city.couriers, d[1])
    return one(lambda engine, key: delivering.fail(engine, key, courier, found.id, "lost"))


def arrive(city: StormCity, work: Work, d: Draws) -> Act:
    """Any courier says that they are there."""
    courier = pick(city.couriers, d[0])
    return one(lambda engine, key: standing.arrive(engine, key, courier))


def claim(city: StormCity, work: Work, d: Draws) -> Act:
    """A customer claims a voucher, of a lot or of what is for all."""
    customer, campaign = pick(CUSTOMERS, d[0]), BY_LOT if d[1] % 6 else FOR_ALL
    return one(lambda engine, key: claiming.claim(engine, key, customer, campaign))


def pin(city: StormCity, work: Work, d: Draws) -> Act | None:
    """An operator has one courier bring any order."""
    found, courier = _any_order(work, d), pick(city.couriers, d[1])
    if found is None:
        return None
    return one(lambda engine, key: overriding.pin(engine, key, found.id, courier, "known"))


def forbid(city: StormCity, work: Work, d: Draws) -> Act | None:
    """An operator bars a courier from any order: often who was sent, or who might be next."""
    waiting = [one for zone in city.terms.zones for one in work.orders.unfetched(zone.id)]
    found = pick(waiting, d[0]) if waiting and d[3] % 2 else _any_order(work, d)
    if found is None:
        return None
    free = [one.id for one, _ in work.couriers.on_duty(found.zone) if one.route is None]
    courier = (found.courier if d[1] % 2 else None) or pick(free or city.couriers, d[2])
    return one(lambda engine, key: overriding.forbid(engine, key, found.id, courier, "known"))


def release(city: StormCity, work: Work, d: Draws) -> Act | None:
    """An operator leaves any order to dispatch again."""
    found = _any_order(work, d)
    if found is None:
        return None
    return one(lambda engine, key: overriding.release(engine, key, found.id, "known"))


def restock(city: StormCity, work: Work, d: Draws) -> Act:
    """A stall counts an item anew: its own or not."""
    item = pick(work.items.all(), d[0])
    merchant = item.merchant if d[1] % 6 else pick(STALLS, d[1])[0]
    left = d[2] % 8 - 1 if d[3] % 5 else None
    return one(lambda engine, key: listing.restock(engine, key, merchant, item.id, left))


def reprice(city: StormCity, work: Work, d: Draws) -> Act:
    """A stall asks another price."""
    item, price = pick(work.items.all(), d[0]), fen(d[1] * 4)
    return one(lambda engine, key: running.reprice(engine, key, item.merchant, item.id, price))


def pause(city: StormCity, work: Work, d: Draws) -> Act:
    """A stall takes no orders for now, or takes them again."""
    merchant, taking = pick(STALLS, d[0])[0], d[1] % 3 > 0
    return one(lambda engine, key: listing.take_orders(engine, key, merchant, taking))


def hours(city: StormCity, work: Work, d: Draws) -> Act:
    """A stall opens at other hours."""
    merchant, opens, closes = pick(STALLS, d[0])[0], time(d[1] % 24), time(d[2] % 24)
    if d[3] % 3:
        opens, closes = time(17), time(3)
    return one(lambda engine, key: running.keep_hours(engine, key, merchant, opens, closes))


def give(city: StormCity, work: Work, d: Draws) -> Act:
    """A stall gives so much of each order to the programme."""
    merchant, amount = pick(STALLS, d[0])[0], fen(d[1] * 3 if d[2] % 3 else 0)
    return one(
        lambda engine, key: donating.give_per_order(engine, key, merchant, PROGRAMME, amount)
    )


def fund(city: StormCity, work: Work, d: Draws) -> Act:
    """A campaign gets more of the city's money."""
    campaign, amount = pick((FOR_ALL, BY_LOT), d[0]), fen(d[1] * 4)
    return one(lambda engine, key: launching.fund_campaign(engine, key, campaign, amount))


def shift(city: StormCity, work: Work, d: Draws) -> Act:
    """A courier has one more shift, which may fall on another."""
    begins = city.clock.now() + timedelta(minutes=d[1] % 90 - 30)
    planned = PlannedShift(
        pick(city.couriers, d[0]), begins, begins + timedelta(minutes=d[2] % 200),
        Point(d[3] * 4, d[4] - 500), d[5] % 5 > 0,
    )  # fmt: skip
    return one(lambda engine, key: joining.plan_shift(engine, key, planned))


def errand(city: StormCity, work: Work, d: Draws) -> Act:
    """Somebody asks for what has to be done outside."""
    return one(lambda engine, key: outside.write(engine, key, 1 + d[0]))


def override(city: StormCity, work: Work, d: Draws) -> Act | None:
    """An official has an errand tried again, or given up."""
    known = work.errands.all()
    if not known:
        return None
    errand = pick(known, d[0])
    give_up = d[1] % 3 == 0 and not through_provider.is_asked_of_providers(errand)
    return one(lambda engine, key: outside.override(engine, key, errand.id, give_up=give_up))


def see(city: StormCity, work: Work, d: Draws) -> Act:
    """A courier is seen somewhere, which is no command."""
    seen = Position(pick(city.couriers, d[0]), Point(d[1] * 4, d[2] - 500), city.clock.now())

    def tap(engine: Engine, _: str) -> Answer:
        duty.see(engine, [seen])
        return Done()

    return one(tap)


TAPS: dict[str, Verb] = {
    tap.__name__: tap
    for tap in (
        order, quote, pay, top_up, cancel, answer, cook, ride, accept, reject, ready, collect,
        deliver, give_up, arrive, claim, pin, forbid, release, restock, reprice, pause, hours, give,
        fund, shift, see, errand, override, not_paid, office, guests.want, guests.send,
        guests.sit_elsewhere, guests.pay_part, guests.at_counter, guests.hand_over,
        guests.complain, guests.redress, together.open_group, together.join_group,
        together.pay_in_group, together.end_group, together.deal, visiting.book,
        visiting.move_visit, visiting.call_off_visit, visiting.receive, visiting.rest_seats,
        invoicing.ask_invoice, invoicing.answer_invoice, through_provider.at_provider,
        through_provider.provider_tells, through_provider.stop_paying,
        through_provider.provider_turns, through_provider.mend_refund,
    )
}  # fmt: skip


def _any_order(work: Work, d: Draws) -> Order | None:
    """An order that is under way, or one of the latest, whatever became of it."""
    orders = work.orders.under_way() if d[6] % 4 else []
    if not orders:
        orders = sorted(work.orders.all(), key=lambda found: (found.placed_at, found.id))[-RECENT:]
    return pick(orders, d[0]) if orders else None


def _placing(customer: str, quote: str, notes: OrderNotes, how: Paying, d: Draws) -> Tap:
    """Have it ordered as it is to be paid: a third of what is not paid in cash by a provider."""
    if how.way is None and d[5] // 10 % 3 == 0:
        return through_provider.begin(customer, quote, notes, how)
    return lambda engine, key: ordering.place(engine, key, customer, quote, notes, how)


def _paying(d: Draws) -> Paying:
    """A third pays at the door, nearly all of whom leave a telephone number."""
    if d[7] % 3:
        return AS_USUAL
    return Paying(PaidBy.CASH, "138 0013 8000" if d[7] % 20 else "")


def _wish(city: StormCity, d: Draws) -> Wish:
    """A basket: mostly of what can go together, to a door that is mostly in reach, or collected."""
    first = pick(STALLS, d[1])
    others = [stall for stall, market in STALLS if market == first[1]] if first[1] else [first[0]]
    wanted = {f"{first[0]}{1 + d[2] % 2}": 1 + d[3] % 3}
    if d[4] % 2 == 0:
        wanted[f"{pick(others, d[5])}{1 + d[4] // 2 % 2}"] = 1 + d[5] % 2
    if d[6] % 25 == 0:
        wanted["r1"] = 1
    far = 12_000 if d[6] % 30 == 1 else 1
    to: Destination | AtCounter = Destination(
        Point((d[6] * 4 - 400) * far, d[5] * 2 - 1000), "Door"
    )
    tip = fen(d[5] % 7 * 100)
    if d[7] % 7 == 0:
        # Who comes has nobody to tip, and is refused where they try.
        to, tip = AtCounter("138 0013 8000" if d[7] % 2 else ""), tip if d[5] % 9 == 0 else fen(0)
    on_top = OnTop(pick((None, None, "", FOR_ALL, BY_LOT), d[4]), tip)
    return Wish(pick(CUSTOMERS, d[0]), wanted, to, PROGRAMME if d[3] % 4 == 0 else None, on_top)


def _later(city: StormCity, d: Draws) -> datetime | None:
    """An eighth wants it in a quarter of an hour of the hours to come, seldom at no whole one."""
    if d[3] % 8:
        return None
    odd = timedelta(minutes=d[1] % 3 if d[2] % 9 == 0 else 0)
    return quarter_of(city.clock.now()) + QUARTER * (1 + d[4] % 14) + odd


def _notes(d: Draws) -> OrderNotes:
    """Some say something to their courier, and some want cutlery."""
    return OrderNotes("at the gate" if d[6] % 3 == 0 else "", {}, d[5] % 4)
