"""Who prints slips: on which networks printers are reached, and what a try says that came out."""

from __future__ import annotations

from yeshi.adapters.slips.drawing import draw
from yeshi.base.errors import Conflict
from yeshi.base.ids import random_id
from yeshi.flow.engine import Engine
from yeshi.flow.errands import Bearer
from yeshi.flow.orders.slips import to_print
from yeshi.flow.ports import SlipPrinter
from yeshi.flow.stalls.slip_queue import PRINTING, CameOut, ToPrint, begin
from yeshi.settings import Settings

# What is no address of the world: printers of a stall, or of its market, have such ones.
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fd00::/8")


def networks_of(settings: Settings, made_up: bool) -> tuple[str, ...]:
    """On which networks printers are reached; in a made-up city on none by itself."""
    if settings.printers is not None:
        return settings.printers
    return () if made_up else PRIVATE


def slip_printing(engine: Engine, printers: SlipPrinter) -> Bearer[ToPrint, CameOut]:
    """Who prints slips; before a first byte leaves, the record knows that it may come out."""

    def carry(given: ToPrint, _: str) -> CameOut:
        job = to_print(engine, given)
        if isinstance(job, CameOut):
            return job
        data = draw(job.strips, job.printer.width_mm, job.printer.coding)

        def leaving() -> None:
            if not begin(engine, random_id("se"), job.slip):
                raise Conflict("another try has it")

        told = printers.print(job.printer, data, leaving)
        return CameOut.PRINTED if told else CameOut.HANDED_OVER

    return Bearer(PRINTING, carry)
