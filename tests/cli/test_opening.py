"""A city of one's own is opened from its file: whole, once, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from yeshi.adapters.passwords import Argon2
from yeshi.adapters.postgres.store import open_pool
from yeshi.cli.commands import app
from yeshi.people.person import CITY, Grant, Role
from yeshi.wiring.opened import must_be_open, opened

CITY_FILE = """
name = { zh = "醴陵", en = "Liling" }
time_zone = "Asia/Shanghai"
currency = "CNY"

[terms]
commission = 0.05
[terms.delivery]
base_fen = 300
base_km = 2
per_km_fen = 100
reach_minutes = 25
[terms.pay]
order_fen = 600
hour_fen = 1800

[[zones]]
id = "town"
name = { zh = "城区", en = "Town" }
centre = [113.49, 27.65]
"""
MARKET = """
[[markets]]
id = "bridge"
name = { zh = "渌江桥", en = "Lu River Bridge" }
place = [113.5, 27.66]
busy = 1

[dishes]
tofu = ["臭豆腐", "Stinky tofu", 1200, 100]
[stalls]
bridge = [["li-tofu", "李记", "Li's", 17:00:00, 02:00:00, 420, ["tofu"]]]
"""
PASSWORD = "four lanterns over the river"


@pytest.fixture(autouse=True)
def there(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty database and a folder of one's own."""
    monkeypatch.setenv("YESHI_DATABASE_URL", database)
    monkeypatch.setenv("YESHI_HOME", str(tmp_path / "home"))


def open_it(file: Path, text: str, owner: str = "he-yu") -> tuple[object, str]:
    """What the command raised, None for nothing, and what it said."""
    file.write_text(text, encoding="utf-8")
    arguments = ["open", str(file), "--owner", owner, "--name", "何玉"]
    ran = CliRunner().invoke(app, arguments, input=f"{PASSWORD}\n{PASSWORD}\n")
    return ran.exception, ran.output


@pytest.mark.parametrize("more", ["", MARKET])
def test_it_is_open_with_all_that_the_file_says(database: str, tmp_path: Path, more: str) -> None:
    """Its owner signs in with the password; markets may come later."""
    raised, said = open_it(tmp_path / "liling.toml", CITY_FILE + more)
    assert raised is None
    assert "醴陵 Liling is open" in said
    with open_pool(database) as pool:
        city = must_be_open(pool)
        with city.store.read() as work:
            owner, stalls = work.persons.must("he-yu"), work.merchants.all()
            items = work.items.all()
    assert not city.charter.demo
    assert (city.charter.centre.x, city.charter.centre.y) == (113.49, 27.65)
    assert owner.grants == (Grant(Role.OWNER, CITY),)
    assert Argon2().fits(owner.secret, PASSWORD)
    assert [one.id for one in stalls] == (["li-tofu"] if more else [])
    assert [one.price.fen for one in items] == ([1200] if more else [])


@pytest.mark.parametrize(
    ("text", "owner", "said"),
    [
        (CITY_FILE.replace("0.05", "5"), "he-yu", "line 7"),
        (CITY_FILE.replace("[terms]", "[term]"), "he-yu", "term"),
        (CITY_FILE.replace('id = "town"', 'id = "the town"'), "he-yu", "zones.id"),
        (CITY_FILE + MARKET.replace("1200", "0"), "he-yu", "price"),
        (CITY_FILE, "he yu", "person"),
    ],
)
def test_what_cannot_be_opens_nothing(
    database: str, tmp_path: Path, text: str, owner: str, said: str
) -> None:
    """It is said in a sentence, and the corrected file opens the city."""
    raised, _ = open_it(tmp_path / "liling.toml", text, owner)
    assert said in str(raised)
    with open_pool(database) as pool:
        assert opened(pool) is None
    assert open_it(tmp_path / "liling.toml", CITY_FILE)[0] is None


def test_an_installation_has_one_city(tmp_path: Path) -> None:
    """The one that is open is named."""
    open_it(tmp_path / "liling.toml", CITY_FILE)
    raised, _ = open_it(tmp_path / "second.toml", CITY_FILE.replace("Liling", "Zhuzhou"))
    assert "醴陵 Liling is open here already" in str(raised)
