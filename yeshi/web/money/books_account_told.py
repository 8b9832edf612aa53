"""An account's transfers as rows of a file."""

from __future__ import annotations

from yeshi.base.calendar import Calendar
from yeshi.base.sentences import sentences
from yeshi.flow.payments.account_seen import AccountSeen

_MOVE = "account_move."
# The names of moves that texts have a word for.
MOVE_WORDS = frozenset(one.removeprefix(_MOVE) for one in sentences("en") if one.startswith(_MOVE))


def moves_told(seen: AccountSeen, calendar: Calendar) -> list[dict[str, object]]:
    """A row for what was held before, each transfer, and what was held after; in whole units.

    `balance`: what the account holds once that row is entered.
    """
    rows = [_row(seen.opening.plain(), what="before")]
    held = seen.opening
    for one in seen.moves:
        transfer, held = one.transfer, held + one.change
        rows.append(
            _row(
                held.plain(), what=transfer.movement.why, transfer=transfer.id,
                at=calendar.local(transfer.at).isoformat(), order=transfer.order or "",
                other=one.other.id, change=one.change.plain(),
            )
        )  # fmt: skip
    currency = seen.opening.currency
    return [{**one, "currency": currency} for one in (*rows, _row(held.plain(), what="after"))]


def moves_typed(seen: AccountSeen, calendar: Calendar) -> list[dict[str, object]]:
    """A row for each transfer with its moment as one and whole fen, for programs."""
    rows: list[dict[str, object]] = []
    held = seen.opening
    for one in seen.moves:
        transfer, held = one.transfer, held + one.change
        rows.append(
            {
                "transfer": transfer.id, "at": calendar.local(transfer.at),
                "order": transfer.order or "", "what": transfer.movement.why,
                "other": one.other.id, "change_fen": one.change.fen, "balance_fen": held.fen,
                "currency": held.currency,
            }
        )  # fmt: skip
    return rows


def _row(
    balance: str, what: str, transfer: str = "", at: str = "", order: str = "", other: str = "",
    change: str = "",
) -> dict[str, object]:  # fmt: skip
    return {
        "transfer": transfer, "at": at, "order": order, "what": what, "other": other,
        "change": change, "balance": balance,
    }  # fmt: skip
