"""Settings are read from the environment once; one that cannot be used is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yeshi.base.errors import SettingError
from yeshi.base.outlets import MailServer, OpenIdIssuer, PictureBucket, SmsProvider
from yeshi.settings import FIRST_SOCKET, TRACED, read


def test_what_is_not_said_has_its_default() -> None:
    """A demo city on this machine, whose log is JSON where nobody looks at it."""
    settings = read({})
    assert (settings.host, settings.port, settings.speed) == ("127.0.0.1", 8000, 20)
    assert (settings.proxies, settings.streams) == (("127.0.0.1", "::1"), 2000)
    assert read({"YESHI_PROXIES": "10.0.0.0/8, ::1"}).proxies == ("10.0.0.0/8", "::1")
    assert (settings.database_url, settings.socket, settings.metrics_token) == (None, None, None)


BUCKET_KEYS = {"YESHI_PICTURES_KEY": "key", "YESHI_PICTURES_SECRET": "secret"}


@pytest.mark.parametrize(
    "given",
    [
        {"YESHI_PORT": "0"}, {"YESHI_PORT": "x"}, {"YESHI_SPEED": "1000"},
        {"YESHI_DATABASE_URL": "mysql://x"}, {"YESHI_FIGURES": "abacus"}, {"YESHI_TILES": "/none"},
        {"YESHI_LOG": "xml"}, {"YESHI_LOG_LEVEL": "all"}, {"YESHI_METRICS_TOKEN": "short"},
        {"YESHI_METRICS_TOKEN": "ä" * 20}, {"YESHI_PROXIES": "127.0.0.1, proxy"},
        {"YESHI_STREAMS": "0"}, {"YESHI_ADDRESS": "market.example.org"},
        {"YESHI_ADDRESS": "ftp://market.example.org"}, {"YESHI_ADDRESS": "https://a/b"},
        {"YESHI_ADDRESS": "https://me@a"}, {"YESHI_ADDRESS": "https://a:b"},
        {"YESHI_PICTURES": "pictures"}, {"YESHI_PICTURES": "s3://s3.example.org"},
        {"YESHI_PICTURES": "s3://s3.example.org/pictures"},
        {"YESHI_PICTURES": "s3+http://s3.example.org/pictures", **BUCKET_KEYS},
        {"YESHI_PICTURES": "s3://s3.example.org/pictures/of/food", **BUCKET_KEYS},
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_named(given: dict[str, str]) -> None:
    """With its name."""
    with pytest.raises(SettingError, match=next(iter(given))):
        read(given)


def test_pictures_lie_where_it_is_said() -> None:
    """In the database, in a folder, or in a bucket, in the clear on this machine alone."""
    assert read({}).pictures is None
    assert read({"YESHI_PICTURES": "database"}).pictures is None
    assert read({"YESHI_PICTURES": "/srv/pictures"}).pictures == Path("/srv/pictures")
    place = "s3+http://127.0.0.1:9000/pictures?region=cn-south-1"
    assert read({"YESHI_PICTURES": place, **BUCKET_KEYS}).pictures == PictureBucket(
        host="127.0.0.1:9000", bucket="pictures", tls=False, key="key", secret="secret",
        region="cn-south-1",
    )  # fmt: skip


def test_a_token_is_not_told_in_its_fault() -> None:
    """It may be nearly right."""
    with pytest.raises(SettingError) as fault:
        read({"YESHI_METRICS_TOKEN": "secret"})
    assert "secret" not in str(fault.value)


def test_for_people_only_what_needs_somebody_is_told() -> None:
    """Unless they ask for more."""
    assert read({"YESHI_LOG": "people"}).log_least == "warning"
    assert read({"YESHI_LOG": "json"}).log_least == "info"
    assert read({"YESHI_LOG": "people", "YESHI_LOG_LEVEL": "info"}).log_least == "info"


@pytest.mark.parametrize(
    ("given", "socket"),
    [
        ({"LISTEN_FDS": "1"}, FIRST_SOCKET),
        ({"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}, FIRST_SOCKET),
        ({"LISTEN_FDS": "1", "LISTEN_PID": "1"}, None),
        ({"LISTEN_FDS": "0"}, None),
        ({"LISTEN_FDS": "x"}, None),
    ],
)
def test_a_socket_is_taken_by_whom_it_is_meant_for(
    given: dict[str, str], socket: int | None
) -> None:
    """As systemd hands them over."""
    assert read(given).socket == socket


def test_traces_need_what_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extra: whoever asks for traces without it is told what to install."""
    asked = {TRACED: "http://127.0.0.1:4318"}
    assert read(asked).trace
    assert not read({}).trace
    monkeypatch.setattr("yeshi.settings.find_spec", lambda _: None)
    with pytest.raises(SettingError, match=r"yeshi\[trace\]"):
        read(asked)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://Market.example.org/", "https://market.example.org"),
        ("https://market.example.org:443", "https://market.example.org"),
        ("http://10.0.0.1:8000", "http://10.0.0.1:8000"),
        ("http://[fd00::1]:80", "http://[fd00::1]"),
        ("", None),
    ],
)
def test_the_public_address_is_written_as_browsers_do(written: str, address: str | None) -> None:
    """Small, without a path, and without the usual port."""
    assert read({"YESHI_ADDRESS": written}).address == address


OIDC = {"YESHI_OIDC": "https://login.example.org/x", "YESHI_OIDC_CLIENT": "yeshi"}
MAIL = {"YESHI_MAIL": "smtps://li%40na@mail.example.org", "YESHI_MAIL_FROM": "market@example.org"}


def test_by_what_messages_go_out(tmp_path: Path) -> None:
    """A server of mail and a provider of short messages; secrets also from files."""
    nothing = read({})
    assert (nothing.mail, nothing.sms) == (None, None)
    file = tmp_path / "password"
    file.write_text("four bowls\n", encoding="utf-8")
    mail = read({**MAIL, "YESHI_MAIL_PASSWORD_FILE": str(file)}).mail
    assert mail == MailServer(
        host="mail.example.org", port=465, tls=True, sender="market@example.org", user="li@na",
        password="four bowls",
    )  # fmt: skip
    plain = read({**MAIL, "YESHI_MAIL": "smtp://10.0.0.1"}).mail
    assert plain is not None
    assert (plain.port, plain.tls, plain.user, plain.password) == (587, False, "", "")
    sms = read({"YESHI_SMS": "https://sms.example.org/v1", "YESHI_SMS_KEY": "k"}).sms
    assert sms == SmsProvider("https://sms.example.org/v1", "k")


def test_a_provider_is_known_by_its_issuer(tmp_path: Path) -> None:
    """Its secret may be in a file; the page calls it by its host."""
    file = tmp_path / "secret"
    file.write_text("s3cret\n", encoding="utf-8")
    given = {**OIDC, "YESHI_OIDC_SECRET_FILE": str(file)}
    wanted = OpenIdIssuer("https://login.example.org/x", "yeshi", "s3cret", "login.example.org")
    assert read(given).oidc == wanted
    assert "s3cret" not in repr(wanted)
    assert read({}).oidc is None


@pytest.mark.parametrize(
    "given",
    [
        {"YESHI_OIDC": "http://login.example.org"}, {"YESHI_OIDC": "login.example.org"},
        {"YESHI_OIDC": "https://me@login.example.org"},
        {"YESHI_OIDC_CLIENT": "", **{k: v for k, v in OIDC.items() if k == "YESHI_OIDC"}},
        {"YESHI_OIDC_SECRET": "", **OIDC},
    ],
)  # fmt: skip
def test_a_provider_that_cannot_be_asked_is_named(given: dict[str, str]) -> None:
    """By the variable that is wrong."""
    with pytest.raises(SettingError, match=next(iter(given))):
        read(given)


@pytest.mark.parametrize(
    "given",
    [
        {"YESHI_MAIL": "mail.example.org"}, {"YESHI_MAIL": "https://mail.example.org"},
        {"YESHI_MAIL": "smtp://a:secret@mail.example.org"}, {"YESHI_MAIL": "smtp://a:b"},
        {"YESHI_MAIL": "smtp://a/b"}, {"YESHI_MAIL_FROM": "nobody", "YESHI_MAIL": "smtp://a"},
        {"YESHI_MAIL_PASSWORD_FILE": "/none", **MAIL}, {"YESHI_SMS": "http://sms.example.org"},
        {"YESHI_SMS": "sms.example.org"}, {"YESHI_SMS": "https://me@sms.example.org"},
        {"YESHI_SMS_KEY": "ä", "YESHI_SMS": "https://sms.example.org"},
    ],
)  # fmt: skip
def test_what_no_message_could_go_out_by_is_named(given: dict[str, str]) -> None:
    """With its name, and without a secret that may stand in it."""
    with pytest.raises(SettingError, match=next(iter(given))) as fault:
        read(given)
    assert "secret" not in str(fault.value)
