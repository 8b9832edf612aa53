"""As whom a person orders: one customer of their own, and those of devices that became theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Shopper:
    """A customer who is that person; `id` is the customer's.

    `main`: the one as whom they order on every device. The others ordered on a device before its
    owner signed in there, and order no more.
    """

    id: str
    person: str
    main: bool
    since: datetime
