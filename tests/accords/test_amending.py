"""An accord is amended, keeps what it said, and ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.accords.test_commitment import DAY, NAME, accord
from yeshi.accords.accord import Accord, AccordOutcome, AccordOver, Area, Party
from yeshi.accords.amending import (
    AreaBound,
    PartyBound,
    StillToDo,
    TargetBound,
    amend,
    differing,
    end,
)
from yeshi.accords.commitment import alter, commit, plan
from yeshi.accords.targets import Target
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, Refused, Unknown

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TARGET = Target(
    id="t", name=NAME, figure="orders", scope="city", baseline=0, goal=9, due_on=date(2027, 1, 1)
)
KNOWN = accord((TARGET,))
MADE = commit(KNOWN, "c", KNOWN.areas[0].id, KNOWN.parties[0].id, "do it", DAY)
assert not isinstance(MADE, Refused)
OTHERS = (Party("other", NAME), Party("another", NAME))


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"parties": OTHERS}, PartyBound(KNOWN.parties[0].id)),
        ({"areas": (Area("other", NAME),)}, AreaBound(KNOWN.areas[0].id)),
        ({"targets": (replace(TARGET, figure="fund"),)}, TargetBound("t")),
        ({"targets": (replace(TARGET, scope="p"),)}, TargetBound("t")),
        ({"parties": KNOWN.parties[:1]}, Invalid("parties", "< 2")),
        ({"meets_every": 121}, Invalid("meets_every", "0…120")),
        ({"name": Name("", "x")}, Invalid("name", "1…60")),
    ],
)  # fmt: skip
def test_what_has_its_place_keeps_it(how: dict[str, Any], reason: Any) -> None:
    """A party that has undertaken something, its area, and what a target is measured by."""
    assert amend(KNOWN, replace(KNOWN, **how), (MADE,), "why", AT) == Refused(reason)  # type: ignore[arg-type]


def test_what_it_said_is_kept() -> None:
    """Each wording with its end and reason; at any moment the one that held then."""
    first = amend(KNOWN, replace(KNOWN, id="z", meets_every=3), (), "to meet", AT)
    assert isinstance(first, Accord)
    assert (first.id, first.meets_every, differing(KNOWN, first)) == ("a", 3, ("meets_every",))
    later = AT + timedelta(9)
    second = amend(first, replace(first, targets=()), (), "reached", later)
    assert isinstance(second, Accord)
    assert [(one.until, one.why) for one in second.earlier] == [(AT, "to meet"), (later, "reached")]
    for days, meets, targets in ((-1, 0, 1), (1, 3, 1), (10, 3, 0)):
        then = second.as_of(AT + timedelta(days))
        assert (then.meets_every, len(then.targets)) == (meets, targets)
    assert amend(second, second, (), "nothing", later) == second


def test_a_commitment_keeps_what_it_said() -> None:
    """Its party stays; the same said again is no other wording."""
    two = replace(KNOWN, areas=(*KNOWN.areas, Area("b", NAME)))
    assert not isinstance(MADE, Refused)
    said = alter(MADE, two, "b", " do more ", "as agreed", AT)
    assert not isinstance(said, Refused)
    assert (said.area, said.text, said.party) == ("b", "do more", MADE.party)
    assert [(one.text, one.area, one.why) for one in said.earlier] == [
        ("do it", MADE.area, "as agreed")
    ]  # fmt: skip
    assert alter(said, two, "b", "do more", "again", AT) == said
    assert alter(MADE, KNOWN, "b", "x", "w", AT) == Refused(Unknown("area", "b"))
    assert alter(MADE, KNOWN, MADE.area, "", "w", AT) == Refused(Invalid("text", "1…500"))


def test_how_it_ends() -> None:
    """Fulfilled with nothing left to do; ended otherwise whatever is; once."""
    assert not isinstance(MADE, Refused)
    step = plan(MADE, "m", "step", "owner", DAY)
    assert not isinstance(step, Refused)
    assert end(KNOWN, AccordOutcome.FULFILLED, (step,), AT) == Refused(StillToDo(1))
    over = end(KNOWN, AccordOutcome.LAPSED, (step,), AT)
    assert isinstance(over, Accord)
    assert (over.ended_at, over.outcome, over.holds) == (AT, AccordOutcome.LAPSED, True)
    assert end(over, AccordOutcome.LAPSED, (), AT) == Refused(AccordOver("a"))
    assert amend(over, KNOWN, (), "w", AT) == Refused(AccordOver("a"))
    assert not replace(over, outcome=None).holds
