"""A stall's facts are entered on its page, confirmed by an operator, and shown to customers."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import done
from tests.web.control.rooms import HOLDER, OPERATOR, Room, room
from yeshi.flow.in_force import InForce
from yeshi.flow.stalls.picturing import Forms, Sight, hang
from yeshi.market.facts import Fact, FactRules

PAGE = "/kitchen/a/facts"
SAID = {
    "sign": "Liu's sign", "licence": "JY14301", "licence_until": "2027-11-24",
    "address": "8 Pozi Street", "seats": "no",
}  # fmt: skip


def ask(there: Room) -> None:
    """Have the city ask for all facts."""
    engine = there.city.engine
    engine.in_force = InForce.alone(replace(engine.terms, facts=FactRules(asked=tuple(Fact))))


def test_what_is_entered_and_confirmed_is_shown() -> None:
    """In the list that there are no seats; on the stall's page all of it, and when it was seen."""
    with room() as there:
        ask(there)
        assert "A photo of the front" in there.be(HOLDER).get(PAGE).text
        done(hang(there.city.engine, "hang", [(Sight("a"), Forms("3" * 64, (240,)))]))
        there.be(HOLDER).post(PAGE, data={"key": "k1", **SAID})
        shown = there.be(None).get("/stalls/a").text
        assert "not checked yet" in shown
        assert "/confirm" not in there.be(HOLDER).get(PAGE).text
        there.be(OPERATOR).post(f"{PAGE}/confirm", data={"key": "k2", "why": "seen there"})
        shown = there.be(None).get("/stalls/a").text
        for told in ("8 Pozi Street", "JY14301", "2027-11-24", "no seats", "checked on 2026-11-24"):
            assert told in shown
        assert "no seats" in there.client.get("/markets/m").text
        record = there.be(OPERATOR).get("/control/record?thing=a").text
        assert "seen there" in record


def test_an_owner_cannot_confirm_and_wrong_days_are_told() -> None:
    """Nothing is entered by what is none."""
    with room() as there:
        ask(there)
        there.be(HOLDER)
        assert there.client.post(f"{PAGE}/confirm", data={"key": "k1"}).status_code == 403
        said = {**SAID, "licence_until": "tomorrow"}
        assert there.client.post(PAGE, data={"key": "k2", **said}).status_code == 422
        assert "8 Pozi Street" not in there.be(None).get("/stalls/a").text


def test_a_licence_that_has_ended_is_told_and_its_stall_is_not_said_to_sell() -> None:
    """The number was entered: what is missing is a day that is still to come."""
    with room() as there:
        ask(there)
        there.be(HOLDER).post(PAGE, data={"key": "k1", **SAID, "licence_until": "2020-01-01"})
        assert "ended on 2020-01-01" in there.client.get(PAGE).text
        there.client.post(PAGE, data={"key": "k2", **SAID})
        assert "ended on" not in there.client.get(PAGE).text
