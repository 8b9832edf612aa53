"""A programme ends: nothing comes in any more, students are paid, the rest goes on in the books."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import DOOR, SmallCity, done
from tests.flow.programmes.test_granting import (
    APPROVERS,
    FOUNDATION,
    READERS,
    P,
    apply,
    city,
    enrolled,
    give,
    student,
)
from tests.flow.programmes.test_opening import OFFICIAL, known
from tests.programmes.programmes import programme
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.orders import quoting, reading
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.programmes import accounting, applying, donating, ending, granting, opening
from yeshi.ledger import accounts
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role
from yeshi.programmes.ending import BeyondFree
from yeshi.programmes.programme import ProgrammeOver

TREASURER = Person("tr", "tr", (Grant(Role.TREASURER, CITY),), None)
STALL = Person("st", "st", (Grant(Role.STALLHOLDER, "a"),), None)
OVER = Refused(ProgrammeOver(P))

__all__ = ["city"]


def end(city: SmallCity) -> None:
    """Have it end."""
    done(ending.end_programme(city.by(FOUNDATION), city.key(), P, "its ten years are over"))


def test_nothing_comes_in_any_more(city: SmallCity) -> None:
    """No application, reading, selection, gift or promise; no stall or customer gives to it."""
    engine, by = city.engine, city.by(FOUNDATION)
    sent = apply(city, "n")
    donor = done(donating.enter_donor(by, city.key(), P, "D", True))["donor"]
    yuan = Money(100, "CNY")
    done(donating.give_per_order(city.by(STALL), city.key(), "a", P, yuan))
    end(city)
    with city.store.begin() as work:
        reader = next(one for one in READERS if work.applications.must(sent).waits_for(one.id))
        assert work.merchants.must("a").pledge is None
        assert work.merchants.that_give_to(P) == []
    wish = Wish("c", {"a1": 1}, DOOR, P)
    for answer in (
        applying.hand_out(by, city.key(), P),
        applying.read(city.by(reader), city.key(), sent, (8, 8, 4)),
        applying.select_cohort(by, city.key(), P, 2026),
        donating.enter_donor(by, city.key(), P, "E", True),
        donating.pledge(by, city.key(), donor, yuan, city.clock.now().date()),
        donating.receive(by, city.key(), donor, yuan),
        donating.give_per_order(city.by(STALL), city.key(), "a", P, yuan),
        quoting.ask_quote(engine, city.key(), wish),
    ):
        assert answer == OVER
    assert accounting.to_read(city.by(reader), P) == (known(city), [], 0)
    assert reading.programmes(engine) == []
    done(applying.withdraw(engine, city.key(), sent))


def test_what_was_promised_is_paid_and_the_rest_goes_on(city: SmallCity) -> None:
    """Beyond the plan too; what nobody is owed goes to another programme, in both accounts."""
    give(city, 200_000_000)
    one = student(city)
    end(city)
    plan = tuple(replace(year, budget=Money(0, "CNY")) for year in known(city).plan)
    with city.store.begin() as work:
        work.programmes.lock(P)
        work.programmes.put(replace(known(city), plan=plan))
    paid = enrolled(city, one)
    for approver in APPROVERS:
        done(granting.approve(city.by(approver), city.key(), paid))
    assert city.balance(accounts.student(one)) == 2_000_000
    entered = replace(programme(), id="other")
    done(opening.open_programme(city.by(OFFICIAL), city.key(), entered))
    view = ending.ending(city.by(TREASURER), P)
    assert not isinstance(view, Refused)
    assert [other.id for other in view.others] == ["other"]
    free = view.left.free
    assert free.fen == 200_000_000 - 2_000_000 - view.left.owed.fen > 0
    more = free + Money(1, "CNY")
    by = city.by(TREASURER)
    answer = ending.pass_fund_on(by, city.key(), P, "other", more, "to go on")
    assert answer == Refused(BeyondFree(free.fen, more.fen, "CNY"))
    for who in (FOUNDATION, OFFICIAL):
        answer = ending.pass_fund_on(city.by(who), city.key(), P, "other", free, "to go on")
        assert answer == Refused(NotAllowed("treasurer", CITY))
    done(ending.pass_fund_on(by, city.key(), P, "other", free, "to go on"))
    assert city.balance(accounts.programme("other")) == free.fen
    assert city.balance(accounts.programme(P)) == view.left.owed.fen
    sums = accounting.programme(city.engine, "other")
    assert not isinstance(sums, Refused)
    assert [(line.why, line.into) for line in sums.sums] == [("passed_on", free)]


def test_it_goes_on_again(city: SmallCity) -> None:
    """By who may end it, with a reason; both are in the record."""
    end(city)
    answer = ending.reopen_programme(city.by(READERS[0]), city.key(), P, "x")
    assert answer == Refused(NotAllowed("foundation", P))
    done(ending.reopen_programme(city.by(OFFICIAL), city.key(), P, "a new pledge"))
    apply(city, "n")
    with city.store.begin() as work:
        told = [(found.event.kind, found.by) for found in work.events.of_subject(P)]
    assert ("programme.ended", "person:f") in told
    assert ("programme.returned", "person:of") in told
