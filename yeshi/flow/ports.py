"""What flow needs of the world, as protocols; wiring chooses who gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, TypeVar

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.accords.meeting import File, Meeting
from yeshi.base.calendar import Calendar
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.events.record import Event, Recorded
from yeshi.fleet.courier import Courier, Position
from yeshi.fleet.delivery import Route
from yeshi.fleet.shifts import Shift
from yeshi.flow.lease import Lease
from yeshi.ledger.transfers import PeriodSum, Transfer
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Market, Merchant
from yeshi.observatory.shock import Shock
from yeshi.orders.checkout import Quote
from yeshi.orders.order import Order
from yeshi.orders.spending import Spent
from yeshi.people.person import Person
from yeshi.programmes.application import Application
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.payment import Payment
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Student
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Claim

T = TypeVar("T")
Period = Literal["year", "week"]


class Clock(Protocol):
    """The city's clock."""

    def now(self) -> datetime:
        """The moment, aware; it never goes back."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """The answer of a command that was carried out: ids of what came of it, by name."""

    data: dict[str, str] = field(default_factory=dict)


Answer = Done | Refused


class Records(Protocol[T]):
    """Things by id. `lock` also keeps others from changing the thing until the end of the work.

    `must` and `must_lock` are for what has to be there: InvariantBroken names what is not.
    """

    def get(self, id_: str) -> T | None: ...
    def lock(self, id_: str) -> T | None: ...
    def must(self, id_: str) -> T: ...
    def must_lock(self, id_: str) -> T: ...
    def get_many(self, ids: Sequence[str]) -> dict[str, T]: ...
    def all(self) -> list[T]: ...
    def add(self, thing: T) -> None: ...
    def put(self, thing: T) -> None: ...


class Grouped(Records[T], Protocol[T]):
    """Things that belong to another: to a programme, or to an accord."""

    def of(self, owner: str) -> list[T]:
        """Those of that programme or accord, by id."""
        ...


class Merchants(Records[Merchant], Protocol):
    """Merchants; `all` by id."""


class Items(Records[Item], Protocol):
    """Items on the menus."""

    def of_merchant(self, merchant: str) -> list[Item]: ...
    def lock_many(self, ids: Sequence[str]) -> dict[str, Item]: ...


class Orders(Records[Order], Protocol):
    """Orders; lists are by placing, then id."""

    def unfetched(self, zone: str) -> list[Order]:
        """Accepted or ready orders of the zone that nobody was sent for."""
        ...

    def unanswered(self) -> list[Order]:
        """Placed orders that wait for a merchant's answer."""
        ...

    def under_way(self) -> list[Order]:
        """Orders whose life has not ended."""
        ...

    def of_customer(self, customer: str, limit: int) -> list[Order]:
        """The customer's orders, the newest first."""
        ...

    def of_merchant(self, merchant: str, limit: int) -> list[Order]:
        """The merchant's orders, the newest first."""
        ...

    def of_campaign(self, campaign: str) -> list[Spent]:
        """Where the campaign's vouchers were spent in settled orders, by order and merchant."""
        ...

    def spent(self, customers: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
        """What each of the customers bought in settled orders placed then: goods, in fen."""
        ...


class Couriers(Records[Courier], Protocol):
    """Couriers; `all` by id."""

    def on_duty(self, zone: str) -> list[tuple[Courier, Shift]]:
        """The zone's couriers on a shift, with it, by id."""
        ...

    def see(self, position: Position) -> None:
        """Keep the last position of a courier."""
        ...

    def positions(self) -> dict[str, Position]:
        """The last position of each courier that was seen."""
        ...


class Shifts(Records[Shift], Protocol):
    """Shifts; lists are by their beginning, then id."""

    def to_start(self, until: datetime) -> list[Shift]:
        """Planned shifts that begin by `until`."""
        ...

    def to_end(self, until: datetime) -> list[Shift]:
        """Shifts under way that end by `until`."""
        ...

    def of_courier(self, courier: str, limit: int) -> list[Shift]:
        """The courier's shifts, the newest first."""
        ...


class Routes(Records[Route], Protocol):
    """Routes."""

    def open(self) -> list[Route]:
        """Routes under way, by id."""
        ...


class Ledger(Protocol):
    """The books. A transfer opens the accounts it names."""

    def move(self, transfers: Sequence[Transfer]) -> None: ...

    def balance(self, account: str) -> Money:
        """The balance, zero for an account not opened yet; not below it by work under way."""
        ...

    def balances(self) -> dict[str, Money]: ...
    def of_order(self, order: str) -> list[Transfer]: ...

    def of_account(self, account: str, limit: int) -> list[Transfer]:
        """The account's transfers, the newest first."""
        ...

    def between(self, since: datetime, until: datetime) -> list[Transfer]:
        """The transfers from `since` to before `until`, the earliest first."""
        ...

    def by_period(self, account: str, period: Period, calendar: Calendar) -> list[PeriodSum]:
        """The account's sums by local calendar year, or week from Monday, and by reason."""
        ...


class Events(Protocol):
    """The record of what happened."""

    def append(self, events: Sequence[Event], at: datetime, day: date) -> list[Recorded]: ...
    def after(self, seq: int, limit: int) -> list[Recorded]: ...
    def of_day(self, day: date, after: int = 0) -> Iterator[Recorded]: ...
    def last(self) -> Recorded | None: ...

    def of_subject(self, subject: str) -> list[Recorded]:
        """What happened to the thing of that id, the earliest first."""
        ...


class Contents(Protocol):
    """The contents of files, by their digest; kept once, and never changed."""

    def keep(self, digest: str, data: bytes) -> None: ...
    def read(self, digest: str) -> bytes | None: ...


class Commands(Protocol):
    """Commands that were answered, by idempotency key."""

    def claim(self, key: str, command: str, at: datetime) -> tuple[str, Answer] | None:
        """None the first time; then the command and its answer. Waits for work on the same key."""
        ...

    def remember(self, key: str, answer: Answer) -> None: ...


class Work(Protocol):
    """One transaction: all of it is kept at its end, or, after an exception, nothing."""

    @property
    def markets(self) -> Records[Market]: ...
    @property
    def merchants(self) -> Merchants: ...
    @property
    def items(self) -> Items: ...
    @property
    def quotes(self) -> Records[Quote]: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def couriers(self) -> Couriers: ...
    @property
    def shifts(self) -> Shifts: ...
    @property
    def routes(self) -> Routes: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def campaigns(self) -> Records[Campaign]: ...
    @property
    def claims(self) -> Grouped[Claim]: ...
    @property
    def shocks(self) -> Records[Shock]: ...
    @property
    def programmes(self) -> Records[Programme]: ...
    @property
    def persons(self) -> Records[Person]: ...
    @property
    def donors(self) -> Grouped[Donor]: ...
    @property
    def pledges(self) -> Grouped[Pledge]: ...
    @property
    def applications(self) -> Grouped[Application]: ...
    @property
    def students(self) -> Grouped[Student]: ...
    @property
    def payments(self) -> Grouped[Payment]: ...
    @property
    def accords(self) -> Records[Accord]: ...
    @property
    def commitments(self) -> Grouped[Commitment]: ...
    @property
    def milestones(self) -> Grouped[Milestone]: ...
    @property
    def meetings(self) -> Grouped[Meeting]: ...
    @property
    def files(self) -> Grouped[File]: ...
    @property
    def contents(self) -> Contents: ...
    @property
    def events(self) -> Events: ...
    @property
    def commands(self) -> Commands: ...


class Store(Protocol):
    """Where the city is kept."""

    def begin(self) -> AbstractContextManager[Work]:
        """A new piece of work. Raises Conflict when it met another and may be tried again."""
        ...

    def lease(self, name: str) -> AbstractContextManager[Lease | None]:
        """The name until the end of the context; None while another holds it."""
        ...


class Payments(Protocol):
    """How customers pay."""

    def authorise(self, work: Work, customer: str, amount: Money) -> Refused | None:
        """None when the customer can pay `amount` now, else what is missing."""
        ...
