"""A programme from the application to the school, through flow, store and ledger."""

from __future__ import annotations

import pytest

from tests.builders import EVENING, SmallCity, done
from yeshi.base.money import Money
from yeshi.base.refused import NotYours, Refused, Unknown
from yeshi.flow.people import entering
from yeshi.flow.ports import Store
from yeshi.flow.programmes import accounting, applying, donating, granting
from yeshi.ledger import accounts
from yeshi.people.person import Grant, NotAllowed, Person, Role, SignInFirst
from yeshi.programmes.application import AlreadyDecided, Applicant, ApplicationState
from yeshi.programmes.payment import BeyondFund, BeyondPlan, SecondPerson
from yeshi.programmes.student import Reached

P = "rural-teachers"
TODAY = EVENING.date()


def person(id_: str, *roles: Role) -> Person:
    """Somebody with those roles in the programme."""
    return Person(id_, id_, tuple(Grant(role, P) for role in roles), None)


FOUNDATION, APPROVERS = person("f", Role.FOUNDATION), [person(n, Role.APPROVER) for n in "ab"]
READERS = [person(f"r{n}", Role.READER) for n in range(3)]
BOTH = person("fa", Role.FOUNDATION, Role.APPROVER)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """The small city with the programme's people, on each store in turn."""
    city = SmallCity(store).settle_in()
    for one in (FOUNDATION, BOTH, *APPROVERS, *READERS):
        done(entering.enter_person(city.engine, city.key(), one))
    return city


def apply(city: SmallCity, name: str) -> str:
    """An application's id."""
    applicant = Applicant(
        name=name,
        contact="1",
        host="hunan-first-normal",
        home="home",
        woman=None,
        agrees_to_be_named=False,
    )
    return done(applying.apply(city.engine, city.key(), P, applicant, ["1", "2", "3"]))[
        "application"
    ]


def read_all(city: SmallCity, application: str, points: tuple[int, int, int]) -> None:
    """Have all who were asked read it."""
    for reader in READERS:
        with city.store.begin() as work:
            known = work.applications.get(application)
        assert known is not None
        if known.waits_for(reader.id):
            done(applying.read(city.by(reader), city.key(), application, points))


def student(city: SmallCity) -> str:
    """Somebody selected."""
    read_all(city, apply(city, "n"), (8, 8, 4))
    done(applying.select_cohort(city.by(FOUNDATION), city.key(), P, 2026))
    with city.store.begin() as work:
        return work.students.of(P)[0].id


def enrolled(city: SmallCity, student_id: str, by: Person = FOUNDATION) -> str:
    """The payment that enrolling proposes."""
    told = Reached("enrolled", TODAY, "", "register")
    return done(granting.confirm(city.by(by), city.key(), student_id, told))["payment"]


def give(city: SmallCity, fen: int) -> None:
    """A donor's gift."""
    donor = done(donating.enter_donor(city.by(FOUNDATION), city.key(), P, "D", True))["donor"]
    done(donating.receive(city.by(FOUNDATION), city.key(), donor, Money(fen, "CNY")))


def test_from_the_application_to_the_school(city: SmallCity) -> None:
    """Each fen from the donor to the student is in the books."""
    give(city, 10_000_000)
    one = student(city)
    paid = enrolled(city, one)
    first = done(granting.approve(city.by(APPROVERS[0]), city.key(), paid))
    assert first["state"] == "proposed"
    second = done(granting.approve(city.by(APPROVERS[1]), city.key(), paid))
    assert second["state"] == "paid"
    assert city.balance(accounts.student(one)) == 2_000_000
    assert city.balance(accounts.programme(P)) == 8_000_000
    for milestone, school in (("term-1", ""), ("term-2", ""), ("post", "X school")):
        told = Reached(milestone, TODAY, "", "seen")
        done(granting.confirm(city.by(FOUNDATION), city.key(), one, told, school))
    view = accounting.programme(city.engine, P)
    assert not isinstance(view, Refused)
    assert (view.people.teaching, view.people.selected, view.people.applied) == (1, 1, 1)
    assert [(line.why, line.into.fen, line.out.fen) for line in view.sums] == [
        ("gift", 10_000_000, 0), ("stipend", 0, 2_000_000)
    ]  # fmt: skip
    assert {line.year: line.spent.fen for line in view.plan}[2026] == 2_000_000
    with city.store.begin() as work:
        kinds = [recorded.event.kind for recorded in work.events.of_subject(paid)]
        assert sum(balance.fen for balance in work.ledger.balances().values()) == 0
    assert kinds == [
        "stipend.proposed", "stipend.approved", "stipend.approved", "stipend.paid"
    ]  # fmt: skip


def test_the_fund_bounds_what_is_paid(city: SmallCity) -> None:
    """Nothing is approved, and the refusal says how much there is."""
    give(city, 1_999_999)
    paid = enrolled(city, student(city))
    answer = granting.approve(city.by(APPROVERS[0]), city.key(), paid)
    assert answer == Refused(BeyondFund(1_999_999, 2_000_000, "CNY"))


def test_the_plan_of_the_year_bounds_what_is_paid(city: SmallCity) -> None:
    """However much is in the fund."""
    give(city, 10**9)
    one = student(city)
    paid = enrolled(city, one)
    with city.store.begin() as work:
        from dataclasses import replace

        known = work.programmes.get(P)
        assert known is not None
        plan = tuple(replace(year, budget=Money(1_000_000, "CNY")) for year in known.plan)
        work.programmes.put(replace(known, plan=plan))
    answer = granting.approve(city.by(APPROVERS[0]), city.key(), paid)
    assert answer == Refused(BeyondPlan(2026, 1_000_000, 2_000_000, "CNY"))


def test_who_confirmed_does_not_approve(city: SmallCity) -> None:
    """Even with both roles; nor the same person twice."""
    give(city, 10**9)
    paid = enrolled(city, student(city), by=BOTH)
    assert granting.approve(city.by(BOTH), city.key(), paid) == Refused(SecondPerson())
    done(granting.approve(city.by(APPROVERS[0]), city.key(), paid))
    again = granting.approve(city.by(APPROVERS[0]), city.key(), paid)
    assert again == Refused(SecondPerson())


def test_each_role_does_its_own_part_only(city: SmallCity) -> None:
    """The public nothing at all."""
    one = student(city)
    told = Reached("enrolled", TODAY, "", "x")
    assert granting.confirm(city.by(None), city.key(), one, told) == Refused(SignInFirst())
    for who in (READERS[0], APPROVERS[0]):
        answer = granting.confirm(city.by(who), city.key(), one, told)
        assert answer == Refused(NotAllowed("foundation", P))
    paid = enrolled(city, one)
    answer = granting.approve(city.by(FOUNDATION), city.key(), paid)
    assert answer == Refused(NotAllowed("approver", P))
    assert accounting.desk(city.by(READERS[0]), P) == Refused(NotAllowed("foundation", P))
    assert accounting.to_read(city.by(FOUNDATION), P) == Refused(NotAllowed("reader", P))
    stranger = Person("z", "z", (Grant(Role.FOUNDATION, "other"),), None)
    assert isinstance(accounting.desk(city.by(stranger), P), Refused)


def test_a_third_reader_is_asked_by_itself(city: SmallCity) -> None:
    """When two are far apart."""
    one = apply(city, "n")
    with city.store.begin() as work:
        asked = work.applications.get(one)
    assert asked is not None
    first, second = (next(r for r in READERS if r.id == id_) for id_ in asked.readers)
    done(applying.read(city.by(first), city.key(), one, (10, 10, 5)))
    done(applying.read(city.by(second), city.key(), one, (0, 0, 0)))
    with city.store.begin() as work:
        after = work.applications.get(one)
    assert after is not None
    assert (len(after.readers), after.state) == (3, ApplicationState.SUBMITTED)
    third = next(r for r in READERS if r.id == after.readers[2])
    assert isinstance(applying.read(city.by(first), city.key(), one, (1, 1, 1)), Refused)
    done(applying.read(city.by(third), city.key(), one, (9, 9, 4)))
    with city.store.begin() as work:
        read = work.applications.get(one)
    assert read is not None
    assert read.score == 23.5


def test_applications_wait_for_readers_until_there_are_some(store: Store) -> None:
    """They are handed out once there are, each with two."""
    city = SmallCity(store).settle_in()
    one = apply(city, "n")
    for who in (FOUNDATION, *READERS[:2]):
        done(entering.enter_person(city.engine, city.key(), who))
    assert done(applying.hand_out(city.by(FOUNDATION), city.key(), P)) == {"handed_out": "1"}
    assert done(applying.hand_out(city.by(FOUNDATION), city.key(), P)) == {"handed_out": "0"}
    found = accounting.to_read(city.by(READERS[0]), P)
    assert not isinstance(found, Refused)
    assert [waiting.id for waiting in found[1]] == [one]


def test_a_stall_gives_of_each_delivered_order(city: SmallCity) -> None:
    """From what it is paid, shown with the order; the rounding-up goes there too."""
    done(donating.give_per_order(city.engine, city.key(), "a", P, Money(30, "CNY")))
    city.fill()
    order = city.place({"a1": 1})
    done(donating.give_per_order(city.engine, city.key(), "a", P, Money(0, "CNY")))
    city.cook(order)
    city.bring(order)
    donation = city.order(order).bill.donation.fen
    assert city.balance(accounts.programme(P)) == 30 + donation
    with city.store.begin() as work:
        moved = {t.movement.why: t.movement for t in work.ledger.of_order(order)}
    assert (moved["share"].debit, moved["share"].amount) == ("merchant:a", Money(30, "CNY"))
    view = accounting.programme(city.engine, P)
    assert not isinstance(view, Refused)
    assert {line.why for line in view.sums} == {"share", "donation"}


def test_a_stall_never_gives_more_than_it_is_paid(city: SmallCity) -> None:
    """The platform's fee comes first."""
    done(donating.give_per_order(city.engine, city.key(), "a", P, Money(10_000, "CNY")))
    city.fill()
    order = city.place({"a1": 1})
    city.cook(order)
    city.bring(order)
    assert city.balance(accounts.merchant("a")) == 0


def test_a_gift_on_another_donors_pledge_is_refused(city: SmallCity) -> None:
    """And a pledge shows what came of it."""
    donors = [
        done(donating.enter_donor(city.by(FOUNDATION), city.key(), P, name, False))["donor"]
        for name in "xy"
    ]
    promised = done(
        donating.pledge(city.by(FOUNDATION), city.key(), donors[0], Money(500, "CNY"), TODAY)
    )["pledge"]
    answer = donating.receive(city.by(FOUNDATION), city.key(), donors[1], Money(5, "CNY"), promised)
    assert answer == Refused(NotYours("pledge", promised))
    done(donating.receive(city.by(FOUNDATION), city.key(), donors[0], Money(200, "CNY"), promised))
    with city.store.begin() as work:
        assert work.pledges.of(P)[0].left == Money(300, "CNY")
    nobody = donating.receive(city.by(FOUNDATION), city.key(), "none", Money(5, "CNY"))
    assert nobody == Refused(Unknown("donor", "none"))


def test_what_is_withdrawn_is_erased_and_naming_can_be_changed(city: SmallCity) -> None:
    """By the applicant, at any time."""
    gone = apply(city, "secret name")
    done(applying.withdraw(city.engine, city.key(), gone))
    one = student(city)
    answer = granting.choose_naming(city.engine, city.key(), gone, True)
    assert answer == Refused(AlreadyDecided("withdrawn"))
    with city.store.begin() as work:
        assert "secret" not in str(work.applications.get(gone))
        application = work.students.get(one)
    assert application is not None
    done(granting.choose_naming(city.engine, city.key(), application.application, True))
    view = accounting.programme(city.engine, P)
    assert not isinstance(view, Refused)
    assert [named.id for named in view.people.named] == [one]
