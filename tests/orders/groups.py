"""A group in which several choose, and an order that several paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.records import DOOR, EVENING, MINUTE, fen, line, order_of, ticket
from yeshi.events.orders import PaidBy
from yeshi.orders.checkout import round_up
from yeshi.orders.group import GroupBasket, GroupGuest, GroupPays
from yeshi.orders.group_part import shared_out
from yeshi.orders.group_steps import over_at
from yeshi.orders.order import Order, Ticket


def group_of(*guests: str, pays: GroupPays = GroupPays.EACH) -> GroupBasket:
    """A group of those, the first its host, open for half an hour from the evening on."""
    deadline = EVENING + 30 * MINUTE
    return GroupBasket(
        id="gr", host=guests[0], place="m", of_market=True, pays=pays, opened_at=EVENING,
        deadline=deadline, over_at=over_at(pays, deadline),
        guests=tuple(GroupGuest(customer=one, name=one.title()) for one in guests),
        destination=DOOR if pays is GroupPays.EACH else None,
    )  # fmt: skip


def part(merchant: str, *lines: tuple[int, int]) -> Ticket:
    """A merchant's part: of each guest a line at that price, with a box at ten fen."""
    found = tuple(
        replace(line(f"{merchant}{number}", price, packing=10), guest=guest)
        for number, (guest, price) in enumerate(lines, 1)
    )
    return replace(ticket(merchant), lines=found)


def paid_by_each(
    *tickets: Ticket, delivery: int = 300, tips: Mapping[int, int] = {}, rounds: bool = False
) -> Order:
    """An order of which each guest paid their own lines and tip, and a part of the way and of what
    is rounded up."""
    order = order_of(*tickets, delivery=delivery)
    lines = [one for ticket in tickets for one in ticket.lines]
    payers = {one: f"g{one}" for one in sorted({one.guest for one in lines})}
    given = {one: fen(tip) for one, tip in tips.items() if one in payers and tip}
    tip = fen(sum(one.fen for one in given.values())) if given else None
    bill = replace(order.bill, tip=tip)
    bill = replace(bill, donation=round_up(bill.total)) if rounds else bill
    of_group = shared_out("gr", payers, lines, bill.delivery + bill.donation, given)
    return replace(order, way=PaidBy.GROUP, of_group=of_group, bill=bill)
