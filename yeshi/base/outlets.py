"""Who serves the city from outside: who takes messages, says who one is, and keeps pictures;
and at which addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from yeshi.base.errors import SettingError

_HERE = ("localhost", "127.0.0.1", "::1")
PORTS = {"http": "80", "https": "443"}
_SITE = re.compile(
    r"(https?)://([a-z0-9](?:[a-z0-9.-]{0,251})|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?/?"
)
_OWN_SHELVES = ("", "database")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBucket:
    """A bucket of a store like S3, at a host with its port; `region`: "" where it has none."""

    host: str
    bucket: str
    tls: bool
    key: str
    secret: str = field(repr=False)
    region: str = ""


def parted(name: str, written: str, schemes: Sequence[str]) -> tuple[SplitResult, int | None]:
    """The parts of an address, and its port where it names one; SettingError for what is none."""
    try:
        address = urlsplit(written)
        port = address.port
    except ValueError:
        raise SettingError(f"{name}: it is no address") from None
    if address.scheme not in schemes or not address.hostname:
        raise SettingError(f"{name}: it must begin with {schemes[-1]}:// and name a host")
    return address, port


def is_in_the_clear(address: SplitResult) -> bool:
    """Whether what is said to it could be read on its way; not what stays on this machine."""
    return address.scheme == "http" and address.hostname not in _HERE


def pictures_at(name: str, written: str, key: str, secret: str) -> Path | PictureBucket | None:
    """Where pictures lie: in a folder, in a bucket, or, None, in the city's database.

    SettingError for a word that is none of these, by the name of the setting.
    """
    if written in _OWN_SHELVES:
        return None
    if written.startswith("/"):
        return Path(written)
    begins, _, rest = written.partition("://")
    if begins not in ("s3", "s3+http"):
        raise SettingError(
            f"{name}: {written!r} is neither database, nor a folder as /srv/pictures, nor a bucket"
            " as s3://s3.example.org/pictures"
        )
    scheme = "https" if begins == "s3" else "http"
    address, port = parted(name, f"{scheme}://{rest}", ("http", "https"))
    bucket = address.path.strip("/")
    if not bucket or "/" in bucket or address.username or is_in_the_clear(address):
        raise SettingError(f"{name}: it is none such as s3://s3.example.org/pictures")
    if not key or not secret:
        raise SettingError(f"{name}_KEY, {name}_SECRET: a bucket is given both")
    return PictureBucket(
        host=f"{address.hostname}:{port}" if port else str(address.hostname),
        bucket=bucket, tls=scheme == "https", key=key, secret=secret,
        region=address.query.removeprefix("region="),
    )  # fmt: skip


def public_site(name: str, written: str | None) -> str | None:
    """The address as browsers name a site: no path, no usual port; SettingError for another one."""
    found = _SITE.fullmatch(written.lower()) if written else None
    if written and not found:
        raise SettingError(f"{name}: {written!r} is none such as https://market.example.org")
    if not found:
        return None
    scheme, host, port = found.groups()
    return f"{scheme}://{host}" if port in (None, PORTS[scheme]) else f"{scheme}://{host}:{port}"


def networks_at(name: str, written: str) -> tuple[str, ...] | None:
    """The addresses and networks that are written with commas; none for the word `none`.

    None where nothing is written; SettingError names the setting and what is no network.
    """
    if written.strip() == "none":
        return ()
    told = tuple(one.strip() for one in written.split(",") if one.strip())
    for one in told:
        try:
            ip_network(one)
        except ValueError:
            raise SettingError(f"{name}: {one!r} is neither an address nor a network") from None
    return told or None


def secret_at(given: Mapping[str, str], name: str) -> str:
    """What the variable says, or the file that is named by it with _FILE; "" for none."""
    file = given.get(f"{name}_FILE")
    if not file:
        return given.get(name) or ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise SettingError(f"{name}_FILE: {file!r} cannot be read") from None
