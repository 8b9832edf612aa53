"""The command that works in parts of a city, beside other processes."""

from __future__ import annotations

from typing import Annotated

import typer

from yeshi import settings
from yeshi.cli.serving import until_told_to_stop
from yeshi.wiring.parts import CityPart, share_of
from yeshi.wiring.starting import see_that_parts_can_work
from yeshi.wiring.which_city import WhichCity

# Who takes over is waited for: this command is read without all the others.
alone = typer.Typer(name="yeshi", add_completion=False, pretty_exceptions_enable=False)


@alone.callback()
def _yeshi() -> None:
    """Yeshi 夜市."""


@alone.command()
def work(
    parts: Annotated[list[CityPart], typer.Argument(help="Which parts of the city.")],
    zone: Annotated[
        list[str] | None, typer.Option(help="Dispatch this zone alone; may be said again.")
    ] = None,
    lane: Annotated[
        list[str] | None, typer.Option(help="Do errands of this lane alone: quick, long or paper.")
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="The demo city, opened where none is open yet.")
    ] = False,
) -> None:
    """Work in parts of the city, beside other processes over one PostgreSQL."""
    share = share_of(parts, zone or (), lane or ())
    see_that_parts_can_work(settings.read())
    until_told_to_stop(WhichCity.DEMO if demo else WhichCity.EITHER, share)
