"""Sales and shifts written to Parquet, a folder a business day; only the days that changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from errno import EDQUOT, ENOSPC, EROFS
from fcntl import LOCK_EX, flock
from functools import lru_cache
from pathlib import Path
from typing import Any

from yeshi.base.calendar import Calendar
from yeshi.base.errors import EntriesRefused, InputError
from yeshi.events.record import Recorded
from yeshi.flow.ports import Store, Work
from yeshi.ledger.postings import POSTED
from yeshi.observatory.dealings import Dealing, dealings
from yeshi.observatory.entries import Entry
from yeshi.observatory.sales import Sale, Seller, days_of, sales
from yeshi.observatory.shiftwork import Shiftwork, shiftwork

# Events read at once.
BATCH = 5000
# Accounts whose owner may be told; a customer's wallet is not among them.
TOLD = frozenset({"merchant", "courier", "campaign", "programme", "student"})
THROUGH = "through.json"
LOCK = ".lock"
_NO_ROOM = (ENOSPC, EDQUOT, EROFS)
# Of the columns: what was written in another form is written anew.
FORM = 4
KINDS = {
    "sales": {
        "day": "date32", "week": "date32", "hour": "int8", "night": "bool_", "order": "string",
        "merchant": "string", "market": "string", "sector": "string", "district": "string",
        "asked_fen": "int64", "sold_fen": "int64",
        "voucher_fen": "int64", "fee_fen": "int64", "given_fen": "int64",
        "compensated_fen": "int64",
        "part": "float64", "settled": "bool_", "carried": "bool_", "delivered": "bool_",
        "wait_s": "float64", "late": "bool_", "fulfilment": "string", "collected": "bool_",
    },
    "shiftwork": {
        "day": "date32", "week": "date32", "courier": "string", "hours": "float64",
        "orders": "int64", "pay_fen": "int64",
    },
    "entries": {
        "day": "date32", "week": "date32", "why": "string", "from_kind": "string",
        "to_kind": "string", "party": "string", "fen": "int64",
    },
    "dealings": {"day": "date32", "merchant": "string", "kind": "string"},
}  # fmt: skip


Rows = Sequence[Sale] | Sequence[Shiftwork] | Sequence[Dealing] | Sequence[Entry]


def bring_up_to_date(store: Store, folder: Path, calendar: Calendar) -> int:
    """Write the rows of every day on which something happened since; how many days.

    Safe to stop and to run again: a day's file is put in place whole, and what was read so far is
    noted last. One process or thread writes at a time, and who waited for it finds it done.
    EntriesRefused where its disk is full or read-only, InputError where the folder cannot be
    written otherwise or pyarrow is missing.
    """
    with _alone(folder):
        return _bring_up_to_date(store, folder, calendar)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The folder to oneself; given back also when the process ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = (folder / LOCK).open("ab")
    except OSError as fault:
        raise _unwritable(folder, fault) from None
    with held:
        flock(held, LOCK_EX)
        yield


def _unwritable(folder: Path, fault: OSError) -> Exception:
    told = f"{folder}: cannot be written: {fault.strerror}"
    return EntriesRefused(told) if fault.errno in _NO_ROOM else InputError(told)


def _bring_up_to_date(store: Store, folder: Path, calendar: Calendar) -> int:
    with store.begin() as work:
        last = work.events.last()
        through = _through(folder)
        if last is None or last.seq <= through:
            return 0
        days: set[date] = set()
        seq = through
        while seq < last.seq:
            batch = work.events.after(seq, BATCH)
            days |= days_of(batch, calendar) | {
                one.day for one in batch if isinstance(one.event, POSTED)
            }
            seq = batch[-1].seq
        sellers = {
            one.id: Seller(one.market or "", one.sector, one.district)
            for one in work.merchants.all()
        }
        try:
            # Days are written in order, and the events of each are read once for all of them.
            of_day = lru_cache(maxsize=4)(lambda day: tuple(work.events.of_day(day)))
            written = sum(
                _write_day(work, of_day, folder, day, sellers, calendar) for day in sorted(days)
            )
            _put(
                folder / THROUGH,
                json.dumps(
                    {"form": FORM, "seq": seq, "at": calendar.local(last.at).isoformat()}
                ).encode(),
            )
        except OSError as fault:
            raise _unwritable(folder, fault) from None
    return written


def _through(folder: Path) -> int:
    try:
        told = json.loads((folder / THROUGH).read_text(encoding="utf-8"))
        return int(told["seq"]) if told.get("form") == FORM else 0
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError(
            f"{folder / THROUGH} cannot be read; delete the folder, and all is written anew"
        ) from None


def _write_day(
    work: Work, of_day: Callable[[date], Sequence[Recorded]], folder: Path, day: date,
    sellers: dict[str, Seller], calendar: Calendar,
) -> bool:  # fmt: skip
    """Write a day's files; whether there was anything to write."""
    record = [*of_day(day), *of_day(day + timedelta(days=1))]
    # A shift of nearly 24 hours that began before the day turned may end after it turns twice.
    longer = [*record, *of_day(day + timedelta(days=2))]
    target = folder / f"day={day.isoformat()}"
    written = False
    tables: dict[str, Rows] = {
        "sales": sales(record, day, sellers, calendar),
        "shiftwork": shiftwork(longer, day, calendar),
        "dealings": dealings(record, day),
        "entries": _entries(work, day, calendar),
    }
    for table, rows in tables.items():
        if rows:
            target.mkdir(parents=True, exist_ok=True)
            _put(target / f"{table}.parquet", parquet_of(table, rows))
            written = True
    return written


def _entries(work: Work, day: date, calendar: Calendar) -> list[Entry]:
    """The day's transfers; whose wallet it was is left out."""
    week = day - timedelta(days=day.weekday())
    found = []
    for one in work.ledger.between(calendar.day_begins(day), calendar.day_ends(day)):
        sides = [side.partition(":") for side in (one.movement.debit, one.movement.credit)]
        named = [owner for kind, _, owner in sides if kind in TOLD]
        found.append(
            Entry(
                day=day,
                week=week,
                why=one.movement.why,
                from_kind=sides[0][0],
                to_kind=sides[1][0],
                party=named[0] if named else "",
                fen=one.movement.amount.fen,
            )
        )
    return found


def parquet_of(table: str, rows: Rows) -> bytes:
    """The rows of a table as a Parquet file; InputError when pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError("figures over time need pyarrow: pip install 'yeshi[city]'") from None
    schema = pyarrow.schema(
        [(name, getattr(pyarrow, kind)()) for name, kind in KINDS[table].items()]
    )
    columns = pyarrow.Table.from_pylist([asdict(row) for row in rows], schema=schema)
    sink: Any = pyarrow.BufferOutputStream()
    parquet.write_table(columns, sink, compression="zstd")
    return bytes(sink.getvalue())


def _put(path: Path, content: bytes) -> None:
    """The whole file, or the one before."""
    whole = path.with_suffix(path.suffix + ".part")
    whole.write_bytes(content)
    os.replace(whole, path)
