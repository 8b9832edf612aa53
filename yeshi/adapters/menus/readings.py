"""What takes long to read, kept in a folder until it is read, and what it says for a while.

A file each: `NAME.asked` is to be read, `NAME.answer` says what was read, `NAME.tries` has a byte
for each time it was begun. Who reads holds a lock on the first, so that of several processes one
reads it; where that process ends, whoever is asked next reads it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from threading import Lock, Thread
from time import time

from yeshi.base.errors import TooBusy, WorkerGone

# Seconds for which what was read can be looked at, and what waits in all.
KEPT_S, WAITING_MAX = 3600.0, 40
# One that ended so many processes is not tried again.
TRIES_MAX = 3
_NAME = re.compile(r"[0-9a-f]{32}")


class ReadingFolder:
    """Reads in the background what is brought; the answers are bytes, as `read` gives them.

    `read` may raise TooBusy or WorkerGone: then it is tried again; `given_up` is the answer of what
    was begun `TRIES_MAX` times, made of what was asked.
    """

    def __init__(
        self, folder: Path, read: Callable[[bytes], bytes], given_up: Callable[[bytes], bytes]
    ) -> None:
        self._folder, self._read, self._given_up = folder, read, given_up
        self._under_way: set[str] = set()
        self._lock = Lock()

    def bring(self, whose: str, asked: bytes) -> str:
        """Take it in and begin to read it; the name under which `whose` asks for it.

        Raises TooBusy where too many wait.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._let_go()
        if len(list(self._folder.glob("*.asked"))) >= WAITING_MAX:
            raise TooBusy("too many menus wait already")
        name = token_hex(16)
        _put(self._path(whose, name, "asked"), asked)
        self._begin(whose, name)
        return name

    def keep(self, whose: str, answer: bytes) -> str:
        """Keep what was read already; the name under which `whose` asks for it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._let_go()
        name = token_hex(16)
        _put(self._path(whose, name, "answer"), answer)
        return name

    def look(self, whose: str, name: str) -> bytes | float | None:
        """What was read; or for how many seconds it has been waited for; None for nothing there."""
        if not _NAME.fullmatch(name):
            return None
        self._let_go()
        with suppress(FileNotFoundError):
            return self._path(whose, name, "answer").read_bytes()
        try:
            since = self._path(whose, name, "asked").stat().st_mtime
        except FileNotFoundError:
            # It may have been answered between the two looks.
            with suppress(FileNotFoundError):
                return self._path(whose, name, "answer").read_bytes()
            return None
        self._begin(whose, name)
        return max(0.0, time() - since)

    def _begin(self, whose: str, name: str) -> None:
        with self._lock:
            if name in self._under_way:
                return
            self._under_way.add(name)
        Thread(target=self._go, args=(whose, name), daemon=True).start()

    def _go(self, whose: str, name: str) -> None:
        try:
            # Another process reads it, or has just done so; or none could: whoever looks next.
            with suppress(BlockingIOError, FileNotFoundError, TooBusy, WorkerGone):
                self._answer(whose, name)
        finally:
            with self._lock:
                self._under_way.discard(name)

    def _answer(self, whose: str, name: str) -> None:
        path, tries = self._path(whose, name, "asked"), self._path(whose, name, "tries")
        with path.open("rb") as held:
            flock(held, LOCK_EX | LOCK_NB)
            if not path.exists():
                return
            asked = held.read()
            begun = tries.stat().st_size if tries.exists() else 0
            answer = self._given_up(asked) if begun >= TRIES_MAX else self._try(asked, tries)
            _put(self._path(whose, name, "answer"), answer)
            # What was brought is not kept longer than it is needed.
            path.unlink()
            tries.unlink(missing_ok=True)

    def _try(self, asked: bytes, tries: Path) -> bytes:
        """What was read; each try is counted before it begins, as it may end the process."""
        begun = tries.stat().st_size if tries.exists() else 0
        with tries.open("ab") as counted:
            counted.write(b".")
        try:
            return self._read(asked)
        except TooBusy:
            # Nobody has begun to read it.
            os.truncate(tries, begun)
            raise

    def _let_go(self) -> None:
        """Let go of what nobody has looked at for long."""
        for path in self._folder.glob("*.*"):
            with suppress(FileNotFoundError):
                if time() - path.stat().st_mtime > KEPT_S:
                    path.unlink()

    def _path(self, whose: str, name: str, what: str) -> Path:
        return self._folder / f"{sha256(whose.encode()).hexdigest()[:16]}-{name}.{what}"


def _put(path: Path, data: bytes) -> None:
    """Have the file be there whole, or not at all."""
    part = path.with_suffix(f".{token_hex(4)}-part")
    part.write_bytes(data)
    os.replace(part, path)
