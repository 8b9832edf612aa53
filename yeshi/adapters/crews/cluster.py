"""A Ray cluster: the machines of an installation that plays nights on many of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from socket import create_connection
from typing import Any, TypeVar

import ray
from ray.exceptions import RayError, RayTaskError

from yeshi.base.errors import ClusterUnreachable, InputError, WorkerGone

Asked = TypeVar("Asked")
Given = TypeVar("Given")
# How often what a lost worker did is done anew before it is given up.
AGAIN_MAX = 5
# What is sent ahead for each core: as much as keeps it from waiting.
AHEAD = 2
KNOCK_S = 5.0


class Cluster:
    """A crew of the cores of a cluster that runs already; nothing is started by this.

    `version` tells which code a machine has: the same has to be installed on each of them, or the
    nights would be those of another program.
    """

    def __init__(self, address: str, version: Callable[[], str]) -> None:
        self._address, self._version = address, version

    def each(
        self, do: Callable[[Asked], Given], asked: Sequence[Asked]
    ) -> Iterator[tuple[Asked, Given]]:
        """What `do` gives for each thing asked, as the port says; InputError of other code.

        Raises ClusterUnreachable where no cluster answers at the address.
        """
        if not asked:
            return
        with self._joined():
            task = ray.remote(num_cpus=1, max_retries=AGAIN_MAX)(_done)
            sent = ray.put(do)
            waiting = list(reversed(range(len(asked))))
            under_way: dict[Any, int] = {}
            while waiting or under_way:
                room = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
                while waiting and len(under_way) < room:
                    number = waiting.pop()
                    ref = task.remote(self._version, self._version(), sent, asked[number])
                    under_way[ref] = number
                ready, _ = ray.wait(list(under_way), num_returns=1)
                for ref in ready:
                    yield asked[under_way.pop(ref)], _got(ref)

    @contextmanager
    def _joined(self) -> Iterator[None]:
        self._knock()
        try:
            ray.init(self._address, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, RuntimeError, ValueError, RayError) as fault:
            said = str(fault).strip().splitlines()[0] if str(fault).strip() else "no answer"
            raise ClusterUnreachable(f"no Ray cluster at {self._address}: {said}") from None
        try:
            yield
        finally:
            # What this program has asked for ends with it.
            ray.shutdown()

    def _knock(self) -> None:
        """See that somebody listens there: Ray itself would ask for minutes."""
        host, found, port = self._address.removeprefix("ray://").rpartition(":")
        if not found:
            # A word of Ray's own, such as auto.
            return
        try:
            create_connection((host.strip("[]"), int(port)), KNOCK_S).close()
        except (OSError, ValueError, OverflowError) as fault:
            raise ClusterUnreachable(f"no Ray cluster at {self._address}: {fault}") from None


def _done(version: Callable[[], str], expected: str, do: Callable[[Any], Any], asked: Any) -> Any:
    """What is done on a machine of the cluster."""
    if version() != expected:
        raise InputError(f"a machine of the cluster has other code: {version()}, not {expected}")
    return do(asked)


def _got(ref: Any) -> Any:
    """What the task gave; what it raised there is raised here, with its traceback as a note."""
    try:
        return ray.get(ref)
    except RayTaskError as fault:
        cause = fault.cause
        cause.add_note(str(fault))
        raise cause from None
    except RayError as lost:
        raise WorkerGone(f"workers of the cluster were lost again and again: {lost}") from None
