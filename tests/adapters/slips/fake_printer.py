"""A printer of ESC/POS on this machine: it prints, and fails in the ways in which printers do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

_ASKED_OFFLINE, _ASKED_PAPER, _ASKED_OUT = b"\x10\x04\x02", b"\x10\x04\x04", b"\x1dr\x01"
_CUT = b"\x1dV\x00"


class Mood(StrEnum):
    """How the printer fares when it is next spoken to."""

    WELL = "well"
    NO_PAPER = "no_paper"
    OPEN = "open"
    # It takes the connection and says nothing, whatever it is asked.
    MUTE = "mute"
    # As mute, and it does not even take what is sent.
    DEAF = "deaf"
    # It hangs up as soon as it is spoken to.
    HANGS_UP = "hangs_up"
    # It is unplugged after some of the slip.
    BREAKS_OFF = "breaks_off"
    # All comes out, and then it is unplugged before it says so.
    ANSWER_LOST = "answer_lost"


@dataclass
class FakePrinter:
    """Where it is, how it fares, and the whole papers that came out."""

    mood: Mood = Mood.WELL
    papers: list[bytes] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    def serve(self, listening: socket.socket) -> None:
        """Take connections until it is closed, one after the other, as such printers do."""
        while True:
            try:
                link, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            with link, suppress(OSError):
                self._print(link)

    def _print(self, link: socket.socket) -> None:
        link.settimeout(5)
        if self.mood is Mood.HANGS_UP:
            return
        if self.mood is Mood.DEAF:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
            threading.Event().wait(1.5)
            return
        read = b""
        while more := link.recv(4096):
            read = self._answered(link, read + more)
            if self.mood is Mood.BREAKS_OFF and len(read) > 20:
                # With what is still to be read the connection is reset, as by a plug.
                return
            if _ASKED_OUT in read:
                slip, _, read = read.partition(_ASKED_OUT)
                self._take(slip)
                if self.mood is Mood.ANSWER_LOST:
                    return
                if self.mood is not Mood.MUTE:
                    link.sendall(b"\x11\x00")

    def _answered(self, link: socket.socket, read: bytes) -> bytes:
        """What is left to print after what was asked in real time, which is answered."""
        says = {
            _ASKED_OFFLINE: 0x12 | (0x04 if self.mood is Mood.OPEN else 0),
            _ASKED_PAPER: 0x12 | (0x60 if self.mood is Mood.NO_PAPER else 0),
        }
        for asked, says_so in says.items():
            if asked in read:
                read = read.replace(asked, b"", 1)
                if self.mood is not Mood.MUTE:
                    link.sendall(bytes([says_so]))
        return read

    def _take(self, slip: bytes) -> None:
        self.papers += [one for one in slip.split(_CUT) if one]


@contextmanager
def plugged_in(printer: FakePrinter) -> Iterator[FakePrinter]:
    """The printer on this machine until the end; unplugged, nothing listens at its port."""
    listening = socket.create_server(("127.0.0.1", printer.port))
    printer.port = listening.getsockname()[1]
    thread = threading.Thread(target=printer.serve, args=(listening,), daemon=True)
    thread.start()
    try:
        yield printer
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
