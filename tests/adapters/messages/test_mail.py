"""Mail reaches a real server, over TLS; what it says decides whether it is tried again."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from socket import create_connection
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from yeshi.adapters.messages.mail import Mail
from yeshi.base.errors import MessageRefused
from yeshi.base.outlets import MailServer
from yeshi.flow.ports.messages import Message
from yeshi.people.contact import By, Contact
from yeshi.people.invitation import Sent

HELLO = Message(Contact(By.MAIL, "wu@example.org"), "夜市：\n邀请", "吴：\n\nhttps://a.example/x\n")


class Received:
    """What a server was sent, and what it answers."""

    def __init__(self, to: str = "250 OK", data: str = "250 OK") -> None:
        self.mails: list[EmailMessage] = []
        self.heard_in_clear = False
        self._to, self._data = to, data

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Take the address, or refuse it."""
        self.heard_in_clear |= session.ssl is None
        if self._to.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self._to

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Take the mail, or refuse it."""
        mail = message_from_bytes(envelope.content or b"", policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return self._data


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What the server shows of itself, and what believes it."""
    folder: Path = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "certificate.pem", folder / "key.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    shows = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shows.load_cert_chain(file, secret)
    return shows, ssl.create_default_context(cafile=str(file))


def knock(controller: Controller) -> None:
    """Have it take a connection."""
    sockets = controller.server.sockets  # type: ignore[union-attr]
    create_connection(sockets[0].getsockname(), 5).close()


@contextmanager
def serving(handler: Received, **how: Any) -> Iterator[int]:
    """The port of a server that hands what it is sent to `handler`."""
    controller = Controller(handler, hostname="127.0.0.1", port=0, **how)
    # Its own way of finding out whether it listens would ask at port 0.
    controller._trigger_server = lambda: knock(controller)  # type: ignore[method-assign]
    controller.start()
    try:
        yield controller.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    finally:
        controller.stop()


def server_at(port: int, tls: bool = False, user: str = "", password: str = "") -> MailServer:
    """The server at that port of this machine."""
    return MailServer(
        host="127.0.0.1", port=port, tls=tls, sender="market@example.org", user=user,
        password=password,
    )  # fmt: skip


Trust = tuple[ssl.SSLContext, ssl.SSLContext]


def test_it_arrives_over_starttls(trust: Trust) -> None:
    """As it was written, under a name of its errand's; nothing is said in the clear."""
    handler = Received()
    with serving(handler, tls_context=trust[0], require_starttls=True) as port:
        assert Mail(server_at(port), trust[1]).send(HELLO, "er-1") is Sent.MAIL
    (mail,) = handler.mails
    assert not handler.heard_in_clear
    assert (mail["To"], mail["From"]) == ("wu@example.org", "market@example.org")
    assert (mail["Subject"], mail["Message-ID"]) == ("夜市： 邀请", "<er-1@example.org>")
    assert mail.get_content().replace("\r\n", "\n") == HELLO.text


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_it_arrives_over_tls_with_a_password(trust: Trust) -> None:
    """And without the right one nothing is sent."""
    handler, known = Received(), ("market", "four bowls")

    def check(_: Any, __: Any, ___: Any, ____: Any, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == known, handled=False)

    how: dict[str, Any] = {
        "ssl_context": trust[0], "authenticator": check, "auth_required": True,
        "auth_require_tls": False,
    }  # fmt: skip
    with serving(handler, **how) as port:
        assert Mail(server_at(port, True, *known), trust[1]).send(HELLO, "er-1") is Sent.MAIL
        wrong = Mail(server_at(port, True, "market", "wrong"), trust[1])
        with pytest.raises(MessageRefused, match="535"):
            wrong.send(HELLO, "er-2")
    assert len(handler.mails) == 1


def test_a_server_that_nobody_vouches_for_is_told_nothing(trust: Trust) -> None:
    """Neither over TLS nor by STARTTLS; nor one that offers no TLS at all."""
    handler = Received()
    for how in ({"ssl_context": trust[0]}, {"tls_context": trust[0]}):
        with serving(handler, **how) as port:
            strange = Mail(server_at(port, "ssl_context" in how), ssl.create_default_context())
            with pytest.raises(ssl.SSLCertVerificationError):
                strange.send(HELLO, "er-1")
    with serving(handler) as port, pytest.raises(smtplib.SMTPNotSupportedError):
        Mail(server_at(port), trust[1]).send(HELLO, "er-1")
    assert not handler.mails


def test_a_relay_of_this_machine_may_do_without() -> None:
    """What is said to it goes over no network."""
    handler = Received()
    with serving(handler) as port:
        assert Mail(server_at(port)).send(HELLO, "er-1") is Sent.MAIL
    assert len(handler.mails) == 1


@pytest.mark.parametrize(
    ("to", "data", "hopeless"),
    [
        ("550 nobody here", "250 OK", True), ("451 later", "250 OK", False),
        ("250 OK", "554 no", True), ("250 OK", "452 full", False),
    ],
)  # fmt: skip
def test_a_refusal_for_ever_is_told_from_one_for_now(to: str, data: str, hopeless: bool) -> None:
    """So that the errand is given up, or tried again; no fault says to whom it was."""
    with serving(Received(to, data)) as port, pytest.raises(Exception) as fault:
        Mail(server_at(port)).send(HELLO, "er-1")
    assert isinstance(fault.value, MessageRefused) == hopeless
    if hopeless:
        assert "wu@" not in str(fault.value)


def test_a_server_that_is_not_there_is_an_operating_fault() -> None:
    """Tried again later."""
    with pytest.raises(OSError):
        Mail(server_at(1)).send(HELLO, "er-1")
