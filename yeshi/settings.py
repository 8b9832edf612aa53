"""The settings, read from the environment once."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

from yeshi.base.alipay_outlet import ALIPAY_VARIABLES, AlipayAccount, alipay_account
from yeshi.base.errors import SettingError
from yeshi.base.outlets import (
    MailServer,
    OpenIdIssuer,
    PictureBucket,
    SmsProvider,
    is_in_the_clear,
    networks_at,
    parted,
    pictures_at,
    public_site,
    secret_at,
)
from yeshi.base.payment_outlets import STRIPE_VARIABLES, StripeAccount, stripe_account
from yeshi.base.wechat_outlet import WECHAT_VARIABLES, WechatAccount, wechat_account
from yeshi.files.bank_layout import BANK_VARIABLES, PLAIN, BankLayout, layout_named

PROXIES = ("127.0.0.1", "::1")
STREAMS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this process runs.

    `home`: the data folder. `database_url`: a PostgreSQL of yours, else one of our own in `home`;
    `migrate_url`: the same, for the role that owns its schema, where the city's role does not.
    `host`, `port`: where pages are served. `speed`: seconds of the demo city to a real second;
    `hunger`: its orders against the usual. `tiles`: a tile address with {z}, {x}, {y}, or a PMTiles
    file, under the map; by default the bundled simple base alone. `figures`: what runs figures over
    time, duckdb or spark. `publisher`: the prefix of identifiers in 360Giving and IATI exports.
    `metrics_token`: with it a program may read /metrics. `socket`: the number of a file that is a
    socket handed over, in place of host and port. `manager`: the socket of a service manager that
    waits until all is open. `log`: whether the log is lines of JSON or for people; `log_least`:
    whether all is told, or only what needs somebody. `trace`: whether orders are traced; where to,
    OpenTelemetry reads from the environment itself. `proxies`: from which addresses it is believed
    for whom they ask. `streams`: how many open pages this process tells of news at a time.
    `address`: the public one, by which everybody finds the pages; where it is None they are found
    where they are served. `for_demo`: the variables given that are for the demo city alone. `mail`,
    `sms`: by what messages go out; None: they are shown on the console. `oidc`: an organisation's
    provider, at which its people sign in. `pictures`: the folder or bucket in which pictures lie;
    None: they lie in the database. `printers`: the networks on which stalls' printers are reached;
    None: private ones, and none in the demo city, where anybody may be a stall's owner. `stripe`,
    `wechat`, `alipay`: the account at which customers pay; None: they do not pay there.
    """

    home: Path
    database_url: str | None
    host: str
    port: int
    speed: float
    hunger: float
    tiles: str | None
    migrate_url: str | None = None
    figures: str = "duckdb"
    publisher: str = "CN-YESHI-DEMO"
    metrics_token: str | None = None
    socket: int | None = None
    manager: str | None = None
    log: str = "json"
    log_least: str = "info"
    trace: bool = False
    proxies: tuple[str, ...] = PROXIES
    streams: int = STREAMS
    address: str | None = None
    for_demo: tuple[str, ...] = ()
    mail: MailServer | None = None
    sms: SmsProvider | None = None
    oidc: OpenIdIssuer | None = None
    pictures: Path | PictureBucket | None = None
    printers: tuple[str, ...] | None = None
    bank_layout: BankLayout = PLAIN
    stripe: StripeAccount | None = None
    wechat: WechatAccount | None = None
    alipay: AlipayAccount | None = None


ENGINES = ("duckdb", "spark")
FORMS = ("json", "people")
# What a city of one's own has not.
OF_DEMO = ("YESHI_SPEED", "YESHI_HUNGER")
FIRST_SOCKET = 3
LEVELS = ("info", "warning")
_MAIL = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
TRACED = "OTEL_EXPORTER_OTLP_ENDPOINT"

VARIABLES = {
    "YESHI_HOME": "data folder; default ~/.local/share/yeshi",
    "YESHI_DATABASE_URL": "a PostgreSQL 15 or later; default: an embedded one in the data folder",
    "YESHI_MIGRATE_URL": "the same for the role that owns the schema; default: the city's own",
    "YESHI_HOST": "address to serve at; default 127.0.0.1",
    "YESHI_PORT": "port to serve at; default 8000",
    "LISTEN_FDS": "1 when a socket to serve at was handed over as file 3, as systemd does",
    "NOTIFY_SOCKET": "where a service manager waits to be told that it is open, as systemd does",
    "YESHI_SPEED": "the demo city's seconds to a real second, 0.1 to 100; default 20",
    "YESHI_HUNGER": "the demo city's orders against the usual, 0 to 5; default 1",
    "YESHI_TILES": "a tile address with {z}/{x}/{y}, or the path of a PMTiles file; default none",
    "YESHI_PUBLISHER": "prefix of identifiers in 360Giving and IATI exports; default CN-YESHI-DEMO",
    "YESHI_METRICS_TOKEN": "with it a program may read /metrics; or YESHI_METRICS_TOKEN_FILE",
    "YESHI_LOG": "the log's form: json, or people; default people on a terminal, else json",
    "YESHI_LOG_LEVEL": "the least that is told: info or warning; default warning for people",
    TRACED: "a collector that orders are traced to (OTLP over HTTP); default: none",
    "YESHI_ADDRESS": "the public address, as https://market.example.org; default: as served",
    "YESHI_PROXIES": "proxies in front, by address, with commas; default those of this machine",
    "YESHI_MAIL": "a server that takes mail, as smtps://user@mail.example.org; default: none",
    "YESHI_MAIL_FROM": "as whom mail goes out, as market@example.org",
    "YESHI_MAIL_PASSWORD": "its user's password; or YESHI_MAIL_PASSWORD_FILE, a file that has it",
    "YESHI_SMS": "a provider's address for short messages to phones, https://…; default: none",
    "YESHI_SMS_KEY": "its key; or YESHI_SMS_KEY_FILE, a file that has it",
    "YESHI_SMS_FROM": "as whom short messages go out; default: as the provider has it",
    "YESHI_OIDC": "an organisation's provider of OpenID Connect, by its issuer; default: none",
    "YESHI_OIDC_CLIENT": "as which client it knows the city",
    "YESHI_OIDC_SECRET": "the client's secret; or YESHI_OIDC_SECRET_FILE, a file that has it",
    "YESHI_PICTURES": "where pictures lie: database (default), a folder, or s3://host/bucket",
    "YESHI_PICTURES_KEY": "the bucket's key, which a folder needs not",
    "YESHI_PICTURES_SECRET": "its secret; or YESHI_PICTURES_SECRET_FILE, a file that has it",
    "YESHI_PRINTERS": "networks on which stalls' printers are, with commas, or none; see README",
    **BANK_VARIABLES,
    **STRIPE_VARIABLES,
    **WECHAT_VARIABLES,
    **ALIPAY_VARIABLES,
    "YESHI_STREAMS": "open pages that hear of news at a time, 1 to 100000; default 2000",
    "YESHI_FIGURES": "what runs figures over time: duckdb or spark; default duckdb",
}


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; SettingError names a variable that cannot be used."""
    given = os.environ if environment is None else environment
    tiles = given.get("YESHI_TILES") or None
    if tiles and "{z}" not in tiles and not Path(tiles).is_file():
        raise SettingError(f"YESHI_TILES: {tiles!r} is neither a file nor an address with {{z}}")
    url, owner = _address(given, "YESHI_DATABASE_URL"), _address(given, "YESHI_MIGRATE_URL")
    if owner and not url:
        raise SettingError("YESHI_MIGRATE_URL: without YESHI_DATABASE_URL the database is our own")
    proxies = networks_at("YESHI_PROXIES", given.get("YESHI_PROXIES") or "")
    log = _one_of(given, "YESHI_LOG", FORMS, "people" if sys.stderr.isatty() else "json")
    return Settings(
        home=Path(given.get("YESHI_HOME") or "~/.local/share/yeshi").expanduser(),
        database_url=url,
        migrate_url=owner,
        host=given.get("YESHI_HOST") or "127.0.0.1",
        port=int(_number(given, "YESHI_PORT", 8000, 1, 65535)),
        speed=_number(given, "YESHI_SPEED", 20, 0.1, 100),
        hunger=_number(given, "YESHI_HUNGER", 1, 0, 5),
        tiles=tiles,
        figures=_one_of(given, "YESHI_FIGURES", ENGINES, ENGINES[0]),
        publisher=given.get("YESHI_PUBLISHER") or "CN-YESHI-DEMO",
        metrics_token=_token(given),
        socket=_handed_over(given),
        manager=given.get("NOTIFY_SOCKET") or None,
        log=log,
        log_least=_one_of(
            given, "YESHI_LOG_LEVEL", LEVELS, "warning" if log == "people" else "info"
        ),
        trace=_traced(given),
        proxies=PROXIES if proxies is None else proxies,
        streams=int(_number(given, "YESHI_STREAMS", STREAMS, 1, 100_000)),
        address=public_site("YESHI_ADDRESS", given.get("YESHI_ADDRESS")),
        for_demo=tuple(name for name in OF_DEMO if given.get(name)),
        mail=_mail(given),
        sms=_sms(given),
        oidc=_oidc(given),
        pictures=_pictures(given),
        printers=networks_at("YESHI_PRINTERS", given.get("YESHI_PRINTERS") or ""),
        bank_layout=layout_named(given),
        stripe=stripe_account(given),
        wechat=wechat_account(given),
        alipay=alipay_account(given),
    )


def _address(given: Mapping[str, str], name: str) -> str | None:
    url = given.get(name) or None
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise SettingError(f"{name}: it must begin with postgresql://")
    return url


def _traced(given: Mapping[str, str]) -> bool:
    if not given.get(TRACED):
        return False
    if find_spec("opentelemetry.sdk") is None or find_spec("opentelemetry.exporter") is None:
        raise SettingError(
            f"{TRACED}: install what traces first, as in: pip install 'yeshi[trace]'"
        )
    return True


def _handed_over(given: Mapping[str, str]) -> int | None:
    """The first socket that was handed over by whoever started this process, after systemd's way.

    LISTEN_PID keeps a process from taking what was meant for the one that started it.
    """
    meant = given.get("LISTEN_PID") or str(os.getpid())
    sockets = given.get("LISTEN_FDS") or "0"
    handed = meant == str(os.getpid()) and sockets.isdecimal() and int(sockets) > 0
    return FIRST_SOCKET if handed else None


def _mail(given: Mapping[str, str]) -> MailServer | None:
    """The server that takes mail: smtps:// by TLS, smtp:// by STARTTLS."""
    written = given.get("YESHI_MAIL") or None
    if written is None:
        return None
    address, port = parted("YESHI_MAIL", written, ("smtp", "smtps"))
    if address.path.strip("/") or address.query or address.password:
        raise SettingError("YESHI_MAIL: it is none such as smtps://user@mail.example.org:465")
    sender = given.get("YESHI_MAIL_FROM") or ""
    if not _MAIL.fullmatch(sender):
        raise SettingError(f"YESHI_MAIL_FROM: {sender!r} is none such as market@example.org")
    tls = address.scheme == "smtps"
    return MailServer(
        host=address.hostname or "",
        port=port or (465 if tls else 587),
        tls=tls,
        sender=sender,
        user=unquote(address.username or ""),
        password=secret_at(given, "YESHI_MAIL_PASSWORD"),
    )


def _sms(given: Mapping[str, str]) -> SmsProvider | None:
    """The provider of short messages; in the clear only on this machine."""
    written = given.get("YESHI_SMS") or None
    if written is None:
        return None
    address, _ = parted("YESHI_SMS", written, ("http", "https"))
    if address.username or is_in_the_clear(address):
        raise SettingError("YESHI_SMS: it is none such as https://sms.example.org/messages")
    key = secret_at(given, "YESHI_SMS_KEY")
    if not key.isascii() or not key.isprintable():
        raise SettingError("YESHI_SMS_KEY: it must be letters of ASCII in one line")
    return SmsProvider(written, key, given.get("YESHI_SMS_FROM") or "")


def _oidc(given: Mapping[str, str]) -> OpenIdIssuer | None:
    """The provider of an organisation; in the clear only on this machine."""
    if not (written := given.get("YESHI_OIDC")):
        return None
    address, _ = parted("YESHI_OIDC", written, ("http", "https"))
    if is_in_the_clear(address) or address.username:
        raise SettingError("YESHI_OIDC: it is none such as https://login.example.org")
    client, secret = given.get("YESHI_OIDC_CLIENT"), secret_at(given, "YESHI_OIDC_SECRET")
    if not client or not secret:
        raise SettingError("YESHI_OIDC_CLIENT, YESHI_OIDC_SECRET: a provider is given both")
    return OpenIdIssuer(written, client, secret, address.hostname or "")


def _pictures(given: Mapping[str, str]) -> Path | PictureBucket | None:
    """Where pictures lie; a bucket needs what speaks with it."""
    name = "YESHI_PICTURES"
    key, secret = given.get(f"{name}_KEY") or "", secret_at(given, f"{name}_SECRET")
    place = pictures_at(name, given.get(name) or "", key, secret)
    if isinstance(place, PictureBucket) and find_spec("minio") is None:
        raise SettingError(f"{name}: install what speaks with it, as in: pip install 'yeshi[s3]'")
    return place


def _one_of(given: Mapping[str, str], name: str, words: Sequence[str], default: str) -> str:
    text = given.get(name) or default
    if text not in words:
        raise SettingError(f"{name}: {text!r} is neither {' nor '.join(words)}")
    return text


def _token(given: Mapping[str, str]) -> str | None:
    token = secret_at(given, "YESHI_METRICS_TOKEN") or None
    if token is not None and not (16 <= len(token) <= 160 and token.isascii()):
        raise SettingError("YESHI_METRICS_TOKEN: it must have 16 to 160 letters of ASCII")
    return token


def _number(
    given: Mapping[str, str], name: str, default: float, least: float, most: float
) -> float:
    text = given.get(name) or str(default)
    try:
        value = float(text)
    except ValueError:
        raise SettingError(f"{name}: {text!r} is not a number") from None
    if not least <= value <= most:
        raise SettingError(f"{name}: {text} is not from {least:g} to {most:g}")
    return value
