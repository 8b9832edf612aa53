"""The small city in the middle of everything, with somebody of each role and an id of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.builders import DOOR, EVENING, SmallCity, done
from tests.flow.orders.deals import start
from tests.market.deals import threshold
from tests.web.browsing import SECRET
from tests.web.everybody import enter_everybody
from yeshi.accords.accord import seat
from yeshi.adapters.payments.by_providers import ByProviders
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.flow import due
from yeshi.flow.accords import coordinating
from yeshi.flow.city import newcomers, shocks
from yeshi.flow.city.newcomers import Plea
from yeshi.flow.fleet import joining
from yeshi.flow.fleet.joining import PlannedShift
from yeshi.flow.orders import (
    addresses,
    complaining,
    dispatching,
    grouping,
    invoicing,
    rating,
    redressing,
    seating,
    sending,
    thread_acts,
)
from yeshi.flow.orders.addresses import Whereabouts
from yeshi.flow.orders.complaining import RedressAsked
from yeshi.flow.orders.grouping import GroupWish
from yeshi.flow.orders.paying_online import begin_payment
from yeshi.flow.orders.sending import TableRound
from yeshi.flow.payments import payees, paying_out, reconciling
from yeshi.flow.people import entering, inviting
from yeshi.flow.people.inviting import Invited
from yeshi.flow.programmes import applying, donating, granting
from yeshi.flow.stalls import picturing, printers, tables
from yeshi.flow.stalls.picturing import Forms, Sight
from yeshi.flow.stalls.rehearsing_deals import rehearse_deal
from yeshi.flow.stalls.tables import OfStall
from yeshi.flow.visits import offering
from yeshi.flow.visits.booking import VisitWanted, book_slot
from yeshi.flow.vouchers import coding, launching
from yeshi.geo.point import Point
from yeshi.ledger.accounts import BANK
from yeshi.ledger.closing import CloseItem, CloseMatter, DayClose, LineSum, close_id
from yeshi.ledger.stated import StatedEntry, StatedFile, StatedKind, StatementForm
from yeshi.ledger.transfers import Movement, Transfer
from yeshi.market.printer import PrinterSaid
from yeshi.observatory.shock import ShockKind
from yeshi.orders.complaining import TroubleTold
from yeshi.orders.complaint import ShownTrouble, Trouble
from yeshi.orders.group import GroupPays
from yeshi.orders.invoice_wish import InvoiceFor, InvoiceKind
from yeshi.orders.notes import OrderNotes
from yeshi.orders.phrases import Phrase
from yeshi.orders.rating import BROUGHT, Judged
from yeshi.orders.thread import CONTROL, CUSTOMER, Correspondent, ThreadSide
from yeshi.orders.thread_writing import WhatIsSaid
from yeshi.payments.payee import PayeeSaid
from yeshi.payments.refund import Refund, RefundState
from yeshi.people.consent import Consent
from yeshi.people.newcomer import NewcomerKind
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.person import CITY, Grant, Person, Role
from yeshi.people.provided import ProvidedSubject
from yeshi.people.scope import Scope
from yeshi.programmes.application import Applicant
from yeshi.programmes.student import Reached
from yeshi.visits.seats import SeatsSaid
from yeshi.visits.service import ServiceSaid, ServiceSort
from yeshi.vouchers.campaign import Campaign
from yeshi.vouchers.rules import CodeKind, Rules
from yeshi.web.frame.links import LinkMaker
from yeshi.web.frame.site import Site

PICTURE = "3" * 64
PHOTO = "marked" + "0" * 58
P, A = "rural-teachers", "cooperation-2015"
TODAY = EVENING.date()
# Of who booked a service: its shop calls them.
GUEST, GUEST_PHONE = "marked-guest", "+8613912345671"
# As whom the host of a group is in it: in no language, as all read it.
GROUP_GUEST = "~8808~"
# Who closed a day, and why, likewise.
CLOSER = "~8809~"


def _person(role: Role, scope: str, name: str | None = None) -> Person:
    return Person(name or role.value, role.value, (Grant(role, scope),), None)


OFFICIAL = _person(Role.OFFICIAL, CITY)
FOUNDATION = _person(Role.FOUNDATION, P)
READERS = [_person(Role.READER, P, f"reader{n}") for n in range(3)]
APPROVERS = [_person(Role.APPROVER, P, f"approver{n}") for n in range(2)]
SECRETARY = _person(Role.SECRETARY, A)
PARTY = _person(Role.PARTY, seat(A, "alibaba"))
COOK = _person(Role.COOK, "b", "wen")
PEOPLE = (OFFICIAL, FOUNDATION, *READERS, *APPROVERS, SECRETARY, PARTY, COOK)
ONE_EACH = (OFFICIAL, FOUNDATION, READERS[0], APPROVERS[0], SECRETARY, PARTY)


def busy(city: SmallCity) -> dict[str, str]:
    """Has things of every kind happen in the settled city; ids by the names that paths give them.

    The id of an application is given as `application`; its link is made by the application.
    """
    for one in PEOPLE:
        done(entering.enter_person(city.engine, city.key(), one))
    ids = {
        "zone": city.engine.terms.zones[0].id, "merchant": "a", "market": "m", "item": "a1", "courier": "x", "campaign": "v", "programme": P, "to_programme": P,
        "accord": A, "quarter": "2026-4", "target": _target(city), "language": "zh", "theme": "day",
        "face": "shop", "phrase": "on_my_way", "figure": "orders", "sheet_name": "night-hours", "file": "activity", "person": COOK.id, "shift": _shift(city), "invitation": _invited(city), "newcomer": _asked(city), "address": _addressed(city),
        **_pictured(city), **_let(city), "printer": _printing(city), "reading": "0" * 32,
        **_orders(city), **_programme(city), **_accord(city),
        "shock": done(
            shocks.enter(city.by(OFFICIAL), city.key(), Name("洪水", "Flood"), ShockKind.FLOOD,
                TODAY - timedelta(9),
            )
        )["shock"],
    }  # fmt: skip
    ids |= (
        _paid_out(city)
        | _seated(city)
        | _together(city)
        | {"deal": _dealt(city), "play": _played(city)}
    )
    ids |= _booked(city) | _paid_online(city) | {"campaign": _coded(city)}
    # Last, so that no application waits for its reading.
    enter_everybody(city.store)
    return ids


def _addressed(city: SmallCity) -> str:
    said = Whereabouts(
        name="home", place=Point(1000, 1000), address="5 Lane", door_note="", phone="+8613912345670"
    )
    return str(done(addresses.add_address(city.engine, city.key(), "c", said))["address"])


def _printing(city: SmallCity) -> str:
    """A printer of stall a."""
    said = PrinterSaid(name="1", host="192.168.1.50")
    return str(done(printers.enter_printer(city.engine, city.key(), "a", said))["printer"])


def _played(city: SmallCity) -> str:
    """A deal of stall a that is to be played in the twin."""
    asked = rehearse_deal(city.engine, city.key(), "a", threshold((3000, 500)), 25)
    return str(done(asked)["rehearsal"])


def _dealt(city: SmallCity) -> str:
    """A deal of stall a, with a limit that nobody reaches."""
    return start(city, threshold((3000, 500), limit=Money(100_000, "CNY")))


def _coded(city: SmallCity) -> str:
    """A campaign whose vouchers are had by codes, each used once."""
    begun = city.clock.now()
    campaign = Campaign(
        id="coded", name=Name("券", "vouchers"), threshold=city.money(1000), off=city.money(100),
        begins_at=begun, ends_at=begun + timedelta(days=1), rules=Rules(code=CodeKind.EACH),
    )  # fmt: skip
    done(launching.launch_campaign(city.engine, city.key(), campaign))
    done(coding.make_codes(city.engine, city.key(), campaign.id, 2))
    return campaign.id


def _seated(city: SmallCity) -> dict[str, str]:
    """A table of stall a at which something was ordered, and is paid at the end."""
    done(tables.set_tables(city.engine, city.key(), OfStall("a"), 2))
    table, _ = tables.tables_of(city.engine, "a")
    tab = done(seating.want(city.engine, city.key(), "c", table.id, {"a1": 1}))["tab"]
    order = done(sending.send(city.engine, city.key(), "c", table.id, TableRound()))["order"]
    city.cook(order)
    return {"table": table.id, "tab": tab}


def _booked(city: SmallCity) -> dict[str, str]:
    """A service of stall a, and customer c who comes for it, marked in all that is theirs."""
    chairs = SeatsSaid(name=Name("椅", "chairs"), count=2)
    pool = done(offering.enter_seats(city.engine, city.key(), "a", chairs))["seats"]
    said = ServiceSaid(
        name=Name("剪发", "haircut"), sort=ServiceSort.BARBER, seats=pool, minutes=30, between=5,
        price=city.money(3000),
    )  # fmt: skip
    service = done(offering.offer_service(city.engine, city.key(), "a", said))["service"]
    wanted = VisitWanted(
        service=service, starts_at=EVENING + timedelta(hours=26), name=GUEST,
        phone=GUEST_PHONE,
    )  # fmt: skip
    made = done(book_slot(city.engine, city.key(), "c", wanted))["booking"]
    return {"service": service, "seat_pool": pool, "booking": made}


def _together(city: SmallCity) -> dict[str, str]:
    """A group of the customer, in which each pays their own."""
    city.fill()
    wish = GroupWish(name=GROUP_GUEST, pays=GroupPays.EACH, minutes=90, to=DOOR)
    answer = grouping.open_group(city.engine, city.key(), "c", {"a1": 1}, wish)
    return {"group": done(answer)["group"]}


def _paid_out(city: SmallCity) -> dict[str, str]:
    """A run that pays stall a what it is owed, to a payee who is marked."""
    said = PayeeSaid(holder="marked-holder", bank="B", number="MARKED12345678")
    done(payees.enter_payee(city.engine, city.key(), "merchant:a", said))
    with city.store.begin() as work:
        sold = Movement("platform:care", "merchant:a", city.money(900), "compensation")
        work.ledger.move([Transfer("tr-owed", EVENING, None, sold)])
    run = done(paying_out.propose_run(city.engine, city.key()))["run"]
    row = StatedEntry(
        line=2, reference="", amount=city.money(300), day=TODAY, text="marked-paper",
        kind=StatedKind.CAME,
    )  # fmt: skip
    file = StatedFile(StatementForm.BANK_CSV, (row,))
    done(reconciling.read_in(city.engine, city.key(), BANK, "0" * 64, file))
    day = _closed(city)
    with city.store.read() as work:
        return {
            "day": day, "run": run, "payout": work.payouts.of(run)[0].id, "account": BANK,
            "discrepancy": work.discrepancies.open_of(BANK)[0].id,
        }  # fmt: skip


def _closed(city: SmallCity) -> str:
    """A business day that was closed, with a thing that was explained."""
    day = TODAY - timedelta(1)
    unsettled = CloseItem(
        matter=CloseMatter.DIFFERENCES, account=BANK, amount=city.money(300), count=1, since=day,
        why=CLOSER,
    )  # fmt: skip
    with city.store.begin() as work:
        work.day_closes.add(
            DayClose(
                id=close_id(day), day=day, ends_at=city.calendar.day_ends(day),
                closed_at=EVENING, by=CLOSER, items=(unsettled,),
                sums=(LineSum(BANK, city.money(300)),),
            )
        )  # fmt: skip
    return close_id(day)


def _pictured(city: SmallCity) -> dict[str, str]:
    """A dish that shows a picture, whose forms any desk of tests has."""
    hung = [(Sight("a", "a1"), Forms(PICTURE, (240,)))]
    done(picturing.hang(city.engine, city.key(), hung))
    return {"picture": PICTURE, "width": "240", "number": "0"}


def _let(city: SmallCity) -> dict[str, str]:
    """A client that was registered, and acts for a cook."""
    at, client = EVENING, OAuthClient(
        id="client", name="app", redirects=("https://app.example.org/back",), digest="0" * 64,
        scopes=(Scope.READ,), by=COOK.id, made_at=EVENING,
    )  # fmt: skip
    consent = Consent(
        id="consent", client=client.id, person=COOK.id, scopes=client.scopes, grants=COOK.grants,
        customer="c", session="s", strong=False, by_itself=False, given_at=at,
        ends_at=at + timedelta(days=60),
    )  # fmt: skip
    with city.store.begin() as work:
        work.registered_clients.add(client)
        work.registered_consents.add(consent)
        work.provided_subjects.add(ProvidedSubject("2" * 64, COOK.id, "https://id.org", at))
    return {"client": client.id, "consent": consent.id, "subject": "2" * 64}


def _shift(city: SmallCity) -> str:
    """A shift that comes the day after tomorrow."""
    on_at = EVENING + timedelta(days=2)
    planned = PlannedShift("x", on_at, on_at + timedelta(hours=3), Point(300, 0))
    return done(joining.plan_shift(city.engine, city.key(), planned))["shift"]


def _invited(city: SmallCity) -> str:
    invited = Invited(
        name="marked-invited", contact="marked-contact@example.org", language="en",
        grants=(Grant(Role.COOK, "a"),), why="a",
    )  # fmt: skip
    links = LinkMaker(SECRET, Site("http://testserver"))
    return done(inviting.invite(city.engine, city.key(), invited, links))["invitation"]


def _asked(city: SmallCity) -> str:
    """Somebody who asks to have a stall, marked in all that is theirs."""
    asked = Plea(
        kind=NewcomerKind.STALL, name="marked-newcomer", contact="marked-asks@example.org",
        language="en", called=Name("串", "Skewers"), sort="snacks", market="m",
        place=Point(0, 0), says="marked-says",
    )  # fmt: skip
    links = LinkMaker(SECRET, Site("http://testserver"))
    made = done(newcomers.ask(city.engine, city.key(), asked, links))["newcomer"]
    with city.store.begin() as work:
        one = work.newcomers.must(made)
        work.newcomers.put(replace(one, place=Point(1043.25, 1047.75)))
    return made


def _orders(city: SmallCity) -> dict[str, str]:
    city.fill()
    over = city.place({"a1": 1, "b1": 1})
    city.cook(over)
    city.bring(over)
    given = (Judged("a1", 4, "crisp"), Judged("b1", 5), Judged(BROUGHT, 5))
    done(rating.rate(city.engine, city.key(), "c", over, given))
    with city.store.begin() as work:
        rating_id = next(one.id for one in work.ratings.of(over) if one.line == "a1")
    complaint = _complained(city, over)
    under_way = city.place({"a1": 1})
    city.cook(under_way)
    dispatching.tick(city.engine, city.engine.terms.zones[0].id)
    written(city, under_way)
    wished = InvoiceFor(
        kind=InvoiceKind.COMPANY,
        title="marked-title",
        tax_number="MARKED123456789",
        mail="marked@mail.org",
    )
    done(invoicing.ask_invoice(city.engine, city.key(), "c", over, wished))
    with city.store.begin() as work:
        wish = next(one.id for one in work.invoice_wishes.of(over) if one.merchant == "a")
    quote = city.quote({"a1": 1, "b1": 1})
    home = Whereabouts(name="home", place=DOOR.place, address=DOOR.address)
    address = done(addresses.add_address(city.engine, city.key(), "c", home))["address"]
    return {
        "order": under_way, "order_id": under_way, "quote": quote, "quote_id": quote,
        "address": address, "rating_id": rating_id, "complaint": complaint, "wish": wish,
    }  # fmt: skip


def _paid_online(city: SmallCity) -> dict[str, str]:
    """What is being paid through a provider, and what did not go back through it."""
    notes = OrderNotes("marked-word", {"a": "marked-word"})
    wallets, city.engine.payments = city.engine.payments, ByProviders(("taker",))
    begun = begin_payment(city.engine, city.key(), "c", city.quote({"a1": 1}), "taker", notes)
    city.engine.payments = wallets
    payment = done(begun)["payment"]
    with city.store.begin() as work:
        refund = Refund(
            id="refund", intent=payment, customer="c", provider="taker", amount=city.money(100),
            asked_at=EVENING, state=RefundState.FAILED, why="provider_refused",
        )  # fmt: skip
        work.refunds.add(refund)
        kept = Movement("provider:taker", "clearing:refunds", refund.amount, "payment")
        work.ledger.move([Transfer("tr-refund", EVENING, None, kept)])
    return {"payment": payment, "refund": refund.id, "provider": "taker"}


def written(city: SmallCity, order: str) -> None:
    """What its customer writes to stall a, to the courier who has it, and to the control room."""
    stall, rider = Correspondent(ThreadSide.STALL, "a"), city.order(order).courier
    riding = [Correspondent(ThreadSide.COURIER, rider)] if rider else []
    for to in (stall, *riding, CONTROL):
        said = WhatIsSaid(Phrase.THANKS, "marked-written")
        done(thread_acts.write_message(city.engine, city.key(), CUSTOMER, order, to, said))


def _complained(city: SmallCity, order: str) -> str:
    """A complaint about stall a, marked in all that was said and shown, which waits for the control room."""
    told = TroubleTold("a", {0: 1}, Trouble.MISSING, "marked-complaint")
    asked = RedressAsked(told, pictures=(ShownTrouble(PHOTO, (240,)),))
    done(complaining.bring_photos(city.engine, city.key(), "c", order, asked, [PHOTO]))
    made = done(complaining.complain(city.engine, city.key(), "c", order, asked))["complaint"]
    done(redressing.decline(city.engine, city.key(), "a", made, "marked-answer"))
    appealed = complaining.appeal(city.engine, city.key(), "c", order, made, "marked-appeal")
    return str(done(appealed)["complaint"])


def _programme(city: SmallCity) -> dict[str, str]:
    chosen = _apply(city, "n")
    for reader in READERS:
        with city.store.begin() as work:
            waits = work.applications.must(chosen).waits_for(reader.id)
        if waits:
            done(applying.read(city.by(reader), city.key(), chosen, (8, 8, 4)))
    done(applying.select_cohort(city.by(FOUNDATION), city.key(), P, TODAY.year))
    with city.store.begin() as work:
        student = work.students.of(P)[0].id
    donor = done(donating.enter_donor(city.by(FOUNDATION), city.key(), P, "D", True))["donor"]
    amount = Money(10_000_000, "CNY")
    done(donating.receive(city.by(FOUNDATION), city.key(), donor, amount))
    due_on = date(2027, 1, 1)
    pledge = done(donating.pledge(city.by(FOUNDATION), city.key(), donor, amount, due_on))["pledge"]
    told = Reached("enrolled", TODAY, "", "register")
    payment = done(granting.confirm(city.by(FOUNDATION), city.key(), student, told))["payment"]
    return {
        "application": _apply(city, "o"), "student": student, "donor": donor, "pledge": pledge,
        "payment": payment,
    }  # fmt: skip


def _apply(city: SmallCity, name: str) -> str:
    who = Applicant(
        name=name, contact="1", host="hunan-first-normal", home="home", woman=None,
        agrees_to_be_named=False,
    )  # fmt: skip
    sent = applying.apply(city.engine, city.key(), P, who, ["1", "2", "3"])
    return done(sent)["application"]


def _accord(city: SmallCity) -> dict[str, str]:
    engine = city.engine
    entered = coordinating.commit(city.by(SECRETARY), city.key(), A, "cloud", "alibaba", "train")
    commitment = done(entered)["commitment"]
    planned = coordinating.plan(city.by(PARTY), city.key(), commitment, "step", "owner", TODAY)
    held = coordinating.hold_meeting(
        city.by(SECRETARY), city.key(), A, TODAY, "t", "m", ["decided"], True
    )
    kept = coordinating.add_file(city.by(SECRETARY), city.key(), A, "plan.txt", b"plan", True)
    # The step is due today, so that somebody is to be told.
    due.carry_out(engine, due.REMIND)
    with city.store.begin() as work:
        errand = work.errands.open_of("telling")[0].id
    return {
        "commitment": commitment, "milestone": done(planned)["milestone"],
        "meeting": done(held)["meeting"], "kept": done(kept)["file"], "errand": errand,
    }  # fmt: skip


def _target(city: SmallCity) -> str:
    with city.store.begin() as work:
        return work.accords.must(A).targets[0].id
