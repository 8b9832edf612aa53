"""One good record of each kind, kept in a small city."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.builders import DOOR, EVENING, SmallCity
from tests.market.deals import threshold
from yeshi.accords.commitment import Commitment, Milestone
from yeshi.accords.meeting import File, Meeting
from yeshi.base.money import Money
from yeshi.base.names import Name
from yeshi.events.complaints import BackTo, Bears
from yeshi.fleet.delivery import Route, Stop, StopKind
from yeshi.flow.charter import Charter
from yeshi.flow.deal_rehearsal import BreakEven, DealMeasure, DealOutcome, DealRehearsal
from yeshi.flow.errand import Errand
from yeshi.flow.in_force import Enacted
from yeshi.flow.kept import kinds
from yeshi.flow.printed import Print
from yeshi.flow.rehearsal import Rehearsal, RehearsedMeasure, TermsOutcome
from yeshi.geo.point import Point
from yeshi.ledger.closing import CloseItem, CloseMatter, DayClose, LineSum
from yeshi.ledger.discrepancy import DiscrepancyState, KeptDiscrepancy, StatementRead
from yeshi.ledger.passed_on import FeesOfDay, PassedOn, PassedOnState
from yeshi.ledger.reconciliation import DiscrepancyKind
from yeshi.ledger.stated import StatementForm
from yeshi.market.deal import DealNight
from yeshi.market.facts import StallFacts
from yeshi.market.favourites import FavouriteList
from yeshi.market.finding import findable
from yeshi.market.pictured import KeptPicture, ShownPicture
from yeshi.market.printer import Coding, Printer, PrinterFault, SlipKind
from yeshi.market.shelf import SharedStock
from yeshi.market.slip import Slip
from yeshi.market.table import DiningTable
from yeshi.observatory.shock import Shock, ShockKind
from yeshi.orders.addresses import AddressBook
from yeshi.orders.cash import CashStanding
from yeshi.orders.complaint import (
    ComplainedLine,
    Complaint,
    ComplaintState,
    ShownTrouble,
    Trouble,
)
from yeshi.orders.delivery_pace import Delivered, DeliveryPace, Foreseen, HourPace
from yeshi.orders.group import GroupBasket, GroupGuest, GroupPays
from yeshi.orders.guest_wishes import GuestWish
from yeshi.orders.invoice_wish import InvoiceFor, InvoiceKind, InvoiceWish
from yeshi.orders.kitchen_pace import KitchenPace
from yeshi.orders.phrases import Phrase
from yeshi.orders.rating import Rating
from yeshi.orders.stars import stars_of
from yeshi.orders.tab import Tab
from yeshi.orders.thread import CONTROL, CUSTOMER, ReadMark, Thread, ThreadMessage
from yeshi.payments.intent import Handing, IntentState, PaymentIntent, PaymentOffer, TakingUp
from yeshi.payments.payee import Payee
from yeshi.payments.payout import Payout, PayoutState
from yeshi.payments.payout_run import PayoutRun, RunState
from yeshi.payments.refund import Refund, RefundState
from yeshi.people.api_key import ApiKey
from yeshi.people.consent import Consent
from yeshi.people.contact import By, Contact
from yeshi.people.factors import Factors
from yeshi.people.invitation import LASTS, Invitation
from yeshi.people.issued import TokenKind, issued
from yeshi.people.newcomer import Newcomer, NewcomerKind
from yeshi.people.oauth_client import OAuthClient
from yeshi.people.passkey import Challenge, Passkey, Purpose
from yeshi.people.person import Grant, Person, Role
from yeshi.people.proven import ProvenContact, contact_id
from yeshi.people.provided import ProvidedSubject
from yeshi.people.scope import Scope
from yeshi.people.sent_code import CodeFor, SentCode
from yeshi.people.session import WayIn, opened
from yeshi.people.shopper import Shopper
from yeshi.people.tries import Tries
from yeshi.programmes.application import Applicant, Application
from yeshi.programmes.donor import Donor, Pledge
from yeshi.programmes.payment import Payment
from yeshi.programmes.student import Student
from yeshi.visits.booking import Booking, BookingState, DeclinedFor
from yeshi.visits.seats import SeatPool
from yeshi.visits.service import BookableService, ServiceSort
from yeshi.visits.slot import Span
from yeshi.vouchers.code import VoucherCode
from yeshi.vouchers.lot import Claim
from yeshi.vouchers.tally import Tally

ON = EVENING.date()
HALF_PAST = EVENING.replace(minute=30)
MONEY = Money(100, "CNY")
PAYEE = Payee(id="merchant:a", holder="A", bank="B", bank_code="", number="12345678", since=EVENING)
MAIL = Contact(By.MAIL, "Wu@Example.org")


def keep_one_of_each(city: SmallCity) -> dict[str, Any]:
    """A record of each kind by the name of its collection, kept in the city."""
    city.fill()
    order = city.place({"a1": 1})
    with city.store.begin() as work:
        programme, accord = work.programmes.all()[0].id, work.accords.all()[0].id
        work.contents.keep("digest", b"data")
        stop = Stop(
            kind=StopKind.COLLECT,
            order=order,
            place=Point(0, 0),
            arrive_at=EVENING,
            hand_over_at=EVENING,
            leave_at=EVENING,
        )
        applicant = Applicant(
            name="Li",
            contact="li@example.org",
            host="host",
            home="",
            woman=None,
            agrees_to_be_named=True,
        )
        made: dict[str, Any] = {
            "charters": Charter(
                name=Name("长沙", "Changsha"),
                centre=Point(113, 28.2),
                demo=False,
                opened_at=EVENING,
            ),
            "enacted": Enacted(
                id="1",
                number=1,
                from_at=EVENING,
                enacted_at=EVENING,
                by="console",
                why="",
                terms=city.engine.terms,
            ),
            "rehearsals": Rehearsal(
                id="rehearsal",
                asked_at=EVENING,
                before=city.engine.terms,
                terms=city.engine.terms,
                elasticity=0.6,
                errand="errand",
                outcome=TermsOutcome(
                    orders=60,
                    days=2,
                    nights=5,
                    measures=(
                        RehearsedMeasure(
                            key="orders",
                            unit="",
                            digits=0,
                            before=30.0,
                            after=28.0,
                            least=-3.0,
                            most=-1.0,
                            better=False,
                        ),
                    ),
                ),
            ),
            "routes": Route(
                id="route",
                courier="x",
                zone="city",
                origin=Point(0, 0),
                committed_at=EVENING,
                stops=(stop,),
            ),
            "claims": Claim(id="claim", campaign="v", customer="c", claimed_at=EVENING),
            "tallies": Tally(
                id="v:c",
                campaign="v",
                customer="c",
                codes=1,
                times=2,
                day=ON,
                day_times=1,
                day_fen=800,
            ),
            "voucher_codes": VoucherCode(
                id="ABCD2345EFGH",
                campaign="v",
                single=True,
                made_at=EVENING,
                customer="c",
                entered_at=EVENING,
            ),
            "address_books": AddressBook(id="c"),
            "favourite_lists": FavouriteList(id="c"),
            "cash_standings": CashStanding(id="c"),
            "shocks": Shock(
                id="shock",
                name=Name("水", "flood"),
                kind=ShockKind.FLOOD,
                began_on=ON,
                ended_on=None,
                note="",
                entered_by="p",
                entered_at=EVENING,
            ),
            "persons": Person("person", "Wang", (), None),
            "sessions": opened(
                "0" * 64, Person("person", "Wang", (), None), "", WayIn.DEMO, EVENING
            ),
            "second_factors": Factors(
                id="person",
                person="person",
                sealed="sealed",
                counter=1,
                since=EVENING,
                recovery=("digest",),
            ),
            "invitations": Invitation(
                id="invitation",
                digest="0" * 64,
                name="Wu",
                contact=Contact(By.PHONE, "+8613912345678"),
                language="zh",
                grants=(Grant(Role.COOK, "a"),),
                by="console",
                made_at=EVENING,
                ends_at=EVENING + LASTS,
            ),
            "newcomers": Newcomer(
                id="newcomer",
                digest="0" * 64,
                kind=NewcomerKind.STALL,
                name="Wu",
                contact=Contact(By.PHONE, "+8613912345678"),
                language="zh",
                called=Name("串", "skewer"),
                sort="snacks",
                market="m",
                place=Point(0, 0),
                says="",
                made_at=EVENING,
            ),
            "registered_passkeys": Passkey(
                id="passkey",
                person="person",
                name="phone",
                credential="credential",
                public_key=b"key",
                counter=0,
                added_at=EVENING,
            ),
            "secret_keys": ApiKey(
                id="key",
                digest="0" * 64,
                person="person",
                name="till",
                scopes=(Scope.READ,),
                customer="c",
                strong=False,
                made_at=EVENING,
                ends_at=EVENING + LASTS,
            ),
            "stall_facts": StallFacts(id="a", sign="a", entered_at=EVENING),
            "deal_nights": DealNight(id="deal", merchant="a", night=ON, spent=MONEY),
            "deal_rehearsals": DealRehearsal(
                id="played",
                merchant="a",
                asked_at=EVENING,
                deal=threshold((3000, 500), limit=MONEY),
                more_percent=25,
                errand="errand",
                outcome=DealOutcome(
                    orders=60,
                    days=7,
                    nights=12,
                    hands=3,
                    taken=8.5,
                    measures=(
                        DealMeasure(
                            key="stall_kept",
                            unit="money",
                            digits=2,
                            before=900.0,
                            after=870.5,
                            least=-60.25,
                            most=12.0,
                            clear=True,
                        ),
                    ),
                    even=BreakEven(orders=2.5, least=1.0, most=4.0, usual=9.0),
                ),
            ),
            "pictures": KeptPicture("3" * 64, None),
            "shown_pictures": ShownPicture(
                id="front:a", merchant="a", picture="3" * 64, widths=(240, 640), since=EVENING
            ),
            "printers": Printer(
                id="printer",
                merchant="a",
                name="a",
                host="192.168.1.50",
                port=9100,
                width_mm=58,
                coding=Coding.GB18030,
                prints=(SlipKind.KITCHEN, SlipKind.BILL),
                categories=("热菜",),
                entered_at=EVENING,
                tells=True,
                fault=PrinterFault.SILENT,
                silent_since=EVENING,
                answered_at=EVENING,
                head="slip",
            ),
            "tabs": Tab(
                id="tab",
                place="a",
                number=7,
                opened_at=EVENING,
                used_at=EVENING,
                guests=("c",),
                wanted=(GuestWish(1, "a1", 2),),
            ),
            "group_baskets": GroupBasket(
                id="group",
                host="c",
                place="m",
                of_market=True,
                pays=GroupPays.EACH,
                opened_at=EVENING,
                deadline=HALF_PAST,
                over_at=HALF_PAST,
                guests=(
                    GroupGuest(customer="c", name="Li", held=MONEY, tip=MONEY),
                    GroupGuest(customer="d", name="Wu"),
                ),
                wanted=(GuestWish(1, "a1", 2),),
                destination=DOOR,
                version=3,
                round_up=programme,
            ),
            "tables": DiningTable(id="table", number=7, merchant="a", tab="tab"),
            "seat_pools": SeatPool(
                id="chairs",
                merchant="a",
                name=Name("椅", "chairs"),
                count=2,
                days_off=(0,),
                paused=(Span(EVENING, EVENING + timedelta(hours=1)),),
            ),
            "services": BookableService(
                id="cut",
                merchant="a",
                seats="chairs",
                sort=ServiceSort.BARBER,
                name=Name("剪发", "haircut"),
                minutes=30,
                between=5,
                price=MONEY,
            ),
            "bookings": Booking(
                id="booking",
                merchant="a",
                service="cut",
                seats="chairs",
                what=Name("剪发", "haircut"),
                price=MONEY,
                customer="c",
                name="Li",
                phone="+8613912345678",
                number=101,
                code="0000",
                starts_at=EVENING,
                ends_at=EVENING + timedelta(minutes=30),
                free_at=EVENING + timedelta(minutes=35),
                made_at=EVENING,
                state=BookingState.DECLINED,
                reminded=True,
                why=DeclinedFor.ILL,
            ),
            "findables": replace(findable("a", "a1", Name("臭豆腐", "tofu")), service="cut"),
            "ratings": Rating(
                id="rating",
                order=order,
                line="a1",
                merchant="a",
                item="a1",
                stars=4,
                word="good",
                rated_at=EVENING,
                night=ON,
                answer="thank you",
                answered_at=EVENING,
                hidden_why="",
            ),
            "complaints": Complaint(
                id="complaint",
                order=order,
                merchant="a",
                customer="c",
                zone="city",
                lines=(ComplainedLine(0, Name("a1", "a1"), 1, MONEY, MONEY),),
                trouble=Trouble.MISSING,
                words="gone",
                pictures=(ShownTrouble("p" + "0" * 63, (240,)),),
                asked=MONEY,
                voucher=MONEY,
                campaign="v",
                to=BackTo.OFFICE,
                made_at=EVENING,
                due_at=EVENING,
                state=ComplaintState.UPHELD,
                granted=MONEY,
                from_stall=MONEY,
                handed_out=MONEY,
                answer="no",
                answered_at=EVENING,
                appeal="yes",
                appealed_at=EVENING,
                bears=Bears.STALL,
                why="why",
                decided_at=EVENING,
            ),
            "invoice_wishes": InvoiceWish(
                id="invoice",
                order=order,
                merchant="a",
                customer="c",
                made_for=InvoiceFor(
                    kind=InvoiceKind.COMPANY,
                    title="Company",
                    tax_number="91430100MA4L0XQ12T",
                    mail="c@example.org",
                ),
                asked_at=EVENING,
                number="25432000000012345678",
                why="",
                answered_at=EVENING,
                billed=Money(1200, "CNY"),
            ),
            "threads": Thread(
                id=order,
                zone="city",
                begun_at=EVENING,
                last_at=EVENING,
                messages=(
                    ThreadMessage(
                        number=1, by=CUSTOMER, to=CONTROL, at=EVENING, phrase=Phrase.HOW_LONG
                    ),
                    ThreadMessage(number=2, by=CUSTOMER, to=CONTROL, at=EVENING, words="hello"),
                ),
                read=(ReadMark("control", 1),),
                unread=("control",),
                waits_since=EVENING,
            ),
            "stars_of_days": replace(stars_of("dish:a1", ON), count=2, total=7),
            "payees": PAYEE,
            "payment_intents": PaymentIntent(
                id="payment",
                customer="c",
                quote="quote",
                provider="taker",
                amount=MONEY,
                made_at=EVENING,
                until=EVENING,
                state=IntentState.REFUNDED,
                offer=PaymentOffer("ref", Handing.CODE, "code"),
                received=MONEY,
                returned=MONEY,
                taking=TakingUp.TAKEN_UP,
                order=order,
                paid_at=EVENING,
            ),
            "refunds": Refund(
                id="refund",
                intent="payment",
                customer="c",
                provider="taker",
                amount=MONEY,
                asked_at=EVENING,
                state=RefundState.OTHERWISE,
                order=order,
                why="at the office",
                ended_at=EVENING,
            ),
            "payout_runs": PayoutRun(
                id="run",
                day=ON,
                proposed_at=EVENING,
                state=RunState.APPROVED,
                checked_by="one",
                approved_by="two",
                approved_at=EVENING,
                fetched_at=EVENING,
            ),
            "payouts": Payout(
                id="payout",
                run="run",
                day=ON,
                account="merchant:a",
                payee=PAYEE,
                amount=MONEY,
                state=PayoutState.RETURNED,
                why="no such account",
                ended_at=EVENING,
            ),
            "statements_read": StatementRead(
                id="statement",
                account="provider:taker",
                digest="0" * 64,
                form=StatementForm.WECHAT,
                begins=EVENING,
                ends=EVENING + timedelta(days=1),
                rows=3,
                matched=1,
                aside=1,
                found=1,
                read_at=EVENING,
                by="person",
                closing=MONEY,
                closing_on=ON,
                booked=MONEY,
            ),
            "passed_on": PassedOn(
                id="passed",
                account="provider:taker",
                statement="statement",
                amount=MONEY,
                day=ON,
                reference="po",
                booked_at=EVENING,
                state=PassedOnState.ARRIVED,
                ended_at=EVENING,
                arrived_on=ON,
                arrived_as="row",
            ),
            "day_closes": DayClose(
                id=ON.isoformat(),
                day=ON,
                ends_at=EVENING,
                closed_at=EVENING,
                by="person",
                items=(
                    CloseItem(matter=CloseMatter.TRIAL, account="", amount=MONEY * 0),
                    CloseItem(
                        matter=CloseMatter.UNDER_WAY,
                        account="clearing:payouts",
                        amount=MONEY,
                        count=1,
                        since=ON,
                        why="the bank answers on Monday",
                    ),
                ),
                sums=(LineSum("outside:bank", MONEY), LineSum("merchant:", MONEY * -1)),
            ),
            "fees_of_days": FeesOfDay("fee", "provider:taker", ON, ("row-one", "row-two")),
            "discrepancies": KeptDiscrepancy(
                id="discrepancy",
                account="provider:taker",
                statement="statement",
                kind=DiscrepancyKind.WRONG_DAY,
                since=ON,
                found_at=EVENING,
                reference="payment",
                text="SUCCESS",
                booked="payment",
                booked_amount=MONEY,
                stated_amount=MONEY,
                stated_on=ON,
                stated_at=EVENING,
                state=DiscrepancyState.EXPLAINED,
                why="their clock",
                ended_at=EVENING,
            ),
            "slips": Slip(
                id="slip",
                merchant="a",
                printer="printer",
                kind=SlipKind.TRIAL,
                order=None,
                written_at=EVENING,
                errand="errand",
                items=("a1",),
                sendings=1,
            ),
            "provided_subjects": ProvidedSubject("2" * 64, "person", "https://id.org", EVENING),
            "registered_clients": OAuthClient(
                id="client",
                name="app",
                redirects=("https://app.example.org/back",),
                digest="0" * 64,
                scopes=(Scope.READ,),
                by="person",
                made_at=EVENING,
            ),
            "registered_consents": Consent(
                id="consent",
                client="client",
                person="person",
                scopes=(Scope.READ,),
                grants=(Grant(Role.COOK, "a"),),
                customer="c",
                session="session",
                strong=False,
                by_itself=False,
                given_at=EVENING,
                ends_at=EVENING + LASTS,
            ),
            "secret_tokens": issued(
                TokenKind.CODE, "1" * 64, "consent", (Scope.READ,), EVENING, "https://app", "x"
            ),
            "challenges": Challenge(
                id="challenge", purpose=Purpose.ENTER, bound="browser", ends_at=EVENING
            ),
            "shoppers": Shopper("c", "person", True, EVENING),
            "sent_codes": SentCode(
                id="sent",
                purpose=CodeFor.ENTER,
                person="",
                contact=Contact(By.PHONE, "+8613912345678"),
                digest="0" * 64,
                language="zh",
                made_at=EVENING,
                ends_at=EVENING + LASTS,
            ),
            "proven_contacts": ProvenContact(contact_id(MAIL), "person", MAIL, EVENING),
            "tries": Tries("tries", 1, EVENING, EVENING),
            "donors": Donor("donor", programme, "Zhao", True),
            "pledges": Pledge(
                id="pledge",
                programme=programme,
                donor="donor",
                amount=MONEY,
                due_on=ON,
                given=Money(0, "CNY"),
            ),
            "applications": Application(
                id="application",
                programme=programme,
                year=2026,
                applicant=applicant,
                answers=(),
                sent_at=EVENING,
            ),
            "students": Student(
                id="student",
                programme=programme,
                application="application",
                year=2026,
                name="Li",
                host="host",
                woman=None,
                named=True,
                selected_on=ON,
            ),
            "payments": Payment(
                id="payment",
                programme=programme,
                student="student",
                milestone="first",
                amount=MONEY,
                year=2026,
                proposed_by="p",
            ),
            "commitments": Commitment(
                id="commitment",
                accord=accord,
                area="area-1",
                party="party-1",
                text="text",
                entered_on=ON,
            ),
            "milestones": Milestone(
                id="milestone",
                accord=accord,
                commitment="commitment",
                party="party-1",
                text="text",
                owner="owner",
                due_on=ON,
            ),
            "meetings": Meeting(
                id="meeting",
                accord=accord,
                held_on=ON,
                title="title",
                minutes="minutes",
                decisions=(),
                entered_by="p",
                is_public=True,
            ),
            "files": File(
                id="file",
                accord=accord,
                name="f.txt",
                media_type="text/plain",
                size=4,
                digest="digest",
                entered_by="p",
                entered_at=EVENING,
                is_public=True,
            ),
            "errands": Errand(
                id="errand",
                kind="telling",
                given={"accord": accord},
                written_at=EVENING,
                again_at=EVENING,
            ),
            "prints": Print(
                id="print",
                name="city",
                as_of=EVENING,
                made_at=EVENING,
                told=b"\x00\xff",
                pdf=b"",
            ),
        }
        made["kitchen_paces"] = KitchenPace(id="a", parts=3.0, times=1.2, said=2.0, said_cv2=0.1)
        made["delivery_paces"] = DeliveryPace(
            id="east",
            learnt_to=EVENING,
            hours=(HourPace(18, 3.0, 1.5),),
            seen=(Delivered(Foreseen(600.0, 2, 0.75), 1200.0),),
            may_be_late=0.1,
            weights=(5.0, 1.0),
        )
        made["stocks"] = SharedStock("stock", "a", Name("豆腐", "tofu"), 3)
        for name, record in made.items():
            getattr(work, name).add(record)
        for kept in kinds():
            if kept.name not in made:
                made[kept.name] = getattr(work, kept.name).all()[0]
    return made
