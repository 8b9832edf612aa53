"""In which currency the books of a database are kept, before anything else is known of its city."""

from __future__ import annotations

from yeshi.adapters.postgres.guarding import GuardedPool

# A city that was entered before it had a charter has its currency in its books alone.
_CURRENCY = """
SELECT coalesce(
    (SELECT terms->'pay_per_order'->>'currency' FROM enacted WHERE number = 1),
    (SELECT currency FROM transfers LIMIT 1)
)"""


def currency_of(pool: GuardedPool) -> str | None:
    """The currency, such as CNY; None where no city was ever opened."""
    with pool.connection() as connection:
        row = connection.execute(_CURRENCY).fetchone()
    return str(row[0]) if row and row[0] is not None else None
