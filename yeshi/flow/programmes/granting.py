"""Granting: milestones are confirmed, two people approve, and the fund pays."""

from __future__ import annotations

from dataclasses import replace

from yeshi.base.limits import beyond_days
from yeshi.base.money import Money, total
from yeshi.base.refused import Refused, Unknown
from yeshi.base.sure import there
from yeshi.events.programmes import (
    MilestoneConfirmed,
    NamingChosen,
    StipendApproved,
    StipendDeclined,
    StipendPaid,
    StipendProposed,
    StudentLeft,
)
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.ports import Answer, Done, Work
from yeshi.ledger import accounts
from yeshi.people.actor import admit
from yeshi.people.person import Role
from yeshi.programmes import application as applications
from yeshi.programmes import payment as payments
from yeshi.programmes import student as students
from yeshi.programmes.payment import Payment, PaymentState, Purse
from yeshi.programmes.programme import Programme
from yeshi.programmes.student import Reached, Student


def confirm(
    engine: Engine, key: str, student_id: str, reached: Reached,
    school: str = "",
) -> Answer:  # fmt: skip
    """Confirm a milestone: its stipend is proposed, in the plan of this year."""

    def act(turn: Turn) -> Answer:
        found = _student(turn, student_id)
        if isinstance(found, Refused):
            return found
        programme, student = found
        today = turn.terms.calendar.date_at(turn.now)
        told = replace(reached, confirmed_by=turn.by.id)
        after = beyond_days(on=told.on) or students.confirm(student, told, school, today)
        if isinstance(after, Refused):
            return after
        turn.work.students.put(after)
        turn.emit(MilestoneConfirmed(programme.id, student_id, reached.milestone, turn.by.id))
        stipend = there(student.stipend(reached.milestone), f"stipend {reached.milestone}")
        if not stipend.amount:
            return Done({"student": student_id})
        proposed = Payment(
            id=turn.new_id("pay"),
            programme=programme.id,
            student=student_id,
            milestone=reached.milestone,
            amount=stipend.amount,
            year=today.year,
            proposed_by=turn.by.id,
        )
        turn.work.payments.add(proposed)
        turn.emit(
            StipendProposed(programme.id, student_id, proposed.id, proposed.amount, turn.by.id)
        )
        return Done({"student": student_id, "payment": proposed.id})

    return engine.perform(key, "confirm_milestone", act, asked=(student_id, reached, school))


def leave(engine: Engine, key: str, student_id: str) -> Answer:
    """Note that a student left the programme."""

    def act(turn: Turn) -> Answer:
        found = _student(turn, student_id)
        if isinstance(found, Refused):
            return found
        programme, student = found
        after = students.leave(student, turn.terms.calendar.date_at(turn.now))
        if isinstance(after, Refused):
            return after
        turn.work.students.put(after)
        turn.emit(StudentLeft(programme.id, student_id, turn.by.id))
        return Done({"student": student_id})

    return engine.perform(key, "leave_programme", act, asked=(student_id,))


def choose_naming(engine: Engine, key: str, application_id: str, named: bool) -> Answer:
    """Have an applicant or student choose whether the public page may name them."""

    def act(turn: Turn) -> Answer:
        application = turn.work.applications.lock(application_id)
        if application is None:
            return Refused(Unknown("application", application_id))
        after = applications.choose_naming(application, named)
        if isinstance(after, Refused):
            return after
        turn.work.applications.put(after)
        for student in turn.work.students.of(application.programme):
            if student.application == application_id:
                turn.work.students.put(replace(student, named=named))
                turn.emit(NamingChosen(application.programme, student.id, named))
        return Done({"application": application_id})

    return engine.perform(key, "choose_naming", act, asked=(application_id, named))


def approve(engine: Engine, key: str, payment_id: str) -> Answer:
    """Approve a stipend; with the second approval it is paid, if fund and plan bear it."""

    def act(turn: Turn) -> Answer:
        found = _payment(turn, payment_id)
        if isinstance(found, Refused):
            return found
        programme, payment = found
        after = payments.approve(payment, turn.by.id, _purse(turn.work, programme, payment))
        if isinstance(after, Refused):
            return after
        turn.work.payments.put(after)
        said = (programme.id, payment.student, payment_id, payment.amount, turn.by.id)
        turn.emit(StipendApproved(*said))
        if after.state is PaymentState.PAID:
            turn.emit(StipendPaid(*said))
        return Done({"payment": payment_id, "state": after.state.value})

    return engine.perform(key, "approve_payment", act, asked=(payment_id,))


def decline(engine: Engine, key: str, payment_id: str, why: str) -> Answer:
    """Decline a stipend, with the reason kept."""

    def act(turn: Turn) -> Answer:
        found = _payment(turn, payment_id)
        if isinstance(found, Refused):
            return found
        programme, payment = found
        after = payments.decline(payment, why)
        if isinstance(after, Refused):
            return after
        turn.work.payments.put(after)
        turn.emit(
            StipendDeclined(
                programme=programme.id,
                student=payment.student,
                payment=payment_id,
                amount=payment.amount,
                by=turn.by.id,
                why=after.why,
            )
        )
        return Done({"payment": payment_id})

    return engine.perform(key, "decline_payment", act, asked=(payment_id, why))


def spent_in(all_payments: list[Payment], year: int, currency: str) -> Money:
    """What was paid in the plan of the year."""
    paid = (p.amount for p in all_payments if p.year == year and p.state is PaymentState.PAID)
    return total(paid, currency)


def _purse(work: Work, programme: Programme, payment: Payment) -> Purse:
    held = work.ledger.balance(accounts.programme(programme.id))
    plan = programme.plan_of(payment.year)
    spent = spent_in(work.payments.of(programme.id), payment.year, held.currency)
    budget = plan.budget if plan else Money(0, held.currency)
    # What students of a programme that has ended are owed, no plan foresaw: the fund pays it.
    return Purse(held, held if programme.ended_at else budget - spent)


def _student(turn: Turn, student_id: str) -> tuple[Programme, Student] | Refused:
    student = turn.work.students.lock(student_id)
    if student is None:
        return Refused(Unknown("student", student_id))
    refused = admit(turn.by, student.programme, Role.FOUNDATION)
    return refused or (turn.work.programmes.must(student.programme), student)


def _payment(turn: Turn, payment_id: str) -> tuple[Programme, Payment] | Refused:
    """The programme is locked: its payments are approved one after the other, within one purse."""
    known = turn.work.payments.get(payment_id)
    if known is None:
        return Refused(Unknown("payment", payment_id))
    refused = admit(turn.by, known.programme, Role.APPROVER)
    if refused:
        return refused
    programme = turn.work.programmes.must_lock(known.programme)
    return programme, turn.work.payments.must_lock(payment_id)
