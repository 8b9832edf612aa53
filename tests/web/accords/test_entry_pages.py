"""An accord is entered, amended, altered and ended on pages; what was typed is kept."""

from __future__ import annotations

import re
from datetime import date

from tests.builders import SmallCity
from tests.flow.accords.test_coordinating import PARTY, SECRETARY, A, commit
from tests.web.programmes.rooms import OFFICIAL, client_as, send
from tests.web.programmes.test_entry_pages import fields_of
from yeshi.accords.accord import Area, Party
from yeshi.base.names import Name

NEW = {
    "name_en": "Night Works", "signed_on": "2026-11-01", "source": "the agreement",
    "mechanism_en": "they meet", "meets_every": "3", "remind_days": "14", "escalate_days": "7",
    "parties-0-name_en": "City", "parties-1-name_zh": "平台", "areas-0-name_en": "Stalls",
    "targets-0-name_en": "Paid online", "targets-0-figure": "share_paid", "targets-0-scope": "city",
    "targets-0-baseline": "12.5", "targets-0-goal": "90", "targets-0-due_on": "2027-12-31",
    "commitments-0-party": "parties-1-", "commitments-0-area": "areas-0-",
    "commitments-0-text": "A code at every stall", "commitments-0-step": "Codes printed",
    "commitments-0-owner": "Li", "commitments-0-due_on": "2026-12-24",
}  # fmt: skip


def test_an_accord_is_entered() -> None:
    """With its first commitments; what is wrong stands beside its field, and nothing is lost."""
    city = SmallCity().settle_in()
    client = client_as(city, OFFICIAL)
    assert "/accords/enter/new" in client.get("/accords").text
    assert 'name="parties-1-name_zh"' in client.get("/accords/enter/new").text
    wrong = NEW | {"targets-0-goal": "12.5", "targets-0-figure": "fund", "commitments-0-owner": ""}
    page = send(client, city, "/accords", **wrong)
    mended = set(re.findall(r'id="mend-([^"]+)"', page))
    assert mended == {"targets-0-goal", "targets-0-figure", "commitments-0-owner"}
    assert {**wrong, **fields_of(page)} == fields_of(page)
    beyond = send(client, city, "/accords", **NEW | {"targets-0-goal": "500"})
    assert set(re.findall(r'id="mend-([^"]+)"', beyond)) == {"targets-0-goal"}
    page = send(client, city, "/accords", more="commitments", **NEW)
    assert "2. 平台" in page
    assert 'name="commitments-1-text"' in page
    one_party = NEW | {"parties-1-name_zh": "", "commitments-0-party": "parties-0-"}
    assert 'id="mend-parties"' in send(client, city, "/accords", **one_party)
    assert "<h1>Night Works</h1>" in send(client, city, "/accords", **NEW)
    with city.store.begin() as work:
        made = work.accords.must("night-works")
        undertaken = work.commitments.of(made.id)
        steps = work.milestones.of(made.id)
    assert made.parties == (
        Party("city", Name("City", "City")),
        Party("ping-tai", Name("平台", "平台")),
    )
    assert made.areas == (Area("stalls", Name("Stalls", "Stalls")),)
    assert (made.targets[0].baseline, made.targets[0].goal) == (0.125, 0.9)
    assert [(one.party, one.area) for one in undertaken] == [("ping-tai", "stalls")]
    assert [(one.owner, one.due_on) for one in steps] == [("Li", date(2026, 12, 24))]


def test_an_accord_is_amended() -> None:
    """As it stands in its form, with a reason; what it said before is on its page for everybody."""
    city = SmallCity().settle_in()
    client = client_as(city, SECRETARY)
    to = f"/accords/{A}/entry"
    assert to in client.get(f"/accords/{A}").text
    with city.store.begin() as work:
        before = work.accords.must(A)
    said = fields_of(client.get(to).text)
    assert 'id="mend-why"' in send(client, city, to, **said)
    said["why"] = "as they agreed"
    send(client, city, to, **said)
    with city.store.begin() as work:
        assert work.accords.must(A) == before
    changed = said | {"name_en": "A second agreement", "targets-0-figure": "share_ordering"}
    send(client, city, to, **changed)
    with city.store.begin() as work:
        targets = work.accords.must(A).targets
    assert targets[0].id != before.targets[0].id
    public = client_as(city, PARTY).get(f"/accords/{A}").text
    assert "<h1>A second agreement</h1>" in public
    assert f"<h3>{before.name.en}</h3>" in public
    assert "as they agreed" in public
    assert to not in public


def test_a_commitment_is_altered_and_the_accord_ends() -> None:
    """Its earlier text stays beneath it; then nothing is to be filled in any more."""
    city = SmallCity().settle_in()
    client = client_as(city, SECRETARY)
    commitment = commit(city)
    base = f"/accords/{A}"
    said = {"area": "cloud", "text": "do more", "why": "agreed"}
    page = send(client, city, f"{base}/commitments/{commitment}/alter", **said)
    assert "<h3>do more</h3>" in page
    assert "do it" in page
    assert 'id="mend-outcome"' in send(client, city, f"{base}/end", why="over", outcome="x")
    assert 'id="mend-why"' in send(client, city, f"{base}/end", why="", outcome="lapsed")
    page = send(client, city, f"{base}/end", why="over", outcome="lapsed")
    assert "lapsed 2026-" in page
    assert "/commitments" not in page
    assert "lapsed 2026-" in client.get("/accords").text
    assert f"{base}/entry" not in page
    assert "/commitments" in send(client, city, f"{base}/reopen", why="once more")
