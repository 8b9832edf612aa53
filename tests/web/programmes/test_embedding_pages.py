"""Figures and charts of a programme stand within pages of others, as their code says."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.web.busy import busy
from tests.web.city.test_embedding_pages import embedded_on
from tests.web.test_api import client_of


def test_what_is_copied_leads_to_a_page_that_others_may_show() -> None:
    """Each sentence and both charts; of what there is not, nothing that others may show."""
    city = SmallCity().open_up().settle_in()
    base = f"/programmes/{busy(city)['programme']}"
    with client_of(city, signed_in=False) as client:
        addresses = embedded_on(client, base)
        assert addresses == [
            *(f"{base}/figures/{one}/embed" for one in ("fund", "flow", "places")),
            *(f"{base}/charts/{one}/embed" for one in ("account", "forecast")),
        ]
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200
            assert "frame-ancestors *" in answer.headers["content-security-policy"]
            assert "set-cookie" not in answer.headers
        assert f'src="{base}/charts/account?as=svg' in client.get(addresses[3]).text
        for path in (f"{base}/figures/none/embed", "/programmes/none/charts/account/embed"):
            refused = client.get(path)
            assert refused.status_code == 404
            assert "frame-ancestors 'none'" in refused.headers["content-security-policy"]
