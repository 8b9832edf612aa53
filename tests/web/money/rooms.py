"""Whoever looks at what is paid out, each in a browser of their own."""

from __future__ import annotations

from fastapi.testclient import TestClient
from httpx import Response

from tests.builders import SmallCity
from tests.web.browsing import client_as
from yeshi.people.person import Person


def as_one(city: SmallCity, person: Person) -> TestClient:
    """That person's browser."""
    return client_as(city, person)


def press(client: TestClient, city: SmallCity, path: str, **fields: str) -> Response:
    """What comes of a form of ours that is sent."""
    return client.post(path, data={"key": city.key(), **fields})
