"""What a password has to be."""

from __future__ import annotations

import pytest

from yeshi.base.refused import Refused
from yeshi.people.password import fault_of
from yeshi.people.person import Person

LI = Person("li-na", "Li Na", (), None)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("correct horse battery", ""),
        ("夜市里的四碗糖油粑粑和臭豆腐", ""),
        ("elevenchars", "password_too_short"),
        ("x" * 201, "password_too_short"),
        ("aaaaaaaaaaaaaaaa", "password_too_plain"),
        ("123456789012", "password_too_plain"),
        ("li-na-li-na-li-na", "password_too_plain"),
        ("passwordpassword1", "password_too_plain"),
    ],
)
def test_long_and_not_what_is_known(password: str, code: str) -> None:
    """Of whatever letters."""
    fault = fault_of(password, LI)
    assert (fault.reason.code() if isinstance(fault, Refused) else "") == code
