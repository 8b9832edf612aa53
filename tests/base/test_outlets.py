"""What is of this machine is told so by its name, and secrets are in no picture of a setting."""

from __future__ import annotations

import pytest

from yeshi.base.outlets import MailServer, SmsProvider


@pytest.mark.parametrize(
    ("host", "here"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.1", False),
     ("mail.example.org", False), ("localhost.example.org", False)],
)  # fmt: skip
def test_a_relay_of_this_machine_is_known(host: str, here: bool) -> None:
    """By its loopback address or name alone."""
    server = MailServer(host=host, port=25, tls=False, sender="a@b.c", password="four bowls")
    assert server.is_of_this_machine == here
    assert "four bowls" not in repr(server)
    assert "key-1" not in repr(SmsProvider("https://a.example", "key-1"))
