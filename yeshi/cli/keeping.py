"""Commands that keep a city: into a file, out of it again, and a look at how it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from yeshi import settings
from yeshi.cli.console import complain, say


def backup(
    file: Annotated[
        Path, typer.Argument(help="The file to write, not there yet; or a folder for it.")
    ],
    keep: Annotated[
        int | None, typer.Option(min=1, help="Of a folder: how many copies are kept, the newest.")
    ] = None,
) -> None:
    """Write the city to a file, as of one moment, while it trades."""
    from yeshi.adapters.clocks import wall_time
    from yeshi.wiring.backup import back_up
    from yeshi.wiring.copies import copies_in, drop_older, next_copy
    from yeshi.wiring.last_backup import note_down

    folder = file if file.is_dir() or keep is not None else None
    written = next_copy(folder, wall_time()) if folder is not None else file
    given, at = settings.read(), wall_time()
    kept = back_up(given, written)
    say.print(
        f"{written}: {_told(kept.rows)}. Keep it safe: it has the city's secret, and its people.",
        markup=False, highlight=False,
    )  # fmt: skip
    if folder is not None and keep is not None:
        # Only once a newer one is whole.
        for older in drop_older(folder, keep):
            say.print(f"{older}: removed", markup=False, highlight=False)
    place, copies = (folder, copies_in(folder)) if folder is not None else (written, 1)
    try:
        note_down(given.home, at, place.absolute(), copies)
    except OSError as fault:
        # The copy is whole; only the page will not tell of it.
        complain.print(f"{given.home}: takes no note of it: {fault.strerror}", markup=False)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that yeshi backup wrote.")],
) -> None:
    """Read a city from a file into an empty place and check it; exit code 1 if a rule is broken."""
    from yeshi.wiring.backup import restore as read

    kept, broken = read(settings.read(), file)
    what = f"Restored, as of {kept.at}: {_told(kept.rows)}."
    say.print(what, markup=False, highlight=False)
    for one in broken:
        complain.print(str(one), markup=False, highlight=False)
    if broken:
        raise typer.Exit(1)
    say.print("Every rule of the city holds.", markup=False, highlight=False)


def migrate() -> None:
    """Bring the database to the schema of this code, as YESHI_MIGRATE_URL where it is given."""
    from yeshi.wiring.database import database

    given = settings.read()
    with database(given) as url:
        if given.database_url is not None and given.migrate_url is None:
            from yeshi.adapters.postgres.migrations import migrate as bring

            # Without an owner's address it is the city's own role that does it, where it may.
            bring(url)
    say.print("The database has the schema of this code.", markup=False, highlight=False)


def upgrade(
    programs: Annotated[
        Path | None, typer.Option(help="The folder of the old PostgreSQL's programs.")
    ] = None,
) -> None:
    """Bring the embedded database to this PostgreSQL; the old folder is kept beside it."""
    from yeshi.wiring.upgrading import upgrade as bring

    done = bring(settings.read(), programs)
    if done is None:
        said = "The database is of this PostgreSQL already."
    else:
        said = (
            f"From PostgreSQL {done.before} to {done.after}: {_told(done.rows) or 'as checked'}. "
            f"Every rule holds. The old one is kept in {done.kept}: remove it when you like."
        )
    say.print(said, markup=False, highlight=False)


def doctor(
    whole: Annotated[bool, typer.Option("--whole", help="Read the whole record.")] = False,
) -> None:
    """Look the city over: disk, database, loops and rules; exit code 1 if any is wrong."""
    from yeshi.wiring.doctor import look_over

    wrong = 0
    for one in look_over(settings.read(), whole):
        if one.wrong:
            wrong += 1
            line = f"wrong  {one.part}: {one.wrong}. What to do: {one.advice}."
        else:
            line = f"well   {one.part}: {one.well}"
        say.print(line, markup=False, highlight=False)
    if wrong:
        raise typer.Exit(1)


def _told(rows: dict[str, int]) -> str:
    parts = ("events", "orders", "transfers")
    return ", ".join(f"{rows[name]} {name}" for name in parts if name in rows)
