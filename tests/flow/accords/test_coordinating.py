"""An accord's coordination through flow and store, and its account of a quarter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import CALENDAR, EVENING, SmallCity, done
from yeshi.accords.accord import seat
from yeshi.accords.meeting import FILE_BYTES_MAX, TooLarge
from yeshi.accords.quarter import (
    Quarter,
    QuarterAccount,
    quarter_of,
    quarters_between,
    read_quarter,
)
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.accords import MilestoneNoticed, TargetMeasured
from yeshi.flow import due
from yeshi.flow.accords import agreements, coordinating
from yeshi.flow.accords.agreements import AccordView
from yeshi.flow.people import entering
from yeshi.flow.ports import Store
from yeshi.observatory.facts import Facts
from yeshi.people.person import Grant, NotAllowed, Person, Role, SignInFirst

A = "cooperation-2015"
TODAY = EVENING.date()
SECRETARY = Person("s", "s", (Grant(Role.SECRETARY, A),), None)
PARTY = Person("p", "p", (Grant(Role.PARTY, seat(A, "alibaba")),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city, whose accord has a secretary and somebody of a party."""
    city = SmallCity(store).settle_in()
    for one in (SECRETARY, PARTY):
        done(entering.enter_person(city.engine, city.key(), one))
    return city


def commit(city: SmallCity, party: str = "alibaba") -> str:
    """A commitment's id."""
    answer = coordinating.commit(city.by(SECRETARY), city.key(), A, "cloud", party, "do it")
    return done(answer)["commitment"]


def plan(city: SmallCity, commitment: str, days: int, who: Person = SECRETARY) -> str:
    """The id of a milestone due in so many days."""
    due_on = city.clock.now().date() + timedelta(days)
    answer = coordinating.plan(city.by(who), city.key(), commitment, "step", "owner", due_on)
    return done(answer)["milestone"]


def view(city: SmallCity, who: Person | None = None) -> AccordView:
    """The accord as they see it."""
    found = agreements.accord(city.by(who), A, Facts(calendar=CALENDAR, day=EVENING.date()))
    assert isinstance(found, AccordView)
    return found


def account(city: SmallCity, quarter: Quarter) -> QuarterAccount:
    """The account of the quarter."""
    found = agreements.quarter_account(
        city.by(None), A, quarter, Facts(calendar=CALENDAR, day=EVENING.date())
    )
    assert not isinstance(found, Refused), found
    return found[1]


def test_reminders_come_once_and_escalate(city: SmallCity) -> None:
    """Fourteen days before, when overdue, and a week later to all; each told in the record."""
    step = plan(city, commit(city), 15)
    assert due.carry_out(city.engine, due.REMIND) == 0
    for _ in range(30):
        city.wait(24 * 60)
        due.carry_out(city.engine, due.REMIND)
        due.carry_out(city.engine, due.REMIND)
        city.run_errands()
    said = [
        ((recorded.at - EVENING).days, recorded.event.notice)
        for recorded in view(city).history
        if isinstance(recorded.event, MilestoneNoticed)
    ]
    assert said == [(1, "due_soon"), (16, "overdue"), (23, "escalated")]
    assert view(city).notices == {step: "escalated"}


def test_each_acts_for_their_own_party(city: SmallCity) -> None:
    """The secretary for all, nobody else."""
    theirs, others = commit(city), commit(city, "hunan")
    step = plan(city, theirs, 5, PARTY)
    answer = coordinating.plan(city.by(PARTY), city.key(), others, "x", "y", TODAY)
    assert answer == Refused(NotAllowed("party", seat(A, "hunan")))
    for who, reason in ((None, SignInFirst()), (PARTY, NotAllowed("secretary", A))):
        said = coordinating.commit(city.by(who), city.key(), A, "cloud", "hunan", "x")
        assert said == Refused(reason)
        held = coordinating.hold_meeting(
            city.by(who), city.key(), A, TODAY, "t", "m", [], is_public=True
        )
        assert held == Refused(reason)
    done(coordinating.move(city.by(PARTY), city.key(), step, TODAY, "why"))
    done(coordinating.finish(city.by(PARTY), city.key(), step, TODAY, "shown"))
    assert isinstance(coordinating.drop(city.by(PARTY), city.key(), step, "no"), Refused)


def test_a_quarter_is_told_as_it_stood_whatever_happened_later(city: SmallCity) -> None:
    """What was late then is late in its account, though done since."""
    this = quarter_of(TODAY)
    one = commit(city)
    late, moved, given_up, comes = (plan(city, one, days) for days in (3, 4, 5, 60))
    done(coordinating.move(city.by(PARTY), city.key(), moved, this.ends_on + timedelta(40), "later"
    ))  # fmt: skip
    done(coordinating.drop(city.by(SECRETARY), city.key(), given_up, "no need"))
    city.wait(24 * 60 * 45)
    done(coordinating.finish(city.by(PARTY), city.key(), late, date(2027, 1, 8), "shown"))
    before, after = account(city, this), account(city, this.following)
    assert [m.id for m in before.late] == [late]
    assert before.done == ()
    assert [(m.milestone.id, m.why) for m in before.moved] == [(moved, "later")]
    assert [(m.id, m.said) for m in before.dropped] == [(given_up, "no need")]
    assert {m.id for m in before.coming} == {moved, comes}
    assert [(m.id, m.said) for m in after.done] == [(late, "shown")]
    assert (after.late, after.moved) == ((), ())


def test_targets_are_measured_once_a_day_and_say_what_they_lack(city: SmallCity) -> None:
    """Trade of the day before; without trade the night share says so."""
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)
    city.wait(24 * 60)
    for _ in range(3):
        due.carry_out(city.engine, due.MEASURE)
    events = [r.event for r in view(city).history if isinstance(r.event, TargetMeasured)]
    assert {(e.target, e.value, e.why) for e in events} == {
        ("paid-online", 1 / 3, ""), ("night-share", 1.0, ""), ("teachers", 0.0, "")
    }  # fmt: skip
    assert len(events) == 3
    city.wait(24 * 60)
    due.carry_out(city.engine, due.MEASURE)
    last = [r.event for r in view(city).history if isinstance(r.event, TargetMeasured)][-3:]
    assert [(e.target, e.value, e.why) for e in last if e.value is None] == [
        ("night-share", None, "no_trade")
    ]
    told = {one.now.target.id: one.now.why for one in account(city, quarter_of(TODAY)).targets}
    assert told["night-share"] == "no_trade"


def test_minutes_are_added_to_and_private_ones_are_for_the_parties(city: SmallCity) -> None:
    """Files as well; the public does not learn that they are there."""
    held = {}
    for public in (True, False):
        held[public] = done(coordinating.hold_meeting(city.by(SECRETARY), city.key(), A, TODAY, "t", "as it was", ["one", " "],
            is_public=public,
        ))["meeting"]  # fmt: skip
        done(coordinating.add_file(
            city.by(PARTY), city.key(), A, f"{public}.txt", b"same", is_public=public
        ))  # fmt: skip
    done(coordinating.amend(city.by(SECRETARY), city.key(), held[True], "and this"))
    (shown,) = view(city).meetings
    assert (shown.minutes, shown.decisions) == ("as it was", ("one",))
    assert [addendum.text for addendum in shown.addenda] == ["and this"]
    assert len(view(city, PARTY).meetings) == 2
    assert [kept.name for kept in view(city).files] == ["True.txt"]
    hidden = next(kept for kept in view(city, PARTY).files if not kept.is_public)
    assert agreements.file(city.by(None), A, hidden.id) == Refused(Unknown("file", hidden.id))
    found = agreements.file(city.by(PARTY), A, hidden.id)
    assert not isinstance(found, Refused)
    assert found[1] == b"same"


def test_files_have_bounds(city: SmallCity) -> None:
    """Empty, nameless, or larger than ten megabytes: nothing is kept."""
    for name, data, reason in (
        ("", b"x", Invalid), ("a/b", b"x", Invalid), ("a", b"", Invalid),
        ("a", b"x" * (FILE_BYTES_MAX + 1), TooLarge),
    ):  # fmt: skip
        answer = coordinating.add_file(city.by(PARTY), city.key(), A, name, data, is_public=True)
        assert isinstance(answer, Refused)
        assert isinstance(answer.reason, reason)
    assert view(city, PARTY).files == ()


def test_quarters_are_read_as_they_are_written() -> None:
    """From the first day of the first month to the last of the third."""
    for number, (begins, ends) in enumerate(
        (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")), 1
    ):
        quarter = read_quarter(f"2026-{number}")
        assert isinstance(quarter, Quarter)
        assert (str(quarter.begins_on), str(quarter.ends_on)) == (f"2026-{begins}", f"2026-{ends}")
        assert quarter_of(quarter.ends_on) == quarter
    spanned = quarters_between(date(2025, 11, 3), date(2026, 4, 1))
    assert [one.text for one in spanned] == ["2026-2", "2026-1", "2025-4"]
    for wrong in ("2026-5", "2026", "x-1", "2026-0", "0026-1", "2026-11"):
        assert isinstance(read_quarter(wrong), Refused)
