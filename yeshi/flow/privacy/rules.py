"""What is kept of whom, for how long and why: all of it stands here, and the clock carries it out.

`/privacy` shows it. Whatever is marked as personal in its type (base/personal.py) is in a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from yeshi.flow.orders.grouping import KEPT_AFTER_ORDERING
from yeshi.flow.orders.seating import KEPT_AFTER_LEAVING
from yeshi.market.pictured import PICTURES_KEPT
from yeshi.orders.stars import COUNTED
from yeshi.people import consent, newcomer
from yeshi.people.invitation import KEPT_AFTER
from yeshi.people.session import STAYS
from yeshi.people.tries import KEPT_FOR
from yeshi.visits.booking import GUESTS_KEPT


class Whom(StrEnum):
    """Of whom something is kept."""

    CUSTOMER = "customer"
    PERSON = "person"
    COURIER = "courier"
    STALL = "stall"
    APPLICANT = "applicant"


class Until(StrEnum):
    """When it is let go.

    `AFTER`: so long after what it was for, by the clock. `ASKED`: when whoever it is of has it
    deleted. `DUTY`: not at all, for a duty says so. `REPLACED`: when the next one takes its place.
    """

    AFTER = "after"
    ASKED = "asked"
    DUTY = "duty"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """Something that is kept of somebody: `until` when, and `lasts` how long where the clock says.

    `marked`: the personal fields that it is about. What it is and why it is kept, texts say by its
    name. `asked`: whether whoever it is of may have it deleted before.
    """

    name: str
    of: Whom
    until: Until
    lasts: timedelta | None = None
    asked: bool = False
    marked: tuple[str, ...] = ()

    @property
    def asked_before(self) -> bool:
        """Whether it may be deleted before the clock would."""
        return self.asked and self.until is not Until.ASKED


# As long as somebody may complain, or cash is owed at the door.
DOORS_KEPT = timedelta(days=90)
# Who orders once a year finds their addresses again.
BOOKS_KEPT = timedelta(days=400)
QUOTES_KEPT = timedelta(days=1)
# What was written goes when the stars beside it count no more.
WORDS_KEPT = COUNTED
# Who repeats a command does so within minutes; a month is for whoever looks into a dispute.
ANSWERS_KEPT = timedelta(days=30)
# A cohort is selected once a year; who was not in it may ask why until the next one.
APPLICATIONS_KEPT = timedelta(days=400)
# So that whoever comes back within the year is known again.
LEFT_KEPT = timedelta(days=400)

_DOOR = ("place", "address", "door_note", "phone")
LINES = (
    KeptLine(
        name="doors", of=Whom.CUSTOMER, until=Until.AFTER, lasts=DOORS_KEPT, asked=True,
        marked=(
            *(f"Destination.{one}" for one in _DOOR), "Order.note", "Ticket.note", "GuestName.name",
        ),
    ),
    KeptLine(name="ways", of=Whom.COURIER, until=Until.AFTER, lasts=DOORS_KEPT),
    KeptLine(
        name="addresses", of=Whom.CUSTOMER, until=Until.AFTER, lasts=BOOKS_KEPT, asked=True,
        marked=("Address.name",),
    ),
    KeptLine(
        name="favourites", of=Whom.CUSTOMER, until=Until.AFTER, lasts=BOOKS_KEPT, asked=True
    ),
    KeptLine(
        name="groups", of=Whom.CUSTOMER, until=Until.AFTER, lasts=KEPT_AFTER_ORDERING,
        asked=True, marked=("GroupGuest.name",),
    ),
    KeptLine(
        name="bookings", of=Whom.CUSTOMER, until=Until.AFTER, lasts=GUESTS_KEPT, asked=True,
        marked=("Booking.name", "Booking.phone"),
    ),
    KeptLine(name="tabs", of=Whom.CUSTOMER, until=Until.AFTER, lasts=KEPT_AFTER_LEAVING),
    KeptLine(
        name="quotes", of=Whom.CUSTOMER, until=Until.AFTER, lasts=QUOTES_KEPT, asked=True,
        marked=("OrderNotes.to_courier", "OrderNotes.to_stalls"),
    ),
    KeptLine(
        name="ratings", of=Whom.CUSTOMER, until=Until.AFTER, lasts=WORDS_KEPT, asked=True,
        marked=("Rating.word", "Rating.answer"),
    ),
    KeptLine(
        name="complaints", of=Whom.CUSTOMER, until=Until.AFTER, lasts=DOORS_KEPT, asked=True,
        marked=("Complaint.words", "Complaint.answer", "Complaint.appeal", "ShownTrouble.name"),
    ),
    KeptLine(
        name="invoices", of=Whom.CUSTOMER, until=Until.AFTER, lasts=DOORS_KEPT, asked=True,
        marked=tuple(f"InvoiceFor.{one}" for one in ("title", "tax_number", "mail")),
    ),
    KeptLine(
        name="threads", of=Whom.CUSTOMER, until=Until.AFTER, lasts=DOORS_KEPT, asked=True,
        marked=("ThreadMessage.words",),
    ),
    KeptLine(name="orders", of=Whom.CUSTOMER, until=Until.DUTY),
    KeptLine(name="answers", of=Whom.CUSTOMER, until=Until.AFTER, lasts=ANSWERS_KEPT, asked=True),
    KeptLine(name="account", of=Whom.PERSON, until=Until.ASKED, asked=True),
    KeptLine(name="sessions", of=Whom.PERSON, until=Until.AFTER, lasts=STAYS, asked=True),
    KeptLine(name="keys", of=Whom.PERSON, until=Until.ASKED, asked=True),
    KeptLine(name="clients", of=Whom.PERSON, until=Until.AFTER, lasts=consent.LASTS, asked=True),
    KeptLine(name="tries", of=Whom.PERSON, until=Until.AFTER, lasts=KEPT_FOR),
    KeptLine(
        name="invitations", of=Whom.PERSON, until=Until.AFTER, lasts=KEPT_AFTER, asked=True,
        marked=("Invitation.name", "Contact.address"),
    ),
    KeptLine(name="record", of=Whom.PERSON, until=Until.DUTY),
    KeptLine(
        name="places", of=Whom.COURIER, until=Until.REPLACED,
        marked=("Courier.place", "Position.place"),
    ),
    KeptLine(
        name="shifts", of=Whom.COURIER, until=Until.DUTY,
        marked=("Shift.starts_at", "Shift.earned", "Shift.top_up"),
    ),
    KeptLine(
        name="riders", of=Whom.COURIER, until=Until.AFTER, lasts=LEFT_KEPT,
        marked=("Courier.woman", "Courier.born_year", "Courier.first_job"),
    ),
    KeptLine(
        name="holders", of=Whom.STALL, until=Until.AFTER, lasts=LEFT_KEPT,
        marked=("Merchant.owner_woman", "Merchant.owner_born_year"),
    ),
    KeptLine(
        name="facts", of=Whom.STALL, until=Until.AFTER, lasts=LEFT_KEPT,
        marked=("StallFacts.address",),
    ),
    KeptLine(
        name="payees", of=Whom.STALL, until=Until.AFTER, lasts=LEFT_KEPT, asked=True,
        marked=("Payee.holder", "Payee.number"),
    ),
    KeptLine(name="payouts", of=Whom.STALL, until=Until.DUTY),
    KeptLine(
        name="discrepancies", of=Whom.CUSTOMER, until=Until.DUTY, marked=("KeptDiscrepancy.text",)
    ),
    KeptLine(name="pictures", of=Whom.STALL, until=Until.AFTER, lasts=PICTURES_KEPT, asked=True),
    KeptLine(
        name="newcomers", of=Whom.APPLICANT, until=Until.AFTER, lasts=newcomer.KEPT_AFTER,
        marked=("Newcomer.name", "Newcomer.place", "Newcomer.says"),
    ),
    KeptLine(
        name="applications", of=Whom.APPLICANT, until=Until.AFTER, lasts=APPLICATIONS_KEPT,
        asked=True,
        marked=tuple(f"Applicant.{one}" for one in ("name", "contact", "home", "woman")),
    ),
    KeptLine(
        name="students", of=Whom.APPLICANT, until=Until.DUTY,
        marked=("Student.name", "Student.woman"),
    ),
)  # fmt: skip
