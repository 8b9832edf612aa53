"""What several commands will look at is named once."""

from yeshi.flow.ports import Glance, together


def test_each_thing_is_named_once_in_the_order_in_which_it_was_named() -> None:
    """By collection; what is to be changed apart from what is only read."""
    one = Glance({"items": ["b", "a"]}, {"quotes": ["q"]}, ["wallet:c"], ["k"])
    other = Glance(
        {"items": ["c", "a"], "merchants": ["m"]},
        {"quotes": ["q", "r"]},
        ["wallet:d"],
        whole=["campaigns"],
    )
    both = together([one, other, Glance()])
    assert {name: list(ids) for name, ids in both.things.items()} == {
        "items": ["b", "a", "c"],
        "merchants": ["m"],
    }
    assert {name: list(ids) for name, ids in both.locked.items()} == {"quotes": ["q", "r"]}
    assert list(both.accounts) == ["wallet:c", "wallet:d"]
    assert list(both.commands) == ["k"]
    assert list(both.whole) == ["campaigns"]
