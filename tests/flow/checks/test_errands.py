"""An errand that was done twice, or ended otherwise than told, is found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.builders import SmallCity, done
from tests.flow.checks.cities import rules
from yeshi.events.errands import ErrandDone
from yeshi.flow import errand as pure
from yeshi.flow import errands
from yeshi.flow.engine import Turn
from yeshi.flow.errand import ErrandTerms, Fault
from yeshi.flow.errands import ErrandKind
from yeshi.flow.ports import Answer, Done


@dataclass(frozen=True)
class Given:
    """What is given for one."""

    what: str


KIND: ErrandKind[Given, None] = ErrandKind(
    name="try", given=Given, terms=ErrandTerms(tries=1, wait_s_first=60.0)
)


def ended(fault: Fault | None = None) -> tuple[SmallCity, str]:
    """A city with an errand that was done, or given up for its fault."""
    city = SmallCity().settle_in()

    def act(turn: Turn) -> Answer:
        return Done({"errand": errands.write(turn, KIND, Given("it"))})

    id_ = done(city.engine.perform(city.key(), "ask", act))["errand"]
    taken = errands.take(city.engine, [KIND])
    assert taken is not None
    if fault is None:
        errands.answer_done(city.engine, taken, None)
    else:
        errands.answer_failed(city.engine, taken, fault)
    return city, id_


def test_what_was_done_is_done_once() -> None:
    """In the errand, and on the record."""
    city, id_ = ended()
    assert rules(city) == set()
    with city.store.begin() as work:
        kept = work.errands.must(id_)
        work.events.append([ErrandDone(id_, "try", 2)], city.clock.now(), kept.written_at.date())
        waiting = replace(kept, state=pure.ErrandState.WAITING, ended_at=None)
        work.errands.put(replace(waiting, again_at=city.clock.now()))
    assert rules(city) == {"errand.twice", "errand.done"}


def test_what_was_given_up_stays_so_until_it_is_told() -> None:
    """And nothing is given up in silence."""
    city, id_ = ended(Fault("Gone", ""))
    assert rules(city) == set()
    with city.store.begin() as work:
        kept = work.errands.must(id_)
        work.errands.put(replace(pure.finish(kept, city.clock.now())))
        work.errands.add(replace(kept, id="er-silent"))
    assert rules(city) == {"errand.given_up"}
