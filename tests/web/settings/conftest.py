"""The city of these tests, and its owner's client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.builders import SmallCity, done
from tests.web.everybody import sign_in_as
from tests.web.settings.rooms import OPERATOR, OWNER, ZONES
from tests.web.test_api import client_of
from yeshi.flow.people import entering


@pytest.fixture
def city() -> SmallCity:
    """A city that is open, with an owner and operators."""
    made = SmallCity().open_up().settle_in()
    for person in (OWNER, OPERATOR, ZONES):
        done(entering.enter_person(made.engine, made.key(), person))
    return made


@pytest.fixture
def client(city: SmallCity) -> Iterator[TestClient]:
    """The owner's client, in English."""
    with client_of(city, signed_in=False) as made:
        made.headers["accept-language"] = "en"
        sign_in_as(made, made.app.state.desk, OWNER)  # type: ignore[attr-defined]
        yield made
