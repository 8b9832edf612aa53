"""What a command tells that it will look at is what it then looks at, and no statement more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.builders import DOOR, SmallCity
from yeshi.adapters.postgres.session import Session
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.flow.orders import cooking, delivering, dispatching, ordering, quoting
from yeshi.flow.orders.quoting import Wish


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
