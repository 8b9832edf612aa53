"""Registering: merchants and menus, couriers and shifts, campaigns, programmes, accords."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from yeshi.accords.accord import Accord
from yeshi.accords.accord import check as check_accord
from yeshi.base.limits import NAME_LENGTH_MAX, PRICE_FEN_MAX
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.base.refused import Invalid, NotYours, Refused, Unknown
from yeshi.events.accords import AccordSigned
from yeshi.events.fleet import CourierRegistered, ShiftPlanned
from yeshi.events.ledger import CampaignFunded
from yeshi.events.market import ItemStocked, MerchantPaused, MerchantRegistered, MerchantResumed
from yeshi.events.people import PersonEntered
from yeshi.events.programmes import ProgrammeOpened
from yeshi.fleet.courier import Courier, Vehicle
from yeshi.fleet.shifts import Shift, plan
from yeshi.flow.engine import Engine, Turn
from yeshi.flow.measuring import admit_target
from yeshi.flow.ports import Answer, Done
from yeshi.geo.point import Point
from yeshi.geo.zones import zone_of
from yeshi.ledger.vouchers import Campaign
from yeshi.market.catalogue import Item
from yeshi.market.merchant import Market, Merchant
from yeshi.people.person import Person
from yeshi.programmes.programme import Programme, check


def open_market(engine: Engine, key: str, market: Market) -> Answer:
    """List a night market."""

    def act(turn: Turn) -> Answer:
        if turn.work.markets.get(market.id):
            return Refused(Invalid("id", f"{market.id} exists"))
        turn.work.markets.add(market)
        return Done({"market": market.id})

    return engine.perform(key, "open_market", act)


def register_merchant(engine: Engine, key: str, merchant: Merchant, menu: Sequence[Item]) -> Answer:
    """List a merchant with its menu."""

    def act(turn: Turn) -> Answer:
        if turn.work.merchants.get(merchant.id):
            return Refused(Invalid("id", f"{merchant.id} exists"))
        if merchant.market and not turn.work.markets.get(merchant.market):
            return Refused(Unknown("market", merchant.market))
        for item in menu:
            if not 0 < item.price.fen <= PRICE_FEN_MAX or item.packing.fen < 0:
                return Refused(Invalid("price", f"{item.id}: {item.price}"))
            if item.merchant != merchant.id:
                return Refused(NotYours("item", item.id))
        district = merchant.district or zone_of(merchant.place, turn.terms.zones)
        turn.work.merchants.add(replace(merchant, district=district))
        for item in menu:
            turn.work.items.add(item)
        turn.emit(MerchantRegistered(merchant.id, merchant.market, merchant.online))
        return Done({"merchant": merchant.id})

    return engine.perform(key, "register_merchant", act)


def take_orders(engine: Engine, key: str, merchant_id: str, taking: bool) -> Answer:
    """Let a merchant take orders, or pause."""

    def act(turn: Turn) -> Answer:
        merchant = turn.work.merchants.lock(merchant_id)
        if merchant is None:
            return Refused(Unknown("merchant", merchant_id))
        if merchant.taking != taking:
            turn.work.merchants.put(replace(merchant, taking=taking))
            kind = MerchantResumed if taking else MerchantPaused
            turn.emit(kind(merchant_id))
        return Done({"merchant": merchant_id})

    return engine.perform(key, "take_orders", act)


def restock(engine: Engine, key: str, merchant_id: str, item_id: str, left: int | None) -> Answer:
    """Set how many of an item are left; None: it does not run out."""

    def act(turn: Turn) -> Answer:
        item = turn.work.items.lock(item_id)
        if item is None:
            return Refused(Unknown("item", item_id))
        if item.merchant != merchant_id:
            return Refused(NotYours("item", item_id))
        if left is not None and not 0 <= left <= 100_000:
            return Refused(Invalid("left", "0…100000"))
        turn.work.items.put(replace(item, left=left))
        turn.emit(ItemStocked(merchant_id, item_id, left))
        return Done({"item": item_id})

    return engine.perform(key, "restock", act)


@dataclass(frozen=True, slots=True)
class Said:
    """What a courier chose to say of themselves; None: nothing."""

    woman: bool | None = None
    born_year: int | None = None
    first_job: bool | None = None


def register_courier(
    engine: Engine, key: str, courier_id: str, name: Name, vehicle: Vehicle, place: Point,
    said: Said | None = None,
) -> Answer:  # fmt: skip
    """Have a courier join; the zone is that of `place`."""

    def act(turn: Turn) -> Answer:
        if turn.work.couriers.get(courier_id):
            return Refused(Invalid("id", f"{courier_id} exists"))
        zone = zone_of(place, turn.terms.zones)
        told = said or Said()
        if told.born_year is not None and not 1900 <= told.born_year <= turn.now.year:
            return Refused(Invalid("born_year", f"1900…{turn.now.year}"))
        turn.work.couriers.add(
            Courier(
                courier_id, name, vehicle, zone, place, turn.now, woman=told.woman,
                born_year=told.born_year, first_job=told.first_job,
            )
        )  # fmt: skip
        turn.emit(CourierRegistered(courier_id, vehicle))
        return Done({"courier": courier_id})

    return engine.perform(key, "register_courier", act)


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """When and where a courier is to go on duty; `paid` is false for a machine."""

    courier: str
    on_at: datetime
    off_at: datetime
    starts_at: Point
    paid: bool = True


def plan_shift(engine: Engine, key: str, planned: PlannedShift) -> Answer:
    """Plan a shift on the city's terms of pay, or for nothing."""

    def act(turn: Turn) -> Answer:
        if turn.work.couriers.get(planned.courier) is None:
            return Refused(Unknown("courier", planned.courier))
        terms, nothing = turn.terms, Money(0, turn.terms.currency)
        shift = Shift(
            turn.new_id("sh"), planned.courier, planned.on_at, planned.off_at, planned.starts_at,
            terms.pay_per_order if planned.paid else nothing,
            terms.pay_per_hour if planned.paid else nothing,
            earned=nothing, top_up=nothing,
        )  # fmt: skip
        refused = plan(shift)
        if refused:
            return refused
        turn.work.shifts.add(shift)
        turn.emit(ShiftPlanned(shift.courier, shift.id, shift.on_at, shift.off_at))
        return Done({"shift": shift.id})

    return engine.perform(key, "plan_shift", act)


def launch_campaign(engine: Engine, key: str, campaign: Campaign) -> Answer:
    """Launch a voucher campaign; its budget comes by `fund_campaign`."""

    def act(turn: Turn) -> Answer:
        if turn.work.campaigns.get(campaign.id):
            return Refused(Invalid("id", f"{campaign.id} exists"))
        turn.work.campaigns.add(campaign)
        return Done({"campaign": campaign.id})

    return engine.perform(key, "launch_campaign", act)


def fund_campaign(engine: Engine, key: str, campaign_id: str, amount: Money) -> Answer:
    """Give a campaign a budget from the city's."""

    def act(turn: Turn) -> Answer:
        if turn.work.campaigns.get(campaign_id) is None:
            return Refused(Unknown("campaign", campaign_id))
        if amount.fen <= 0:
            return Refused(Invalid("amount", "> 0"))
        turn.emit(CampaignFunded(campaign_id, amount))
        return Done({"campaign": campaign_id})

    return engine.perform(key, "fund_campaign", act)


def open_programme(engine: Engine, key: str, programme: Programme) -> Answer:
    """Open a foundation's programme, with what its donors gave."""

    def act(turn: Turn) -> Answer:
        if turn.work.programmes.get(programme.id):
            return Refused(Invalid("id", f"{programme.id} exists"))
        refused = check(programme)
        if refused:
            return refused
        turn.work.programmes.add(programme)
        turn.emit(ProgrammeOpened(programme.id, programme.endowment))
        return Done({"programme": programme.id})

    return engine.perform(key, "open_programme", act)


def enter_person(engine: Engine, key: str, person: Person) -> Answer:
    """Let somebody sign in, or change their roles or password."""

    def act(turn: Turn) -> Answer:
        if not 0 < len(person.id) <= 60 or not 0 < len(person.name.strip()) <= NAME_LENGTH_MAX:
            return Refused(Invalid("person", f"1…{NAME_LENGTH_MAX}"))
        if turn.work.persons.lock(person.id):
            turn.work.persons.put(person)
        else:
            turn.work.persons.add(person)
        roles = tuple(f"{grant.role}@{grant.scope}" for grant in person.grants)
        turn.emit(PersonEntered(person.id, roles))
        return Done({"person": person.id})

    return engine.perform(key, "enter_person", act)


def sign_accord(engine: Engine, key: str, accord: Accord) -> Answer:
    """Enter an agreement and its targets."""

    def act(turn: Turn) -> Answer:
        if turn.work.accords.get(accord.id):
            return Refused(Invalid("id", f"{accord.id} exists"))
        refused = check_accord(accord)
        for target in accord.targets:
            refused = refused or admit_target(turn.work, target)
        if refused:
            return refused
        turn.work.accords.add(accord)
        turn.emit(AccordSigned(accord.id))
        return Done({"accord": accord.id})

    return engine.perform(key, "sign_accord", act)
