"""A name is said in the reader's language."""

from __future__ import annotations

import pytest

from yeshi.base.names import Name, beyond_name, id_for, worded


@pytest.mark.parametrize(("language", "said"), [("zh", "夜市"), ("en", "night market")])
def test_a_name_in_each_language(language: str, said: str) -> None:
    """Both are there."""
    assert Name("夜市", "night market").in_language(language) == said


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("云团队 / Cloud team", "云团队", "Cloud team"),
        ("逐一\n走访\n/\nVisit\neach", "逐一\n走访", "Visit\neach"),
        ("商务厅", "商务厅", "商务厅"),
        ("24 / 7", "24 / 7", "24 / 7"),
        ("商务厅/数据局", "商务厅/数据局", "商务厅/数据局"),
        ("商务厅 / 数据局", "商务厅 / 数据局", "商务厅 / 数据局"),
        ("", "", ""),
    ],
)
def test_a_text_in_both_languages_is_told_in_one(text: str, zh: str, en: str) -> None:
    """And one that is written in one language is told as it is."""
    assert (worded(text, "zh"), worded(text, "en")) == (zh, en)


def test_a_name_is_of_peoples_length() -> None:
    """In both languages."""
    assert beyond_name(Name("a", " "))
    assert beyond_name(Name("a" * 61, "b"))
    assert beyond_name(Name("a", "b")) is None


@pytest.mark.parametrize(
    ("name", "taken", "id_"),
    [
        (Name("胡姐甜汤", "Aunt Hu's Soups"), (), "aunt-hu-s-soups"),
        (Name("胡姐甜汤", "胡姐甜汤"), (), "hu-jie-tian-tang"),
        (Name("胡姐甜汤", "胡姐甜汤"), ("hu-jie-tian-tang",), "hu-jie-tian-tang-2"),
        (Name("！？", "…"), (), "stall"),
    ],
)
def test_an_id_is_made_of_a_name(name: Name, taken: tuple[str, ...], id_: str) -> None:
    """Of its pinyin where it is Chinese alone, so that an address says whose it is."""
    assert id_for(name, "stall", taken) == id_
