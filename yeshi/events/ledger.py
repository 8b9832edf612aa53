"""Money that enters or leaves the city's books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from yeshi.base.money import Money
from yeshi.events.record import Event


@dataclass(frozen=True, slots=True)
class WalletToppedUp(Event):
    """A customer's test wallet was filled."""

    kind: ClassVar[str] = "wallet.topped_up"
    customer: str
    amount: Money

    @property
    def subject(self) -> str:
        return self.customer


@dataclass(frozen=True, slots=True)
class CampaignLaunched(Event):
    """A voucher campaign is there, without a budget yet."""

    kind: ClassVar[str] = "campaign.launched"
    campaign: str

    @property
    def subject(self) -> str:
        return self.campaign


@dataclass(frozen=True, slots=True)
class CampaignEnded(Event):
    """A voucher campaign ends before its time; what is left of its budget stays its own."""

    kind: ClassVar[str] = "campaign.ended"
    campaign: str
    why: str

    @property
    def subject(self) -> str:
        return self.campaign


@dataclass(frozen=True, slots=True)
class CampaignFunded(Event):
    """A voucher campaign received a budget."""

    kind: ClassVar[str] = "campaign.funded"
    campaign: str
    amount: Money

    @property
    def subject(self) -> str:
        return self.campaign


@dataclass(frozen=True, slots=True)
class VoucherClaimed(Event):
    """A customer asked for one of a campaign's vouchers."""

    kind: ClassVar[str] = "voucher.claimed"
    campaign: str
    claim: str

    @property
    def subject(self) -> str:
        return self.campaign


@dataclass(frozen=True, slots=True)
class VouchersDrawn(Event):
    """A campaign's vouchers were drawn by lot among those who had claimed one."""

    kind: ClassVar[str] = "vouchers.drawn"
    campaign: str
    claims: int
    winners: int
    seed: str

    @property
    def subject(self) -> str:
        return self.campaign


@dataclass(frozen=True, slots=True)
class VoucherCodesMade(Event):
    """So many codes of a campaign were made, to be handed out; each is entered once."""

    kind: ClassVar[str] = "voucher.codes_made"
    campaign: str
    count: int

    @property
    def subject(self) -> str:
        return self.campaign


@dataclass(frozen=True, slots=True)
class VoucherCodeEntered(Event):
    """A customer entered a code of a campaign, and may use one of its vouchers."""

    kind: ClassVar[str] = "voucher.code_entered"
    campaign: str
    customer: str

    @property
    def subject(self) -> str:
        return self.campaign


@dataclass(frozen=True, slots=True)
class _OfCash(Event):
    courier: str
    amount: Money
    why: str

    @property
    def subject(self) -> str:
        return self.courier


@dataclass(frozen=True, slots=True)
class CashHandedIn(_OfCash):
    """A courier handed in cash that they had taken at doors."""

    kind: ClassVar[str] = "cash.handed_in"


@dataclass(frozen=True, slots=True)
class CashSetOff(_OfCash):
    """A courier keeps cash that they had taken at doors, as pay that they are owed."""

    kind: ClassVar[str] = "cash.set_off"


@dataclass(frozen=True, slots=True)
class _OfTill(Event):
    merchant: str
    amount: Money
    why: str

    @property
    def subject(self) -> str:
        return self.merchant


@dataclass(frozen=True, slots=True)
class TillHandedIn(_OfTill):
    """A stall handed in what it owed of the cash that it had taken at its counter."""

    kind: ClassVar[str] = "till.handed_in"


@dataclass(frozen=True, slots=True)
class TillSetOff(_OfTill):
    """A stall keeps what it owed of the cash that it had taken, as what it is owed itself."""

    kind: ClassVar[str] = "till.set_off"


@dataclass(frozen=True, slots=True)
class CashForbidden(Event):
    """A customer did not pay an order at the door, and can pay none so for now."""

    kind: ClassVar[str] = "cash.forbidden"
    customer: str
    order: str

    @property
    def subject(self) -> str:
        return self.customer


@dataclass(frozen=True, slots=True)
class CashAllowed(Event):
    """A customer may pay in cash again."""

    kind: ClassVar[str] = "cash.allowed"
    customer: str
    why: str

    @property
    def subject(self) -> str:
        return self.customer
