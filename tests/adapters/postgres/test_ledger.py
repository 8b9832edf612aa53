"""The books hold whatever happens at once, and no order waits for another's row."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import EVENING
from yeshi.adapters.memory.store import MemoryStore
from yeshi.adapters.postgres.ledger import POTS
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.adapters.postgres.tidying import tidy
from yeshi.base.errors import BooksBroken, Conflict, InvariantBroken
from yeshi.base.money import Money
from yeshi.flow.ports import Store
from yeshi.ledger.accounts import MAY_OVERDRAW, AccountKind
from yeshi.ledger.transfers import Movement, Transfer

KEPT = ("wallet:{}", "merchant:{}", "campaign:{}", "programme:{}")
NUMBERS = count()


def transfer(debit: str, credit: str, fen: int, order: str | None = "o") -> Transfer:
    """A transfer of an id of its own."""
    movement = Movement(debit, credit, Money(fen, "CNY"), "test")
    return Transfer(f"t{next(NUMBERS)}", EVENING, order, movement)


def enter(store: Store, *transfers: Transfer) -> bool:
    """Whether the books took the transfers, all of them."""
    try:
        with store.begin() as work:
            work.ledger.move(transfers)
    except (InvariantBroken, Conflict):
        return False
    return True


@pytest.mark.parametrize("kind", sorted(AccountKind))
def test_the_same_kinds_may_stand_below_zero_on_each_store(store: Store, kind: AccountKind) -> None:
    """The database says by name which they are: one more kind has to be told there too."""
    taken = enter(store, transfer(f"{kind}:x", "merchant:y", 900))
    assert taken is (kind in MAY_OVERDRAW)
    with store.read() as work:
        assert work.ledger.balance(f"{kind}:x").fen == (-900 if taken else 0)


def balance(store: Store, account: str) -> int:
    """What an account holds."""
    with store.begin() as work:
        return work.ledger.balance(account).fen


moves = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(("outside:{}", *KEPT)),
            st.sampled_from(("platform:{}", *KEPT)),
            st.integers(1, 90),
        ).filter(lambda move: move[0] != move[1]),
        min_size=1,
        max_size=3,
    ),
    max_size=10,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves)
def test_both_books_take_and_refuse_the_same(
    postgres: PostgresStore, works: list[list[tuple[str, str, int]]]
) -> None:
    """Of whatever is moved between accounts of all kinds; and all balances are equal."""
    memory, own = MemoryStore("CNY"), next(NUMBERS)
    names = [name.format(own) for name in ("outside:{}", "platform:{}", *KEPT)]
    for moved in works:
        made = [transfer(a.format(own), b.format(own), fen) for a, b, fen in moved]
        net = {name: balance(memory, name) for name in names}
        for one in made:
            net[one.movement.debit] -= one.movement.amount.fen
            net[one.movement.credit] += one.movement.amount.fen
        fits = all(fen >= 0 for name, fen in net.items() if not name.startswith(("out", "plat")))
        # Both look at what a work comes to; only memory also minds its order.
        if fits and enter(memory, *made):
            assert enter(postgres, *made)
        elif not fits:
            assert not enter(postgres, *made)
    for name in names:
        assert balance(postgres, name) == balance(memory, name), name
    with postgres.begin() as work:
        assert sum(money.fen for money in work.ledger.balances().values()) == 0


def test_what_is_held_for_an_order_is_its_own(store: Store) -> None:
    """Nobody is paid from what is held for another, and nothing that is not there."""
    assert enter(store, transfer("outside:x", "escrow", 100, "one"))
    assert enter(store, transfer("outside:x", "escrow", 50, "two"))
    assert balance(store, "escrow") == 150
    assert enter(store, transfer("escrow", "merchant:m", 100, "one"))
    assert enter(store, transfer("escrow", "merchant:m", 50, "two"))
    assert balance(store, "escrow") == 0


def test_no_order_is_paid_from_what_is_held_for_another(postgres: PostgresStore) -> None:
    """By the schema, whatever the code above thinks."""
    assert enter(postgres, transfer("outside:x", "escrow", 100, "one"))
    for order in ("two", "one"):
        with pytest.raises(BooksBroken), postgres.begin() as work:
            work.ledger.move([transfer("escrow", "merchant:m", 101, order)])
    assert balance(postgres, "escrow") == 100


def test_a_budget_is_spent_to_its_last_fen_by_many_at_once(
    postgres: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From whichever pot; never beyond it."""
    assert enter(postgres, transfer("outside:x", "campaign:e", 1_000))

    def spend(number: int) -> int:
        taken = 0
        for _ in range(40):
            postgres._pot = number
            taken += enter(postgres, transfer("campaign:e", "wallet:w", 7))
        return taken

    with ThreadPoolExecutor(4) as pool:
        spent = sum(pool.map(spend, range(4)))
    while balance(postgres, "campaign:e") >= 7:
        spent += enter(postgres, transfer("campaign:e", "wallet:w", 7))
    assert spent == 1_000 // 7
    assert balance(postgres, "campaign:e") == 1_000 % 7
    assert balance(postgres, "wallet:w") == 7 * spent


def test_two_processes_spend_a_budget_from_pots_of_their_own(
    postgres: PostgresStore, database: str
) -> None:
    """One does not wait until the other has ended its work."""
    assert enter(postgres, transfer("outside:x", "campaign:e", 100 * POTS))
    for pot in (3, 4):
        postgres._pot = pot
        assert enter(postgres, transfer("campaign:e", "wallet:w", 1))
    with psycopg.connect(database) as other:
        other.execute("SET lock_timeout = '2s'")
        other.execute(
            "INSERT INTO transfers (id, at, debit, credit, fen, currency, why, pot)"
            " VALUES ('other', now(), 'campaign:e', 'platform:p', 1, 'CNY', 'test', 3)"
        )
        # While that one is not kept, this one is.
        assert enter(postgres, transfer("campaign:e", "wallet:w", 1))
    assert balance(postgres, "campaign:e") == 100 * POTS - 4


def test_each_process_takes_another_pot(postgres: PostgresStore, database: str) -> None:
    """Whatever their ids: as many as there are pots never meet."""
    assert enter(postgres, transfer("outside:x", "campaign:e", 100))
    others = [PostgresStore(open_pool(database), "CNY") for _ in range(3)]
    for other in others:
        assert enter(other, transfer("outside:x", "campaign:e", 100))
        other.close()
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT balance_fen FROM accounts WHERE id = 'campaign:e'")
        assert rows.fetchall() == [(100,)] * 4


def summed(database: str) -> dict[str, tuple[int, int]]:
    """Of the accounts that may be overdrawn: through which number they are summed, and to what."""
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT account, through, balance_fen FROM checkpoints")
        return {account: (through, fen) for account, through, fen in rows}


@pytest.mark.parametrize("late", [False, True], ids=["at rest", "with a work under way"])
def test_a_checkpoint_counts_when_nothing_below_it_can_come(
    postgres: PostgresStore, database: str, late: bool
) -> None:
    """A transfer that is kept after the checkpoint was set is in the balance all the same."""
    assert enter(postgres, transfer("outside:x", "platform:p", 10))
    with psycopg.connect(database) as other:
        if late:
            other.execute("SELECT pg_current_xact_id()")
            other.execute(
                "INSERT INTO transfers (id, at, debit, credit, fen, currency, why)"
                " VALUES ('late', now(), 'outside:x', 'platform:p', 5, 'CNY', 'test')"
            )
        assert enter(postgres, transfer("outside:x", "platform:p", 20))
        for _ in range(3):
            tidy(postgres, EVENING, EVENING)
        through, fen = summed(database)["platform:p"]
        assert (through > 0, fen) == ((False, 0) if late else (True, 30))
        assert balance(postgres, "platform:p") == 30
    for _ in range(3):
        tidy(postgres, EVENING, EVENING)
    assert summed(database)["platform:p"][1] == (35 if late else 30)
    assert balance(postgres, "platform:p") == (35 if late else 30)
    with postgres.begin() as work:
        assert sum(money.fen for money in work.ledger.balances().values()) == 0


def test_an_order_does_not_end_with_money_held_for_it(
    postgres: PostgresStore, database: str
) -> None:
    """By the schema."""
    from tests.builders import SmallCity

    city = SmallCity(postgres).settle_in()
    city.fill()
    city.place({"a1": 1})
    with psycopg.connect(database) as connection, pytest.raises(psycopg.errors.CheckViolation):
        connection.execute("UPDATE orders SET state = 'refunded', ended_at = now()")
        connection.commit()
