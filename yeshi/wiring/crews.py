"""Who plays many nights: the cores at hand, or a cluster."""

from __future__ import annotations

from yeshi.adapters.crews.cores import Cores
from yeshi.base.errors import InputError
from yeshi.flow.ports import Crew
from yeshi.wiring.rehearsed import code_version


def crew_at(address: str | None) -> Crew:
    """The Ray cluster at the address, the cores of this machine without one.

    InputError where Ray is not installed.
    """
    if address is None:
        return Cores()
    try:
        from yeshi.adapters.crews.cluster import Cluster
    except ImportError:
        raise InputError("--ray needs ray: pip install 'yeshi[ray]'") from None
    return Cluster(address, code_version)
