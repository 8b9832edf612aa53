"""A customer's addresses: several, each by a name of their own, the last used first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Self

from yeshi.base.personal import Personal
from yeshi.base.refused import Reason
from yeshi.orders.order import Destination

ADDRESSES_MAX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place that a customer orders to; `name` is what they call it, such as "home"."""

    id: str
    name: Annotated[str, Personal("address")]
    to: Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressBook:
    """The addresses of the customer whose id it has, the last used first.

    It is kept as a whole, so that what is taken out of it is nowhere any more. `used_at`: when an
    address was entered, changed or chosen last.
    """

    id: str
    addresses: tuple[Address, ...] = ()
    used_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether this may be kept: each address is in it once, and they are not too many."""
        ids = {one.id for one in self.addresses}
        return len(ids) == len(self.addresses) <= ADDRESSES_MAX

    @property
    def chosen(self) -> Address | None:
        """The address that was used last, or none."""
        return self.addresses[0] if self.addresses else None

    def get(self, id_: str) -> Address | None:
        """The address with that id, or None."""
        return next((one for one in self.addresses if one.id == id_), None)

    def using(self, address: Address) -> Self:
        """The book with that address in front, new or instead of the one with its id."""
        return replace(self, addresses=(address, *self.without(address.id).addresses))

    def without(self, id_: str) -> Self:
        """The book without that address."""
        return replace(self, addresses=tuple(one for one in self.addresses if one.id != id_))


@dataclass(frozen=True, slots=True)
class TooManyAddresses(Reason):
    """A customer keeps no more addresses than these."""

    addresses_max: int
