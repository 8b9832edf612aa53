"""A target of an accord stands within pages of others, as its code says."""

from __future__ import annotations

from tests.builders import SmallCity
from tests.web.busy import busy
from tests.web.city.test_embedding_pages import embedded_on
from tests.web.test_api import client_of


def test_what_is_copied_leads_to_a_page_that_others_may_show() -> None:
    """The sentence of each target; of what there is not, nothing that others may show."""
    city = SmallCity().open_up().settle_in()
    base = f"/accords/{busy(city)['accord']}"
    with client_of(city, signed_in=False) as client:
        addresses = embedded_on(client, base)
        assert addresses
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200
            assert "frame-ancestors *" in answer.headers["content-security-policy"]
            assert 'class="said"' in answer.text
        for path in (f"{base}/targets/none/embed", "/accords/none/targets/none/embed"):
            refused = client.get(path)
            assert refused.status_code == 404
            assert "frame-ancestors 'none'" in refused.headers["content-security-policy"]
