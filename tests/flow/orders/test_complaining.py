"""A customer says what was wrong with what they got, once a piece, and may go on with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.collecting import PHONE, hand_over, place_to_collect
from tests.flow.orders.complaints import (
    agree,
    appeal,
    ask,
    asked,
    decline,
    delivered,
    found,
    well,
    with_people,
)
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.adapters.payments.trial_wallet import TrialWallet
from yeshi.base.refused import Invalid, Refused, Unknown
from yeshi.events.complaints import BackTo
from yeshi.events.orders import PaidBy
from yeshi.flow.orders import complaining
from yeshi.flow.orders.complaining import RedressAsked, forget_telling, private_name, ways_back
from yeshi.flow.ports import Done, Store
from yeshi.market.pictured import KeptPicture
from yeshi.orders.complaining import ComplainedBefore, NotReceived, TooLateToComplain, TroubleTold
from yeshi.orders.complaint import COMPLAINED_WITHIN, ComplaintState, ShownTrouble, Trouble
from yeshi.orders.redress import TooLateToAppeal
from yeshi.people.actor import visitor

NAME = private_name("key", "3" * 64)
PICTURES = (ShownTrouble(NAME, (240, 640)),)


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def kinds(city: SmallCity) -> list[str]:
    """The kinds of what happened to complaints."""
    with city.store.begin() as work:
        told = [one.event.kind for one in work.events.after(0, 10**6)]
    return [one for one in told if one.startswith("complaint.")]


def picture(city: SmallCity, name: str = NAME) -> KeptPicture | None:
    """What is kept of a photo."""
    with city.store.begin() as work:
        return work.pictures.get(name)


def bring(city: SmallCity, order: str, names: tuple[str, ...] = (NAME,), by: str = "c") -> object:
    """What a customer is answered who brings photos of a missing dish."""
    asking = RedressAsked(TroubleTold("a", {0: 1}, Trouble.MISSING))
    engine = city.engine.acting(visitor(by))
    return complaining.bring_photos(engine, city.key(), by, order, asking, names)


def test_a_dish_that_was_missing_waits_for_its_stall(city: SmallCity) -> None:
    """For as long as the city's terms say; the event has no word of it."""
    order = delivered(city)
    told = ask(city, order, {0: 1}, words="no tofu in the bag")
    one = found(city, done(told)["complaint"])
    assert (one.state, one.asked.fen, one.voucher.fen) == (ComplaintState.ASKED, 1650 - 267, 267)
    assert one.due_at == one.made_at + timedelta(hours=3)
    assert one.to is BackTo.WALLET
    with city.store.begin() as work:
        events = [one.event for one in work.events.after(0, 10**6)]
    (made,) = [one for one in events if one.kind == "complaint.made"]
    assert "tofu" not in str(made)
    assert set(made.concerns) == {order, "a"}
    well(city)


def test_what_went_wrong_on_the_way_goes_to_the_control_room(city: SmallCity) -> None:
    """No stall can answer for it; of what was collected there was no way."""
    order = delivered(city)
    one = found(city, asked(city, order, trouble=Trouble.SPILLED))
    assert one.state is ComplaintState.REFERRED
    collected = place_to_collect(city, {"a1": 1})
    city.cook(collected)
    hand_over(city, collected, "a")
    cold = ask(city, collected, {0: 1}, trouble=Trouble.COLD)
    assert refused(cold) == Invalid("trouble", "choice")
    assert found(city, asked(city, collected)).state is ComplaintState.ASKED


def test_each_piece_once_and_only_of_what_was_received(city: SmallCity) -> None:
    """Neither on the way, nor after three days."""
    order = city.place({"a1": 1, "b1": 1})
    assert refused(ask(city, order, {0: 1})) == NotReceived(order)
    city.cook(order)
    city.bring(order)
    done(ask(city, order, {0: 1}))
    assert refused(ask(city, order, {0: 1})) == ComplainedBefore(order)
    city.wait(COMPLAINED_WITHIN / timedelta(minutes=1))
    assert refused(ask(city, order, {0: 1}, "b")) == TooLateToComplain(order, 72)


def test_anothers_order_is_none(city: SmallCity) -> None:
    """Neither to complain about, nor to go on with, nor to bring photos to."""
    order = delivered(city)
    assert refused(ask(city, order, {0: 1}, customer="d")) == Unknown("order", order)
    complaint = asked(city, order)
    assert refused(appeal(city, order, complaint, "d")) == Unknown("order", order)
    assert bring(city, order, by="d") == Refused(Unknown("order", order))
    other = delivered(city, {"a1": 1})
    assert refused(appeal(city, other, complaint)) == Unknown("complaint", complaint)
    as_d = city.engine.acting(visitor("d"))
    asking = RedressAsked(TroubleTold("b", {0: 1}, Trouble.MISSING))
    answer = complaining.complain(as_d, city.key(), "c", order, asking)
    assert refused(answer) == Unknown("customer", "c")


def test_what_the_stall_declined_goes_to_the_control_room_within_two_days(city: SmallCity) -> None:
    """What it gave back wholly does not."""
    order = delivered(city)
    first, second = asked(city, order), done(ask(city, order, {0: 1}, "b"))["complaint"]
    done(decline(city, first))
    done(appeal(city, order, first))
    assert found(city, first).appeal == "it was not"
    assert found(city, first).state is ComplaintState.REFERRED
    assert kinds(city) == [
        "complaint.made", "complaint.made", "complaint.declined", "complaint.appealed",
    ]  # fmt: skip
    assert found(city, second).state is ComplaintState.ASKED
    other = delivered(city, {"a1": 1})
    third = asked(city, other)
    done(agree(city, third))
    assert refused(appeal(city, other, third)) == TooLateToAppeal(48)


def test_photos_are_named_before_they_are_kept_and_go_with_the_words(city: SmallCity) -> None:
    """Where nothing is complained about they are let go of as what nothing shows."""
    order = delivered(city)
    assert len(NAME) == 64
    assert private_name("other", "3" * 64) != NAME
    assert not set(NAME) <= set("0123456789abcdef")
    assert isinstance(bring(city, order), Done)
    brought = picture(city)
    assert brought is not None
    assert brought.unshown_since == city.clock.now()
    many = tuple(f"p{n:063}" for n in range(10))
    assert bring(city, order, many) == Refused(Invalid("photos", "0…9"))
    unknown = ask(city, order, {0: 1}, pictures=(ShownTrouble("p" + "1" * 63, (240,)),))
    assert refused(unknown) == Unknown("picture", "p" + "1" * 63)
    ten = ask(city, order, {0: 1}, pictures=PICTURES * 10)
    assert refused(ten) == Invalid("photos", "0…9")
    made = ask(city, order, {0: 1}, words="see", pictures=PICTURES)
    complaint = found(city, done(made)["complaint"])
    shown = picture(city)
    assert shown is not None
    assert shown.unshown_since is None
    assert bring(city, order) == Refused(ComplainedBefore(order))
    city.wait(91 * 24 * 60)

    def act(turn: object) -> Done:
        return Done({"count": str(forget_telling(turn, [complaint]))})  # type: ignore[arg-type]

    assert done(city.engine.perform(city.key(), "forget", act)) == {"count": "1"}
    gone = picture(city)
    assert gone is not None
    assert gone.is_over(city.clock.now())
    assert not found(city, complaint.id).tells
    assert done(city.engine.perform(city.key(), "forget", act)) == {"count": "0"}


def test_cash_comes_back_in_cash_or_where_there_are_wallets_there(store: Store) -> None:
    """As it was paid, or as one likes; what was paid from a wallet goes into it."""
    city = with_people(store)
    city.engine.payments = ByProviders()
    order = place_to_collect(city, {"a1": 1, "b1": 1}, PHONE, PaidBy.CASH)
    city.cook(order)
    hand_over(city, order, "a", "b")
    assert ways_back(city.engine, city.order(order)) == (BackTo.OFFICE,)
    wallet = ask(city, order, {0: 1}, to=BackTo.WALLET)
    assert refused(wallet) == Invalid("back_to", "choice")
    assert found(city, asked(city, order)).to is BackTo.OFFICE
    city.engine.payments = TrialWallet()
    assert ways_back(city.engine, city.order(order)) == (BackTo.OFFICE, BackTo.WALLET)
    one = done(ask(city, order, {0: 1}, "b", to=BackTo.WALLET))["complaint"]
    assert found(city, one).to is BackTo.WALLET
    paid = delivered(city)
    assert ways_back(city.engine, city.order(paid)) == (BackTo.WALLET,)
    office = ask(city, paid, {0: 1}, to=BackTo.OFFICE)
    assert refused(office) == Invalid("back_to", "choice")
