"""The records of each business in memory, with their questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from yeshi.adapters.memory.records import MemoryRecords, Undo
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route, RouteState
from yeshi.fleet.shifts import Shift, ShiftState
from yeshi.flow.orders.dispatching import FETCHABLE
from yeshi.market.catalogue import Item
from yeshi.orders.lifecycle import ENDED, OrderState
from yeshi.orders.order import Order
from yeshi.orders.spending import Spent


def _by_placing(order: Order) -> tuple[datetime, str]:
    return order.placed_at, order.id


class MemoryItems(MemoryRecords[Item]):
    """Items on the menus."""

    def __init__(self, undo: Undo) -> None:
        super().__init__(
            undo,
            {"merchant": lambda item: item.merchant},
            lambda item: (item.left is None or item.left >= 0) and item.price.fen > 0,
        )

    def of_merchant(self, merchant: str) -> list[Item]:
        """The merchant's menu by id."""
        return sorted(self.where("merchant", merchant), key=lambda item: item.id)


class MemoryOrders(MemoryRecords[Order]):
    """Orders; lists are by placing, then id."""

    def __init__(self, undo: Undo) -> None:
        super().__init__(
            undo,
            {
                "unfetched": lambda o: o.zone if o.state in FETCHABLE and o.route is None else None,
                "unanswered": lambda o: True if o.state is OrderState.PLACED else None,
                "under_way": lambda o: None if o.state in ENDED else True,
                "customer": lambda o: o.customer,
            },
            lambda order: order.bill.total.fen >= 0 and (order.route is None or order.courier),
        )

    def unfetched(self, zone: str) -> list[Order]:
        """Accepted or ready orders of the zone that nobody was sent for."""
        return sorted(self.where("unfetched", zone), key=_by_placing)

    def unanswered(self) -> list[Order]:
        """Placed orders that wait for a merchant's answer."""
        return sorted(self.where("unanswered", True), key=_by_placing)

    def under_way(self) -> list[Order]:
        """Orders whose life has not ended."""
        return sorted(self.where("under_way", True), key=_by_placing)

    def of_customer(self, customer: str, limit: int) -> list[Order]:
        """The customer's orders, the newest first."""
        found = sorted(self.where("customer", customer), key=_by_placing, reverse=True)
        return found[:limit]

    def of_merchant(self, merchant: str, limit: int) -> list[Order]:
        """The merchant's orders, the newest first."""
        newest = sorted(self.all(), key=_by_placing, reverse=True)
        return list(islice((o for o in newest if o.ticket(merchant) is not None), limit))

    def of_campaign(self, campaign: str) -> list[Spent]:
        """Where the campaign's vouchers were spent in settled orders, by order and merchant."""
        settled = OrderState.SETTLED
        return [
            Spent(
                order.id, order.customer, ticket.merchant, ticket.voucher.fen,
                order.bill.items.fen, order.destination.place,
            )
            for order in self.all()
            if order.campaign == campaign and order.state is settled
            for ticket in sorted(order.live_tickets, key=lambda one: one.merchant)
            if ticket.voucher.fen
        ]  # fmt: skip

    def spent(self, customers: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
        """What each of the customers bought in settled orders placed then: goods, in fen."""
        fen: dict[str, int] = {}
        for customer in customers:
            for order in self.where("customer", customer):
                if order.state is OrderState.SETTLED and since <= order.placed_at < until:
                    fen[customer] = fen.get(customer, 0) + order.bill.items.fen
        return fen


class MemoryShifts(MemoryRecords[Shift]):
    """Shifts; lists are by their beginning, then id."""

    def __init__(self, undo: Undo) -> None:
        super().__init__(
            undo,
            {"state": lambda shift: shift.state, "courier": lambda shift: shift.courier},
            lambda shift: shift.off_at > shift.on_at,
        )

    def to_start(self, until: datetime) -> list[Shift]:
        """Planned shifts that begin by `until`."""
        found = [s for s in self.where("state", ShiftState.PLANNED) if s.on_at <= until]
        return sorted(found, key=lambda shift: (shift.on_at, shift.id))

    def to_end(self, until: datetime) -> list[Shift]:
        """Shifts under way that end by `until`."""
        found = [s for s in self.where("state", ShiftState.ON) if s.off_at <= until]
        return sorted(found, key=lambda shift: (shift.on_at, shift.id))

    def of_courier(self, courier: str, limit: int) -> list[Shift]:
        """The courier's shifts, the newest first."""
        found = sorted(self.where("courier", courier), key=lambda s: (s.on_at, s.id), reverse=True)
        return found[:limit]


class MemoryCouriers(MemoryRecords[Courier]):
    """Couriers; `all` by id."""

    def __init__(self, undo: Undo, shifts: MemoryShifts) -> None:
        super().__init__(undo, {"on_duty": lambda c: c.zone if c.shift else None})
        self._shifts = shifts
        self._seen: dict[str, Position] = {}

    def on_duty(self, zone: str) -> list[tuple[Courier, Shift]]:
        """The zone's couriers on a shift, with it, by id."""
        found = sorted(self.where("on_duty", zone), key=lambda courier: courier.id)
        return [(courier, self._shifts.must(courier.shift or "")) for courier in found]

    def see(self, position: Position) -> None:
        """Keep the last position of a courier."""
        self._seen[position.courier] = position

    def positions(self) -> dict[str, Position]:
        """The last position of each courier that was seen."""
        return dict(self._seen)


class MemoryRoutes(MemoryRecords[Route]):
    """Routes; a courier has one under way at most."""

    def __init__(self, undo: Undo) -> None:
        super().__init__(
            undo,
            {
                "open": lambda r: r.courier if r.state is RouteState.OPEN else None,
                "is_open": lambda r: True if r.state is RouteState.OPEN else None,
            },
            self._only_one_open,
        )

    def open(self) -> list[Route]:
        """Routes under way, by id."""
        return sorted(self.where("is_open", True), key=lambda route: route.id)

    def _only_one_open(self, route: Route) -> bool:
        if route.state is not RouteState.OPEN:
            return True
        return all(other.id == route.id for other in self.where("open", route.courier))
