"""A month of a small city, played by a seed through its commands, and what each day ended with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.builders import DOOR, SmallCity, done
from tests.flow.orders.complaints import OPERATOR
from tests.flow.orders.deals import start
from tests.flow.payments.paying import HOLDER, OTHER, OWNER, SAID, TREASURER, payouts_of
from tests.market.deals import by_hour, second, threshold
from yeshi.events.orders import PaidBy
from yeshi.flow import due
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import (
    altering,
    calling_off,
    cash,
    collecting,
    complaining,
    cooking,
    delivering,
    dispatching,
    ordering,
    quoting,
    redressing,
    tills,
)
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import AtCounter, OnTop, Wish
from yeshi.flow.payments import banking, payees, paying_out
from yeshi.flow.ports import Done, Store
from yeshi.geo.point import Point
from yeshi.ledger.statement import against_of
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import Trouble
from yeshi.orders.lifecycle import OrderState
from yeshi.orders.notes import NOTHING_SAID
from yeshi.people.actor import visitor
from yeshi.people.person import Grant, Person, Role

RIDER = Person("ri-x", "X", (Grant(Role.COURIER, "x"),), None)
PHONE = "+8613912345678"
ACCOUNTS = ("merchant:a", "merchant:b", "courier:x", "courier:y")
FATES = (
    *("delivered",) * 6, "rejected", "called off", "cooked, called off", "failed", "not paid",
    "altered", "collected", "left",
)  # fmt: skip


@dataclass
class Month:
    """Plays night after night; `held`: by account and day what it held when the day turned."""

    seed: int
    store: Store | None = None
    nights: int = 28
    held: dict[tuple[str, date], int] = field(default_factory=dict)
    delivered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        self.city = (SmallCity(self.store) if self.store else SmallCity()).settle_in()
        with self.city.store.begin() as work:
            for person in (TREASURER, OTHER, OWNER, HOLDER, RIDER, OPERATOR):
                work.persons.add(person)
        for deal in (threshold((4000, 701)), second(3333, "a1"), by_hour(1111)):
            start(self.city, deal)
        self._say_payees()

    @property
    def first(self) -> date:
        """The day of the first night."""
        return min(day for _, day in self.held)

    @property
    def last(self) -> date:
        """The day of the last."""
        return max(day for _, day in self.held)

    def play(self) -> Month:
        """Play all nights."""
        for night in range(self.nights):
            if night:
                self._evening()
            self.city.fill()
            for _ in range(self.chance.randint(0, 8)):
                self._order()
            self._office()
            self._turn_day()
        return self

    def _say_payees(self) -> None:
        for person, account in ((HOLDER, "merchant:a"), (RIDER, "courier:x")):
            done(payees.enter_payee(self.city.by(person), self.city.key(), account, SAID))

    def _evening(self) -> None:
        city = self.city
        for courier in ("x", "y"):
            begins, hours = city.clock.now(), self.chance.randint(2, 6)
            planned = PlannedShift(courier, begins, begins + timedelta(hours=hours), Point(300, 0))
            joining.plan_shift(city.engine, city.key(), planned)
        due.carry_out(city.engine, due.SHIFTS)

    def _turn_day(self) -> None:
        """Shifts end, then the day turns; the next evening is there."""
        city, calendar = self.city, self.city.calendar
        day = calendar.business_day(city.clock.now())
        city.clock.put(calendar.day_ends(day) - timedelta(hours=1))
        for kind in (due.LAPSE, due.STRAND, due.SHIFTS):
            due.carry_out(city.engine, kind)
        city.clock.put(calendar.day_ends(day) - timedelta(seconds=1))
        for account in ACCOUNTS:
            for one in (account, against_of(account)):
                self.held[one, day] = city.balance(one)
        city.clock.put(calendar.day_ends(day) + timedelta(hours=14))

    def _order(self) -> None:
        fate = self.chance.choice(FATES)
        placed = self._placed(fate)
        if placed is None:
            return
        if fate == "called off":
            self.city.call_off(placed)
        elif fate == "rejected":
            for ticket in self.city.order(placed).tickets:
                cooking.reject(
                    self.city.engine, self.city.key(), ticket.merchant, placed, "sold_out"
                )
        else:
            self._cooked(placed, fate)
        self.city.run_errands()
        self.city.wait(self.chance.randint(1, 10))

    def _placed(self, fate: str) -> str | None:
        city, chance = self.city, self.chance
        names = chance.sample(["a1", "a2", "b1", "b2"], chance.randint(1, 3))
        wanted = {name: chance.randint(1, 3) for name in names}
        to_collect = fate in ("collected", "left")
        tip = (
            city.money(chance.randint(1, 600)) if not to_collect and chance.random() < 0.4 else None
        )
        wish = Wish(
            "c", wanted, AtCounter(PHONE) if to_collect else DOOR,
            chance.choice([None, "rural-teachers"]),
            OnTop(chance.choice([None, "", "v"]), tip),
        )  # fmt: skip
        quoted = quoting.ask_quote(city.engine, city.key(), wish)
        if not isinstance(quoted, Done):
            return None
        cash.allow_cash(city.engine, city.key(), "c", "paid since")
        in_cash = fate == "not paid" or chance.random() < 0.4
        way = Paying(PaidBy.CASH if in_cash else PaidBy.WALLET, PHONE)
        placed = ordering.place(
            city.engine, city.key(), "c", quoted.data["quote"], NOTHING_SAID, way
        )
        return placed.data["order"] if isinstance(placed, Done) else None

    def _cooked(self, order: str, fate: str) -> None:
        city = self.city
        if fate == "altered":
            short = Shortage("a1", 1, self.chance.choice(["", "a2"]))
            altering.offer_instead(city.engine, city.key(), "a", order, short)
            altering.agree_to_offer(city.engine, city.key(), "c", order, "a")
        if city.order(order).state is not OrderState.PLACED:
            return
        city.cook(order)
        if fate == "cooked, called off":
            calling_off.call_off_order(city.engine, city.key(), "c", order)
        elif fate == "collected":
            for ticket in city.order(order).tickets:
                collecting.hand_over(city.engine, city.key(), ticket.merchant, order)
            self.delivered.append(order)
        elif fate != "left":
            self._ridden(order, fate)

    def _ridden(self, order: str, fate: str) -> None:
        city = self.city
        dispatching.tick(city.engine, city.engine.terms.zones[0].id)
        courier = city.order(order).courier
        if courier is None:
            return
        delivering.collect(city.engine, city.key(), courier, order)
        city.wait(10)
        if fate == "failed":
            delivering.fail(city.engine, city.key(), courier, order, "lost")
        elif fate == "not paid":
            cash.not_paid(city.engine, city.key(), courier, order)
        else:
            delivering.deliver(city.engine, city.key(), courier, order)
            self.delivered.append(order)

    def _office(self) -> None:
        """Complaints, cash and payouts."""
        chance, city = self.chance, self.city
        if self.delivered and chance.random() < 0.4:
            self._complain(chance.choice(self.delivered))
        if chance.random() < 0.4:
            some = city.money(chance.randint(1, 2000))
            for owner, enter in (
                (chance.choice("xy"), chance.choice([cash.hand_in, cash.set_off])),
                (chance.choice("ab"), chance.choice([tills.hand_in, tills.set_off])),
            ):
                enter(city.engine, city.key(), owner, some, "office")
        if chance.random() < 0.3 and any(city.balance(one) > 0 for one in ACCOUNTS):
            self._pay_out()

    def _complain(self, order: str) -> None:
        city, chance = self.city, self.chance
        merchant = chance.choice(city.order(order).merchants)
        told = TroubleTold(merchant, {0: 1}, Trouble.MISSING, "")
        engine = city.engine.acting(visitor("c"))
        said = complaining.complain(engine, city.key(), "c", order, RedressAsked(told, None, ()))
        if not isinstance(said, Done):
            return
        complaint = said.data["complaint"]
        if merchant == "a" and chance.random() < 0.6:
            redressing.agree(city.by(HOLDER), city.key(), "a", complaint, None)
        else:
            city.wait(200)
            due.carry_out(city.engine, due.COMPLAINTS)

    def _pay_out(self) -> None:
        city, by = self.city, self.city.by(TREASURER)
        proposed = paying_out.propose_run(by, city.key())
        if not isinstance(proposed, Done):
            # Nothing is owed to anybody who said whom to pay.
            return
        run = proposed.data["run"]
        done(paying_out.check_run(by, city.key(), run))
        done(paying_out.approve_run(city.by(OTHER), city.key(), run))
        came_back = self.chance.random() < 0.4
        is_late = self.chance.random() < 0.5
        if is_late:
            done(banking.confirm_run(by, city.key(), run))
        if came_back:
            one = self.chance.choice(payouts_of(city, run)).id
            done(banking.return_payout(by, city.key(), one, "no such account"))
            city.wait(1)
            self._say_payees()
        if not is_late:
            banking.confirm_run(by, city.key(), run)
