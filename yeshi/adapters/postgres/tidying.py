"""What the database is kept small by: checkpoints of the books, parts of the record that are made
ahead, and letting go what is of no use.

A command's answer is kept for whoever asks again with its key; a quote, as long as it may be paid.
"""

from __future__ import annotations

from datetime import datetime

from yeshi.adapters.postgres.parts import MAKE_PARTS
from yeshi.adapters.postgres.store import PostgresStore
from yeshi.flow.privacy.rules import ANSWERS_KEPT, QUOTES_KEPT
from yeshi.people import issued
from yeshi.people.tries import KEPT_FOR

# So many at a time: a round is short, and the next one goes on.
AT_ONCE = 5_000

_CHECKPOINT = "SELECT set_checkpoint()"
_ANSWERS = """
DELETE FROM commands WHERE key IN (
    SELECT key FROM commands WHERE at < %s LIMIT %s FOR UPDATE SKIP LOCKED)"""
_QUOTES = """
DELETE FROM quotes WHERE id IN (
    SELECT id FROM quotes WHERE made_at < %s AND ("order" IS NULL OR made_at < %s)
    LIMIT %s FOR UPDATE SKIP LOCKED)"""
_SESSIONS = """
DELETE FROM sessions WHERE id IN (
    SELECT id FROM sessions WHERE ends_at < %s LIMIT %s FOR UPDATE SKIP LOCKED)"""
_TRIES = """
DELETE FROM tries WHERE id IN (
    SELECT id FROM tries WHERE tried_at < %s LIMIT %s FOR UPDATE SKIP LOCKED)"""

_CHALLENGES = """
DELETE FROM challenges WHERE id IN (
    SELECT id FROM challenges WHERE ends_at < %s LIMIT %s FOR UPDATE SKIP LOCKED)"""

_CODES = """
DELETE FROM sent_codes WHERE id IN (
    SELECT id FROM sent_codes WHERE ends_at < %s LIMIT %s FOR UPDATE SKIP LOCKED)"""

_TOKENS = """
DELETE FROM secret_tokens WHERE id IN (
    SELECT id FROM secret_tokens WHERE ends_at < %s LIMIT %s FOR UPDATE SKIP LOCKED)"""
# Those of which no token is left, by which it could still be asked.
_CONSENTS = """
DELETE FROM registered_consents WHERE id IN (
    SELECT id FROM registered_consents WHERE ends_at < %s
    AND NOT EXISTS (SELECT FROM secret_tokens WHERE consent = registered_consents.id)
    LIMIT %s FOR UPDATE SKIP LOCKED)"""


def tidy(store: PostgresStore, now: datetime, wall: datetime) -> None:
    """One round at the city's moment `now`, and at `wall` by the clock on the wall."""
    old = now - ANSWERS_KEPT
    for query, values in (
        (_CHECKPOINT, ()),
        (MAKE_PARTS, ()),
        (_ANSWERS, (old, AT_ONCE)),
        (_QUOTES, (now - QUOTES_KEPT, old, AT_ONCE)),
        (_SESSIONS, (wall, AT_ONCE)),
        (_CHALLENGES, (wall, AT_ONCE)),
        (_CODES, (wall, AT_ONCE)),
        (_TOKENS, (wall - issued.KEPT_AFTER, AT_ONCE)),
        (_CONSENTS, (wall - issued.KEPT_AFTER, AT_ONCE)),
        (_TRIES, (wall - KEPT_FOR, AT_ONCE)),
    ):
        with store.begin() as work:
            work.session.rows(query, values)
