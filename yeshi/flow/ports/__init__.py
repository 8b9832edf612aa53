"""What flow needs of the world, as protocols, one file a business; wiring chooses who gives it."""

from yeshi.flow.ports.clock import Clock
from yeshi.flow.ports.complaints import Complaints
from yeshi.flow.ports.contents import Contents
from yeshi.flow.ports.crew import Crew
from yeshi.flow.ports.errands import Errands, Prints
from yeshi.flow.ports.finding import Findables
from yeshi.flow.ports.fleet import Couriers, Routes, Shifts
from yeshi.flow.ports.glance import Glance, together
from yeshi.flow.ports.groups import GroupBaskets
from yeshi.flow.ports.intents import PaymentIntents, Refunds
from yeshi.flow.ports.invoices import InvoiceWishes
from yeshi.flow.ports.journal import Answer, Commands, Done, Events, Remembered, Sought
from yeshi.flow.ports.ledger import Ledger, Period
from yeshi.flow.ports.market import DealNights, FavouriteLists, Items, Merchants, StallMet, Stocks
from yeshi.flow.ports.newcomers import Newcomers
from yeshi.flow.ports.news import News, Tidemark, settled_end
from yeshi.flow.ports.orders import AddressBooks, CashStandings, KitchenPaces, Orders, Quotes
from yeshi.flow.ports.payments import Payments
from yeshi.flow.ports.payouts import PayoutRuns, Payouts
from yeshi.flow.ports.people import (
    Invitations,
    ProvenContacts,
    Seals,
    SecretKeys,
    SecretTokens,
    Sessions,
    TriesCounted,
)
from yeshi.flow.ports.pictures import KeptPictures, PictureShelf, ShownPictures
from yeshi.flow.ports.printers import SlipPrinter, Slips
from yeshi.flow.ports.ratings import Ratings, StarsOfDays
from yeshi.flow.ports.reconciling import AllPassedOn, DayCloses, Discrepancies, StatementsRead
from yeshi.flow.ports.records import Grouped, Listed, Records
from yeshi.flow.ports.sights import Ahead, CourierSeen, OrderSeen, ToMake, UnderWay, Way
from yeshi.flow.ports.tables import Tables, Tabs
from yeshi.flow.ports.threads import Threads
from yeshi.flow.ports.visits import Bookings, Services
from yeshi.flow.ports.vouchers import Tallies, VoucherCodes
from yeshi.flow.ports.work import Store, Work

__all__ = [
    "AddressBooks",
    "Ahead",
    "AllPassedOn",
    "Answer",
    "Bookings",
    "CashStandings",
    "Clock",
    "Commands",
    "Complaints",
    "Contents",
    "CourierSeen",
    "Couriers",
    "Crew",
    "DayCloses",
    "DealNights",
    "Discrepancies",
    "Done",
    "Errands",
    "Events",
    "FavouriteLists",
    "Findables",
    "Glance",
    "GroupBaskets",
    "Grouped",
    "Invitations",
    "InvoiceWishes",
    "Items",
    "KeptPictures",
    "KitchenPaces",
    "Ledger",
    "Listed",
    "Merchants",
    "Newcomers",
    "News",
    "OrderSeen",
    "Orders",
    "PaymentIntents",
    "Payments",
    "PayoutRuns",
    "Payouts",
    "Period",
    "PictureShelf",
    "Prints",
    "ProvenContacts",
    "Quotes",
    "Ratings",
    "Records",
    "Refunds",
    "Remembered",
    "Routes",
    "Seals",
    "SecretKeys",
    "SecretTokens",
    "Services",
    "Sessions",
    "Shifts",
    "ShownPictures",
    "SlipPrinter",
    "Slips",
    "Sought",
    "StallMet",
    "StarsOfDays",
    "StatementsRead",
    "Stocks",
    "Store",
    "Tables",
    "Tabs",
    "Tallies",
    "Threads",
    "Tidemark",
    "ToMake",
    "TriesCounted",
    "UnderWay",
    "VoucherCodes",
    "Way",
    "Work",
    "settled_end",
    "together",
]
