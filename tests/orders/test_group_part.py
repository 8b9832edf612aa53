"""Who paid how much of an order that several paid, and who has what of it back, to the fen."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from tests.orders.groups import paid_by_each, part
from tests.records import EVENING, fen, line, order_of, ticket
from yeshi.base.money import Money, total
from yeshi.base.refused import Refused
from yeshi.orders import altering, progress
from yeshi.orders.alteration import Alteration, at_most
from yeshi.orders.group_part import (
    GuestName,
    OfGroup,
    amount_of,
    given_back,
    paid_by,
    shared_out,
    who_pays,
)
from yeshi.orders.lifecycle import OrderStep, TicketStep
from yeshi.orders.order import Order
from yeshi.orders.progress import Progress

GUESTS = (1, 2, 3, 4)
parts = some.lists(
    some.tuples(some.sampled_from(GUESTS), some.integers(0, 5000)), min_size=1, max_size=5
)


gifts = some.dictionaries(some.sampled_from(GUESTS), some.integers(0, 10_000))


def lines_of(order: Order) -> list[line]:  # type: ignore[valid-type]
    """What is still to be paid of it."""
    return [one for ticket in order.live_tickets for one in ticket.lines]


def step(order: Order, choose: some.DataObject) -> Progress | Refused:
    """Something that may happen to it next."""
    merchant = choose.draw(some.sampled_from([one.merchant for one in order.tickets]))
    ticket = order.ticket(merchant)
    assert ticket is not None
    act = choose.draw(some.sampled_from(["accept", "reject", "lapse", "alter", "call_off"]))
    if act == "call_off":
        return progress.call_off(order, OrderStep.CANCEL, "other", EVENING)
    if act == "alter":
        gone = choose.draw(some.sampled_from(ticket.lines))
        instead = choose.draw(some.none() | some.integers(0, 4000))
        other = None if instead is None else at_most(line("z", instead), gone)
        offered = altering.offer(order, merchant, Alteration(gone, other))
        return altering.agree(offered.order, merchant) if isinstance(offered, Progress) else offered
    at = EVENING if act == "accept" else None
    return progress.answer_ticket(order, merchant, TicketStep(act), EVENING, at)


@given(
    of_a=parts, of_b=parts, delivery=some.integers(0, 999), tips=gifts, rounds=some.booleans(),
    choose=some.data(),
)  # fmt: skip
def test_whatever_comes_back_goes_to_who_paid_it(
    of_a: list[tuple[int, int]], of_b: list[tuple[int, int]], delivery: int,
    tips: dict[int, int], rounds: bool, choose: some.DataObject,
) -> None:  # fmt: skip
    """Of each event just what it gives back, to the fen; in the end nobody has paid for another."""
    order = paid_by_each(
        part("a", *of_a), part("b", *of_b), delivery=delivery, tips=tips, rounds=rounds
    )
    assert order.holds
    for _ in range(choose.draw(some.integers(1, 6))):
        stepped = step(order, choose)
        if isinstance(stepped, Refused):
            continue
        order = stepped.order
        back = order.returned
        assert order.of_group
        so_far = total((one.back for one in order.of_group.shares), "CNY")
        of_group, moved = given_back(order.of_group, lines_of(order), is_over=False)
        if not order.live_tickets or order.ended_at:
            break
        assert total((amount for _, amount in moved), "CNY") == back - so_far
        assert all(amount.fen > 0 for _, amount in moved)
        order = replace(order, of_group=of_group)
        for share in of_group.shares:
            owes = amount_of(lines_of(order), share.guest, "CNY") + share.fees
            assert share.paid - share.back == owes
    assert order.holds


@given(of_a=parts, delivery=some.integers(0, 999), tips=gifts, rounds=some.booleans())
def test_what_came_to_nothing_is_all_given_back(
    of_a: list[tuple[int, int]], delivery: int, tips: dict[int, int], rounds: bool
) -> None:
    """Each has what they paid, the fees, the tip and the gift too."""
    order = paid_by_each(part("a", *of_a), delivery=delivery, tips=tips, rounds=rounds)
    assert order.of_group
    after, moved = given_back(order.of_group, lines_of(order), is_over=True)
    assert all(one.back == one.paid for one in after.shares)
    assert total((amount for _, amount in moved), "CNY") == order.bill.total
    assert given_back(after, [], is_over=True)[1] == ()


@given(
    amounts=some.dictionaries(some.integers(1, 6), some.integers(0, 4000), min_size=1),
    more=some.data(), fees=some.integers(0, 2000),
)  # fmt: skip
def test_nobody_is_charged_more_than_was_held(
    amounts: dict[int, int], more: some.DataObject, fees: int
) -> None:
    """Who drops out leaves a greater part to the others, who may have to drop out too."""
    held = {one: fen(more.draw(some.integers(0, 7000))) for one in amounts}
    costs = {one: fen(amount) for one, amount in amounts.items()}
    able = who_pays(costs, held, fen(fees))
    shares = dict(zip(able, fen(fees).split([1] * len(able)), strict=True)) if able else {}
    assert all(costs[one] + shares[one] <= held[one] for one in able)
    if all(costs[one] + fen(fees) <= held[one] for one in held):
        assert able == tuple(sorted(held))


def test_fees_are_shared_to_the_fen() -> None:
    """Three share a way of ten fen."""
    lines = [replace(line("a1", 100), guest=one) for one in (1, 2, 3)]
    of = shared_out("gr", {1: "li", 2: "wu", 3: "zhao"}, lines, fen(10))
    assert [one.paid.fen for one in of.shares] == [104, 103, 103]
    assert of.hold(fen(310))
    assert not of.hold(fen(311))
    assert of.payer_of(2) == "wu"
    assert of.payer_of(4) is None


def test_broken_shares_are_not_kept() -> None:
    """Nobody has more back than they paid, nor two shares; and who pays so has shares."""
    order = paid_by_each(part("a", (1, 100), (2, 200)))
    of = order.of_group
    assert of is not None
    assert not replace(of, shares=(*of.shares[:1], *of.shares[:1])).hold(of.shares[0].paid * 2)
    more = replace(of.shares[0], back=of.shares[0].paid + fen(1))
    assert not replace(of, shares=(more, of.shares[1])).hold(order.bill.total)
    assert not replace(order, of_group=None).holds
    assert not replace(order_of(ticket("a", 100)), of_group=of).holds


def test_names_are_by_number_and_wallets_are_nobodys_business() -> None:
    """What others are shown."""
    of = replace(
        shared_out("gr", {1: "li"}, [replace(line("a1", 100), guest=1)], Money(0, "CNY")),
        names=(GuestName(1, "Li"),),
    )
    assert (of.name_of(1), of.name_of(2)) == ("Li", "")
    assert paid_by(of, {"li"}) == of
    assert paid_by(of, {"wu"}).shares == paid_by(of, ()).shares == ()
    assert OfGroup("gr").hold(fen(5))


def test_a_tip_is_of_who_gives_it() -> None:
    """The others pay none of it."""
    lines = [replace(line("a1", 100), guest=one) for one in (1, 2)]
    of = shared_out("gr", {1: "li", 2: "wu"}, lines, fen(11), {2: fen(500)})
    assert [(one.fees.fen, one.paid.fen) for one in of.shares] == [(6, 106), (505, 605)]
