"""Whatever happens in whatever order, the books sum to zero and escrow holds what is under way."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.builders import DOOR, SmallCity
from tests.flow.orders.deals import start
from tests.market.deals import by_hour, second, threshold
from tests.records import fen
from yeshi.events.orders import PaidBy
from yeshi.flow import due
from yeshi.flow.checks.cash import CashCheck
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.parties import PartiesCheck
from yeshi.flow.orders import (
    altering,
    calling_off,
    cash,
    cooking,
    delivering,
    dispatching,
    ordering,
    quoting,
)
from yeshi.flow.orders.altering import Shortage
from yeshi.flow.orders.paying import Paying
from yeshi.flow.orders.quoting import OnTop, Wish
from yeshi.flow.ports import Done
from yeshi.ledger.accounts import MAY_OVERDRAW, AccountKind
from yeshi.orders.lifecycle import UNDER_WAY
from yeshi.orders.notes import NOTHING_SAID

stalls = some.sampled_from(["a", "b"])
number = some.integers(0, 5)
PHONE = "138 0013 8000"


class Walk(RuleBasedStateMachine):
    """Random commands, in turn and out of turn, against the small city."""

    def __init__(self) -> None:
        super().__init__()
        self.city = SmallCity().settle_in()
        self.city.fill()
        # Stall b has none, so that each order may be of both sorts.
        for deal in (threshold((4000, 701), limit=fen(5000)), second(3333, "a1"), by_hour(1111)):
            start(self.city, deal)
        self.orders: list[str] = []

    @rule(
        wanted=some.dictionaries(
            some.sampled_from(["a1", "a2", "b1", "b2"]), some.integers(1, 3), min_size=1
        ),
        donate=some.booleans(),
        way=some.sampled_from([PaidBy.WALLET, PaidBy.CASH]),
        campaign=some.sampled_from([None, "", "v"]),
        tip=some.none() | some.integers(0, 600),
    )
    def place(
        self, wanted: dict[str, int], donate: bool, way: PaidBy, campaign: str | None,
        tip: int | None,
    ) -> None:  # fmt: skip
        engine, city = self.city.engine, self.city
        on_top = OnTop(campaign, None if tip is None else city.money(tip))
        wish = Wish("c", wanted, DOOR, "rural-teachers" if donate else None, on_top)
        quoted = quoting.ask_quote(engine, city.key(), wish)
        if isinstance(quoted, Done):
            placed = ordering.place(
                engine, city.key(), "c", quoted.data["quote"], NOTHING_SAID, Paying(way, PHONE)
            )
            if isinstance(placed, Done):
                self.orders.append(placed.data["order"])

    def _pick(self, which: int) -> str | None:
        return self.orders[which % len(self.orders)] if self.orders else None

    @rule(which=number, stall=stalls, minutes=some.integers(0, 10))
    def accept(self, which: int, stall: str, minutes: int) -> None:
        order = self._pick(which)
        if order:
            ready_at = self.city.clock.now() + timedelta(minutes=minutes)
            cooking.accept(self.city.engine, self.city.key(), stall, order, ready_at)

    @rule(which=number, stall=stalls)
    def reject(self, which: int, stall: str) -> None:
        order = self._pick(which)
        if order:
            cooking.reject(self.city.engine, self.city.key(), stall, order, "gone")

    @rule(which=number, stall=stalls)
    def ready(self, which: int, stall: str) -> None:
        order = self._pick(which)
        if order:
            cooking.ready(self.city.engine, self.city.key(), stall, order)

    @rule(which=number, item=some.sampled_from(["a1", "a2"]), count=some.integers(1, 2),
          instead=some.sampled_from(["", "a1", "a2"]))  # fmt: skip
    def alter(self, which: int, item: str, count: int, instead: str) -> None:
        order, engine = self._pick(which), self.city.engine
        if order:
            short = Shortage(item, count, instead)
            altering.offer_instead(engine, self.city.key(), "a", order, short)
            altering.agree_to_offer(engine, self.city.key(), "c", order, "a")

    @rule(which=number)
    def call_off(self, which: int) -> None:
        order = self._pick(which)
        if order:
            calling_off.call_off_order(self.city.engine, self.city.key(), "c", order)

    @rule(
        which=number,
        courier=some.sampled_from(["x", "y"]),
        step=some.sampled_from(["collect", "deliver", "fail", "not_paid"]),
    )
    def ride(self, which: int, courier: str, step: str) -> None:
        order = self._pick(which)
        if not order:
            return
        if step == "fail":
            delivering.fail(self.city.engine, self.city.key(), courier, order, "lost")
        elif step == "not_paid":
            cash.not_paid(self.city.engine, self.city.key(), courier, order)
        else:
            getattr(delivering, step)(self.city.engine, self.city.key(), courier, order)

    @rule(courier=some.sampled_from(["x", "y"]), fen=some.integers(-1, 5000), kept=some.booleans())
    def office(self, courier: str, fen: int, kept: bool) -> None:
        enter = cash.set_off if kept else cash.hand_in
        enter(self.city.engine, self.city.key(), courier, self.city.money(fen), "office")
        cash.allow_cash(self.city.engine, self.city.key(), "c", "paid since")

    @rule(minutes=some.integers(1, 20))
    def tick(self, minutes: int) -> None:
        self.city.wait(minutes)
        due.carry_out(self.city.engine, due.LAPSE)
        due.carry_out(self.city.engine, due.SHIFTS)
        due.carry_out(self.city.engine, due.STRAND)
        dispatching.tick(self.city.engine, "city")

    @invariant()
    def books_are_even(self) -> None:
        with self.city.store.begin() as work:
            balances = work.ledger.balances()
            under_way = work.orders.under_way()
            assert list(breaches_of(work, [CashCheck(), PartiesCheck()])) == []
        assert sum(amount.fen for amount in balances.values()) == 0
        for name, amount in balances.items():
            assert amount.fen >= 0 or AccountKind(name.split(":")[0]) in MAY_OVERDRAW, name
            assert all(one.spent.fen <= 5000 for one in work.deal_nights.all())
        held = sum(
            order.bill.total.fen
            + order.bill.voucher.fen
            - order.returned.fen
            - order.voucher_returned.fen
            for order in under_way
        )
        assert all(order.state in UNDER_WAY for order in under_way)
        assert balances.get("escrow", None) is None or balances["escrow"].fen == held


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
