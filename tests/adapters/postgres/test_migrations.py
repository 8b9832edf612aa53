"""Migrations: at start, under a lock, and one sentence when they cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import psycopg
import pytest
from psycopg.types.json import Jsonb
from pydantic_core import to_jsonable_python
from yoyo import get_backend, read_migrations

from tests.builders import SmallCity, done
from tests.conftest import as_superuser
from yeshi.adapters.postgres.migrations import SCHEMA, migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import DatabaseNewer, DatabaseUnreachable
from yeshi.base.names import Name
from yeshi.base.refused import Refused
from yeshi.flow.due import SHIFTS, carry_out
from yeshi.flow.orders import calling_off
from yeshi.flow.stalls import running
from yeshi.payments.payee import Payee
from yeshi.payments.payout import OwedLess, PayoutState

# Share knew neither voucher nor fee, what was given was the pledge, and shifts had no beginning.
OF_BEFORE = """
UPDATE events SET data = data - 'asked' || jsonb_build_object('voucher', '{"fen": 0}'::jsonb,
    'shares', (
        SELECT jsonb_agg(jsonb_build_object('merchant', one->'merchant', 'sold', one->'amount',
            'given', '{"fen": 0}'::jsonb, 'programme', null))
        FROM jsonb_array_elements(data->'asked') AS one))
WHERE kind = 'order.placed';
UPDATE events SET data = jsonb_set(data, '{shares}', (
    SELECT jsonb_agg(one - 'voucher' - 'fee') FROM jsonb_array_elements(data->'shares') AS one))
WHERE kind = 'order.settled';
UPDATE events SET data = data - 'on_at' - 'earned' || jsonb_build_object('per_order', data->'earned')
WHERE kind IN ('shift.started', 'shift.ended');
"""


def test_four_that_start_at_once_all_find_the_schema(empty_database: str) -> None:
    """One migrates, the others wait."""
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(migrate, empty_database) for _ in range(4)]:
            done.result()
    with psycopg.connect(empty_database) as connection:
        row = connection.execute("SELECT count(*) FROM orders").fetchone()
    assert row == (0,)


def test_a_newer_database_is_left_alone(database: str) -> None:
    """It says so."""
    with psycopg.connect(as_superuser(database)) as connection:
        connection.execute(
            "INSERT INTO _yoyo_migration (migration_hash, migration_id, applied_at_utc)"
            " VALUES ('x', '9999.future', now())"
        )
    with pytest.raises(DatabaseNewer, match=r"9999\.future"):
        migrate(database)


def test_no_database_is_one_sentence_and_exit_code_2() -> None:
    """On the command line, without a traceback."""
    url = "postgresql://nobody@127.0.0.1:1/none"
    with pytest.raises(DatabaseUnreachable):
        migrate(url)
    ran = subprocess.run(
        [sys.executable, "-m", "yeshi", "demo"],
        env={**os.environ, "YESHI_DATABASE_URL": url, "YESHI_PORT": "8977"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.startswith("yeshi: the database cannot be reached")
    assert len(ran.stderr.strip().splitlines()) == 1


def test_an_accord_of_before_is_kept_in_the_new_form(empty_database: str) -> None:
    """Its parties and areas get ids, its one target becomes the first of several."""
    backend = get_backend(empty_database.replace("postgresql://", "postgresql+psycopg://"))
    known = read_migrations(str(SCHEMA))
    backend.apply_migrations(known.filter(lambda one: one.id < "0005"))
    backend.connection.close()
    name = {"zh": "名", "en": "name"}
    target = {"name": name, "figure": "orders", "reach": 5, "due_on": "2026-12-31"}
    with psycopg.connect(empty_database) as connection:
        connection.execute(
            "INSERT INTO accords (id, name, signed_on, parties, areas, mechanism, target, source)"
            " VALUES ('a', %s, '2015-11-01', %s, %s, %s, %s, 's')",
            [Jsonb(one) for one in (name, [name, name], [name], name, target)],
        )
    migrate(empty_database)
    store = PostgresStore(open_pool(empty_database), "CNY")
    with store.begin() as work:
        found = work.accords.get("a")
    store.close()
    assert found is not None
    assert [party.id for party in found.parties] == ["party-1", "party-2"]
    assert [area.id for area in found.areas] == ["area-1"]
    (kept,) = found.targets
    assert (kept.id, kept.scope, kept.baseline, kept.goal) == ("target-1", "city", 0.0, 5.0)


def test_a_menu_of_before_stands_as_it_was_entered(empty_database: str) -> None:
    """What was listed with its stall first, by id; ids of a live city are random."""
    migrate(empty_database)
    store = PostgresStore(open_pool(empty_database), "CNY")
    city = SmallCity(store).settle_in()
    made = [
        done(running.add_item(city.engine, city.key(), "a", name, city.money(100), city.money(0)))
        for name in (Name("z", "z"), Name("b", "b"), Name("y", "y"))
    ]
    with psycopg.connect(empty_database) as connection:
        connection.execute("ALTER TABLE items DROP COLUMN menu_row")
        connection.execute("CREATE INDEX items_merchant ON items (merchant)")
        connection.execute("DELETE FROM _yoyo_migration WHERE migration_id = '0078.menu_rows'")
    migrate(empty_database)
    with store.begin() as work:
        menu = work.items.of_merchant("a")
    store.close()
    assert [one.id for one in menu] == ["a1", "a2", *(one["item"] for one in made)]
    assert [one.menu_row for one in menu] == [1, 2, 3, 4, 5]


def test_events_of_before_tell_what_the_books_moved(empty_database: str) -> None:
    """A night is played, its events are put back into the form of before, and read again."""
    migrate(empty_database)
    store = PostgresStore(open_pool(empty_database), "CNY")
    city = SmallCity(store).settle_in()
    city.fill()
    delivered = city.place({"a1": 1, "b2": 1})
    city.cook(delivered)
    city.bring(delivered)
    called_off = city.place({"a1": 2})
    done(calling_off.call_off_order(city.engine, city.key(), "c", called_off))
    city.wait(7 * 60)
    carry_out(city.engine, SHIFTS)
    with store.begin() as work:
        told = work.events.after(0, 10**6)
    with psycopg.connect(empty_database) as connection:
        connection.execute("ALTER TABLE events DISABLE TRIGGER USER")
        connection.execute(OF_BEFORE)
        connection.execute(
            "DELETE FROM _yoyo_migration WHERE migration_id = '0007.what-was-booked'"
        )
    migrate(empty_database)
    with store.begin() as work:
        again = work.events.after(0, 10**6)
    store.close()
    assert again == told


def test_a_payout_that_was_ordered_is_sent_and_no_kept_answer_names_its_holder(
    empty_database: str,
) -> None:
    """What was answered can be read again, as that reason."""
    backend = get_backend(empty_database.replace("postgresql://", "postgresql+psycopg://"))
    backend.apply_migrations(read_migrations(str(SCHEMA)).filter(lambda one: one.id < "0079"))
    backend.connection.close()
    at = datetime(2026, 11, 24, 6, tzinfo=UTC)
    since = Payee(id="merchant:a", holder="A B", bank="b", bank_code="", number="1" * 9, since=at)
    facts = {"holder": "A B", "owed_fen": 1, "amount_fen": 2, "currency": "CNY"}
    with psycopg.connect(empty_database) as connection:
        connection.execute(
            "INSERT INTO payout_runs (id, day, proposed_at, state)"
            " VALUES ('r', '2026-11-24', %s, 'proposed')",
            [at],
        )
        connection.execute(
            "INSERT INTO payouts (id, run, day, account, payee, amount, state, why)"
            " VALUES ('p', 'r', '2026-11-24', 'merchant:a', %s, %s, 'ordered', '')",
            [Jsonb(to_jsonable_python(one)) for one in (since, {"fen": 2, "currency": "CNY"})],
        )
        connection.execute(
            "INSERT INTO commands (key, command, at, answer) VALUES ('k', 'approve_payouts', %s, %s)",
            [at, Jsonb({"refused": "owed_less", "facts": facts})],
        )
    migrate(empty_database)
    store = PostgresStore(open_pool(empty_database), "CNY")
    with store.begin() as work:
        assert [one.state for one in work.payouts.on_their_way()] == [PayoutState.SENT]
        kept = work.commands.claim("k", "approve_payouts", at)
    store.close()
    assert kept is not None
    assert kept.answer == Refused(OwedLess("", 1, 2, "CNY"))


def test_what_was_noted_for_the_stalls_is_theirs_alone(empty_database: str) -> None:
    """Each of an order's parts has it, and the courier reads nothing that was not for them."""
    migrate(empty_database)
    store = PostgresStore(open_pool(empty_database), "CNY")
    city = SmallCity(store).settle_in()
    city.fill()
    noted, silent = city.place({"a1": 1, "b1": 1}), city.place({"a1": 1})
    with psycopg.connect(empty_database) as connection:
        connection.execute("ALTER TABLE orders DROP COLUMN cutlery")
        connection.execute("ALTER TABLE quotes DROP COLUMN wished_campaign")
        connection.execute("ALTER TABLE orders DROP CONSTRAINT orders_tip_for_who_brings")
        connection.execute("UPDATE orders SET note = 'no chilli' WHERE id = %s", [noted])
        connection.execute("DELETE FROM _yoyo_migration WHERE migration_id = '0086.order-notes'")
    migrate(empty_database)
    kept = city.order(noted)
    assert (kept.note, [one.note for one in kept.tickets]) == ("", ["no chilli"] * 2)
    assert [one.merchant for one in kept.tickets] == ["a", "b"]
    assert city.order(silent).tickets[0].note == ""
    store.close()
