"""What must come to nothing over all that was ever booked, summed by the database itself.

To read millions of events and transfers one by one takes an hour; to sum them takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yeshi.adapters.postgres.journal import read_event
from yeshi.adapters.postgres.session import Session
from yeshi.events.record import Recorded
from yeshi.flow.checks.broken import BrokenRule
from yeshi.ledger.accounts import MAY_OVERDRAW

# Of each rule no more breaches than anybody reads.
SHOWN = 20

# Sums of millions of rows by their order or number, without a detour by the disk.
_ROOM = "SELECT set_config('work_mem', '128MB', true)"
# What finds the things for which a rule does not hold, with what is found and what is expected.
_UNEVEN = "SELECT 'all', sum(fen), 0 FROM balances HAVING sum(fen) <> 0"
_OVERDRAWN = """
SELECT account, fen, 'nothing below zero' FROM balances
WHERE fen < 0 AND account_kind(account) <> ALL(%s)"""
_NOT_MOVED = """
WITH moved AS (
    SELECT account, sum(fen) AS fen FROM (
        SELECT credit AS account, fen FROM transfers
        UNION ALL SELECT debit, -fen FROM transfers
    ) sides GROUP BY account
)
SELECT account, coalesce(balances.fen, 0), coalesce(moved.fen, 0)
FROM balances FULL JOIN moved USING (account)
WHERE coalesce(balances.fen, 0) <> coalesce(moved.fen, 0)"""
_NOT_HELD = """
WITH booked AS (
    SELECT "order", sum(CASE WHEN credit = 'escrow' THEN fen ELSE -fen END) AS fen
    FROM transfers WHERE 'escrow' IN (debit, credit) GROUP BY "order"
)
SELECT "order", coalesce(held.fen, 0), coalesce(booked.fen, 0)
FROM held FULL JOIN booked USING ("order")
WHERE coalesce(held.fen, 0) <> coalesce(booked.fen, 0)"""
_STILL_HELD = """
SELECT held."order", held.fen, 0 FROM held JOIN orders ON orders.id = held."order"
WHERE held.fen <> 0 AND orders.ended_at IS NOT NULL"""
_TWICE = "SELECT seq, count(*), 1 FROM events GROUP BY seq HAVING count(*) > 1"
_MAY_OVERDRAW = sorted(kind.value for kind in MAY_OVERDRAW)
_SUMS: tuple[tuple[str, str, tuple[object, ...]], ...] = (
    ("books.sum", _UNEVEN, ()),
    ("books.overdrawn", _OVERDRAWN, (_MAY_OVERDRAW,)),
    ("books.transfers", _NOT_MOVED, ()),
    ("escrow.held", _NOT_HELD, ()),
    ("escrow.ended", _STILL_HELD, ()),
    ("record.number", _TWICE, ()),
)
# Of orders that ended after an event, the latest; and some of all there are, of pages at random.
_LATELY = """
SELECT subject FROM events WHERE seq > %s AND kind IN ('order.settled', 'order.refunded')
ORDER BY seq DESC LIMIT %s"""
_AT_RANDOM = """
SELECT id FROM orders TABLESAMPLE SYSTEM (%s) WHERE ended_at IS NOT NULL LIMIT %s"""
_ABOUT = """
SELECT coalesce(sum(reltuples) FILTER (WHERE reltuples > 0), 0) FROM pg_class
WHERE oid IN (SELECT relid FROM pg_partition_tree('orders'))"""
_UNDER_WAY = "SELECT id FROM orders WHERE ended_at IS NULL"
_OF = "SELECT seq, at, day, kind, data, by FROM events WHERE subject = ANY(%s) ORDER BY seq"
_ROUTES = """
SELECT route FROM orders WHERE id = ANY(%s) AND route IS NOT NULL
UNION
SELECT data->>'route' FROM events WHERE subject = ANY(%s) AND kind = 'order.withdrawn'"""


def breaches_of_sums(session: Session) -> Iterator[BrokenRule]:
    """The rules that do not hold over all of the books and the record."""
    session.rows(_ROOM)
    for rule, query, values in _SUMS:
        for thing, found, expected in session.rows(f"{query} LIMIT {SHOWN}", values):
            yield BrokenRule(rule, str(thing), str(found), str(expected))


def some_orders(session: Session, after: int, lately: int, at_random: int) -> list[str]:
    """All orders under way, `lately` that ended after event `after`, and some that ever ended."""
    found = [id_ for (id_,) in session.rows(_UNDER_WAY)]
    found += [id_ for (id_,) in session.rows(_LATELY, (after, lately))]
    about = float(session.rows(_ABOUT)[0][0])
    # Twice as many pages as would do: not each has an order that ended.
    share = min(100.0, 200.0 * at_random / about) if about else 100.0
    found += [id_ for (id_,) in session.rows(_AT_RANDOM, (share, at_random))]
    return list(dict.fromkeys(found))


def told_of(session: Session, orders: Sequence[str]) -> list[Recorded]:
    """What was told of the orders and of their routes, in the order of its numbers."""
    routes = [id_ for (id_,) in session.rows(_ROUTES, (list(orders), list(orders)))]
    return [read_event(row) for row in session.rows(_OF, ([*orders, *routes],))]
