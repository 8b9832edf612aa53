"""A connection of which nothing comes is ended; one that is used is not."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from select import poll
from socket import AF_INET, SO_RCVBUF, SOCK_STREAM, SOL_SOCKET, create_connection, socket
from threading import Thread

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from yeshi.wiring import connections
from yeshi.wiring.connections import PatientProtocol, allow_files

HEAD = b"GET /%s HTTP/1.1\r\nhost: localhost\r\n"
LONG = 16 * 1024 * 1024


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """A long answer to who asks for it, a slow one, or a short one."""
    if scope["type"] != "http":
        return
    if scope["path"] == "/slow":
        await asyncio.sleep(0.5)
    body = b"x" * (LONG if scope["path"] == "/long" else 4)
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """The address of a server whose connections are watched."""
    with socket(AF_INET, SOCK_STREAM) as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        config = uvicorn.Config(
            answer, http=PatientProtocol, log_config=None, lifespan="off", timeout_keep_alive=1
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, args=([door],), daemon=True)
        thread.start()
        try:
            yield door.getsockname()
        finally:
            server.should_exit = True
            thread.join(60)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is waited for long."""
    monkeypatch.setattr(connections, "HEADERS_S", 0.3)
    monkeypatch.setattr(connections, "UNREAD_S", 0.3)


def ended(connection: socket) -> bool:
    """Whether the other side ends it; TimeoutError when it does not."""
    connection.settimeout(60)
    try:
        while connection.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return True


def read(connection: socket) -> bytes:
    """An answer of four bytes."""
    connection.settimeout(60)
    told = b""
    while not told.endswith(b"\r\n\r\nxxxx"):
        more = connection.recv(1024)
        assert more, told
        told += more
    return told


def test_who_never_comes_to_the_end_of_a_request_is_cut_off() -> None:
    """Whether they say nothing, stop in its midst, or do so after an answer."""
    with serving() as address:
        with create_connection(address) as silent, create_connection(address) as stops:
            stops.sendall(HEAD % b"")
            assert ended(silent)
            assert ended(stops)
        with create_connection(address) as again:
            again.sendall(HEAD % b"" + b"\r\n")
            read(again)
            again.sendall(HEAD % b"")
            assert ended(again)


def test_who_waits_for_an_answer_is_not() -> None:
    """Longer than for a request's head; and the connection is good for another."""
    with serving() as address, create_connection(address) as waits:
        for _ in range(2):
            waits.sendall(HEAD % b"slow" + b"\r\n")
            read(waits)


def test_who_does_not_read_is_cut_off() -> None:
    """What they were sent is let go."""
    with serving() as address, socket(AF_INET, SOCK_STREAM) as lazy:
        lazy.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096)
        lazy.connect(address)
        lazy.sendall(HEAD % b"long" + b"\r\n")
        broken = poll()
        broken.register(lazy, 0)
        assert broken.poll(60_000)


def test_as_many_files_are_allowed_as_connections() -> None:
    """Up to what the system lets a process have, and never fewer than before."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        allow_files(10)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == before
        if before[1] == resource.RLIM_INFINITY or before[0] + 1000 <= before[1]:
            allow_files(before[0] + 488)
            assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == before[0] + 1000
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
