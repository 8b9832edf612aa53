"""Connections of browsers: those end that say nothing, say on without an end, or never read."""

from __future__ import annotations

import resource
from asyncio import TimerHandle
from socket import SO_LINGER, SOL_SOCKET
from struct import pack
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from yeshi.settings import Settings

# In real seconds: from a connection, or the first letter after an answer, to the request's head;
# and how long of an answer nothing is read.
HEADERS_S = 10.0
UNREAD_S = 20.0
# What a request's head may have.
HEADERS_BYTES_MAX = 32 * 1024
# Connections that are no streams: requests, and those kept for the next one.
OTHERS = 2000
# Files that a process holds besides its connections.
OWN_FILES = 512


class PatientProtocol(H11Protocol):
    """HTTP/1.1, on connections that end when nothing comes of them."""

    _head: TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request's head."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take in what came, and wait on for as much of the head as is not there yet."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._head is None:
            self._await_head()

    def on_response_complete(self) -> None:
        """Wait for the next request as long as connections are kept for it."""
        self._stop_waiting()
        super().on_response_complete()

    def timeout_keep_alive_handler(self) -> None:
        """End the connection once its answer was read, or is not read any more."""
        super().timeout_keep_alive_handler()
        self._end_when_unread(self.transport.get_write_buffer_size())

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._head = self.loop.call_later(HEADERS_S, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _drop(self) -> None:
        # At once, and with what the system still holds to be sent.
        held = self.transport.get_extra_info("socket")
        if held is not None:
            held.setsockopt(SOL_SOCKET, SO_LINGER, pack("ii", 1, 0))
        self.transport.abort()

    def _end_when_unread(self, unread: int) -> None:
        def look() -> None:
            left = self.transport.get_write_buffer_size()
            if left >= unread:
                self._drop()
            elif left:
                self._end_when_unread(left)

        if unread:
            self.loop.call_later(UNREAD_S, look)


def web_config(app: Any, settings: Settings) -> uvicorn.Config:
    """How an application is served: with a bound on all that is open, and a log of our own."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        http=PatientProtocol,
        ws="none",
        h11_max_incomplete_event_size=HEADERS_BYTES_MAX,
        limit_concurrency=settings.streams + OTHERS,
        forwarded_allow_ips=list(settings.proxies),
    )


def allow_files(connections: int) -> None:
    """Let this process hold as many files as it may take connections, if the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + OWN_FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
