"""Who had it, its stall and the control room are each told of complaints what they may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done
from tests.flow.orders.collecting import PHONE, hand_over, place_to_collect
from tests.flow.orders.complaints import (
    HOLDER,
    OPERATOR,
    agree,
    ask,
    asked,
    decline,
    delivered,
    with_people,
)
from tests.flow.orders.test_rating import COOK, OTHER
from yeshi.base.refused import Refused, Unknown
from yeshi.events.complaints import BackTo
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import complaining, redressing
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.orders.complaints_seen import (
    LOOKED_BACK,
    PAGE_COMPLAINTS,
    ComplaintsPage,
    OrderComplaints,
    at_office,
    complaints_of,
    of_stall,
    photo_of,
    referred,
    to_decide,
    unanswered_of,
)
from yeshi.flow.ports import Store
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import COMPLAINED_WITHIN, ShownTrouble, Trouble
from yeshi.people.actor import visitor
from yeshi.people.person import CITY, Grant, NotAllowed, Person, Role

TREASURER = Person("treasurer", "t", (Grant(Role.TREASURER, CITY),), None)
ELSEWHERE = Person("other-op", "o", (Grant(Role.OPERATOR, "elsewhere"),), None)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def seen(city: SmallCity, order: str) -> OrderComplaints:
    """What its customer is told."""
    found = complaints_of(city.engine.acting(visitor("c")), order)
    assert isinstance(found, OrderComplaints)
    return found


def stall(city: SmallCity, start: int = 0) -> ComplaintsPage:
    """What stall a is told."""
    found = of_stall(city.engine, "a", start)
    assert isinstance(found, ComplaintsPage)
    return found


def test_a_customer_sees_what_they_may_complain_about_and_what_became_of_it(
    city: SmallCity,
) -> None:
    """Nothing before it is there; nothing more when the time is over; to others it is none."""
    order = city.place({"a1": 2, "b1": 1})
    assert not seen(city, order).is_shown
    city.cook(order)
    city.bring(order)
    before = seen(city, order)
    assert [[one.left for one in part.lines] for part in before.parts] == [[2], [1]]
    assert before.may_complain
    assert before.troubles == tuple(Trouble)
    assert before.ways == (BackTo.WALLET,)
    one = asked(city, order)
    done(agree(city, one))
    after = seen(city, order)
    assert [[one.left for one in part.lines] for part in after.parts] == [[1], [1]]
    (made,) = after.complaints
    assert (made.complaint.id, made.stall.en, made.may_be_appealed) == (one, "a", False)
    assert after.granted == made.complaint.asked
    done(ask(city, order, {0: 1}))
    done(ask(city, order, {0: 1}, "b"))
    all_of_it = seen(city, order)
    assert not all_of_it.may_complain
    assert all_of_it.is_shown
    city.wait(COMPLAINED_WITHIN / timedelta(minutes=1))
    assert not seen(city, order).is_open
    as_d = complaints_of(city.engine.acting(visitor("d")), order)
    assert as_d == Refused(Unknown("order", order))


def test_a_stall_sees_first_what_it_is_to_answer(city: SmallCity) -> None:
    """Then the newest; a page at a time."""
    order = delivered(city, {"a1": 5})
    ids = []
    for _ in range(3):
        ids.append(asked(city, order))
        city.wait(1)
    done(decline(city, ids[2]))
    assert [one.id for one in stall(city).complaints] == [ids[1], ids[0], ids[2]]
    assert {one.customer for one in stall(city).complaints} == {""}
    assert unanswered_of(city.engine, "a") == 2
    assert unanswered_of(city.engine, "b") == 0
    assert (stall(city).before, stall(city).after) == (None, None)
    assert stall(city, PAGE_COMPLAINTS).before == 0
    assert of_stall(city.engine, "none") == Refused(Unknown("merchant", "none"))


def test_the_control_room_decides_with_the_past_before_it(city: SmallCity) -> None:
    """What waits for it first; what its customer and its stall had lately, each without it."""
    first, second = delivered(city, {"a1": 3}), delivered(city, {"a1": 1})
    old = asked(city, first)
    done(agree(city, old))
    waits, cold = asked(city, second), asked(city, first, trouble=Trouble.COLD)
    dismissed = asked(city, first, trouble=Trouble.SPILLED)
    done(redressing.dismiss(city.by(OPERATOR), city.key(), dismissed, "nothing is seen"))
    desk = to_decide(city.by(OPERATOR))
    assert [one.complaint.id for one in desk.queue] == [cold, waits]
    assert referred(city.engine, None) == referred(city.engine, ["city"]) == 1
    lately = desk.queue[0].of_customer
    assert (lately.count, lately.dismissed, lately.upheld) == (3, 1, 0)
    assert lately.granted.fen > 0
    assert desk.queue[0].of_stall == lately
    assert to_decide(city.by(ELSEWHERE)).queue == ()
    assert referred(city.engine, ["elsewhere"]) == 0
    city.wait(LOOKED_BACK / timedelta(minutes=1) + 60)
    assert to_decide(city.by(OPERATOR)).queue[0].of_customer.count == 0


def test_what_waits_at_the_office_is_seen_by_who_hands_it_out(city: SmallCity) -> None:
    """Until it is handed out."""
    order = place_to_collect(city, {"a1": 1, "b1": 1}, PHONE, PaidBy.CASH)
    city.cook(order)
    hand_over(city, order, "a", "b")
    one = asked(city, order)
    assert at_office(city.by(TREASURER)) == ()
    done(agree(city, one))
    waiting = at_office(city.by(TREASURER))
    assert isinstance(waiting, tuple)
    assert [each.complaint.id for each in waiting] == [one]
    assert at_office(city.by(HOLDER)) == Refused(NotAllowed("operator", CITY))
    done(redressing.hand_out(city.by(OPERATOR), city.key(), one, "why"))
    assert at_office(city.by(TREASURER)) == ()


def test_photos_are_seen_by_who_has_to_do_with_it_alone(city: SmallCity) -> None:
    """Its customer, who is at its till, and who decides; to all others it is none."""
    order, name = delivered(city), "p" + "1" * 63
    asking = RedressAsked(TroubleTold("a", {0: 1}, Trouble.MISSING))
    own = city.engine.acting(visitor("c"))
    done(complaining.bring_photos(own, city.key(), "c", order, asking, [name]))
    shown = (ShownTrouble(name, (240,)),)
    one = done(ask(city, order, {0: 1}, pictures=shown))["complaint"]
    for by in (own, city.by(HOLDER), city.by(OPERATOR)):
        assert photo_of(by, one, 0) == name
        assert photo_of(by, one, 1) == Refused(Unknown("picture", "1"))
    others = (OTHER, COOK, ELSEWHERE, TREASURER, None)
    for by in (*map(city.by, others), city.engine.acting(visitor("d"))):
        assert photo_of(by, one, 0) == Refused(Unknown("complaint", one))
    assert photo_of(own, "none", 0) == Refused(Unknown("complaint", "none"))
