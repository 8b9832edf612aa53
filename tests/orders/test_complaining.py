"""Which lines one may complain about, each piece once, and what was paid for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as some

from tests.orders.complaints import NOW, made_of, received
from tests.records import EVENING, fen, line, named, ticket
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.orders.complaining import (
    ComplainedBefore,
    NothingComplained,
    NothingPaidForIt,
    NotReceived,
    TooLateToComplain,
    TroubleTold,
    _line,
    asked_in,
    beyond_pictures,
    complain,
    complained_until,
    lines_left,
    received_tickets,
)
from yeshi.orders.complaint import (
    COMPLAINED_WITHIN,
    PICTURES_MAX,
    SAID_LENGTH_MAX,
    Complaint,
    Trouble,
)
from yeshi.orders.lifecycle import OrderState, TicketState
from yeshi.orders.lines import DealShare
from yeshi.orders.order import Order, Ticket


def told(**quantities: int) -> TroubleTold:
    """Something was missing of stall a: `l0=1` is one of the first line."""
    return TroubleTold("a", {int(n[1:]): count for n, count in quantities.items()}, Trouble.MISSING)


def test_a_missing_dish_is_worth_what_was_paid_for_it() -> None:
    """16.50 of 46.50, of whose voucher of 2.84 just as large a share is the campaign's."""
    lines = complain(received(), told(l0=1), (), NOW)
    assert isinstance(lines, tuple)
    assert [(one.number, one.quantity) for one in lines] == [(0, 1)]
    assert asked_in(lines, "CNY") == (fen(1650 - 101), fen(101))


def test_only_what_was_received_and_for_three_days() -> None:
    """Nothing that is on its way, came to nothing, or was given back; nobody's part but of it."""
    order = received()
    on_the_way = replace(order, state=OrderState.COLLECTED)
    assert complain(on_the_way, told(l0=1), (), NOW) == Refused(NotReceived("o"))
    assert complained_until(on_the_way) is None
    until = complained_until(order)
    assert until == EVENING + COMPLAINED_WITHIN
    assert complain(order, told(l0=1), (), until) == Refused(TooLateToComplain("o", 72))
    assert isinstance(complain(order, told(l0=1), (), until - timedelta(seconds=1)), tuple)
    rejected = replace(order.tickets[0], state=TicketState.REJECTED)
    without = replace(order, tickets=(rejected, order.tickets[1]))
    assert complain(without, told(l0=1), (), NOW) == Refused(Unknown("ticket", "o/a"))
    left = replace(order.tickets[0], state=TicketState.LEFT)
    assert received_tickets(replace(order, tickets=(left,))) == ()


def test_what_is_asked_must_be_of_the_order() -> None:
    """A line that there is, a number of it that was bought, and something that can be wrong."""
    order = received()
    assert complain(order, told(), (), NOW) == Refused(NothingComplained())
    assert complain(order, told(l0=0), (), NOW) == Refused(NothingComplained())
    for wrong in (told(l5=1), TroubleTold("a", {-1: 1}, Trouble.MISSING)):
        assert complain(order, wrong, (), NOW) == Refused(Invalid("line", "choice"))
    assert complain(order, told(l0=2), (), NOW) == Refused(ComplainedBefore("o"))
    long = replace(told(l0=1), words="x" * (SAID_LENGTH_MAX + 1))
    assert complain(order, long, (), NOW) == Refused(Invalid("words", f"0…{SAID_LENGTH_MAX}"))
    no_courier = replace(order, courier=None)
    spilled = TroubleTold("a", {0: 1}, Trouble.SPILLED)
    assert complain(no_courier, spilled, (), NOW) == Refused(Invalid("trouble", "choice"))
    assert beyond_pictures(PICTURES_MAX) is None
    assert beyond_pictures(10) == Refused(Invalid("photos", "0…9"))


def test_what_a_campaign_paid_wholly_is_not_given_back() -> None:
    """Its customer paid nothing for it."""
    order = received(ticket("a", 1000, voucher=1000))
    assert complain(order, told(l0=1), (), NOW) == Refused(NothingPaidForIt("o"))


def test_each_piece_is_complained_about_once() -> None:
    """Also where it was declined; the others may still be."""
    order = received(replace(ticket("a", 1), lines=(line("a1", 700, 100, quantity=3),)))
    first = made_of(order, {0: 2})
    assert lines_left(order.tickets[0], [first]) == (1,)
    assert complain(order, told(l0=2), [first], NOW) == Refused(ComplainedBefore("o"))
    second = made_of(order, {0: 1}, [first])
    assert lines_left(order.tickets[0], [first, second]) == (0,)
    assert complain(order, told(l0=1), [first, second], NOW) == Refused(ComplainedBefore("o"))
    assert first.asked + second.asked == fen(2400)


@some.composite
def sold(draw: some.DrawFn) -> Ticket:
    """A part with some lines and a voucher of half of it at most."""
    lines = tuple(
        line(f"a{n}", draw(some.integers(100, 5000)), draw(some.integers(0, 300)),
             draw(some.integers(1, 6)))
        for n in range(draw(some.integers(1, 5)))
    )  # fmt: skip
    part = replace(ticket("a", 1), lines=lines)
    return replace(part, voucher=fen(draw(some.integers(0, part.sold.fen // 2))))


def one_by_one(order: Order) -> list[Complaint]:
    """A complaint about each piece, as far as anything was paid for it."""
    before: list[Complaint] = []
    for number, bought in enumerate(order.tickets[0].lines):
        for _ in range(bought.quantity):
            if isinstance(complain(order, told(**{f"l{number}": 1}), before, NOW), tuple):
                before.append(made_of(order, {number: 1}, before))
    return before


@given(sold())
def test_piece_by_piece_comes_to_what_was_paid(part: Ticket) -> None:
    """To the fen, with what the campaign paid; no piece is worth less than nothing."""
    order = received(part)
    every = {number: one.quantity for number, one in enumerate(part.lines)}
    pieces = one_by_one(order)
    assert all(one.asked.fen > 0 <= one.voucher.fen for one in pieces)
    paid = part.sold - part.voucher
    whole = made_of(order, every)
    assert (whole.asked, whole.voucher) == (paid, part.voucher)
    assert sum(one.asked.fen for one in pieces) == paid.fen


@given(
    some.integers(1, 3000), some.integers(1, 7), some.integers(0, 9000), some.integers(0, 9000),
    some.randoms(),
)  # fmt: skip
def test_with_a_deal_no_more_is_worth_than_was_paid(
    price: int, quantity: int, off: int, voucher: int, chance: Random
) -> None:
    """Piece by piece, in whatever parts: together what the customer and the campaign paid."""
    deals = (DealShare("d", named("d"), fen(min(off, price * quantity))),) if off else ()
    bowl = replace(line("a1", price, quantity=quantity), deals=deals)
    part = replace(ticket("a"), lines=(bowl,), voucher=fen(min(voucher, bowl.amount.fen)))
    left, paid, by_campaign = quantity, 0, 0
    while left:
        count = chance.randint(1, left)
        found = _line(part, 0, left, count)
        assert found.asked.fen >= 0
        assert found.voucher.fen >= 0
        paid, by_campaign = paid + found.asked.fen, by_campaign + found.voucher.fen
        left -= count
    assert (paid, by_campaign) == ((bowl.amount - part.voucher).fen, part.voucher.fen)
