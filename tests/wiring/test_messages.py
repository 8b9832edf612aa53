"""What the settings say is what messages go out by; what has no way is shown on the console."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import EVENING, SmallCity, done
from tests.flow.orders.test_offer_told import PHONE, offer, place
from tests.flow.people.test_codes import ASKED
from tests.flow.people.test_giving import CHEF, settled
from tests.flow.people.test_inviting import WU
from yeshi.adapters.clocks import SimulatedClock
from yeshi.adapters.errands import Runner
from yeshi.adapters.memory.store import MemoryStore
from yeshi.flow.errand import ErrandState
from yeshi.flow.errands import Lane, counts
from yeshi.flow.people import codes, inviting
from yeshi.flow.people.codes import PURPOSE
from yeshi.people.actor import NOBODY
from yeshi.people.contact import By
from yeshi.people.invitation import Sent
from yeshi.people.sent_code import LASTS, code_in
from yeshi.settings import read
from yeshi.wiring.messages import asker, code_sender, inviter, outgoing


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    """The environment of a city with a folder of its own."""
    return {"YESHI_HOME": str(tmp_path), "YESHI_ADDRESS": "https://market.example.org"}


def test_an_invitation_goes_out_by_its_errand(given: dict[str, str]) -> None:
    """Shown where nothing sends it, with a link that leads in; and what came of it is kept."""
    city, said = settled(MemoryStore("CNY")).open_up(), []  # type: ignore[var-annotated]
    out = outgoing(read(given), said.append)
    id_ = done(inviting.invite(city.by(CHEF), city.key(), WU, out.links))["invitation"]
    assert Runner(city.engine, Lane.QUICK, [inviter(city.engine, out)]).turn() == 1
    link = inviting.link_of(city.by(CHEF), id_, out.links)
    assert str(link).startswith("https://market.example.org/come-in/")
    assert str(link) in said[0]
    with city.store.read() as work:
        assert work.invitations.must(id_).sent is Sent.CONSOLE
    done(inviting.send_again(city.by(CHEF), city.key(), id_, out.links))
    done(inviting.withdraw(city.by(CHEF), city.key(), id_))
    Runner(city.engine, Lane.QUICK, [inviter(city.engine, out)]).turn()
    assert len(said) == 1


def test_another_folder_sends_nothing_that_leads_nowhere(
    given: dict[str, str], tmp_path: Path
) -> None:
    """Its errand is given up at once, where an operator sees it, under the fault's name alone."""
    city, said = settled(MemoryStore("CNY")), []  # type: ignore[var-annotated]
    out = outgoing(read(given), said.append)
    done(inviting.invite(city.by(CHEF), city.key(), WU, out.links))
    other = outgoing(read({**given, "YESHI_HOME": str(tmp_path / "other")}), said.append)
    Runner(city.engine, Lane.QUICK, [inviter(city.engine, other)]).turn()
    assert not said
    assert counts(city.engine)[ErrandState.GIVEN_UP] == 1
    with city.store.read() as work:
        (errand,) = work.errands.in_state(ErrandState.GIVEN_UP, 5)
    assert errand.fault == "SecretElsewhere"


def test_what_is_set_is_shown_nowhere(given: dict[str, str]) -> None:
    """Each way by itself; links begin where the pages are."""
    assert outgoing(read(given), print).shown == {By.MAIL, By.PHONE}
    mail = {"YESHI_MAIL": "smtps://me@mail.example.org", "YESHI_MAIL_FROM": "me@example.org"}
    assert outgoing(read({**given, **mail}), print).shown == {By.PHONE}
    sms = {"YESHI_SMS": "https://sms.example.org/v1"}
    both = read({**given, **mail, **sms})
    assert outgoing(both, print).shown == frozenset()
    here = replace(both, address=None, port=8123)
    assert outgoing(here, print).links.address("t") == "http://localhost:8123/come-in/t"


def test_a_code_goes_out_by_its_errand(given: dict[str, str]) -> None:
    """On the console where nothing sends it, and not when it is late by the clock on the wall."""
    city, said = SmallCity().settle_in().open_up(), []  # type: ignore[var-annotated]
    out, wall = outgoing(read(given), said.append), SimulatedClock(EVENING)
    for id_ in ("1" * 64, "2" * 64):
        asked = replace(ASKED, id=id_)
        done(codes.send(city.engine.acting(NOBODY), city.key(), asked, out.links, EVENING))
        Runner(city.engine, Lane.QUICK, [code_sender(city.engine, out, wall)]).turn()
        wall.put(EVENING + LASTS)
    assert len(said) == 1
    assert code_in(out.links.token(PURPOSE, "1" * 64, 1)) in said[0]


def test_a_customer_is_asked_by_their_errand(given: dict[str, str]) -> None:
    """With the address of their order at the city's public one."""
    city, said = SmallCity().settle_in(), []  # type: ignore[var-annotated]
    city.fill()
    order = place(city, PHONE)
    offer(city, order)
    out = outgoing(read(given), said.append)
    assert Runner(city.engine, Lane.QUICK, [asker(city.engine, out)]).turn() == 1
    assert f"https://market.example.org/orders/{order}" in said[0]
