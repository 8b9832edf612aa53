"""All kinds of errand: what this platform has done outside of its transactions, on one page."""

from __future__ import annotations

from yeshi.flow.accords.reminding import TELLING
from yeshi.flow.city.printing import REPORT
from yeshi.flow.city.rehearsing import REHEARSAL
from yeshi.flow.city.sheets.asking import SHEETS
from yeshi.flow.errands import AnyErrandKind
from yeshi.flow.orders.attention import CALLING
from yeshi.flow.orders.complaint_told import TELLING_COMPLAINT
from yeshi.flow.orders.group_told import TELLING_GROUP
from yeshi.flow.orders.late_told import TELLING_LATE
from yeshi.flow.orders.offer_told import OFFERING
from yeshi.flow.orders.pick_up_told import CALLING_OUT
from yeshi.flow.orders.thread_told import TELLING_WRITTEN
from yeshi.flow.payments.opening import OPENING
from yeshi.flow.payments.payees import TELLING_PAYEE
from yeshi.flow.payments.refunding import GIVING_BACK
from yeshi.flow.payments.returns_told import TELLING_RETURNED
from yeshi.flow.payments.standing import CLOSING, LOOKING
from yeshi.flow.people.codes import SENDING
from yeshi.flow.people.inviting import INVITING
from yeshi.flow.stalls.menu_notices import MENU_TELLING
from yeshi.flow.stalls.picturing import LETTING_GO
from yeshi.flow.stalls.rehearsing_deals import DEAL_REHEARSAL
from yeshi.flow.stalls.slip_queue import PRINTING
from yeshi.flow.stalls.vouching import NOTICING
from yeshi.flow.visits.told import TELLING_VISIT

KINDS: tuple[AnyErrandKind, ...] = (
    TELLING, REPORT, SHEETS, INVITING, SENDING, REHEARSAL, LETTING_GO, NOTICING,
    PRINTING, CALLING, OFFERING, MENU_TELLING, TELLING_PAYEE,
    TELLING_RETURNED, CALLING_OUT, TELLING_COMPLAINT, TELLING_LATE,
    TELLING_WRITTEN,
    TELLING_VISIT, TELLING_GROUP, DEAL_REHEARSAL, OPENING, LOOKING, CLOSING, GIVING_BACK,
)  # fmt: skip
