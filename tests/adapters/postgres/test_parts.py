"""The record and the transfers are kept in parts, and nothing that reads or writes them sees it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from yoyo import get_backend, read_migrations

from tests.builders import SmallCity
from tests.conftest import as_superuser
from yeshi.adapters.postgres.dumping import dump, load
from yeshi.adapters.postgres.migrations import SCHEMA, migrate
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.adapters.postgres.tidying import tidy
from yeshi.events.record import Recorded

PARTED = ("events", "transfers")


# Columns that came after the parts did, and that the code of now writes.
LATER = (
    ("events", "by", "text NOT NULL DEFAULT ''"),
    ("commands", "asked", "text NOT NULL DEFAULT ''"),
    ("orders", "terms", "integer NOT NULL DEFAULT 1"),
    ("quotes", "terms", "integer NOT NULL DEFAULT 1"),
    ("orders", "way", "text NOT NULL DEFAULT 'wallet'"),
    ("quotes", "foreseen", "jsonb"),
    ("merchants", "room", "jsonb"),
    ("merchants", "answers_itself", "boolean NOT NULL DEFAULT false"),
    ("orders", "foreseen", "jsonb"),
    ("orders", "pick_up", "jsonb"),
    ("orders", "cutlery", "integer NOT NULL DEFAULT 0"),
    ("quotes", "wished_campaign", "text"),
    ("orders", "at_table", "jsonb"),
    ("orders", "tardy", "jsonb"),
    ("orders", "door_code", "jsonb"),
    ("orders", "wished", "jsonb"),
    ("quotes", "wished", "jsonb"),
    ("quotes", "waits", "jsonb"),
    ("quotes", "at_table", "jsonb"),
    ("merchants", "pay_first", "boolean NOT NULL DEFAULT false"),
    ("quotes", "fulfilment", "text NOT NULL DEFAULT 'delivery'"),
    ("merchants", "held", "jsonb"),
    ("merchants", "deals", "jsonb NOT NULL DEFAULT '[]'"),
    ("merchants", "rush", "jsonb"),
    ("merchants", "paused_until", "timestamptz"),
    ("merchants", "lacks_facts", "boolean NOT NULL DEFAULT false"),
    ("markets", "ended_at", "timestamptz"),
    ("merchants", "ended_at", "timestamptz"),
    ("couriers", "ended_at", "timestamptz"),
    ("routes", "doorless", "boolean NOT NULL DEFAULT false"),
    ("programmes", "ended_at", "timestamptz"),
    ("students", "promised", "jsonb NOT NULL DEFAULT '[]'"),
    ("campaigns", "rules", "jsonb"),
    ("items", "menu_row", "integer NOT NULL DEFAULT 0"),
    ("items", "category", "jsonb"),
    ("items", "offered", "jsonb NOT NULL DEFAULT '{}'"),
    ("items", "groups", "jsonb NOT NULL DEFAULT '[]'"),
    ("items", "parts", "jsonb NOT NULL DEFAULT '[]'"),
    ("items", "stock", "text"),
    ("items", "served", "jsonb"),
    ("items", "off_until", "timestamptz"),
    ("items", "ended_at", "timestamptz"),
    ("applications", "asked", "jsonb NOT NULL DEFAULT '[]'"),
    ("accords", "meets_every", "integer NOT NULL DEFAULT 0"),
    ("accords", "earlier", "jsonb NOT NULL DEFAULT '[]'"),
    ("accords", "ended_at", "timestamptz"),
    ("accords", "outcome", "text"),
    ("commitments", "earlier", "jsonb NOT NULL DEFAULT '[]'"),
    ("quotes", "of_group", "jsonb"),
    ("orders", "of_group", "jsonb"),
)

# Tables that came later, and that the code of now looks into.
LATER_TABLES = (
    "CREATE TABLE kitchen_paces (id text, parts float8, times float8, said float8, said_cv2 float8)",
    "CREATE TABLE delivery_paces (id text, learnt_to timestamptz, hours jsonb, seen jsonb,"
    " may_be_late float8, weights jsonb)",
    "CREATE TABLE printers (id text, merchant text, name text, host text, port integer,"
    " width_mm integer, coding text, prints jsonb, categories jsonb, entered_at timestamptz,"
    " tells boolean, fault text, silent_since timestamptz, answered_at timestamptz,"
    " slips integer, head text, ended_at timestamptz)",
    "CREATE TABLE deal_nights (id text, merchant text, night date, spent jsonb)",
    "CREATE TABLE tallies (id text, campaign text, customer text, codes integer, times integer,"
    " day date, day_times integer, day_fen bigint)",
    "CREATE TABLE voucher_codes (id text, campaign text, single boolean, made_at timestamptz,"
    " customer text, entered_at timestamptz)",
    "CREATE TABLE favourite_lists (id text, favourites jsonb, used_at timestamptz)",
    "CREATE TABLE tabs (id text, place text, number integer, opened_at timestamptz,"
    " used_at timestamptz, guests jsonb, wanted jsonb, orders jsonb, closed_at timestamptz)",
    "CREATE TABLE group_baskets (id text, host text, place text, of_market boolean, pays text,"
    " opened_at timestamptz, deadline timestamptz, over_at timestamptz,"
    ' guests jsonb, wanted jsonb, destination jsonb, state text, "order" text, why text,'
    " ended_at timestamptz, version integer, round_up text)",
    "CREATE TABLE tables (id text, number integer, merchant text, market text, tab text,"
    " gone boolean)",
    "CREATE TABLE findables (id text, merchant text, item text, name jsonb, pieces text[],"
    " service text)",
    "CREATE TABLE seat_pools (id text, merchant text, name jsonb, count integer, days_off jsonb,"
    " paused jsonb)",
    "CREATE TABLE services (id text, merchant text, seats text, sort text, name jsonb,"
    ' minutes integer, "between" integer, price jsonb, ended_at timestamptz)',
    "CREATE TABLE bookings (id text, merchant text, service text, seats text, what jsonb,"
    " price jsonb, customer text, name text, phone text, number integer, code text,"
    " starts_at timestamptz, ends_at timestamptz, free_at timestamptz, made_at timestamptz,"
    " state text, reminded boolean, why text)",
    'CREATE TABLE ratings (id text, "order" text, line text, merchant text, item text,'
    " stars integer, word text, rated_at timestamptz, night date, answer text,"
    " answered_at timestamptz, hidden_why text)",
    'CREATE TABLE complaints (id text, "order" text, merchant text, customer text, zone text,'
    " lines jsonb, trouble text, words text, pictures jsonb, asked jsonb, voucher jsonb,"
    ' campaign text, "to" text, made_at timestamptz, due_at timestamptz, state text,'
    " granted jsonb, from_stall jsonb, handed_out jsonb, answer text, answered_at timestamptz,"
    " appeal text, appealed_at timestamptz, bears text, why text, decided_at timestamptz,"
    " payer text)",
    'CREATE TABLE invoice_wishes (id text, "order" text, merchant text, customer text,'
    " made_for jsonb, asked_at timestamptz, number text, why text, answered_at timestamptz,"
    " billed jsonb)",
    "CREATE TABLE threads (id text, zone text, begun_at timestamptz, last_at timestamptz,"
    " messages jsonb, read jsonb, unread jsonb, waits_since timestamptz)",
    "CREATE TABLE stars_of_days (id text, rated text, day date, count integer, total integer)",
    "CREATE TABLE payees (id text, holder text, bank text, bank_code text, number text,"
    " since timestamptz)",
    "CREATE TABLE payment_intents (id text, customer text, quote text, provider text, amount jsonb,"
    " made_at timestamptz, until timestamptz, state text, offer jsonb, received jsonb,"
    ' returned jsonb, taking text, "order" text, paid_at timestamptz, why text)',
    "CREATE TABLE refunds (id text, intent text, customer text, provider text, amount jsonb,"
    ' asked_at timestamptz, state text, "order" text, why text, ended_at timestamptz,'
    " asking integer)",
    "CREATE TABLE payout_runs (id text, day date, proposed_at timestamptz, state text,"
    " checked_by text, approved_by text, approved_at timestamptz, fetched_at timestamptz)",
    "CREATE TABLE payouts (id text, run text, day date, account text, payee jsonb, amount jsonb,"
    " state text, why text, ended_at timestamptz)",
    "CREATE TABLE statements_read (id text, account text, digest text, form text,"
    " begins timestamptz, ends timestamptz, rows integer, matched integer, aside integer,"
    " found integer, read_at timestamptz, by text, closing jsonb, closing_on date, booked jsonb)",
    "CREATE TABLE passed_on (id text, account text, statement text, amount jsonb, day date,"
    " reference text, booked_at timestamptz, state text, ended_at timestamptz, arrived_on date,"
    " arrived_as text)",
    "CREATE TABLE day_closes (id text, day date, ends_at timestamptz, closed_at timestamptz,"
    " by text, items jsonb, sums jsonb)",
    "CREATE TABLE fees_of_days (id text, account text, day date, rows jsonb)",
    "CREATE TABLE discrepancies (id text, account text, statement text, kind text, since date,"
    " found_at timestamptz, reference text, text text, booked text, booked_amount jsonb,"
    " stated_amount jsonb, stated_on date, stated_at timestamptz, state text, why text,"
    " ended_at timestamptz)",
)


def parts(database: str, table: str) -> list[tuple[str, int]]:
    """The parts of a table in their order, each with its end."""
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT relname, (regexp_match(pg_get_expr(relpartbound, oid),"
            " $m$TO \\('(\\d+)'\\)$m$))[1]::bigint FROM pg_inherits"
            " JOIN pg_class ON oid = inhrelid WHERE inhparent = %s::regclass ORDER BY 2",
            (table,),
        ).fetchall()
    return [(str(name), int(top)) for name, top in rows]


def go_on(database: str, table: str, number: int) -> None:
    """Have the next thing of the table take the number after that one."""
    with psycopg.connect(as_superuser(database)) as connection:
        connection.execute("SELECT setval(%s, %s)", (f"{table}_numbers", number))


def night(city: SmallCity) -> None:
    """An order that is delivered."""
    order = city.place({"a1": 1, "b2": 1})
    city.cook(order)
    city.bring(order)


def record(store: PostgresStore) -> list[Recorded]:
    """All that happened."""
    with store.begin() as work:
        return work.events.after(0, 10**6)


def test_there_is_a_part_ahead_from_the_beginning(database: str) -> None:
    """And room in it for months."""
    for table in PARTED:
        assert [top for _, top in parts(database, table)][-1] >= 5_000_000


def test_who_goes_beyond_the_last_part_makes_the_next(
    postgres: PostgresStore, database: str
) -> None:
    """In the midst of an order, whoever's clock says whatever; nothing is lost or out of turn."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    before = {table: parts(database, table) for table in PARTED}
    for table in PARTED:
        go_on(database, table, before[table][-1][1] - 3)
    night(city)
    for table in PARTED:
        now = parts(database, table)
        assert now[: len(before[table])] == before[table]
        assert len(now) > len(before[table])
    numbers = [one.seq for one in record(postgres)]
    assert numbers == sorted(numbers)
    assert {number >= before["events"][-1][1] for number in numbers} == {True, False}
    with postgres.begin() as work:
        last = work.events.last()
        assert last is not None
        assert last.seq == numbers[-1]
        assert sum(money.fen for money in work.ledger.balances().values()) == 0
        (order,) = {one.event.subject for one in record(postgres) if "settled" in one.event.kind}
        assert len(work.ledger.of_order(order)) >= 5
        assert [one.seq for one in work.events.of_subject(order)] == sorted(
            one.seq for one in record(postgres) if one.event.subject == order
        )
        day = record(postgres)[0].day
        assert [one.seq for one in work.events.of_day(day)] == numbers


def test_the_next_part_is_made_before_it_is_needed(postgres: PostgresStore, database: str) -> None:
    """By the beat that keeps the database small; and no more than is needed."""
    city = SmallCity(postgres).settle_in()
    before = parts(database, "events")
    tidy(postgres, city.clock.now(), city.clock.now())
    assert parts(database, "events") == before
    go_on(database, "events", before[-1][1] - 1_000_000)
    for _ in range(3):
        tidy(postgres, city.clock.now(), city.clock.now())
        assert len(parts(database, "events")) == len(before) + 1
    assert len(parts(database, "transfers")) == 1


def test_what_happened_stays_in_every_part(postgres: PostgresStore, database: str) -> None:
    """A part is no back door, and no transfer is entered twice within one."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    for table in PARTED:
        go_on(database, table, parts(database, table)[-1][1] - 2)
    night(city)
    with psycopg.connect(as_superuser(database), autocommit=True) as connection:
        for table in PARTED:
            for part in (table, *(name for name, _ in parts(database, table))):
                for change in (f"UPDATE {part} SET seq = seq", f"DELETE FROM {part}"):
                    with pytest.raises(errors.IntegrityError):
                        connection.execute(change.encode())
        with pytest.raises(errors.UniqueViolation):
            connection.execute(
                "INSERT INTO transfers (id, at, debit, credit, fen, currency, why)"
                " SELECT id, at, 'outside:a', 'outside:b', 1, currency, why FROM transfers"
                " ORDER BY seq DESC LIMIT 1"
            )


def test_a_record_of_before_is_carried_over_as_it_stands(empty_database: str) -> None:
    """Its events, transfers and balances; and it goes on from there."""
    backend = get_backend(empty_database.replace("postgresql://", "postgresql+psycopg://"))
    known = read_migrations(str(SCHEMA))
    backend.apply_migrations(known.filter(lambda one: one.id < "0018"))
    backend.connection.close()
    with psycopg.connect(empty_database) as connection:
        # What is played there is played by the code of now.
        for table, column, kind in LATER:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}".encode())
        for table in LATER_TABLES:
            connection.execute(table.encode())
    store = PostgresStore(open_pool(empty_database), "CNY")
    # No pots were given out then.
    store._pot = 0
    city = SmallCity(store).settle_in()
    city.fill()
    night(city)
    before = record(store)
    with store.begin() as work:
        balances = work.ledger.balances()
    with psycopg.connect(empty_database) as connection:
        for table, column, _ in LATER:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}".encode())
        for table in LATER_TABLES:
            connection.execute(f"DROP TABLE {table.split()[2]}".encode())
        # What was there before it was forbidden is no reason to stay behind.
        connection.execute("ALTER TABLE events DISABLE TRIGGER USER")
        connection.execute("ALTER TABLE events DROP CONSTRAINT events_at_bounded")
        connection.execute("UPDATE events SET at = '1999-01-01' WHERE seq = 1")
        connection.execute(
            "ALTER TABLE events ADD CONSTRAINT events_at_bounded"
            " CHECK (at >= '2000-01-01 00:00:00+00' AND at < '2200-01-01 00:00:00+00') NOT VALID"
        )
    migrate(empty_database)
    assert record(store)[1:] == [replace(one, by="") for one in before[1:]]
    with store.begin() as work:
        assert work.ledger.balances() == balances
    night(city)
    numbers = [one.seq for one in record(store)]
    assert numbers == sorted(set(numbers))
    assert len(numbers) > len(before)
    store.close()


def test_all_parts_are_backed_up_and_restored(
    postgres: PostgresStore, database: str, empty_database: str, tmp_path: Path
) -> None:
    """And the city that was restored goes on in the last one."""
    city = SmallCity(postgres).settle_in()
    city.fill()
    for table in PARTED:
        go_on(database, table, parts(database, table)[-1][1] - 2)
    night(city)
    dumped = dump(database, tmp_path / "city.dump")
    assert load(empty_database, tmp_path / "city.dump") == dumped.rows
    store = PostgresStore(open_pool(empty_database), "CNY")
    assert record(store) == record(postgres)
    assert parts(empty_database, "events") == parts(database, "events")
    restored = SmallCity(store, city.clock, city.keys)
    night(restored)
    tidy(store, city.clock.now(), city.clock.now())
    with store.begin() as work:
        assert sum(money.fen for money in work.ledger.balances().values()) == 0
    store.close()
