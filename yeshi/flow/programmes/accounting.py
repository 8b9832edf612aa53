"""Accounting for a programme: what its public page says, and what its people see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from yeshi.base.money import Money, total
from yeshi.base.refused import Refused, Unknown
from yeshi.flow.engine import Engine
from yeshi.flow.ports import Work
from yeshi.flow.programmes.granting import spent_in
from yeshi.ledger import accounts
from yeshi.ledger.transfers import PeriodSum, Transfer
from yeshi.people.actor import admit
from yeshi.people.person import Role
from yeshi.programmes.application import Application, ApplicationState
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.forecast import Standing, full_weeks
from yeshi.programmes.payment import Payment, PaymentState
from yeshi.programmes.programme import Programme
from yeshi.programmes.public_account import People, YearSum, count_people
from yeshi.programmes.student import Student

BY_TRADE = ("donation", "share")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A year of the plan and what of it was used."""

    year: int
    places: int
    selected: int
    budget: Money
    spent: Money

    @property
    def free(self) -> int:
        """How many places are still to be given."""
        return self.places - self.selected


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """What anybody may know of a programme, as of a moment."""

    programme: Programme
    at: datetime
    balance: Money
    sums: tuple[YearSum, ...]
    plan: tuple[PlanLine, ...]
    people: People
    givers: tuple[str, ...]
    unnamed_givers: int
    giving_merchants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDesk:
    """What its foundation sees of a programme, besides."""

    view: ProgrammeView
    applications: tuple[Application, ...]
    students: tuple[Student, ...]
    payments: tuple[Payment, ...]
    donors: tuple[Donor, ...]
    pledges: tuple[Pledge, ...]

    def pledges_of(self, donor: str) -> tuple[Pledge, ...]:
        """What a donor pledged."""
        return tuple(one for one in self.pledges if one.donor == donor)

    def cohort_of(self, year: int) -> PlanLine | None:
        """The plan of a year in which students are to be selected; None in other years."""
        return next((one for one in self.view.plan if one.year == year and one.places), None)


def programmes(engine: Engine) -> list[ProgrammeView]:
    """All programmes, as anybody may know them."""
    with engine.store.read() as work:
        return [_view(engine, work, programme) for programme in work.programmes.all()]


def programme(engine: Engine, programme_id: str) -> ProgrammeView | Refused:
    """A programme, as anybody may know it."""
    with engine.store.read() as work:
        known = work.programmes.get(programme_id)
        if known is None:
            return Refused(Unknown("programme", programme_id))
        return _view(engine, work, known)


def grants_of(
    engine: Engine, programme_id: str
) -> tuple[Programme, list[Student], list[Payment]] | Refused:
    """A programme with its students and payments, for exports that name only who agreed."""
    with engine.store.read() as work:
        known = work.programmes.get(programme_id)
        if known is None:
            return Refused(Unknown("programme", programme_id))
        students = work.students.of(programme_id)
        return known, students, work.payments.of(programme_id)


def desk(engine: Engine, programme_id: str) -> ProgrammeDesk | Refused:
    """What the foundation, or who approves its payments, sees."""
    with engine.store.read() as work:
        known = work.programmes.get(programme_id)
        if known is None:
            return Refused(Unknown("programme", programme_id))
        refused = admit(engine.actor, programme_id, Role.FOUNDATION, Role.APPROVER)
        if refused:
            return refused
        return ProgrammeDesk(
            view=_view(engine, work, known),
            applications=tuple(work.applications.of(programme_id)),
            students=tuple(work.students.of(programme_id)),
            payments=tuple(work.payments.of(programme_id)),
            donors=tuple(work.donors.of(programme_id)),
            pledges=tuple(work.pledges.of(programme_id)),
        )


def to_read(
    engine: Engine, programme_id: str
) -> tuple[Programme, list[Application], int] | Refused:
    """What a reader has still to read, and how many they have read."""
    with engine.store.read() as work:
        known = work.programmes.get(programme_id)
        if known is None:
            return Refused(Unknown("programme", programme_id))
        refused = admit(engine.actor, programme_id, Role.READER)
        if refused:
            return refused
        found = [] if known.ended_at else work.applications.of(programme_id)
    reader = engine.actor.id
    waiting = sorted(
        (one for one in found if one.waits_for(reader)), key=lambda one: (one.sent_at, one.id)
    )
    done = sum(any(reading.reader == reader for reading in one.readings) for one in found)
    return known, waiting, done


def application(
    engine: Engine, application_id: str
) -> tuple[Programme, Application, Student | None] | Refused:
    """An application as its applicant sees it, with the student it became."""
    with engine.store.read() as work:
        found = work.applications.get(application_id)
        if found is None:
            return Refused(Unknown("application", application_id))
        known = work.programmes.must(found.programme)
        students = work.students.of(found.programme)
    student = next((one for one in students if one.application == application_id), None)
    return known, found, student


def standing(engine: Engine, programme_id: str) -> tuple[Programme, Standing] | Refused:
    """The programme, and where its fund stands today, from which it can be told if it will last."""
    now = engine.clock.now()
    today = engine.terms.calendar.date_at(now)
    account = accounts.programme(programme_id)
    with engine.store.read() as work:
        known = work.programmes.get(programme_id)
        if known is None:
            return Refused(Unknown("programme", programme_id))
        weeks = work.ledger.by_period(account, "week", engine.terms.calendar)
        students = work.students.of(programme_id)
        applications = work.applications.of(programme_id)
        payments = work.payments.of(programme_id)
        stands = Standing(
            today=today,
            balance_fen=work.ledger.balance(account).fen,
            students=students,
            pledges=() if known.ended_at else work.pledges.of(programme_id),
            by_trade=()
            if known.ended_at
            else full_weeks({one.begins_on: 0 for one in weeks} | _by_week(weeks), today),
            selected=sum(
                one.state is ApplicationState.SELECTED and one.year == today.year
                for one in applications
            ),
            proposed_fen=sum(
                one.amount.fen for one in payments if one.state is PaymentState.PROPOSED
            ),
        )
    return known, stands


def _by_week(weeks: list[PeriodSum]) -> dict[date, int]:
    given: dict[date, int] = {}
    for one in weeks:
        if one.why in BY_TRADE:
            given[one.begins_on] = given.get(one.begins_on, 0) + one.into.fen
    return given


def _view(engine: Engine, work: Work, programme: Programme) -> ProgrammeView:
    account = accounts.programme(programme.id)
    held = work.ledger.balance(account)
    sums = tuple(
        YearSum(one.begins_on.year, one.why, one.into, one.out)
        for one in work.ledger.by_period(account, "year", engine.terms.calendar)
    )
    applications = work.applications.of(programme.id)
    payments = work.payments.of(programme.id)
    plan = tuple(
        PlanLine(
            one.year,
            one.places,
            sum(a.state is ApplicationState.SELECTED and a.year == one.year for a in applications),
            one.budget,
            spent_in(payments, one.year, held.currency),
        )
        for one in programme.plan
    )
    donors = work.donors.of(programme.id)
    return ProgrammeView(
        programme=programme,
        at=engine.clock.now(),
        balance=held,
        sums=sums,
        plan=plan,
        people=count_people(programme, applications, work.students.of(programme.id)),
        givers=tuple(donor.name for donor in donors if donor.named),
        unnamed_givers=sum(not donor.named for donor in donors),
        giving_merchants=work.merchants.giving_to(programme.id),
    )


def given_and_paid(view: ProgrammeView) -> tuple[Money, Money]:
    """All that came in so far, and all that went out."""
    currency = view.balance.currency
    return (
        total((one.into for one in view.sums), currency),
        total((one.out for one in view.sums), currency),
    )


def names_of_people(engine: Engine) -> dict[str, str]:
    """The names of all who sign in, by id."""
    with engine.store.read() as work:
        return {person.id: person.name for person in work.persons.all()}


def statement(engine: Engine, programme_id: str, limit: int) -> list[tuple[Transfer, Money]]:
    """The latest transfers of a programme's fund, each with what it changed in the balance."""
    fund = accounts.programme(programme_id)
    found = account(engine, fund, limit)[1]
    return [(transfer, transfer.movement.change_of(fund)) for transfer in found]


def account(engine: Engine, name: str, limit: int = 50) -> tuple[Money, list[Transfer]]:
    """An account's balance and its latest transfers."""
    with engine.store.read() as work:
        return work.ledger.balance(name), work.ledger.of_account(name, limit)
