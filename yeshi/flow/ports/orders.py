"""What flow asks of orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from yeshi.flow.ports.records import Records
from yeshi.flow.ports.sights import Ahead, OrderSeen, UnderWay
from yeshi.orders.addresses import AddressBook
from yeshi.orders.cash import CashStanding
from yeshi.orders.checkout import Quote
from yeshi.orders.kitchen_pace import KitchenPace
from yeshi.orders.order import Order
from yeshi.orders.spending import Spent


class Orders(Records[Order], Protocol):
    """Orders; lists are by placing, then id. `zones`: of these alone; None: of all."""

    def unfetched(self, zone: str) -> list[Order]:
        """Accepted or ready orders of the zone that nobody was sent for; none that sleep."""
        ...

    def unanswered(self) -> list[Order]:
        """Placed orders that wait for a merchant's answer."""
        ...

    def under_way(self) -> list[Order]:
        """Orders whose life has not ended."""
        ...

    def some_under_way_after(
        self, id_: str, limit: int, zones: Sequence[str] | None = None
    ) -> list[Order]:
        """So many of those, from the one on that follows this order; "" for the first."""
        ...

    def count_under_way(self, now: datetime, zones: Sequence[str] | None = None) -> tuple[int, int]:
        """How many orders are under way, and how many of these late (flow/orders/watching.py)."""
        ...

    def board(
        self, now: datetime, start: int, limit: int, zones: Sequence[str] | None = None
    ) -> UnderWay:
        """So many of the orders under way that are late, and as many of those that are not."""
        ...

    def seen(
        self, now: datetime, limit: int, zones: Sequence[str] | None = None
    ) -> list[OrderSeen]:
        """So many orders under way, as a map shows them; those promised earliest first."""
        ...

    def of_customer(self, customer: str, limit: int) -> list[Order]:
        """The customer's orders, the newest first."""
        ...

    def last_placed(self, customers: Sequence[str]) -> datetime | None:
        """When any of these customers last placed an order that was not paid back; or None."""
        ...

    def with_door_before(self, placed: datetime, limit: int) -> list[Order]:
        """So many orders that were placed before, have ended and tell where they went."""
        ...

    def to_collect(self) -> list[Order]:
        """The orders that are made, or stand ready, for customers to collect them."""
        ...

    def to_begin(self, now: datetime) -> list[Order]:
        """The orders for later that sleep, though it is time to begin them."""
        ...

    def wished_of(self, merchants: Sequence[str]) -> list[Order]:
        """The orders under way that are for later, of any of those merchants."""
        ...

    def at_tables(self) -> list[Order]:
        """The orders that come to tables, or stand there and are not paid."""
        ...

    def numbers_to_collect(self, merchants: Sequence[str]) -> list[int]:
        """By which numbers orders under way are called out at the counters of those merchants."""
        ...

    def of_merchant(self, merchant: str, limit: int) -> list[Order]:
        """The merchant's orders, the newest first."""
        ...

    def under_way_of(self, merchant: str) -> int:
        """How many of the merchant's orders have not ended."""
        ...

    def ahead(self, merchants: Sequence[str], since: datetime, zones: Sequence[str]) -> Ahead:
        """What each of the merchants that has some is still to make, of orders placed, or begun,
        since; and of each zone how many orders are under way that do not sleep, and how many
        couriers are on duty."""
        ...

    def delivered_between(
        self, zone: str, since: datetime, until: datetime, limit: int
    ) -> list[Order]:
        """So many of the zone's orders that were delivered after `since` and until then, the
        earliest delivered first."""
        ...

    def of_merchant_since(self, merchant: str, since: datetime) -> list[Order]:
        """The merchant's orders that were placed at `since` or later, the earliest first."""
        ...

    def placed_since(self, since: datetime) -> list[Order]:
        """The orders that were placed at `since` or later, the earliest first."""
        ...

    def of_campaign(self, campaign: str) -> list[Spent]:
        """Where the campaign's vouchers were spent in settled orders, by order and merchant."""
        ...

    def spent(self, customers: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
        """What each of the customers bought in settled orders placed then: goods, in fen."""
        ...


class Quotes(Records[Quote], Protocol):
    """Quotes."""

    def of_customer(self, customer: str) -> list[Quote]:
        """The customer's quotes, by id."""
        ...


class KitchenPaces(Records[KitchenPace], Protocol):
    """What stalls' kitchens took, by merchant."""

    def lock_many(self, ids: Sequence[str]) -> dict[str, KitchenPace]: ...


class AddressBooks(Records[AddressBook], Protocol):
    """Customers' addresses."""

    def lock_own(self, blank: AddressBook) -> AddressBook:
        """That with the id of this one, this itself where there is none; kept from others."""
        ...

    def unused_since(self, moment: datetime, limit: int) -> list[AddressBook]:
        """So many books with addresses of which none was used since."""
        ...


class CashStandings(Records[CashStanding], Protocol):
    """Whether customers may pay in cash."""

    def lock_own(self, blank: CashStanding) -> CashStanding:
        """That with the id of this one, this itself where there is none; kept from others."""
        ...

    def barred(self) -> list[CashStanding]:
        """Those of who may not, by id."""
        ...
