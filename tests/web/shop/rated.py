"""A browser whose customer had an order of two stalls."""

from __future__ import annotations

from fastapi.testclient import TestClient

from tests.builders import SmallCity


def had(city: SmallCity, client: TestClient) -> str:
    """The id of the order, which is there."""
    customer = client.post("/api/customers").json()["customer"]
    city.fill(customer)
    order = city.place({"a1": 1, "b1": 1}, customer)
    city.cook(order)
    city.bring(order)
    return order
