"""Printers on their network: asked before whether they can print, and after whether they did.

What a printer of ESC/POS is asked in real time (DLE EOT) it answers at once, whatever it is doing;
what it is asked within what is printed (GS r) it answers when all before it has come out. A printer
that answers neither is handed the slip, and nobody knows more than that its network took it.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic

from yeshi.base.errors import (
    PaperOut,
    PrintBrokeOff,
    PrinterNotThere,
    PrinterSilent,
    PrinterUnready,
)
from yeshi.market.printer import Printer

_ASK_OFFLINE, _ASK_PAPER = b"\x10\x04\x02", b"\x10\x04\x04"
_ASK_WHEN_OUT = b"\x1dr\x01"
# By which bits an answer is known: in real time 0xx1xx10, to GS r 0xx0xxxx.
_REAL_TIME, _AS_REAL_TIME = 0b10010011, 0b00010010
_IN_TURN = 0b10010000
_COVER_OPEN, _FAULTY, _PAPER_STOP = 0b00000100, 0b01000000, 0b00100000
_PAPER_GONE = 0b01100000
# From sys/ioctl.h of Linux: how much the other side has not taken yet.
_UNTAKEN = "TIOCOUTQ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a printer is waited for, in seconds: for each step, and for so many bytes of paper.

    All of it ends well before a try of an errand does, so that no two tries meet at a printer.
    """

    connect_s: float = 3.0
    status_s: float = 1.5
    send_s: float = 5.0
    out_s: float = 6.0
    bytes_a_s: float = 500.0
    out_s_most: float = 20.0

    def until_out_s(self, size: int) -> float:
        """How long it may take until so many bytes have come out."""
        return min(self.out_s_most, self.out_s + size / self.bytes_a_s)


class NetworkPrinters:
    """The printers that may be reached on these networks."""

    def __init__(self, networks: Sequence[str], patience: Patience | None = None) -> None:
        self._networks = [ip_network(one) for one in networks]
        self._patience = patience or Patience()

    def print(self, printer: Printer, data: bytes, leaving: Callable[[], None]) -> bool:
        """Whether the printer said that all of it came out; one that tells nothing was handed it.

        `leaving` is called right before the first byte leaves. PrinterNotThere, PrinterSilent,
        PaperOut and PrinterUnready say that none has left; PrintBrokeOff, that some may have.
        """
        with self._connected(printer) as link:
            tells = self._asks_whether_ready(link)
            if printer.tells and not tells:
                raise PrinterSilent("it is there and answers no more")
            leaving()
            try:
                link.settimeout(self._patience.send_s)
                link.sendall(data + _ASK_WHEN_OUT)
                if tells:
                    self._wait_until_out(link, len(data))
                else:
                    self._hand_over(link)
            except OSError as fault:
                raise PrintBrokeOff(f"the connection broke off: {type(fault).__name__}") from None
        return tells

    def _connected(self, printer: Printer) -> socket.socket:
        try:
            found = socket.getaddrinfo(printer.host, printer.port, type=socket.SOCK_STREAM)
        except OSError:
            raise PrinterSilent("nobody knows its name") from None
        # What is connected to is the address that was looked at, whatever the name stands for next.
        allowed = [str(place[0]) for *_, place in found if self._may_reach(str(place[0]))]
        if not allowed:
            raise PrinterNotThere("it is on no network of printers")
        try:
            return socket.create_connection((allowed[0], printer.port), self._patience.connect_s)
        except OSError:
            raise PrinterSilent("it takes no connection") from None

    def _may_reach(self, address: str) -> bool:
        found: IPv4Address | IPv6Address | None = ip_address(address.partition("%")[0])
        # An address of the old kind within one of the new kind is what it stands for.
        found = getattr(found, "ipv4_mapped", None) or found
        return any(found in network for network in self._networks)

    def _asks_whether_ready(self, link: socket.socket) -> bool:
        """Whether it answers; PaperOut and PrinterUnready where it answers that it cannot print."""
        offline = self._answer(link, _ASK_OFFLINE)
        if offline is None:
            return False
        paper = self._answer(link, _ASK_PAPER) or 0
        if paper & _PAPER_GONE or offline & _PAPER_STOP:
            raise PaperOut("it says that it has no paper")
        if offline & (_COVER_OPEN | _FAULTY):
            raise PrinterUnready("it says that it is open or faulty")
        return True

    def _answer(self, link: socket.socket, asked: bytes) -> int | None:
        try:
            link.settimeout(self._patience.status_s)
            link.sendall(asked)
        except OSError:
            raise PrinterSilent("it hung up before anything was sent") from None
        ends = monotonic() + self._patience.status_s
        try:
            return _read_until(link, ends, lambda one: one & _REAL_TIME == _AS_REAL_TIME)
        except OSError:
            raise PrinterSilent("it hung up before anything was sent") from None

    def _wait_until_out(self, link: socket.socket, size: int) -> None:
        ends = monotonic() + self._patience.until_out_s(size)
        if _read_until(link, ends, lambda one: one & _IN_TURN == 0) is None:
            raise PrintBrokeOff("it did not say that it came out")

    def _hand_over(self, link: socket.socket) -> None:
        """Wait until it has taken all of it, or hangs up when it has."""
        link.shutdown(socket.SHUT_WR)
        link.settimeout(self._patience.status_s)
        with suppress(TimeoutError):
            while link.recv(64):
                pass
            return
        if _untaken(link):
            raise PrintBrokeOff("it did not take all of it")


def _read_until(link: socket.socket, ends: float, is_it: Callable[[int], bool]) -> int | None:
    """The first byte that is one; None when the time is over, OSError when the other hung up."""
    while (left := ends - monotonic()) > 0:
        link.settimeout(left)
        try:
            read = link.recv(64)
        except TimeoutError:
            return None
        if not read:
            raise ConnectionResetError("it hung up")
        for one in read:
            if is_it(one):
                return one
    return None


def _untaken(link: socket.socket) -> int:
    """How many bytes the other side has not taken; 0 where this machine cannot tell."""
    try:
        import fcntl
        import termios

        held = fcntl.ioctl(link.fileno(), getattr(termios, _UNTAKEN), bytes(4))
    except (ImportError, AttributeError, OSError):
        return 0
    return int.from_bytes(held, "little")
