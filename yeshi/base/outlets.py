"""Who serves the city from outside: where messages are handed in, and who says who one is."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """A server that takes mail: `tls` from the first byte on, else by STARTTLS.

    `sender`: as whom mail goes out. `user`, `password`: "" where the server asks for none.
    """

    host: str
    port: int
    tls: bool
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_of_this_machine(self) -> bool:
        """Whether what is said to it leaves the machine by no network."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


@dataclass(frozen=True, slots=True)
class SmsProvider:
    """Where short messages are handed in: `url`, with `key` in the head of each request.

    `sender`: as whom they go out, where the provider lets one choose.
    """

    url: str
    key: str = field(default="", repr=False)
    sender: str = ""


@dataclass(frozen=True, slots=True)
class OpenIdIssuer:
    """A provider by its `url`, and as what it knows this city; `name`: what people call it."""

    url: str
    client: str
    secret: str = field(repr=False)
    name: str
