"""A stall offers what it can make, and exactly the difference goes back when that is agreed to."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import given
from hypothesis import strategies as some

from tests.records import EVENING, fen, line, order_of, ticket
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.altering import OfferDeclined, TicketAltered, TicketOffered
from yeshi.orders import altering, progress
from yeshi.orders.alteration import (
    OFFERS_MAX,
    Alteration,
    NothingLeft,
    NothingOffered,
    TooManyOffers,
    as_ordered,
    at_most,
)
from yeshi.orders.lifecycle import OutOfTurn, TicketState, TicketStep
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress

ORDER = order_of(ticket("a", 1200, 800, voucher=500), campaign="v")
LESS = Alteration(line("a2", 800))
OTHER = Alteration(line("a2", 800), line("z", 600))


def went(answer: Progress | Refused) -> Progress:
    """What came of it."""
    assert isinstance(answer, Progress), answer
    return answer


def test_what_is_left_out_goes_back_to_the_fen() -> None:
    """The rest is sold; the voucher pays what it can of it."""
    offered = went(altering.offer(ORDER, "a", LESS))
    assert offered.events == (
        TicketOffered(order="o", merchant="a", item="a2", quantity=1, instead=None),
    )
    agreed = went(altering.agree(offered.order, "a"))
    (event,) = agreed.events
    assert isinstance(event, TicketAltered)
    assert (event.back_to_customer, event.back_to_campaign) == (fen(800), fen(0))
    (left,) = agreed.order.tickets
    assert (left.sold, left.voucher, left.offer) == (fen(1200), fen(500), None)
    assert as_ordered(left.lines, left.altered) == ORDER.tickets[0].lines
    assert agreed.order.returned == fen(800)


def test_of_a_voucher_goes_back_what_is_more_than_is_left() -> None:
    """Nobody is paid for a dish that a campaign paid for."""
    order = order_of(ticket("a", 300, 1700, voucher=500), campaign="v")
    offered = went(altering.offer(order, "a", Alteration(line("a2", 1700)))).order
    (event,) = went(altering.agree(offered, "a")).events
    assert isinstance(event, TicketAltered)
    assert (event.back_to_customer, event.back_to_campaign) == (fen(1500), fen(200))


def test_nothing_of_a_part_is_left_by_turning_it_down() -> None:
    """An offer that leaves nothing is none; nor is one of what was not ordered."""
    one = order_of(ticket("a", 800))
    assert altering.offer(one, "a", Alteration(line("a1", 800))) == Refused(NothingLeft("a"))
    assert altering.offer(ORDER, "a", Alteration(line("x", 1))) == Refused(
        Invalid("line", "choice")
    )
    many = Alteration(replace(line("a2", 800), quantity=2))
    assert altering.offer(ORDER, "a", many) == Refused(Invalid("line", "choice"))
    assert altering.offer(ORDER, "q", LESS) == Refused(Unknown("ticket", "o/q"))


def test_a_customer_is_asked_so_often_and_no_more() -> None:
    """Each offer writes to them; whoever agrees to one may be asked anew."""
    order = ORDER
    for number in range(OFFERS_MAX):
        order = went(altering.offer(order, "a", (LESS, OTHER)[number % 2])).order
    more = altering.offer(order, "a", OTHER)
    assert more == Refused(TooManyOffers("a", OFFERS_MAX))
    agreed = went(altering.agree(order, "a")).order
    assert agreed.tickets[0].offers == 0


def test_what_was_declined_stays_as_it_was_ordered() -> None:
    """And may be offered in another way; the same once is enough."""
    offered = went(altering.offer(ORDER, "a", LESS)).order
    again = Refused(OutOfTurn("ticket", "placed", "alter"))
    assert altering.offer(offered, "a", LESS) == again
    declined = went(altering.decline(offered, "a"))
    assert declined.events == (OfferDeclined("o", "a", "a2"),)
    assert declined.order.tickets[0].sold == ORDER.tickets[0].sold
    nothing = Refused(NothingOffered("o"))
    assert altering.agree(declined.order, "a") == altering.decline(declined.order, "a") == nothing
    assert altering.agree(ORDER, "a") == nothing
    assert went(altering.offer(declined.order, "a", OTHER)).order.tickets[0].offer == OTHER


def test_what_stands_on_the_counter_is_changed_no_more() -> None:
    """The offer ends with it, and with the part."""
    offered = went(altering.offer(ORDER, "a", LESS)).order
    taken = went(
        progress.answer_ticket(offered, "a", TicketStep.ACCEPT, EVENING, ready_at=EVENING)
    ).order
    assert taken.tickets[0].offer == LESS
    made = went(progress.ticket_ready(taken, "a", EVENING)).order
    assert made.tickets[0].offer is None
    late = Refused(OutOfTurn("ticket", "ready", "alter"))
    assert altering.offer(made, "a", LESS) == altering.agree(made, "a") == late


lines = some.lists(some.tuples(some.integers(1, 5000), some.integers(1, 5)), min_size=1, max_size=4)
changes = some.lists(
    some.tuples(some.integers(0, 9), some.integers(1, 5), some.none() | some.integers(1, 6000)),
    max_size=6,
)


@given(lines, some.integers(0, 100), changes)
def test_what_is_held_is_what_is_sold_after_whatever_was_agreed(
    ordered: list[tuple[int, int]], percent: int, asked: list[tuple[int, int, int | None]]
) -> None:
    """Customer, campaign and stall share what was paid, to the fen; what was ordered is known."""
    order = _ordered(ordered, percent)
    before, delivery, number = order.tickets[0], order.bill.delivery, count()
    for which, quantity, price in asked:
        of = order.tickets[0].lines
        gone = replace(of[which % len(of)], quantity=quantity)
        other = at_most(line(f"n{next(number)}", price), gone) if price else None
        offered = altering.offer(order, "a", Alteration(gone, other))
        if isinstance(offered, Progress):
            order = went(altering.agree(offered.order, "a")).order
    (part,) = order.tickets
    paid, voucher = progress.held(order)
    assert paid + voucher == part.sold + delivery
    assert voucher == part.voucher <= part.sold
    assert paid >= delivery
    told = {one.item: 0 for one in before.lines}
    for one in as_ordered(part.lines, part.altered):
        told[one.item] += one.quantity
    assert told == {one.item: one.quantity for one in before.lines}


def _ordered(ordered: list[tuple[int, int]], percent: int) -> Order:
    some_lines = tuple(
        replace(line(f"a{number}", price), quantity=quantity)
        for number, (price, quantity) in enumerate(ordered)
    )
    sold = sum(price * quantity for price, quantity in ordered)
    part = replace(ticket("a", 1), lines=some_lines, voucher=fen(sold * percent // 100))
    assert part.state is TicketState.PLACED
    return order_of(part, campaign="v")
