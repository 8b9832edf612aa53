"""Who takes money is who is set up, in the city of one's own alone."""

from __future__ import annotations

import pytest

from tests.adapters.payments.alipay_here import APP, private_pem, public_pem
from yeshi.base.errors import PaymentRefused
from yeshi.settings import read
from yeshi.wiring.providers import provider_names, providers_of

ALIPAY = {
    "YESHI_ALIPAY_APPID": APP,
    "YESHI_ALIPAY_PRIVATE_KEY": private_pem("app"),
    "YESHI_ALIPAY_PUBLIC_KEY": public_pem("alipay"),
}


def test_alipay_is_found_by_its_name() -> None:
    """A made-up city takes made-up money."""
    settings = read(ALIPAY)
    assert provider_names(settings, made_up=False) == ("alipay",)
    found = providers_of(settings, "CNY", "https://y.test", made_up=False)
    assert found.named("alipay").thanks == "success"
    assert provider_names(settings, made_up=True) == ()
    assert providers_of(settings, "CNY", "https://y.test", made_up=True).by_name == {}
    assert provider_names(read({}), made_up=False) == ()


def test_a_key_that_is_none_is_told_before_the_city_opens() -> None:
    """Not when somebody is to pay."""
    settings = read({**ALIPAY, "YESHI_ALIPAY_PRIVATE_KEY": "none"})
    with pytest.raises(PaymentRefused, match="private key"):
        providers_of(settings, "CNY", "https://y.test", made_up=False)
