"""All routes of the city, face by face: pages, the interface, and what programs alone ask."""

from __future__ import annotations

from yeshi.web.accords import api as accords_api
from yeshi.web.accords import coordinating_api, coordinating_pages, quarters_pages
from yeshi.web.accords import embedding_pages as accord_embedding_pages
from yeshi.web.accords import entry_api as accord_entry_api
from yeshi.web.accords import entry_pages as accord_entry_pages
from yeshi.web.accords import pages as accords_pages
from yeshi.web.city import api as city_api
from yeshi.web.city import (
    embedding_pages,
    figures_api,
    observatory_api,
    observatory_pages,
    opening_api,
    report_pages,
    shocks_pages,
    voucher_codes_api,
)
from yeshi.web.city import pages as city_pages
from yeshi.web.control import api as control_api
from yeshi.web.control import (
    cash_api,
    cash_pages,
    errands_api,
    errands_pages,
    record_api,
    record_pages,
    rehearsal_pages,
    stalls_api,
    stalls_pages,
    terms_pages,
    threads_api,
    threads_pages,
)
from yeshi.web.control import complaints_api as control_complaints_api
from yeshi.web.control import complaints_pages as control_complaints_pages
from yeshi.web.control import pages as control_pages
from yeshi.web.control import ratings_api as control_ratings_api
from yeshi.web.control import ratings_pages as control_ratings_pages
from yeshi.web.courier import api as courier_api
from yeshi.web.courier import joining_api
from yeshi.web.courier import pages as courier_pages
from yeshi.web.courier import thread_api as courier_thread_api
from yeshi.web.courier import thread_pages as courier_thread_pages
from yeshi.web.design import pages as design_pages
from yeshi.web.frame import (
    alive,
    assets,
    installing,
    interface,
    live,
    operating,
    photos,
    styles,
    themes,
)
from yeshi.web.money import api as money_api
from yeshi.web.money import (
    books_account_pages,
    books_api,
    books_pages,
    close_api,
    close_pages,
    providers_pages,
    reconciliation_api,
    reconciliation_pages,
    statement_api,
    statement_pages,
)
from yeshi.web.money import own_api as own_money_api
from yeshi.web.money import own_pages as own_money_pages
from yeshi.web.money import pages as money_pages
from yeshi.web.people import (
    account_api,
    account_pages,
    coming_in_pages,
    consent_pages,
    factors_api,
    factors_pages,
    keys_api,
    keys_pages,
    passkeys_pages,
    people_api,
    people_pages,
    privacy_api,
    privacy_pages,
    provided_pages,
    second_api,
    second_pages,
    sent_codes_api,
    sent_codes_pages,
    tokens,
)
from yeshi.web.people import api as sign_in_api
from yeshi.web.people import pages as sign_in_pages
from yeshi.web.programmes import api as programmes_api
from yeshi.web.programmes import (
    applying_api,
    applying_pages,
    donating_api,
    donating_pages,
    ending_pages,
    granting_api,
    granting_pages,
    reading_api,
    reading_pages,
)
from yeshi.web.programmes import embedding_pages as programme_embedding_pages
from yeshi.web.programmes import entry_api as programme_entry_api
from yeshi.web.programmes import entry_pages as programme_entry_pages
from yeshi.web.programmes import pages as programmes_pages
from yeshi.web.settings import (
    campaigns_pages,
    clients_pages,
    couriers_api,
    couriers_pages,
    join_api,
    join_pages,
    markets_api,
    markets_pages,
    newcomers_pages,
    overview_pages,
    trials_pages,
    voucher_codes_pages,
    zones_api,
    zones_pages,
)
from yeshi.web.settings import stalls_api as entered_api
from yeshi.web.settings import stalls_pages as entered_pages
from yeshi.web.shop import (
    address_api,
    address_pages,
    again_api,
    again_pages,
    checkout_pages,
    complaint_api,
    complaint_pages,
    dish_pages,
    favourites_api,
    favourites_pages,
    finding_api,
    finding_pages,
    group_api,
    group_pages,
    invoice_api,
    invoice_pages,
    mine_api,
    mine_pages,
    ordering_api,
    ordering_pages,
    payment_api,
    payment_pages,
    rating_api,
    rating_pages,
    table_api,
    table_pages,
    thread_api,
    thread_pages,
    visits_api,
    visits_pages,
)
from yeshi.web.shop import api as shop_api
from yeshi.web.shop import pages as shop_pages
from yeshi.web.stall import (
    answers_api,
    answers_pages,
    arranging_api,
    arranging_pages,
    capacity_api,
    capacity_pages,
    codes_pages,
    deal_plays_pages,
    deals_api,
    deals_pages,
    dishes_api,
    dishes_pages,
    facts_pages,
    figures_pages,
    invoices_api,
    invoices_pages,
    listing_api,
    menu_pages,
    pictures_pages,
    printers_api,
    printers_pages,
    services_pages,
    slips_pages,
    tables_api,
    tables_pages,
)
from yeshi.web.stall import api as stall_api
from yeshi.web.stall import complaints_api as stall_complaints_api
from yeshi.web.stall import complaints_pages as stall_complaints_pages
from yeshi.web.stall import donating_api as stall_donating_api
from yeshi.web.stall import pages as stall_pages
from yeshi.web.stall import ratings_api as stall_ratings_api
from yeshi.web.stall import ratings_pages as stall_ratings_pages
from yeshi.web.stall import thread_api as stall_thread_api
from yeshi.web.stall import thread_pages as stall_thread_pages
from yeshi.web.stall import visits_api as stall_visits_api
from yeshi.web.stall import visits_pages as stall_visits_pages

PAGES = (
    shop_pages, checkout_pages, dish_pages, finding_pages, ordering_pages, payment_pages,
    again_pages, rating_pages, complaint_pages, table_pages, address_pages, favourites_pages,
    mine_pages, visits_pages, group_pages, invoice_pages, invoices_pages,
    stall_pages, answers_pages, capacity_pages, figures_pages, dishes_pages, menu_pages,
    arranging_pages, codes_pages, pictures_pages, facts_pages, printers_pages, slips_pages,
    deals_pages, deal_plays_pages, tables_pages, stall_ratings_pages, stall_complaints_pages,
    stall_visits_pages, services_pages,
    courier_pages, thread_pages, stall_thread_pages, courier_thread_pages, threads_pages,
    control_pages, errands_pages, record_pages, terms_pages, rehearsal_pages,
    stalls_pages, cash_pages, control_ratings_pages, control_complaints_pages, money_pages,
    own_money_pages, statement_pages, books_pages, books_account_pages, providers_pages,
    reconciliation_pages, close_pages,
    # Before the observatory, whose address takes any word after /city/.
    city_pages, embedding_pages, report_pages, observatory_pages, shocks_pages,
    programmes_pages, applying_pages, reading_pages, granting_pages, donating_pages,
    programme_entry_pages, programme_embedding_pages, ending_pages,
    accords_pages, quarters_pages, coordinating_pages, accord_entry_pages, accord_embedding_pages,
    sign_in_pages, second_pages, account_pages, factors_pages, passkeys_pages,
    keys_pages, consent_pages, privacy_pages, people_pages, coming_in_pages, sent_codes_pages,
    provided_pages,
    overview_pages, trials_pages, entered_pages, markets_pages, couriers_pages, zones_pages,
    join_pages, newcomers_pages, campaigns_pages, voucher_codes_pages, clients_pages,
    design_pages, alive, assets, installing, interface, live, operating, styles, themes, photos,
)  # fmt: skip
INTERFACE = (
    shop_api, finding_api, ordering_api, payment_api, again_api, rating_api, address_api,
    group_api, complaint_api, table_api, favourites_api, mine_api,
    stall_api, answers_api, capacity_api, dishes_api, arranging_api, deals_api, listing_api,
    stall_donating_api, stall_ratings_api, stall_complaints_api, printers_api,
    tables_api, visits_api, stall_visits_api, invoice_api, invoices_api,
    courier_api, joining_api,
    thread_api, stall_thread_api, courier_thread_api, threads_api,
    control_api, errands_api, record_api, stalls_api, cash_api, control_ratings_api,
    control_complaints_api, money_api, own_money_api, statement_api, books_api,
    reconciliation_api, close_api,
    city_api, figures_api, observatory_api, opening_api, voucher_codes_api,
    programmes_api, applying_api, reading_api, granting_api, donating_api,
    programme_entry_api,
    accords_api, coordinating_api, accord_entry_api,
    sign_in_api, second_api, account_api, factors_api, keys_api, privacy_api, people_api,
    sent_codes_api,
    entered_api, markets_api, couriers_api, zones_api, join_api,
)  # fmt: skip
# What programs alone ask that show what nobody else knows: they were shown no form.
PROGRAMS = (tokens,)
