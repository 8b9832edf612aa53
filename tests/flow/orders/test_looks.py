"""What a command tells that it will look at is what it then looks at, and no statement more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import DOOR, SmallCity, done
from tests.flow.payments.taker import PaidCity
from yeshi.adapters.postgres.session import Session
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.flow import errands
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer
from yeshi.flow.orders import (
    cooking,
    delivering,
    dispatching,
    ordering,
    paying_online,
    quoting,
)
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.payments.carrying import Providers, payment_bearers


@contextmanager
def apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """The questions that were asked one by one, instead of together with others."""
    asked: list[bytes] = []
    look = Session.look

    def seen(self: Session, query: bytes | str, values: tuple[object, ...] = ()) -> list[object]:
        asked.append(query if isinstance(query, bytes) else query.encode())
        return look(self, query, values)  # type: ignore[return-value]

    with monkeypatch.context() as patch:
        patch.setattr(Session, "look", seen)
        yield asked


def test_what_is_told_is_all_that_is_looked_at(
    postgres: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for the campaigns, of which there are few, and which are asked for once a work; for how
    many are before an order; and for the printers of the stall that takes an order on."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    engine = city.engine
    wish = Wish("c", {"a1": 2, "b1": 1, "a2": 1}, DOOR, "rural-teachers")
    told: dict[str, list[bytes]] = {}

    def watch(name: str, act: Callable[[], object]) -> None:
        with apart(monkeypatch) as asked:
            act()
        told[name] = list(asked)

    watch("quote", lambda: quoting.ask_quote(engine, "q", wish))
    quote = city.quote(dict(wish.wanted))
    watch("place", lambda: ordering.place(engine, "p", "c", quote))
    order = city.place({"r1": 1})
    at = city.clock.now() + timedelta(minutes=5)
    watch("accept", lambda: cooking.accept(engine, "a", "r", order, at))
    watch("ready", lambda: cooking.ready(engine, "r", "r", order))
    dispatching.tick(engine, "city")
    courier = city.order(order).courier or ""
    watch("collect", lambda: delivering.collect(engine, "c", courier, order))
    watch("deliver", lambda: delivering.deliver(engine, "d", courier, order))
    quoted = [one for one in told.pop("quote") if b"FROM campaigns" not in one]
    assert [b"FROM sellers" in one for one in quoted] == [True]
    printers = [one for one in told.pop("accept") if b"FROM printers" not in one]
    assert printers == []
    assert told == {name: [] for name in told}


def test_so_it_is_of_a_payment_through_a_provider(
    postgres: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is begun, opened, told of and looked after, with a voucher and counted dishes in it."""
    city = PaidCity(postgres)
    city.settle_in()
    engine = city.engine
    told: dict[str, list[bytes]] = {}
    bearers = payment_bearers(engine, Providers({"taker": city.taker}, "https://y.test"))

    def answer() -> None:
        ((taken, brought),) = due
        done(errands.answer_done(engine, taken, brought))

    quotes = [city.quote({"a1": 2, "b1": 1, "a2": 1}) for _ in range(2)]
    for quote in quotes:
        with apart(monkeypatch) as told["begin"]:
            begun = paying_online.begin_payment(engine, quote, "c", quote, "taker")
        payment = done(begun)["payment"]
        due = carried(engine, bearers)
        with apart(monkeypatch) as told["open"]:
            answer()
        city.taker.pay(payment)
        with apart(monkeypatch) as told["tell"]:
            city.tell(payment)
        city.wait(1)
        due = carried(engine, bearers)
        with apart(monkeypatch) as told["look"]:
            answer()
        assert city.intent(payment).order
        assert told == {name: [] for name in told}


def carried(
    engine: Engine, bearers: Sequence[Bearer[Any, Any]]
) -> list[tuple[errands.Taken[Any, Any], Any]]:
    """What is due, with what the provider answered to it."""
    by_kind = {one.kind.name: one for one in bearers}
    taken = errands.take_some(engine, [one.kind for one in bearers], 9)
    return [(one, by_kind[one.kind.name].carry(one.given, one.errand.id)) for one in taken]
