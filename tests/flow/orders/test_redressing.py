"""Stalls answer, the clock for who is silent, the control room decides: and the books agree."""

from __future__ import annotations

import random
import threading
from datetime import timedelta

import pytest

from tests.builders import SmallCity, done, refused
from tests.flow.orders.collecting import PHONE, hand_over, place_to_collect
from tests.flow.orders.complaints import (
    HOLDER,
    OPERATOR,
    WITH_VOUCHER,
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
from tests.flow.orders.test_rating import COOK, OTHER
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.refused import Invalid, Unknown
from yeshi.events.complaints import BackTo, Bears
from yeshi.events.orders import PaidBy
from yeshi.flow.due import COMPLAINTS, carry_out
from yeshi.flow.orders import redressing
from yeshi.flow.payments.owing import owed_to
from yeshi.flow.ports import Answer, Done, Store
from yeshi.ledger import accounts
from yeshi.orders.complaint import AnsweredAlready, ComplaintState, Trouble
from yeshi.orders.redress import NothingToHandOut, Ruling
from yeshi.people.person import CITY, NotAllowed, Person, SignInFirst


@pytest.fixture
def city(store: Store) -> SmallCity:
    """With a customer who has money, on each store."""
    return with_people(store)


def uphold(
    city: SmallCity, complaint: str, fen: int, bears: Bears = Bears.STALL,
    by: Person | None = OPERATOR,
) -> Answer:  # fmt: skip
    """What an operator is answered who gives so much back."""
    ruling = Ruling(city.money(fen), bears, "seen on the photo")
    return redressing.uphold(city.by(by), city.key(), complaint, ruling)


def test_a_missing_dish_is_given_back_and_the_stall_bears_it(city: SmallCity) -> None:
    """16.50 of a1: what the customer paid of it to them, the rest to the campaign, less the fee."""
    order = delivered(city)
    before = city.balance(accounts.wallet("c")), city.balance(accounts.campaign("v"))
    fees = city.balance(accounts.FEES)
    one = asked(city, order)
    done(agree(city, one))
    kept = found(city, one)
    assert (kept.state, kept.granted) == (ComplaintState.AGREED, kept.asked)
    assert city.balance(accounts.wallet("c")) - before[0] == 1650 - 267
    assert city.balance(accounts.campaign("v")) - before[1] == 267
    assert fees - city.balance(accounts.FEES) == 99
    assert city.balance(accounts.till("a")) == -(1650 - 99)
    with city.store.read() as work:
        owed = owed_to(work, accounts.merchant("a"), "CNY")
    assert (owed.amount.fen, owed.kept.fen) == (1650 - 99, 1650 - 99)
    well(city)


def test_who_says_nothing_for_three_hours_agrees(city: SmallCity) -> None:
    """And not before; once."""
    order = delivered(city)
    one, way = asked(city, order), asked(city, order, "b", Trouble.COLD)
    city.wait(3 * 60 - 1)
    assert carry_out(city.engine, COMPLAINTS) == 0
    city.wait(1)
    assert carry_out(city.engine, COMPLAINTS) == 1
    assert found(city, one).granted == found(city, one).asked
    assert found(city, way).granted.fen == 0
    assert carry_out(city.engine, COMPLAINTS) == 0
    assert refused(decline(city, one)) == AnsweredAlready(one)
    well(city)


def test_only_who_is_at_the_till_of_the_stall_answers(city: SmallCity) -> None:
    """Another's complaint is none."""
    one = asked(city, delivered(city))

    def answer(person: Person | None, stall: str) -> Answer:
        return redressing.agree(city.by(person), city.key(), stall, one)

    assert refused(answer(None, "a")) == SignInFirst()
    assert refused(answer(COOK, "a")) == Unknown("merchant", "a")
    assert refused(answer(OTHER, "a")) == Unknown("merchant", "a")
    assert refused(answer(OTHER, "b")) == Unknown("complaint", one)
    unknown = redressing.decline(city.by(HOLDER), city.key(), "a", "none", "no")
    assert refused(unknown) == Unknown("complaint", "none")
    assert refused(decline(city, one, "")) == Invalid("reply", "1…300")
    assert found(city, one).state is ComplaintState.ASKED


def test_a_part_by_line_and_the_rest_by_the_control_room(city: SmallCity) -> None:
    """Together never more than was paid."""
    order = delivered(city, {"a1": 3})
    one = done(ask(city, order, {0: 2}))["complaint"]
    whole = found(city, one).asked.fen
    done(agree(city, one, {0: 1}))
    part = found(city, one).granted.fen
    assert 0 < part < whole
    done(appeal(city, order, one))
    assert refused(uphold(city, one, whole)) == Invalid(
        "amount", f"0.01…{city.money(whole - part).plain()}"
    )
    done(uphold(city, one, whole - part, Bears.PLATFORM))
    kept = found(city, one)
    assert (kept.granted.fen, kept.state) == (whole, ComplaintState.UPHELD)
    from_stall = kept.from_stall.fen
    assert part <= from_stall
    assert -city.balance(accounts.CARE) == whole + kept.voucher.fen - from_stall
    well(city)


def test_the_control_room_decides_who_bears_it(city: SmallCity) -> None:
    """Before the stall answers as well; an operator of elsewhere does not."""
    order = delivered(city)
    spilled = asked(city, order, trouble=Trouble.SPILLED)
    delivery = city.balance(accounts.DELIVERY)
    assert refused(uphold(city, spilled, 100, by=None)) == SignInFirst()
    assert refused(uphold(city, spilled, 100, by=HOLDER)) == NotAllowed("operator", CITY)
    done(uphold(city, spilled, 100, Bears.WAY))
    assert delivery - city.balance(accounts.DELIVERY) == 100 + 19
    waiting = asked(city, order, "b")
    dismissed = redressing.dismiss(city.by(OPERATOR), city.key(), waiting, "it is on the photo")
    done(dismissed)
    assert found(city, waiting).why == "it is on the photo"
    assert refused(uphold(city, waiting, 1)) == AnsweredAlready(waiting)
    unknown = uphold(city, "none", 1)
    assert refused(unknown) == Unknown("complaint", "none")
    well(city)


def test_cash_is_handed_out_at_the_office(city: SmallCity) -> None:
    """Of an order that was paid in cash; once, by who keeps the city's cash."""
    order = place_to_collect(city, {"a1": 1, "b1": 1}, PHONE, PaidBy.CASH)
    city.cook(order)
    hand_over(city, order, "a", "b")
    one = asked(city, order)
    assert found(city, one).to is BackTo.OFFICE

    def hand_out(person: Person | None = OPERATOR) -> Answer:
        return redressing.hand_out(city.by(person), city.key(), one, "showed the order")

    assert refused(hand_out()) == NothingToHandOut()
    done(agree(city, one))
    granted = found(city, one).granted.fen
    assert city.balance(accounts.OFFICE) == granted > 0
    well(city)
    assert refused(hand_out(HOLDER)) == NotAllowed("operator", CITY)
    done(hand_out())
    assert city.balance(accounts.OFFICE) == 0
    assert refused(hand_out()) == NothingToHandOut()
    unknown = redressing.hand_out(city.by(OPERATOR), city.key(), "none", "w")
    assert refused(unknown) == Unknown("complaint", "none")
    well(city)


def test_what_a_stall_owes_for_it_is_held_back_of_its_payout(city: SmallCity) -> None:
    """Also where it is owed less than that: nothing is overdrawn, and it is told."""
    order = delivered(city)
    done(agree(city, asked(city, order)))
    with city.store.begin() as work:
        owed = owed_to(work, accounts.merchant("a"), "CNY")
    assert owed.free.fen == 0
    well(city)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_complained_about_the_books_agree(seed: int) -> None:
    """Random orders, ways to pay, complaints and answers: bill, payments and books, to the fen."""
    chance = random.Random(seed)
    city = with_people(MemoryStore("CNY"))
    wallet = city.balance(accounts.wallet("c"))
    orders = [_received(city, chance) for _ in range(3)]
    spent = wallet - city.balance(accounts.wallet("c"))
    for order in orders:
        for _ in range(chance.randint(1, 4)):
            _complain(city, chance, order)
            well(city)
    with city.store.begin() as work:
        made = work.complaints.of_orders(orders)
    back = sum(one.granted.fen for one in made if one.to is BackTo.WALLET)
    assert wallet - city.balance(accounts.wallet("c")) == spent - back
    for order in orders:
        kept = city.order(order)
        for ticket in kept.tickets:
            of_ticket = [
                one for one in made if (one.order, one.merchant) == (order, ticket.merchant)
            ]
            granted = sum(one.granted.fen for one in of_ticket)
            assert granted <= (ticket.sold - ticket.voucher).fen


def _received(city: SmallCity, chance: random.Random) -> str:
    wanted = chance.choice([WITH_VOUCHER, {"a1": 1}, {"a1": 3, "b1": 2}, {"b1": 1, "a1": 1}])
    if chance.random() < 0.5:
        return delivered(city, wanted)
    way = chance.choice([PaidBy.WALLET, PaidBy.CASH])
    order = place_to_collect(city, wanted, PHONE, way)
    city.cook(order)
    hand_over(city, order, *city.order(order).merchants)
    return order


def _complain(city: SmallCity, chance: random.Random, order: str) -> None:
    merchant = chance.choice(city.order(order).merchants)
    answer = ask(
        city, order, {0: chance.randint(1, 2)}, merchant, chance.choice(list(Trouble)),
        to=chance.choice([None, BackTo.WALLET]),
    )  # fmt: skip
    if not isinstance(answer, Done):
        return
    one = answer.data["complaint"]
    engine = city.engine
    if found(city, one).waits_for_stall and chance.random() < 0.7:
        if chance.random() < 0.6:
            count = chance.choice([None, {0: 1}])
            done(redressing.agree(engine, city.key(), merchant, one, count))
        else:
            done(redressing.decline(engine, city.key(), merchant, one, "no"))
        if found(city, one).may_be_appealed(city.clock.now()):
            done(appeal(city, order, one))
    left = found(city, one).left.fen
    if left and found(city, one).is_undecided:
        ruling = Ruling(city.money(chance.randint(1, left)), chance.choice(list(Bears)), "why")
        done(redressing.uphold(engine, city.key(), one, ruling))
    if found(city, one).to_hand_out and chance.random() < 0.5:
        done(redressing.hand_out(engine, city.key(), one, "why"))


def test_of_who_answer_at_once_one_is_kept(postgres: PostgresStore) -> None:
    """The stall twice, the control room and the clock: it is given back once."""
    city = with_people(postgres)
    one = asked(city, delivered(city))
    city.wait(timedelta(hours=3) / timedelta(minutes=1))
    late = found(city, one)
    answers: list[Answer] = []
    begin = threading.Barrier(4)
    keys = [city.key() for _ in range(3)]
    ruling = Ruling(city.money(1), Bears.PLATFORM, "why")
    acts = [
        lambda: redressing.agree(city.by(HOLDER), keys[0], "a", one),
        lambda: redressing.decline(city.by(HOLDER), keys[1], "a", one, "no"),
        lambda: redressing.uphold(city.by(OPERATOR), keys[2], one, ruling),
        lambda: redressing.agree_by_itself(city.engine, late),
    ]

    def go(number: int) -> None:
        begin.wait()
        answers.append(acts[number]())

    threads = [threading.Thread(target=go, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(isinstance(answer, Done) for answer in answers) == 1
    assert len(answers) == 4
    well(city)
