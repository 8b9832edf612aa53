"""Beside which field of a form a refusal is told: by its own field, or by what it is about."""

from __future__ import annotations

from yeshi.base.refused import Invalid, Reason
from yeshi.flow.payments.statements import StatementBackwards, StatementToCome, StatementTooLong
from yeshi.flow.visits.booking import TooManyOfPhone
from yeshi.flow.vouchers.places import StallUnnamed
from yeshi.geo.zones import OutlineUnfit
from yeshi.ledger.closing import CloseUnexplained
from yeshi.orders.cash import PhoneNeeded
from yeshi.orders.checkout import BeyondZones, TooFar
from yeshi.orders.group import NoWallets
from yeshi.orders.thread_writing import NotOnTheOrder, ThreadClosed, ThreadOver, TooMuchWritten
from yeshi.orders.wished import (
    AnotherDay,
    ClosedThen,
    KitchenFull,
    NotServedThen,
    TooFarAhead,
    TooSoonToWish,
)
from yeshi.people.factors import WrongCode
from yeshi.people.password import PasswordTooPlain, PasswordTooShort
from yeshi.people.person import WrongPassword
from yeshi.people.proven import ContactTaken
from yeshi.people.sent_code import WrongSentCode
from yeshi.vouchers.code import CodeNotYet, CodeOver, CodeUnknown, CodeUsed
from yeshi.vouchers.entitled import (
    CodesEnough,
    VoucherBesideDeal,
    VoucherElsewhere,
    VoucherForAccount,
    VoucherForAway,
    VoucherForCode,
    VoucherForNew,
    VoucherOutToday,
    VoucherTaken,
    VoucherTakenToday,
)
from yeshi.vouchers.worth import VoucherFromMore, VoucherNotNow, VoucherNotYours, VoucherUsedUp
from yeshi.web.frame.amounts import NotAnAmount
from yeshi.web.frame.menu_reading import MenuRowUnpriced, NoMenuRead
from yeshi.web.frame.stall_form import MenuLineUnread
from yeshi.web.frame.zones_form import CornerUnread

# What no field is named in, and the fields that it is about; the first that a form has counts.
_ABOUT: dict[type[Reason], tuple[str, ...]] = {
    NotAnAmount: ("amount", "tip_own"),
    WrongPassword: ("password",),
    WrongCode: ("first_code", "code"),
    WrongSentCode: ("code",),
    PasswordTooShort: ("new_password", "password"),
    PasswordTooPlain: ("new_password", "password"),
    ContactTaken: ("contact",),
    PhoneNeeded: ("phone",),
    TooManyOfPhone: ("phone",),
    NoWallets: ("pays",),
    CornerUnread: ("outline", "file"),
    OutlineUnfit: ("outline", "file"),
    MenuLineUnread: ("menu",),
    NoMenuRead: ("file",),
    ThreadClosed: ("words",),
    ThreadOver: ("words",),
    NotOnTheOrder: ("words",),
    TooMuchWritten: ("words",),
    StallUnnamed: ("merchants",),
    TooFar: ("place",),
    BeyondZones: ("place",),
    TooSoonToWish: ("wished_for",),
    TooFarAhead: ("wished_for",),
    ClosedThen: ("wished_for",),
    NotServedThen: ("wished_for",),
    KitchenFull: ("wished_for",),
    AnotherDay: ("agreed_day", "wished_for"),
    StatementBackwards: ("from",),
    StatementTooLong: ("from",),
    StatementToCome: ("to",),
    VoucherFromMore: ("campaign",),
    VoucherNotNow: ("campaign",),
    VoucherNotYours: ("campaign",),
    **dict.fromkeys(
        (
            VoucherBesideDeal,
            VoucherElsewhere,
            VoucherForCode,
            VoucherOutToday,
            VoucherTaken,
            VoucherTakenToday,
        ),
        ("campaign",),
    ),
    # Of a voucher that was chosen, or of one for whose code somebody just asked.
    **dict.fromkeys(
        (VoucherForAccount, VoucherForAway, VoucherForNew, VoucherUsedUp),
        ("campaign", "voucher_code"),
    ),
    **dict.fromkeys((CodeNotYet, CodeOver, CodeUnknown, CodeUsed, CodesEnough), ("voucher_code",)),
}
# What a business calls otherwise than the forms that ask for it.
_ASKED_AS = {
    "price": ("amount",), "ready_at": ("minutes",), "name": ("zh", "name_zh"),
    "place": ("y", "x"), "person": ("id",), "zones": ("file",), "centre": ("y",),
}  # fmt: skip


def fields_of(reason: Reason) -> tuple[str, ...]:
    """The names under which forms may have what the reason is about, the likeliest first."""
    if isinstance(reason, MenuRowUnpriced):
        return (f"price-{reason.row - 1}",)
    if isinstance(reason, CloseUnexplained):
        return (f"why-{reason.key}",)
    if not isinstance(reason, Invalid):
        return _ABOUT.get(type(reason), ())
    return named_as(reason.field)


def named_as(field: str) -> tuple[str, ...]:
    """The names under which forms may have a field, as a part of a list or by itself."""
    parts = field.split(".")
    return tuple(dict.fromkeys((field, parts[-1], *_ASKED_AS.get(parts[-1], ()), parts[0])))
