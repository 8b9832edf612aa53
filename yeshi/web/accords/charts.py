"""The way of a target: what its figure came to, day by day, and where it is to be."""

from __future__ import annotations

from typing import Any

from yeshi.base.sentences import say
from yeshi.events.accords import TargetMeasured
from yeshi.flow.accords.agreements import AccordView
from yeshi.web.frame.charts import framed


def target_chart(view: AccordView, target_id: str, language: str) -> dict[str, Any]:
    """The measured values, and a line from the baseline to the goal on its day."""
    target = next((one for one in view.accord.targets if one.id == target_id), None)
    measured: list[dict[str, Any]] = [
        {"day": recorded.event.day.isoformat(), "value": recorded.event.value}
        for recorded in view.history
        if isinstance(recorded.event, TargetMeasured)
        and recorded.event.target == target_id
        and recorded.event.value is not None
    ]
    way = []
    if target is not None:
        way = [
            {"day": view.accord.signed_on.isoformat(), "value": target.baseline},
            {"day": target.due_on.isoformat(), "value": target.goal},
        ]
        begin = min([one["day"] for one in measured], default=view.today.isoformat())
        way[0]["day"] = begin
    x = {
        "field": "day",
        "type": "temporal",
        "title": say(language, "accord.day"),
        "axis": {"title": None, "format": "%m-%d", "labelOverlap": True},
    }
    y = {"field": "value", "type": "quantitative",
         "axis": {"title": say(language, "accord.value")}}  # fmt: skip
    return framed(
        {
            "layer": [
                {"data": {"values": way}, "mark": {"type": "line", "strokeDash": [4, 4],
                                                   "color": "#f2a33a"},
                 "encoding": {"x": x, "y": y}},
                {"data": {"values": measured},
                 "mark": {"type": "line", "point": True, "color": "#4fb6a8"},
                 "encoding": {"x": x, "y": y}},
            ]
        },
        height=160,
    )  # fmt: skip
