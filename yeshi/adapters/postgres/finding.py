"""The table of what can be found, with its questions."""

from __future__ import annotations

from collections.abc import Sequence

from yeshi.adapters.postgres.choosing import among
from yeshi.adapters.postgres.records import PostgresRecords
from yeshi.flow.ports import Findables
from yeshi.market.choosing import WantedNow
from yeshi.market.finding import AskedPieces, Findable

_HAVING = (
    "WHERE pieces && %s AND (service IS NOT NULL) = %s AND {} ORDER BY"
    " (SELECT count(*) FROM unnest(pieces) AS one WHERE one = ANY(%s)) DESC,"
    ' cardinality(pieces), id COLLATE "C" LIMIT %s'
)
# As the database counted them last; what is in few entries is not among these.
_COMMON = """
    SELECT one.piece, one.share
    FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs)
        AS one (piece, share)
    WHERE schemaname = current_schema() AND tablename = 'findables' AND attname = 'pieces'
        AND one.piece = ANY(%s)
"""
# What is sold stands under its name of now, and what has ended under none.
_OUTDATED = """
    WITH there AS (
        SELECT 'stall:' || id AS id, name, ended_at FROM merchants
        UNION ALL SELECT 'dish:' || id, name, ended_at FROM items
        UNION ALL SELECT 'service:' || id, name, ended_at FROM services)
    SELECT there.id FROM there LEFT JOIN findables USING (id)
    WHERE CASE WHEN there.ended_at IS NULL THEN findables.name IS DISTINCT FROM there.name
          ELSE findables.id IS NOT NULL END
    ORDER BY there.id LIMIT %s
"""


class PostgresFindables(PostgresRecords[Findable], Findables):
    """Stalls, dishes and services under the pieces of their names."""

    def having(
        self,
        asked: Sequence[AskedPieces],
        limit: int,
        wanted: WantedNow | None = None,
        services: bool = False,
    ) -> list[Findable]:
        """So many of those that may have enough of what was asked; most pieces first."""
        pieces = [piece for one in asked for piece in one.pieces]
        rows = self._session.rows(_COMMON, (pieces,))
        share = {str(piece): float(often) for piece, often in rows}
        rarest: list[str] = []
        for one in asked:
            rarest += sorted(one.pieces, key=lambda piece: share.get(piece, 0.0))[: one.enough]
        said, values = among(wanted) if wanted else ("true", [])
        return self._many(_HAVING.format(said), (rarest, services, *values, pieces, limit))

    def outdated(self, limit: int) -> list[str]:
        """The ids of so many whose name is another by now, that are new, or that ended."""
        return [str(id_) for (id_,) in self._session.rows(_OUTDATED, (limit,))]
