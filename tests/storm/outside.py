"""The world outside of a night: errands are done, not done, answered twice, or after a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.storm.city import fen
from yeshi.events.accords import MilestoneNoticed
from yeshi.events.ledger import WalletToppedUp
from yeshi.flow import errands
from yeshi.flow.accords.reminding import PAGE, TELLING
from yeshi.flow.checks.broken import BrokenRule, differing
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.errand import ErrandState, ErrandTerms, Fault
from yeshi.flow.errands import ErrandKind, Taken
from yeshi.flow.orders.attention import CALLING
from yeshi.flow.orders.complaint_told import TELLING_COMPLAINT
from yeshi.flow.orders.group_told import TELLING_GROUP
from yeshi.flow.orders.late_told import TELLING_LATE
from yeshi.flow.orders.offer_told import OFFERING
from yeshi.flow.orders.pick_up_told import CALLING_OUT
from yeshi.flow.orders.thread_told import TELLING_WRITTEN
from yeshi.flow.ports import Answer, Done, Work
from yeshi.flow.visits.told import TELLING_VISIT
from yeshi.ledger import accounts
from yeshi.people.actor import signed_in
from yeshi.people.invitation import Sent
from yeshi.people.person import CITY, Grant, Person, Role

# Whose wallet is filled by errands, and by nothing else.
PAID = "paid-by-errands"
OPERATOR = Person("operator", "Operator", (Grant(Role.OPERATOR, CITY),), "")
FATES = ("done", "done", "fails", "hopeless", "twice", "done and failed", "silent", "late", "day")


@dataclass(frozen=True, slots=True)
class Payment:
    """So much for the wallet, once the world says so."""

    customer: str
    amount_fen: int


def _paid(turn: Turn, payment: Payment, _: None) -> None:
    turn.emit(WalletToppedUp(payment.customer, fen(payment.amount_fen)))


PAYING: ErrandKind[Payment, None] = ErrandKind(
    name="paying",
    given=Payment,
    terms=ErrandTerms(tries=3, wait_s_first=60.0, wait_s_max=600.0),
    on_done=_paid,
)

# What pays, what tells parties of an accord that a milestone is due, and what tells customers.
TOLD = (
    CALLING, CALLING_OUT, TELLING_COMPLAINT, TELLING_LATE, OFFERING, TELLING_GROUP, TELLING_VISIT,
    TELLING_WRITTEN,
)  # fmt: skip
KINDS = (PAYING, TELLING, *TOLD)


def write(engine: Engine, key: str, amount_fen: int) -> Answer:
    """Have the wallet filled by an errand."""

    def act(turn: Turn) -> Answer:
        return Done({"errand": errands.write(turn, PAYING, Payment(PAID, amount_fen))})

    return engine.perform(key, "storm_errand", act)


# Put off by so many actions, or, with None, to the day after.
PutOff = Callable[[int | None, Callable[[], None]], None]


def carry(engine: Engine, draws: Sequence[int], put_off: PutOff) -> None:
    """Begin the next try that is due, and have it meet its fate."""
    taken = errands.take(engine, KINDS)
    if taken is None:
        return
    fate = FATES[draws[0] % len(FATES)]
    done = _answering(engine, taken, None)
    failed = _answering(engine, taken, Fault("Away", "", fate == "hopeless"))
    if fate in ("fails", "hopeless"):
        failed()
    elif fate == "silent":
        return
    elif fate == "late":
        put_off(1 + draws[1] % 40, done)
    elif fate == "day":
        put_off(None, done)
    else:
        done()
        if fate == "twice":
            put_off(draws[1] % 20, done)
        elif fate == "done and failed":
            failed()


def let_go(engine: Engine) -> None:
    """Take the tries under way for lost, as whoever has the lease anew does."""
    errands.let_go_of_lost(engine, KINDS)


def override(engine: Engine, key: str, id_: str, give_up: bool) -> Answer:
    """An official has an errand tried again, or given up."""
    decide = errands.give_up if give_up else errands.try_again
    return decide(engine.acting(signed_in(OPERATOR)), key, id_)


def finish(engine: Engine) -> None:
    """Do all that is due, in a world that is kind."""
    let_go(engine)
    while (taken := errands.take(engine, KINDS)) is not None:
        errands.answer_done(engine, taken, _brought(taken))


def unended(work: Work) -> list[BrokenRule]:
    """Errands that are still open, money that none of them paid, and notices that came twice."""
    all_ = work.errands.all()
    paid = [one for one in all_ if one.kind == PAYING.name and one.state is ErrandState.DONE]
    owed = sum(PAYING.read(one.given).amount_fen for one in paid)
    open_ = [one.id for one in all_ if one.is_open]
    events = [one.event for one in work.events.after(0, 100_000)]
    told = [one for one in events if isinstance(one, MilestoneNoticed)]
    there = work.ledger.balance(accounts.wallet(PAID)).fen
    return [
        *differing("errand.paid", accounts.wallet(PAID), there, owed),
        *differing("stuck", "errands", open_, []),
        *differing("notice.twice", "milestones", len(told), len(set(told))),
    ]


def _brought(taken: Taken[Any, Any]) -> str | None:
    """What the world says of what it did."""
    if taken.kind in TOLD:
        return Sent.PHONE
    return PAGE if taken.kind is TELLING else None


def _answering(engine: Engine, taken: Taken[Any, Any], fault: Fault | None) -> Callable[[], None]:
    def answer() -> None:
        if fault is None:
            errands.answer_done(engine, taken, _brought(taken))
        else:
            errands.answer_failed(engine, taken, fault)

    return answer
