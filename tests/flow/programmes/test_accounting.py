"""What the pages of a programme are given: its statement, its cohort, pledges by donor."""

from __future__ import annotations

from tests.builders import EVENING, SmallCity, done
from tests.flow.programmes.test_granting import FOUNDATION, P
from yeshi.base.money import Money
from yeshi.base.refused import Refused
from yeshi.flow.people import entering
from yeshi.flow.programmes import accounting, donating
from yeshi.programmes.public_account import People


def desk_of(city: SmallCity) -> accounting.ProgrammeDesk:
    """The foundation's desk."""
    desk = accounting.desk(city.by(FOUNDATION), P)
    assert not isinstance(desk, Refused)
    return desk


def test_a_statement_says_what_each_transfer_changed() -> None:
    """A gift adds to the fund, so its change is above zero, and the changes make the balance."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), FOUNDATION))
    answer = donating.enter_donor(city.by(FOUNDATION), city.key(), P, "D", True)
    donor = done(answer)["donor"]
    amount = Money(12_300, "CNY")
    done(donating.receive(city.by(FOUNDATION), city.key(), donor, amount, None))
    lines = accounting.statement(city.engine, P, 10)
    assert lines[0][1] == amount
    assert sum(change.fen for _, change in lines) == desk_of(city).view.balance.fen


def test_a_donors_pledges_and_the_cohort_of_a_year() -> None:
    """Pledges stand with who made them; a year without places has no cohort."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), FOUNDATION))
    donors = [
        done(donating.enter_donor(city.by(FOUNDATION), city.key(), P, name, True))["donor"]
        for name in ("D", "E")
    ]
    amount = Money(500, "CNY")
    today = EVENING.date()
    done(donating.pledge(city.by(FOUNDATION), city.key(), donors[0], amount, today))
    desk = desk_of(city)
    assert [len(desk.pledges_of(donor)) for donor in donors] == [1, 0]
    with_places = [line for line in desk.view.plan if line.places]
    cohort = desk.cohort_of(with_places[0].year)
    assert cohort == with_places[0]
    assert cohort is not None
    assert cohort.free == cohort.places - cohort.selected
    assert desk.cohort_of(1900) is None


def test_the_share_of_those_selected() -> None:
    """Nothing before anybody was selected."""
    some = People(
        applied=10,
        selected=4,
        under_way=4,
        left=0,
        teaching=0,
        reached=(),
        names=(),
        women=None,
        said=0,
        named=(),
    )
    assert some.share(1) == 0.25
    assert (
        People(
            applied=0,
            selected=0,
            under_way=0,
            left=0,
            teaching=0,
            reached=(),
            names=(),
            women=None,
            said=0,
            named=(),
        ).share(0)
        == 0.0
    )
