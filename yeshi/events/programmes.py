"""What happens to a foundation's programmes; people are told by id, never by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class _OfProgramme(Event):
    programme: str

    @property
    def subject(self) -> str:
        return self.programme


@dataclass(frozen=True, slots=True)
class ProgrammeOpened(_OfProgramme):
    """A programme is on the platform; `endowment` is what its donors gave at the start."""

    kind: ClassVar[str] = "programme.opened"
    endowment: Money


@dataclass(frozen=True, slots=True)
class ProgrammeChanged(_OfProgramme):
    """These fields of a programme were entered anew."""

    kind: ClassVar[str] = "programme.changed"
    fields: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ProgrammeEnded(_OfProgramme):
    """Nobody applies to a programme or gives to it any more."""

    kind: ClassVar[str] = "programme.ended"
    why: str


@dataclass(frozen=True, slots=True)
class ProgrammeReturned(_OfProgramme):
    """A programme that had ended goes on."""

    kind: ClassVar[str] = "programme.returned"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FundPassedOn(_OfProgramme):
    """So much of what an ended programme's fund held goes to another one."""

    kind: ClassVar[str] = "fund.passed_on"
    to: str
    amount: Money
    why: str

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.programme, self.to)


@dataclass(frozen=True, slots=True)
class DonorEntered(_OfProgramme):
    """Somebody is known to give to a programme."""

    kind: ClassVar[str] = "donor.entered"
    donor: str


@dataclass(frozen=True, slots=True)
class GiftPledged(_OfProgramme):
    """A donor promised a gift."""

    kind: ClassVar[str] = "gift.pledged"
    donor: str
    pledge: str
    amount: Money


@dataclass(frozen=True, slots=True)
class GiftReceived(_OfProgramme):
    """A donor's gift came, on a pledge or without one."""

    kind: ClassVar[str] = "gift.received"
    donor: str
    pledge: str | None
    amount: Money
    by: str


@dataclass(frozen=True, slots=True)
class MerchantPledged(_OfProgramme):
    """A merchant gives so much of each order from now on; until the programme ends."""

    kind: ClassVar[str] = "merchant.pledged"
    merchant: str
    per_order: Money

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.programme, self.merchant)


@dataclass(frozen=True, slots=True)
class _OfApplication(_OfProgramme):
    application: str

    @property
    def subject(self) -> str:
        return self.application

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.application, self.programme)


@dataclass(frozen=True, slots=True)
class ApplicationSent(_OfApplication):
    """Somebody applied."""

    kind: ClassVar[str] = "application.sent"
    year: int


@dataclass(frozen=True, slots=True)
class ReadersAsked(_OfApplication):
    """These are to read the application."""

    kind: ClassVar[str] = "application.handed_out"
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationRead(_OfApplication):
    """A reader gave points; `score` once the readings agree on one."""

    kind: ClassVar[str] = "application.read"
    reader: str
    points: int
    score: float | None


@dataclass(frozen=True, slots=True)
class ApplicationPassedOn(_OfApplication):
    """A reader cannot read it, or knows the applicant."""

    kind: ClassVar[str] = "application.passed_on"
    reader: str


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn(_OfApplication):
    """Its applicant took it back."""

    kind: ClassVar[str] = "application.withdrawn"


@dataclass(frozen=True, slots=True)
class CohortSelected(_OfProgramme):
    """Applications of a year were selected; the others wait for a place."""

    kind: ClassVar[str] = "cohort.selected"
    year: int
    selected: tuple[str, ...]
    waiting: int
    by: str


@dataclass(frozen=True, slots=True)
class _OfStudent(_OfProgramme):
    student: str

    @property
    def subject(self) -> str:
        return self.student

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.student, self.programme)


@dataclass(frozen=True, slots=True)
class MilestoneConfirmed(_OfStudent):
    """A student reached a milestone."""

    kind: ClassVar[str] = "milestone.confirmed"
    milestone: str
    by: str


@dataclass(frozen=True, slots=True)
class StudentLeft(_OfStudent):
    """A student left the programme."""

    kind: ClassVar[str] = "student.left"
    by: str


@dataclass(frozen=True, slots=True)
class NamingChosen(_OfStudent):
    """A student chose to be named in public, or not to be."""

    kind: ClassVar[str] = "student.naming_chosen"
    named: bool


@dataclass(frozen=True, slots=True)
class _OfPayment(_OfStudent):
    payment: str
    amount: Money
    by: str

    @property
    def subject(self) -> str:
        return self.payment

    @property
    def concerns(self) -> tuple[str, ...]:
        return (self.payment, self.student, self.programme)


@dataclass(frozen=True, slots=True)
class StipendProposed(_OfPayment):
    """A stipend is to be paid, once two people approve."""

    kind: ClassVar[str] = "stipend.proposed"


@dataclass(frozen=True, slots=True)
class StipendApproved(_OfPayment):
    """Somebody approved a stipend."""

    kind: ClassVar[str] = "stipend.approved"


@dataclass(frozen=True, slots=True)
class StipendPaid(_OfPayment):
    """A stipend went from the fund to its student."""

    kind: ClassVar[str] = "stipend.paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class StipendDeclined(_OfPayment):
    """A stipend will not be paid."""

    kind: ClassVar[str] = "stipend.declined"
    why: str
