"""One piece of work on all that the city keeps, and the store that begins it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from yeshi.accords.accord import Accord
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.accords.meeting import File, Meeting
from yeshi.flow.charter import Charter
from yeshi.flow.in_force import Enacted
from yeshi.flow.lease import Lease
from yeshi.flow.ports.contents import Contents
from yeshi.flow.ports.errands import Errands, Prints
from yeshi.flow.ports.fleet import Couriers, Routes, Shifts
from yeshi.flow.ports.glance import Glance
from yeshi.flow.ports.journal import Commands, Events
from yeshi.flow.ports.ledger import Ledger
from yeshi.flow.ports.market import Items, Merchants
from yeshi.flow.ports.orders import CashStandings, Orders
from yeshi.flow.ports.people import Invitations, Sessions, TriesCounted
from yeshi.flow.ports.records import Grouped, Listed, Records
from yeshi.market.merchant import Market
from yeshi.observatory.shock import Shock
from yeshi.orders.addresses import AddressBook
from yeshi.orders.checkout import Quote
from yeshi.people.factors import Factors
from yeshi.people.passkey import Challenge, Passkey
from yeshi.people.person import Person
from yeshi.programmes.application import Application
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.payment import Payment
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Student
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.lot import Claim


class Work(Protocol):
    """One transaction: all of it is kept at its end, or, after an exception, nothing."""

    def fetch(self, wanted: Glance) -> None:
        """Read together what will be looked at; nothing else changes by it."""
        ...

    @property
    def charters(self) -> Records[Charter]: ...
    @property
    def enacted(self) -> Records[Enacted]: ...
    @property
    def markets(self) -> Listed[Market]: ...
    @property
    def merchants(self) -> Merchants: ...
    @property
    def items(self) -> Items: ...
    @property
    def quotes(self) -> Records[Quote]: ...
    @property
    def address_books(self) -> Records[AddressBook]: ...
    @property
    def cash_standings(self) -> CashStandings: ...
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
    def sessions(self) -> Sessions: ...
    @property
    def second_factors(self) -> Grouped[Factors]: ...
    @property
    def registered_passkeys(self) -> Grouped[Passkey]: ...
    @property
    def challenges(self) -> Records[Challenge]: ...
    @property
    def tries(self) -> TriesCounted: ...
    @property
    def invitations(self) -> Invitations: ...
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
    def errands(self) -> Errands: ...
    @property
    def prints(self) -> Prints: ...
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

    def read(self) -> AbstractContextManager[Work]:
        """What there is now, for somebody who waits for it; nothing may be changed in it.

        Raises OutOfTime when a question takes longer than anybody waits for a page.
        """
        ...

    def look(self) -> AbstractContextManager[Work]:
        """All of one moment, however long the look takes; nothing may be changed in it."""
        ...

    def lease(self, name: str) -> AbstractContextManager[Lease | None]:
        """The name until the end of the context; None while another holds it."""
        ...
