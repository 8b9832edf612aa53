"""Looking a city over: its disk, its database, who works on it, and every rule that must hold."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path

from yeshi.adapters.clocks import wall_time
from yeshi.adapters.postgres.auditing import breaches_of_sums, some_orders, told_of
from yeshi.adapters.postgres.operating import Lookout, ServerState, server_of
from yeshi.adapters.postgres.roles import too_much_of
from yeshi.adapters.postgres.store import PostgresStore, open_pool
from yeshi.base.errors import OperatingError
from yeshi.flow.checks.checking import breaches_of
from yeshi.flow.checks.sampling import breaches_of_orders
from yeshi.flow.errand import ErrandState
from yeshi.flow.ports import PictureShelf
from yeshi.flow.terms import Terms
from yeshi.settings import Settings
from yeshi.wiring.city import lease_names
from yeshi.wiring.database import addresses
from yeshi.wiring.opened import Opened, opened
from yeshi.wiring.pictures import shelf_of

FREE_MIN = 0.1
SERVER_OLDEST = 15
CLOCKS_APART_MAX = timedelta(seconds=5)
# What remembers the last look in which all rules held, in the data folder.
LOOKED_AT = "looked-over.json"
# So many orders are replayed that ended since then, and so many of all that ever ended.
LATELY, AT_RANDOM = 1_000, 500
# Pictures may lie on another machine, where each is a request.
PICTURES_LOOKED_AT = 20
# More broken rules than these nobody reads at once.
BREACHES_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A part that was looked at and how it is; what is wrong with it, and what to do about it."""

    part: str
    well: str = ""
    wrong: str = ""
    advice: str = ""


def look_over(settings: Settings, whole: bool = False) -> Iterator[Finding]:
    """Each part as soon as it was looked at; without a database, what can be told without one."""
    yield disk(settings.home)
    yield secret(settings.home / "secret")
    with ExitStack() as closing:
        try:
            url = closing.enter_context(addresses(settings)).city
            found = server_of(url)
        except OperatingError as fault:
            yield Finding(part="database", wrong=str(fault), advice="start it, or see its log")
            return
        yield from server(found)
        yield role(url)
        schema = migrations(found)
        yield schema
        if schema.wrong:
            # What another schema holds cannot be read.
            return
        pool = open_pool(url)
        closing.callback(pool.close)
        open_city = opened(pool)
        yield city(open_city)
        if open_city is None:
            return
        yield loops(Lookout(pool), found, open_city.terms)
        yield processes(Lookout(pool))
        yield pictures(open_city.store, shelf_of(settings, open_city.store))
        yield from rules(open_city.store, settings.home / LOOKED_AT, whole)


def disk(home: Path) -> Finding:
    """How much room the data folder has."""
    there = next(one for one in (home, *home.absolute().parents) if one.exists())
    usage = shutil.disk_usage(there)
    free = f"{usage.free / 2**30:.1f} GB free, {usage.free / usage.total:.0%}"
    if usage.free < FREE_MIN * usage.total:
        return Finding(part="disk", wrong=free, advice="make room: a full disk takes no orders")
    return Finding(part="disk", well=free)


def secret(file: Path) -> Finding:
    """Whether nobody else may read what signs cookies and links."""
    if not file.exists():
        return Finding(part="secret", well="not made yet")
    if file.stat().st_mode & 0o077:
        advice = f"chmod 600 {file}, or delete it, which signs everybody out"
        return Finding(part="secret", wrong="others may read it", advice=advice)
    return Finding(part="secret", well="for its owner alone")


def server(found: ServerState) -> Iterator[Finding]:
    """The server: whether it is of an age, keeps what it answers for, and has the same time."""
    version = f"PostgreSQL {found.version}"
    if found.version < SERVER_OLDEST:
        advice = f"bring it to {SERVER_OLDEST} or later"
        yield Finding(part="database", wrong=version, advice=advice)
    elif found.unsafe:
        wrong = f"{', '.join(found.unsafe)} off: what was answered may be lost"
        yield Finding(part="database", wrong=wrong, advice="turn it on in postgresql.conf")
    else:
        yield Finding(part="database", well=version)
    apart = abs(found.now - wall_time())
    if apart > CLOCKS_APART_MAX:
        wrong = f"this machine and the database are {apart.total_seconds():.0f} s apart"
        yield Finding(part="clock", wrong=wrong, advice="set both by NTP")
    else:
        yield Finding(part="clock", well="as the database has it")


def role(url: str) -> Finding:
    """Whether whoever serves may do no more than serve."""
    wrong = too_much_of(url)
    if wrong:
        advice = "give the schema to a role of its own: see docs/operating.md"
        return Finding(part="role", wrong=wrong, advice=advice)
    return Finding(part="role", well="it reads and writes, and owns nothing")


def migrations(found: ServerState) -> Finding:
    """Whether the schema is that of this code."""
    if found.differing is None:
        advice = "start the city, or restore a backup"
        return Finding(part="migrations", wrong="there is no city in it", advice=advice)
    if found.differing:
        advice = "start the city once, or update yeshi, whichever is behind"
        return Finding(part="migrations", wrong=f"{found.differing} differs", advice=advice)
    return Finding(part="migrations", well="all are there")


def city(found: Opened | None) -> Finding:
    """Which city is open here."""
    if found is None:
        return Finding(
            part="city",
            wrong="none is open yet",
            advice="open the link that yeshi serve shows, or see yeshi open --help",
        )
    name, number = found.charter.name, found.in_force.number_at(found.begins)
    made_up = ", a demo" if found.charter.demo else ""
    return Finding(part="city", well=f"{name.zh} {name.en}{made_up}, on its terms number {number}")


def loops(lookout: Lookout, found: ServerState, terms: Terms) -> Finding:
    """Whether somebody works in each loop, if anybody works at all."""
    if not found.sessions:
        return Finding(part="loops", well="the city does not run")
    names = lease_names(terms)
    idle = sorted(set(names) - lookout.held(names))
    if idle:
        advice = "look again in a minute; then start the processes anew"
        return Finding(part="loops", wrong=f"nobody works in {', '.join(idle)}", advice=advice)
    return Finding(part="loops", well=f"all {len(names)} leases are held")


def processes(lookout: Lookout) -> Finding:
    """Which processes work for the city, by their parts, and which were lost within the hour."""
    found = lookout.processes()
    words = [(one.lives, f"{' '.join(one.parts)} ({one.pid} at {one.host})") for one in found]
    working = ", ".join(told for lives, told in words if lives) or "none works"
    lost = ", ".join(told for lives, told in words if not lives)
    return Finding(
        part="processes", well=f"{working}; lost within the hour: {lost}" if lost else working
    )


def pictures(store: PostgresStore, shelf: PictureShelf) -> Finding:
    """Whether what some dishes and stalls show is where pictures lie."""
    with store.read() as work:
        shown = work.shown_pictures.some_after("", PICTURES_LOOKED_AT)
    try:
        missing = [one for one in shown if shelf.read(one.picture, one.widths[0]) is None]
    except OperatingError as fault:
        return Finding(part="pictures", wrong=str(fault), advice="see YESHI_PICTURES in README.md")
    if missing:
        wrong = f"{len(missing)} of {len(shown)} looked at are not there, as of {missing[0].id}"
        advice = "bring back what YESHI_PICTURES names, or have the photos brought anew"
        return Finding(part="pictures", wrong=wrong, advice=advice)
    return Finding(part="pictures", well=f"{len(shown)} looked at are there")


def rules(store: PostgresStore, looked_at: Path, whole: bool = False) -> Iterator[Finding]:
    """The rules that must hold, of one moment; and what was given up until somebody looks.

    Sums are made by the database over all there is; orders are replayed that are under way, that
    ended since the last look in which all was well (which `looked_at` remembers), and some of all
    others. The `whole` record is read only when it is asked for.
    """
    before = _last_look(looked_at)
    with store.look() as work:
        given_up = work.errands.counts().get(ErrandState.GIVEN_UP, 0)
        last = work.events.last()
        seq = last.seq if last else 0
        if whole:
            found, read = breaches_of(work), f"all hold, over {seq} events"
        else:
            orders = some_orders(work.session, min(before, seq), LATELY, AT_RANDOM)
            told = told_of(work.session, orders)
            found = chain(breaches_of_sums(work.session), breaches_of_orders(work, orders, told))
            read = f"sums hold over {seq} events, and {len(orders)} orders are as told"
        broken = list(islice(found, BREACHES_SHOWN))
    for one in broken:
        advice = "stop the city, keep a backup, and have it looked into"
        yield Finding(part="rules", wrong=str(one), advice=advice)
    if not broken:
        _remember(looked_at, seq)
        yield Finding(part="rules", well=read)
    if given_up:
        wrong = f"{given_up} were given up"
        yield Finding(part="errands", wrong=wrong, advice="see /control/errands")
    else:
        yield Finding(part="errands", well="none was given up")


def _last_look(file: Path) -> int:
    """The last event of the last look in which all was well; 0 before there was one."""
    try:
        return int(json.loads(file.read_text(encoding="utf-8"))["event"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _remember(file: Path, seq: int) -> None:
    said = {"event": seq, "at": wall_time().isoformat(timespec="seconds")}
    # A folder that cannot be written is told by its own line; the next look does more, that is all.
    with suppress(OSError):
        file.write_text(json.dumps(said), encoding="utf-8")
