"""What the page of an accord is given: what is to do, what is late, what happened."""

from __future__ import annotations

from tests.builders import CALENDAR, SmallCity, done
from tests.flow.accords.test_coordinating import SECRETARY, TODAY, A, commit, plan
from yeshi.base.refused import Refused
from yeshi.events.accords import TargetMeasured
from yeshi.flow import due
from yeshi.flow.accords import agreements, coordinating
from yeshi.flow.people import entering
from yeshi.observatory.facts import Facts


def view_of(city: SmallCity) -> agreements.AccordView:
    """The accord as its secretary sees it."""
    view = agreements.accord(city.by(SECRETARY), A, Facts(calendar=CALENDAR, day=TODAY))
    assert not isinstance(view, Refused)
    return view


def test_what_is_to_do_and_what_is_late() -> None:
    """A milestone done is no longer to do; one past its day is late, one soon due is not."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), SECRETARY))
    commitment = commit(city)
    soon, over, ended = (plan(city, commitment, days) for days in (3, 1, 30))
    done(coordinating.finish(city.by(SECRETARY), city.key(), ended, city.clock.now().date(), "e"))
    city.wait(2 * 24 * 60)
    view = view_of(city)
    assert [one.id for one in view.to_do] == [over, soon]
    assert {one.id for one in view.milestones_of(commitment)} == {soon, over, ended}
    assert view.milestones_of("other") == ()
    assert view.is_due_soon(soon)
    assert not view.is_due_soon(over)
    assert view.late == 1
    by_id = {one.id: one for one in view.milestones}
    assert by_id[ended].is_done
    assert not by_id[ended].is_open


def test_measured_targets_are_not_told_as_news() -> None:
    """They come daily and have a chart of their own; the rest is told, the latest first."""
    city = SmallCity().settle_in()
    done(entering.enter_person(city.engine, city.key(), SECRETARY))
    commit(city)
    city.wait(24 * 60)
    due.carry_out(city.engine, due.MEASURE)
    view = view_of(city)
    assert not [one for one in view.told if isinstance(one.event, TargetMeasured)]
    assert [one.at for one in view.told] == sorted((one.at for one in view.told), reverse=True)
    assert view.told[0].event.kind == "commitment.entered"
