"""An order: its parts by merchant, its bill, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from yeshi.base.limits import CUTLERY_MAX
from yeshi.base.money import Money, total
from yeshi.base.personal import Personal
from yeshi.events.fulfilment import Fulfilment
from yeshi.events.orders import PaidBy
from yeshi.geo.point import Point
from yeshi.orders.alteration import Alteration
from yeshi.orders.at_table import AtTable
from yeshi.orders.bill import Bill
from yeshi.orders.delivery_pace import Foreseen
from yeshi.orders.door_code import DoorCode
from yeshi.orders.group_part import OfGroup
from yeshi.orders.hand import Hand
from yeshi.orders.lifecycle import CARRIED, GIVEN_BACK, TAKEN_ON, OrderState, TicketState
from yeshi.orders.lines import DealShare, Line, asked_of, deals_of
from yeshi.orders.pick_up import PickUp
from yeshi.orders.tardy import Tardy
from yeshi.orders.wished import Wished


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One merchant's part of an order; `voucher` is its share of the order's voucher.

    `given`: what the merchant gives of it to `programme`, once the order is delivered. `taken_at`
    and `made_at`: when it was taken on, and stood on the counter. `why`: why it is not made, or is
    later than was said. `offer`: what the customer is asked to agree to; `altered`: what they did.
    `offers`: how many in a row they have not agreed to.
    `seen_at`: when it was first shown at the stall; `called_at`: when it was called, being silent.
    `handed_at`: when its customer had it at the counter, or at the table; `taken`: the cash that
    they paid for it there. `forgone`: lines that came to a table and nobody pays. `note`: what its
    customer says to the merchant, "" for nothing. `asked_from`: from when its answer is waited for,
    where that is not when it was ordered.
    """

    merchant: str
    lines: tuple[Line, ...]
    voucher: Money
    given: Money
    state: TicketState = TicketState.PLACED
    ready_at: datetime | None = None
    programme: str | None = None
    taken_at: datetime | None = None
    made_at: datetime | None = None
    why: str = ""
    offer: Alteration | None = None
    offers: int = 0
    altered: tuple[Alteration, ...] = ()
    seen_at: datetime | None = None
    called_at: datetime | None = None
    handed_at: datetime | None = None
    taken: Money | None = None
    note: Annotated[str, Personal("note")] = ""
    forgone: tuple[Line, ...] = ()
    asked_from: datetime | None = None

    @property
    def sold(self) -> Money:
        """What the merchant sells on this ticket, packing included, after its deals."""
        return total((line.amount for line in self.lines), self.voucher.currency)

    @property
    def dealt(self) -> Money:
        """What the merchant's deals take off this ticket, at its own cost."""
        return total((line.dealt for line in self.lines), self.voucher.currency)

    @property
    def asked(self) -> tuple[int, int]:
        """How many dishes it asks of its kitchen, and their worth in fen before deals."""
        return asked_of(self.lines)

    @property
    def deals(self) -> tuple[DealShare, ...]:
        """What each of the merchant's deals takes off it."""
        return deals_of(self.lines)

    @property
    def is_given_back(self) -> bool:
        """Whether the merchant did not make it, or nobody came and paid: it is not to be paid."""
        return self.state in GIVEN_BACK

    @property
    def unpaid(self) -> Money:
        """What of it nobody has paid yet, where it is paid at the end."""
        lines = (line.amount for line in self.lines if line.paid is None)
        return total(lines, self.voucher.currency)

    @property
    def as_served(self) -> tuple[Line, ...]:
        """Its lines, with those that nobody pays."""
        return (*self.lines, *self.forgone)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an order goes: a place, the words that find the door, and how to reach who is there.

    `door_note`: how the courier finds the door, "" for nothing. `phone`: with its country's code,
    "" for none.
    """

    place: Annotated[Point, Personal("door")]
    address: Annotated[str, Personal("address")]
    door_note: Annotated[str, Personal("note")] = ""
    phone: Annotated[str, Personal("phone")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order and its state; `version` grows with every change.

    For rejected tickets `returned` went back to the customer, `voucher_returned` to the campaign.
    `terms`: the number of the city's terms under which it was quoted, which it keeps to its end.
    `way`: how its customer pays. `foreseen`: what was known of it by when it was promised.
    `pick_up`: how it is collected; `at_table`: to which table it comes; None of what a courier
    brings. What is collected, or comes to a table, goes no further than the counter: that is its
    destination. `note`: what its customer says to the courier. `cutlery`: for so many, from each
    merchant. `tardy`: that its customer was told that it comes later. `door_code`: who says it at
    the door has ordered it. `of_group`: who ordered it together, each their own lines. `wished`:
    for which time, where that is later.
    """

    id: str
    customer: str
    placed_at: datetime
    promised_by: datetime
    zone: str
    pickup: Point
    destination: Destination
    tickets: tuple[Ticket, ...]
    bill: Bill
    campaign: str | None
    programme: str | None
    note: Annotated[str, Personal("note")]
    returned: Money
    voucher_returned: Money
    state: OrderState = OrderState.PLACED
    ready_at: datetime | None = None
    courier: str | None = None
    route: str | None = None
    collected_at: datetime | None = None
    ended_at: datetime | None = None
    version: int = 1
    hand: Hand | None = None
    terms: int = 1
    way: PaidBy = PaidBy.WALLET
    foreseen: Foreseen | None = None
    pick_up: PickUp | None = None
    cutlery: int = 0
    at_table: AtTable | None = None
    tardy: Tardy | None = None
    door_code: DoorCode | None = None
    of_group: OfGroup | None = None
    wished: Wished | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: route and courier go together, and food is made first.

        A courier carries what is brought, and nothing else; who gets none has nobody to tip. What
        is paid at the end is settled with its last line.
        """
        tip = self.bill.tip
        return (
            len(self.tickets) > 0
            and self.bill.total.fen >= 0
            and (tip is None or (tip.fen > 0 and self.is_brought))
            and 0 <= self.cutlery <= CUTLERY_MAX
            and (self.route is None) == (self.courier is None)
            and (self.pick_up is None or self.at_table is None)
            and (self.is_brought or self.courier is None)
            and (self.state not in CARRIED or (self.courier is not None) == self.is_brought)
            and (self.state not in TAKEN_ON or self.ready_at is not None)
            and (not self.is_settled or self.is_paid)
            and (not self.is_tab or self.at_table is not None)
            and (self.way is PaidBy.GROUP) == self.is_paid_by_several
            and (self.of_group is None or self.of_group.hold(self.bill.total))
            and (self.wished is None or (self.wished.holds and self.at_table is None))
        )

    @property
    def merchants(self) -> tuple[str, ...]:
        """The merchants whose part was not given back."""
        return tuple(ticket.merchant for ticket in self.live_tickets)

    @property
    def live_tickets(self) -> tuple[Ticket, ...]:
        """The tickets that were not given back."""
        return tuple(ticket for ticket in self.tickets if not ticket.is_given_back)

    @property
    def goods(self) -> Money:
        """What was asked for the items whose part was not given back, after deals; packing and
        delivery left out."""
        lines = (line for ticket in self.live_tickets for line in ticket.lines)
        return total((line.priced - line.dealt for line in lines), self.bill.items.currency)

    @property
    def fulfilment(self) -> Fulfilment:
        """In which way it reaches its customer."""
        if self.at_table:
            return Fulfilment.TABLE
        return Fulfilment.PICK_UP if self.pick_up else Fulfilment.DELIVERY

    @property
    def is_brought(self) -> bool:
        """Whether a courier carries it, and it is not handed over at its counters."""
        return self.fulfilment is Fulfilment.DELIVERY

    @property
    def cash(self) -> Money | None:
        """What is taken at the door, or at the counters; None of what was paid otherwise."""
        return self.bill.total - self.returned if self.way is PaidBy.CASH else None

    @property
    def due(self) -> Money | None:
        """What is owed for it until it is settled; None of what was paid when it was ordered."""
        if self.way is not PaidBy.TAB:
            return self.cash
        return self.bill.total - self.returned - self.paid_from_wallets

    @property
    def paid_from_wallets(self) -> Money:
        """What guests at its table have paid from their wallets."""
        lines = (line for ticket in self.live_tickets for line in ticket.lines)
        paid = (line.amount for line in lines if line.paid and line.paid.customer)
        return total(paid, self.bill.items.currency)

    @property
    def unpaid(self) -> Money:
        """What a table has still to pay of it at the end."""
        nothing = Money(0, self.bill.items.currency)
        return sum((one.unpaid for one in self.live_tickets), nothing) if self.is_tab else nothing

    @property
    def is_paid_by_several(self) -> bool:
        """Whether each of a group paid their own part."""
        return self.of_group is not None and len(self.of_group.shares) > 0

    @property
    def is_tab(self) -> bool:
        """Whether a table pays it at the end."""
        return self.way is PaidBy.TAB

    @property
    def is_paid(self) -> bool:
        """Whether nothing is left to pay at a table."""
        lines = (line for ticket in self.live_tickets for line in ticket.lines)
        return not self.is_tab or all(line.paid for line in lines)

    @property
    def is_settled(self) -> bool:
        """Whether it was delivered and its money shared out."""
        return self.state is OrderState.SETTLED

    @property
    def is_refunded(self) -> bool:
        """Whether it came to nothing and its money went back."""
        return self.state is OrderState.REFUNDED

    def ticket(self, merchant: str) -> Ticket | None:
        """The ticket of `merchant`, if it has one."""
        return next((ticket for ticket in self.tickets if ticket.merchant == merchant), None)
