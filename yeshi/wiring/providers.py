"""Who takes money for the city, as the settings say; whose client is not needed is not loaded."""

from __future__ import annotations

from yeshi.base.alipay_outlet import AlipayAccount
from yeshi.base.payment_outlets import StripeAccount
from yeshi.base.wechat_outlet import WechatAccount
from yeshi.flow.payments.carrying import Providers
from yeshi.flow.ports.providers import PaymentProvider, ProviderForm
from yeshi.settings import Settings
from yeshi.web.frame.site import Site

STRIPE = "stripe"
WECHAT = "wechat"
ALIPAY = "alipay"


def provider_names(settings: Settings, made_up: bool) -> tuple[str, ...]:
    """Their names, the first as the city prefers; none of a made-up city: its money is made up."""
    if made_up:
        return ()
    set_up = {STRIPE: settings.stripe, WECHAT: settings.wechat, ALIPAY: settings.alipay}
    return tuple(name for name, account in set_up.items() if account)


def providers_of(settings: Settings, currency: str, address: str, made_up: bool) -> Providers:
    """Those who take money in that currency; pages are found at `address`."""
    by_name: dict[str, PaymentProvider] = {}
    if settings.stripe and not made_up:
        by_name[STRIPE] = _stripe(settings.stripe, currency)
    if settings.wechat and not made_up:
        by_name[WECHAT] = _wechat(settings.wechat)
    if settings.alipay and not made_up:
        by_name[ALIPAY] = _alipay(settings.alipay)
    return Providers(by_name, Site(address).address)


def _stripe(account: StripeAccount, currency: str) -> PaymentProvider:
    from yeshi.adapters.payments.stripe_intents import StripeIntents

    form = ProviderForm(script=account.script, public_key=account.public_key, allows=account.allows)
    return StripeIntents(account.key, account.signing, currency, account.address, form)


def _wechat(account: WechatAccount) -> PaymentProvider:
    from yeshi.adapters.payments.wechat_orders import WechatOrders

    return WechatOrders(account)


def _alipay(account: AlipayAccount) -> PaymentProvider:
    from yeshi.adapters.payments.alipay_trades import AlipayTrades

    return AlipayTrades(account)
