"""A printer is asked before and after; what may have come out is told from what has not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.adapters.slips.fake_printer import FakePrinter, Mood, plugged_in
from tests.market.test_printer import PRINTER
from yeshi.adapters.slips.network import NetworkPrinters, Patience
from yeshi.base.errors import (
    PaperOut,
    PrintBrokeOff,
    PrinterNotThere,
    PrinterSilent,
    PrinterUnready,
)
from yeshi.market.printer import Printer

SHORT = Patience(connect_s=1.0, status_s=0.25, send_s=0.5, out_s=0.3, out_s_most=0.6)
HERE = NetworkPrinters(["127.0.0.0/8"], SHORT)
SLIP = b"\x1b@" + "臭豆腐\n".encode("gb18030") * 40 + b"\x1dV\x00"


def at(port: int, **known: object) -> Printer:
    """A printer on this machine; its port is any, as only the rules of a city bound it."""
    return replace(PRINTER, host="127.0.0.1", port=port, **known)  # type: ignore[arg-type]


def sent(printer: Printer, slip: bytes = SLIP, over: NetworkPrinters = HERE) -> tuple[bool, int]:
    """What came of it, and how often it was said that the slip leaves."""
    left: list[None] = []
    return over.print(printer, slip, lambda: left.append(None)), len(left)


def test_what_came_out_is_told() -> None:
    """By a printer that answers; the whole slip is on the paper, once."""
    with plugged_in(FakePrinter()) as there:
        assert sent(at(there.port)) == (True, 1)
    assert there.papers == [SLIP.removesuffix(b"\x1dV\x00")]


def test_a_printer_that_answers_nothing_is_handed_its_slip() -> None:
    """And nobody is told more than that."""
    with plugged_in(FakePrinter(Mood.MUTE)) as there:
        assert sent(at(there.port)) == (False, 1)
    assert len(there.papers) == 1


@pytest.mark.parametrize(
    ("mood", "fault"),
    [
        (Mood.NO_PAPER, PaperOut),
        (Mood.OPEN, PrinterUnready),
        (Mood.HANGS_UP, PrinterSilent),
    ],
)
def test_what_cannot_print_is_sent_nothing(mood: Mood, fault: type[Exception]) -> None:
    """So that it is known that nothing came out."""
    left: list[None] = []
    with plugged_in(FakePrinter(mood)) as there, pytest.raises(fault):
        HERE.print(at(there.port), SLIP, lambda: left.append(None))
    assert (left, there.papers) == ([], [])


def test_one_that_answered_before_and_is_mute_is_sent_nothing() -> None:
    """It hangs: what it is handed may come out, or not."""
    with plugged_in(FakePrinter(Mood.MUTE)) as there, pytest.raises(PrinterSilent):
        sent(at(there.port, tells=True))
    assert there.papers == []


def test_one_that_is_unplugged_is_silent() -> None:
    """At once, or when it takes no connection in time."""
    with plugged_in(FakePrinter()) as there:
        pass
    with pytest.raises(PrinterSilent):
        sent(at(there.port))
    with pytest.raises(PrinterSilent):
        sent(replace(PRINTER, host="no-such-printer.invalid"))


@pytest.mark.parametrize("mood", [Mood.BREAKS_OFF, Mood.ANSWER_LOST])
def test_what_broke_off_may_have_come_out(mood: Mood) -> None:
    """Half of it, or all of it: nobody knows."""
    left: list[None] = []
    with plugged_in(FakePrinter(mood)) as there, pytest.raises(PrintBrokeOff):
        HERE.print(at(there.port), SLIP, lambda: left.append(None))
    assert left == [None]


def test_one_that_takes_nothing_breaks_off() -> None:
    """However much it is sent: nobody waits for ever."""
    long = SLIP * 20_000
    with plugged_in(FakePrinter(Mood.DEAF)) as there, pytest.raises(PrintBrokeOff):
        sent(at(there.port), long)


def test_who_says_at_the_last_moment_that_it_must_not_leave_is_heard() -> None:
    """Nothing is on the paper then."""

    def leaving() -> None:
        raise RuntimeError("another has it")

    with plugged_in(FakePrinter()) as there, pytest.raises(RuntimeError):
        HERE.print(at(there.port), SLIP, leaving)
    assert there.papers == []


@pytest.mark.parametrize(
    ("networks", "host"),
    [
        ([], "127.0.0.1"),
        (["10.0.0.0/8", "192.168.0.0/16"], "127.0.0.1"),
        (["10.0.0.0/8"], "localhost"),
        (["10.0.0.0/8"], "::1"),
        (["10.0.0.0/8"], "::ffff:127.0.0.1"),
        (["10.0.0.0/8"], "169.254.169.254"),
        (["10.0.0.0/8"], "8.8.8.8"),
        (["10.0.0.0/8"], "0.0.0.0"),
    ],
)
def test_what_is_on_no_network_of_printers_is_not_connected_to(
    networks: list[str], host: str
) -> None:
    """Whatever name it goes by: it is the address that is looked at."""
    with plugged_in(FakePrinter()) as there:
        with pytest.raises(PrinterNotThere):
            sent(replace(at(there.port), host=host), over=NetworkPrinters(networks, SHORT))
        assert there.connections == 0


def test_an_address_within_one_of_the_new_kind_is_what_it_stands_for() -> None:
    """Where its network is one of printers."""
    with plugged_in(FakePrinter()) as there:
        assert sent(replace(at(there.port), host="::ffff:127.0.0.1")) == (True, 1)
