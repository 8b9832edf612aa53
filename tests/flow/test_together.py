"""Commands carried out together come to the same as one after the other, in both stores."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import DOOR, SmallCity
from tests.flow.payments.taker import PaidCity
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.base.errors import InvariantBroken
from yeshi.base.refused import KeyReused, Refused
from yeshi.flow import errands
from yeshi.flow.engine import Command, Turn
from yeshi.flow.orders import ordering, paying_online, quoting
from yeshi.flow.orders.quoting import Wish
from yeshi.flow.payments.carrying import Providers, payment_bearers
from yeshi.flow.ports import Answer, Done, Store
from yeshi.orders.order import OrderState

Ask = Callable[[SmallCity, list[str]], Answer]
CUSTOMERS = ("c", "d")


def gathered(city: SmallCity, asks: list[Callable[[], Answer]]) -> list[Answer | Exception]:
    """What becomes of the commands when they are carried out together."""
    commands: list[Command] = []
    city.engine.gather(lambda command: commands.append(command) or Done({"quote": "", "order": ""}))  # type: ignore[func-returns-value]
    for ask in asks:
        ask()
    city.engine._gathering = city.engine._unhurried = None
    return city.engine.perform_together(commands)


def alone(_: SmallCity, asks: list[Callable[[], Answer]]) -> list[Answer | Exception]:
    """What becomes of them one after the other."""
    return [ask() for ask in asks]


baskets = st.lists(
    st.tuples(
        st.sampled_from(CUSTOMERS),
        st.dictionaries(
            st.sampled_from(["a1", "a2", "b1", "b2", "r2", "no"]),
            st.integers(1, 3),
            min_size=1,
            max_size=2,
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def evening(
    store: Store,
    how: Callable[..., list[Answer | Exception]],
    wanted: list[tuple[str, dict[str, int], bool]],
) -> tuple[object, ...]:
    """Quote all and pay all, some twice; then what was answered, what happened, what is where."""
    city = SmallCity(store).settle_in()
    for customer in CUSTOMERS:
        city.fill(customer, 12_000)
    with store.begin() as work:
        last = work.events.last()
    asking = [
        lambda one=one, number=number: quoting.ask_quote(
            city.engine, f"q{number}", Wish(one[0], one[1], DOOR, "rural-teachers")
        )
        for number, one in enumerate(wanted)
    ]
    quotes = how(city, asking)
    paying = [
        lambda one=one, quote=quote, key=f"p{number}-{again}": ordering.place(
            city.engine, key, one[0], quote.data["quote"]
        )
        for number, (one, quote) in enumerate(zip(wanted, quotes, strict=True))
        if isinstance(quote, Done)
        for again in range(1 + one[2])
    ]
    answers = how(city, paying)
    with store.begin() as work:
        happened = work.events.after(last.seq if last else 0, 1000)
        told = [(one.seq, one.at, one.event) for one in happened]
        left = {one.id: one.left for one in work.items.all()}
        return quotes, answers, told, left, work.ledger.balances(), work.orders.under_way()


@given(baskets)
@settings(deadline=None, max_examples=40)
def test_together_is_as_one_after_the_other(
    wanted: list[tuple[str, dict[str, int], bool]],
) -> None:
    """Answers, events, stock, balances and orders are the same, also where money or stock ends."""
    apart = evening(MemoryStore("CNY"), alone, wanted)
    assert evening(MemoryStore("CNY"), gathered, wanted) == apart


SCARCE = [
    ("c", {"a2": 2}, True), ("d", {"a2": 1}, False), ("c", {"b1": 3, "b2": 1}, False),
    ("d", {"r2": 1, "a1": 1}, True), ("d", {"b2": 2}, False), ("c", {"no": 1}, False),
]  # fmt: skip


def test_together_in_postgresql_is_as_apart_in_memory(postgres: PostgresStore) -> None:
    """The last portions, a wallet at its end and a quote that is paid twice among them."""
    apart = evening(MemoryStore("CNY"), alone, SCARCE)
    with_postgres = evening(postgres, gathered, SCARCE)
    assert with_postgres == apart


FATES = ("told", "twice", "looked", "told and looked", "another sum", "given up", "never")
# Some of one dish that is counted, so that what is kept for a payment is nobody else's.
fates = st.lists(st.sampled_from(FATES), min_size=1, max_size=6)


def payments(
    store: Store, how: Callable[..., list[Answer | Exception]], wanted: list[str]
) -> tuple[object, ...]:
    """Begin, open, tell of and look after payments; then what was answered, happened, and is."""
    city = PaidCity(store)
    city.settle_in()
    engine, taker = city.engine, city.taker
    quotes = [city.quote({"a2" if n % 2 else "a1": 1}, f"c{n}") for n in range(len(wanted))]
    begun = how(city, [
        lambda n=n, quote=quote: paying_online.begin_payment(
            engine, f"b{n}", f"c{n}", quote, "taker"
        ) for n, quote in enumerate(quotes)
    ])  # fmt: skip
    paid = [
        (one.data["payment"], fate)
        for one, fate in zip(begun, wanted, strict=True) if isinstance(one, Done)
    ]  # fmt: skip
    bearers = payment_bearers(engine, Providers({"taker": taker}, "https://y.test"))

    def answer() -> list[Answer | Exception]:
        taken = errands.take_some(engine, [one.kind for one in bearers], 99)
        by_kind = {one.kind.name: one for one in bearers}
        brought = [by_kind[one.kind.name].carry(one.given, one.errand.id) for one in taken]
        return how(city, [
            lambda one=one, it=it: errands.answer_done(engine, one, it)
            for one, it in zip(taken, brought, strict=True) for _ in range(2)
        ])  # fmt: skip

    answers = [begun, answer()]
    for payment, fate in paid:
        if fate == "given up":
            paying_online.give_up_payment(
                engine, f"u{payment}", city.intent(payment).customer, payment
            )
        if fate != "never":
            taker.pay(payment, 1 if fate == "another sum" else None)
    telling = [
        (payment, number) for payment, fate in paid if fate not in ("looked", "never")
        for number in range(1 + (fate == "twice"))
    ]  # fmt: skip
    answers.append(how(city, [
        lambda payment=payment, number=number: city.hear(payment, f"t{payment}{number}")
        for payment, number in telling
    ]))  # fmt: skip
    city.wait(1)
    answers += [answer(), answer()]
    with store.begin() as work:
        happened = [(one.seq, one.at, one.event) for one in work.events.after(0, 10_000)]
        return (
            answers, happened, work.payment_intents.all(), work.errands.all(), work.refunds.all(),
            work.ledger.balances(), work.orders.under_way(), work.items.must("a2").left,
        )  # fmt: skip


@given(fates)
@settings(deadline=None, max_examples=40)
def test_payments_together_are_as_one_after_the_other(wanted: list[str]) -> None:
    """Whatever comes of them, told once, twice or never, and looked after besides."""
    apart = payments(MemoryStore("CNY"), alone, wanted)
    assert payments(MemoryStore("CNY"), gathered, wanted) == apart


def test_payments_together_in_postgresql_are_as_apart_in_memory(postgres: PostgresStore) -> None:
    """One of each fate, and the last portions."""
    wanted = [*FATES, "told"]
    apart = payments(MemoryStore("CNY"), alone, wanted)
    together = payments(postgres, gathered, wanted)
    first = [number for number, _, _ in (apart[1][0], together[1][0])]  # type: ignore[index]
    assert _from(together, first[1]) == _from(apart, first[0])


def _from(found: tuple[object, ...], first: int) -> list[object]:
    """What came of it, with events numbered from the first."""
    happened = [(seq - first, *rest) for seq, *rest in found[1]]  # type: ignore[attr-defined]
    return [found[0], happened, *found[2:]]


def test_one_that_fails_takes_no_other_down(store: Store) -> None:
    """Its fault is its own; what the others did is kept."""
    city = SmallCity(store).settle_in()
    city.fill()
    quote = city.quote({"a1": 1})

    def broken(_: Turn) -> Answer:
        raise ZeroDivisionError

    def place(turn: Turn) -> Answer:
        return Done({"seen": str(turn.work.quotes.must(quote).order)})

    outcomes = city.engine.perform_together(
        [
            Command(key="one", name="see", act=place),
            Command(key="two", name="break", act=broken),
            Command(key="three", name="see", act=place),
        ]
    )
    assert outcomes[0] == outcomes[2] == Done({"seen": "None"})
    assert isinstance(outcomes[1], ZeroDivisionError)
    assert city.engine.perform("one", "see", broken) == Done({"seen": "None"})


def test_the_same_key_twice_at_once_is_answered_once(store: Store) -> None:
    """And under another command's name it is refused."""
    city = SmallCity(store).settle_in()
    done: list[str] = []

    def act(turn: Turn) -> Answer:
        done.append(turn.key)
        return Done({"times": str(len(done))})

    outcomes = city.engine.perform_together(
        [
            Command(key="k", name="act", act=act),
            Command(key="k", name="act", act=act),
            Command(key="k", name="other", act=act),
        ]
    )
    assert outcomes == [Done({"times": "1"}), Done({"times": "1"}), Refused(KeyReused("act"))]


def test_money_that_is_spent_twice_at_once_is_refused_the_second_time(store: Store) -> None:
    """The second sees what the first has taken."""
    city = SmallCity(store).settle_in()
    city.fill("c", 5_000)
    quotes = [city.quote({"b2": 1}) for _ in range(2)]
    outcomes = gathered(
        city,
        [lambda q=q: ordering.place(city.engine, f"pay-{q}", "c", q) for q in quotes],  # type: ignore[misc]
    )
    assert [isinstance(one, Done) for one in outcomes] == [True, False]
    with store.begin() as work:
        assert [one.state for one in work.orders.under_way()] == [OrderState.PLACED]


def test_an_invariant_that_breaks_is_told_as_such(store: Store) -> None:
    """Alone or together."""
    city = SmallCity(store).settle_in()
    broken = Command(
        key="k", name="must", act=lambda turn: Done({"x": turn.work.orders.must("none").id})
    )
    with pytest.raises(InvariantBroken, match="none"):
        city.engine.perform_together([broken])
    fine = Command(key="l", name="fine", act=lambda _: Done())
    outcomes = city.engine.perform_together([broken, fine])
    assert isinstance(outcomes[0], InvariantBroken)
    assert outcomes[1] == Done()
