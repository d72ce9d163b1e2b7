"""The pictures of a report as SVG without scripts, fonts or addresses: every mark leads to an anchor of the page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from textwrap import shorten
from typing import Any

import pygal
from pygal.style import Style

from kb.days import spell_day
from kb.exports.wording import MODALITIES, spell_euros
from kb.facts import Modality
from kb.report.content import Money, Point, Share, Subject

COLOURS = ("#1f5fa8", "#b3261e", "#2e7d32", "#8a5a00", "#6a3d9a")
"""Dark enough to be told apart on white, and in this order for colour-blind readers beside the legend."""
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
"""Without the library's finder of map packages: Python warns of its old form at every import that finds nothing."""

_WIDTH = 960
_LINE = 26
"""Pixels of a line of a chart."""
_FRAME = 110
_LONGEST = 56
_CONTROL = dict.fromkeys(range(32))

Mark = dict[str, Any]


def timeline(points: Sequence[Point]) -> str:
    """A line for each point, the earliest on top: deadlines and milestones by day."""
    chart = _chart(pygal.DateLine, "plazos", len(points), stroke=False, dots_size=6, show_y_guides=True)
    chart.x_value_formatter = lambda day: str(day.year)
    height = {id(point): len(points) - number for number, point in enumerate(points)}
    chart.y_labels = [{"value": height[id(one)], "label": _name(f"{one.place.label}: {one.what}")} for one in points]
    for kind, title in (("plazo", "Vencimientos"), ("hito", "Hitos")):
        mine = [one for one in points if one.kind == kind]
        chart.add(title, [_mark((one.day, height[id(one)]), one.place.anchor, _told(one)) for one in mine])
    chart.x_labels = _years(points)
    return _drawn(chart)


def money(given: Money, name: str) -> str:
    """A bar for each holder or concept, a stretch of it for each row; `name` is the chart's own in the page."""
    holders: dict[str, list[Share]] = {}
    for share in given.shares:
        holders.setdefault(share.name, []).append(share)
    chart = _chart(pygal.HorizontalStackedBar, name, len(holders), show_legend=False, colours=COLOURS[:1])
    chart.value_formatter = chart.x_value_formatter = _millions
    names = list(reversed(holders))
    chart.x_labels = [_name(one) for one in names]
    for number in range(max(map(len, holders.values()))):
        rows = [holders[one][number] if number < len(holders[one]) else None for one in names]
        chart.add("", [row and _mark(row.euros, row.place.anchor, _paid(row)) for row in rows])
    return _drawn(chart)


def duties(subjects: Sequence[Subject]) -> str:
    """A bar for each subject, a stretch of it for each modality."""
    chart = _chart(pygal.HorizontalStackedBar, "sujetos", len(subjects))
    chart.value_formatter = lambda count: f"{count:.0f}"
    shown = list(reversed(subjects))
    chart.x_labels = [_name(one.name) for one in shown]
    for kind in Modality:
        counts = [len(one.clauses[kind]) for one in shown]
        marks = [_counted(one, kind, count) if count else None for one, count in zip(shown, counts, strict=True)]
        chart.add(MODALITIES[kind].capitalize(), marks)
    return _drawn(chart)


def anchor_of(subject: Subject, kind: Modality) -> str:
    """The id, in the page, of the list of a subject's clauses of a modality."""
    return f"{subject.anchor}-{kind.value}"


def _counted(subject: Subject, kind: Modality, count: int) -> Mark:
    return _mark(count, anchor_of(subject, kind), f"{subject.name} · {MODALITIES[kind]}: {count}")


def _chart(form: Any, name: str, lines: int, colours: Sequence[str] = COLOURS, **options: Any) -> Any:
    style = Style(
        background="#ffffff", plot_background="#ffffff", foreground="#222222", foreground_strong="#111111",
        foreground_subtle="#d9d9d9", guide_stroke_color="#dddddd",
        major_guide_stroke_color="#dddddd", guide_stroke_dasharray="1,0", major_guide_stroke_dasharray="1,0",
        colors=tuple(colours) * 40 if len(colours) == 1 else colours,
        font_family="sans-serif", label_font_size=12, major_label_font_size=12, legend_font_size=13, opacity=".9",
        opacity_hover="1", transition="0s",
    )  # fmt: skip
    chart = form(
        width=_WIDTH, height=_FRAME + _LINE * lines, style=style, js=[], disable_xml_declaration=True,
        explicit_size=False, legend_at_bottom=True, legend_at_bottom_columns=5, print_values=False, show_title=False,
        margin=8, margin_bottom=28, spacing=8, truncate_label=-1, truncate_legend=-1, no_data_text="",
        **options,
    )  # fmt: skip
    chart.uuid = name
    chart.add_xml_filter(_still)
    return chart


def _still(root: Any) -> Any:
    """The picture without the library's scripts, its notes to them, and ids that every picture would have.

    Nor the library's name, nor what it says of each line of an axis: the line's place, as if that of a name were an
    amount.
    """
    for parent in list(root.iter()):
        if parent.attrib.get("id", "").startswith("activate-"):
            del parent.attrib["id"]
        _without(parent, ("script", "desc"))
    axes = [one for one in root.iter() if one.attrib.get("class", "").startswith("axis")]
    for parent in (root, *(one for axis in axes for one in axis.iter())):
        _without(parent, ("title",))
    return root


def _without(parent: Any, names: tuple[str, ...]) -> None:
    for child in list(parent):
        if str(child.tag).rpartition("}")[2] in names:
            parent.remove(child)


def _drawn(chart: Any) -> str:
    drawn: str = chart.render(is_unicode=True)
    return drawn


def _mark(value: object, anchor: str, told: str) -> Mark:
    """A mark that leads to an anchor and says what it is to whoever points at it or listens."""
    return {"value": value, "xlink": {"href": f"#{anchor}", "target": "_self"}, "tooltip": told.translate(_CONTROL)}


def _name(text: str) -> str:
    return shorten(text.translate(_CONTROL | {10: " "}), _LONGEST, placeholder="…")


def _told(point: Point) -> str:
    return f"{spell_day(point.day)} · {point.place.label}: {shorten(point.what, 200, placeholder='…')}"


def _paid(share: Share) -> str:
    return f"{share.name} · {share.place.label}: {spell_euros(share.euros)} EUR"


def _millions(euros: float) -> str:
    """`12,5 M€`, or whole euros where that would hide them."""
    if abs(euros) < 100_000:
        return f"{spell_euros(euros).removesuffix(',00')} €"
    return f"{spell_euros(euros / 1e6).rstrip('0').rstrip(',')} M€"


def _years(points: Sequence[Point]) -> list[date]:
    """The first days of the years around the points, ten at most."""
    first, last = points[0].day.year, min(points[-1].day.year + 1, date.max.year)
    return [date(year, 1, 1) for year in range(first, last + 1, max(1, -(-(last - first) // 10)))]
