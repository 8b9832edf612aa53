"""An accord is entered with what is undertaken under it, by who may."""

from __future__ import annotations

from dataclasses import replace

from tests.accords.test_amending import KNOWN, TARGET
from tests.accords.test_commitment import DAY
from tests.builders import SmallCity, done
from tests.flow.accords.test_coordinating import SECRETARY
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.flow.accords import signing
from yeshi.flow.accords.signing import FirstStep, Promise
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

OFFICIAL = Person("of", "of", (Grant(Role.OFFICIAL, CITY),), None)


def test_an_accord_with_what_is_undertaken() -> None:
    """All of it or nothing; under an id of its name."""
    city = SmallCity().settle_in()
    party, area = KNOWN.parties[0].id, KNOWN.areas[0].id
    step = FirstStep("step", "owner", DAY)
    promises = (Promise(party, area, "do it", step), Promise(party, area, "do more"))
    answer = signing.enter_accord(city.by(SECRETARY), city.key(), KNOWN, promises)
    assert answer == Refused(NotAllowed("official", CITY))
    wrong = (*promises, Promise("nobody", area, "x"))
    answer = signing.enter_accord(city.by(OFFICIAL), city.key(), KNOWN, wrong)
    assert answer == Refused(Unknown("party", "nobody"))
    elsewhere = replace(KNOWN, targets=(replace(TARGET, scope="none"),))
    answer = signing.enter_accord(city.by(OFFICIAL), city.key(), elsewhere, ())
    assert answer == Refused(Unknown("programme", "none"))
    all_five = replace(KNOWN, targets=(replace(TARGET, figure="share_paid", goal=5.0),))
    answer = signing.enter_accord(city.by(OFFICIAL), city.key(), all_five, ())
    assert answer == Refused(Invalid(f"targets.{TARGET.id}", "0…1"))
    made = done(signing.enter_accord(city.by(OFFICIAL), city.key(), KNOWN, promises))["accord"]
    with city.store.begin() as work:
        assert {one.text for one in work.commitments.of(made)} == {"do it", "do more"}
        assert [(one.text, one.party) for one in work.milestones.of(made)] == [("step", party)]
        assert work.accords.get("name") is not None
        told = [one.event.kind for one in work.events.of_subject(made)]
    assert told == [
        "accord.signed", "commitment.entered", "milestone.planned", "commitment.entered"
    ]  # fmt: skip
