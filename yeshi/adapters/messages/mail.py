"""Mail: a message is handed to a server by SMTP, over TLS."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from yeshi.base.errors import MessageRefused
from yeshi.base.outlets import MailServer
from yeshi.flow.ports.messages import Message
from yeshi.people.invitation import Sent

# Of each step with the server; an errand has longer.
WAIT_S = 10.0
# What is wrong with a message, or with who sends it, is wrong the next time too; what a server
# says with a 4 in front, it may take later.
_FOR_EVER = 500


class Mail:
    """Sends messages by mail."""

    def __init__(self, server: MailServer, trust: ssl.SSLContext | None = None) -> None:
        """`trust`: whose certificates are believed; those that this machine trusts by default."""
        self._server, self._trust = server, trust

    def send(self, message: Message, id_: str) -> Sent:
        """That it is with the server; InputError where the server will never take it."""
        mail = _written(message, self._server.sender, id_)
        try:
            with self._connected() as smtp:
                smtp.send_message(mail)
        except smtplib.SMTPRecipientsRefused as fault:
            codes = [code for code, _ in fault.recipients.values()]
            if all(code >= _FOR_EVER for code in codes):
                raise MessageRefused(f"the address is refused: {codes}") from None
            raise
        except smtplib.SMTPResponseException as fault:
            if fault.smtp_code >= _FOR_EVER:
                raise MessageRefused(f"the server answers {fault.smtp_code}") from None
            raise
        return Sent.MAIL

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        trust = self._trust or ssl.create_default_context()
        if server.tls:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=WAIT_S, context=trust
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=WAIT_S)
        with smtp:
            # A relay on this machine may do without; nobody else is told a password, or a link,
            # in the clear.
            if not server.tls and (self._trust or not server.is_of_this_machine):
                smtp.starttls(context=trust)
            if server.user:
                smtp.login(server.user, server.password)
            yield smtp


def _written(message: Message, sender: str, id_: str) -> EmailMessage:
    """The mail; one that is sent once more for the same errand has the same name."""
    # Subjects are one line: what has more of them would begin heads of its own.
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = Address(addr_spec=sender), Address(addr_spec=message.to.address)
    mail["Subject"] = " ".join(message.subject.split())
    mail["Message-ID"] = f"<{id_}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    return mail
