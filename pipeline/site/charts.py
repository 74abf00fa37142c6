"""The charts as Vega-Lite specifications (Vega-Altair); each mark leads to a page."""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt

from pipeline.dataset.results import TO_COME
from pipeline.site.data import Data
from pipeline.site.labelled import Box, Label, Point, placed
from pipeline.site.listing import Link
from pipeline.site.network import FIT
from pipeline.site.words import clean, when
from pipeline.write.report import Row

INK = "#0072b2"
PALETTE = [INK, "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a6f00", "#777777"]
"""Okabe and Ito, Color Universal Design (2008)."""
SEA, LAND = "#eef3f8", "#cfd6df"
"""Of the map, on dark pages as well."""
WIDTH, HEIGHT = 980, 440
"""Pixels of the map."""
MARGIN, FARTHEST = 2.5, 80
"""Degrees around the outermost places; the latitude where Mercator's map ends."""
PALE = 0.45
"""The opacity of what has not happened."""
NO_THEME = "no theme stated"
MOST = 400
"""Events that a timeline shows: of more, nobody can tell one from the other."""
SHORT = 120
"""Days of a timeline whose axis names the days, not only the months."""
NARROWEST = 1 / 80
"""Of a timeline's width: how much room each event takes."""
INSIDE = 0.9
"""The share of the events that the map is opened on; it leaves out single ones far away."""


@dataclass(frozen=True, slots=True)
class Map:
    """A map, and the places with events that lie outside of it."""

    chart: alt.LayerChart
    outside: Sequence[Link]


def timeline(data: Data, events: Iterable[Row], root: str) -> alt.LayerChart | None:
    """Dated events: those of a day as points, those of a longer period as long as that.

    Args:
        data: The dataset.
        events: In the order of their first days.
        root: The way from the page to the site's root.
    """
    dated = [event for event in events if event["date_start"]]
    if not dated or len(dated) > MOST:
        return None
    latest = max(event["date_end"] or event["date_start"] for event in dated)
    spans = [_days(event, latest) for event in dated]
    lanes = _lanes(spans)
    rows = [
        {
            "first": first.isoformat(),
            "last": (last + timedelta(days=1)).isoformat(),
            "lane": lane,
            "theme": clean(data.theme_of(event)) or NO_THEME,
            "status": event["status"],
            "name": clean(event["name"]),
            "date": when(event["date"]),
            "where": _where(data, event),
            "href": root + data.links[event["event_id"]],
            "day": first == last,
        }
        for event, (first, last), lane in zip(dated, spans, lanes, strict=True)
    ]
    themes = sorted({str(row["theme"]) for row in rows})
    scale = _scale(themes)
    legend = alt.Legend(orient="bottom", columns=1, symbolOpacity=1, values=themes)
    whole = max(last for _, last in spans) - min(first for first, _ in spans)
    form = "%-d %b %Y" if whole.days <= SHORT else "%b %Y"
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "first:T",
            title=None,
            scale=alt.Scale(type="utc"),
            axis=alt.Axis(format=form, tickCount=8, labelOverlap=True, labelFlush=False),
        ),
        y=alt.Y("lane:O", axis=None),
        color=alt.Color("theme:N", scale=scale, legend=legend),
        opacity=alt.condition(
            alt.FieldOneOfPredicate(field="status", oneOf=sorted(TO_COME)),
            alt.value(PALE),
            alt.value(1),
        ),
        href="href:N",
        tooltip=["name:N", "date:N", "where:N", "status:N", "theme:N"],
    )
    bars = base.transform_filter("!datum.day").mark_bar(
        size=6, cornerRadius=2, strokeWidth=2, cursor="pointer"
    )
    days = base.transform_filter("datum.day").mark_circle(size=75, cursor="pointer")
    return alt.layer(
        bars.encode(x2="last:T", stroke=alt.Stroke("theme:N", scale=scale, legend=legend)),
        days,
        height=alt.Step(13),
        width="container",
        autosize=FIT,
    )


def _days(event: Row, latest: str) -> tuple[date, date]:
    """The first and the last day; what goes on lasts to the latest day of all."""
    first = date.fromisoformat(event["date_start"])
    return first, max(first, date.fromisoformat(event["date_end"] or latest))


def _lanes(spans: Sequence[tuple[date, date]]) -> list[int]:
    """A lane for each span, the first in which it stands on no other."""
    whole = (max(last for _, last in spans) - min(first for first, _ in spans)).days + 1
    room = timedelta(days=max(1, math.ceil(whole * NARROWEST)))
    free: list[date] = []
    lanes = []
    for first, last in spans:
        lane = next((n for n, day in enumerate(free) if day <= first), len(free))
        until = max(last + timedelta(days=1), first + room)
        free[lane : lane + 1] = [until]
        lanes.append(lane)
    return lanes


def _where(data: Data, event: Row) -> str:
    about = data.activities[event["event_id"]]
    return ", ".join(
        filter(None, (clean(about["place"]), data.countries.get(event["country"], "")))
    )


def _scale(themes: Sequence[str]) -> alt.Scale:
    """A colour for each theme, grey where none is stated."""
    said = [theme for theme in themes if theme != NO_THEME]
    colours = [PALETTE[i % (len(PALETTE) - 1)] for i in range(len(said))]
    return alt.Scale(domain=[*said, NO_THEME], range=[*colours, PALETTE[-1]])


def place_map(data: Data, events: Sequence[Row], root: str) -> Map | None:
    """Where events took place, opened on the region where most of them did.

    Args:
        data: The dataset.
        events: The events.
        root: The way from the page to the site's root.
    """
    counted = Counter(event["place_id"] for event in events)
    rows = [
        row
        for row in data.tables["places"]
        if counted[row["place_id"]] and row["latitude"] and row["kind"] not in {"country", "region"}
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: (-counted[row["place_id"]], row["name"]))
    view = _View(rows, counted)
    inside = [row for row in rows if view.shows(row)]
    points = [
        Point(
            row["place_id"], *view.pixel(row), clean(row["name"]), _radius(counted[row["place_id"]])
        )
        for row in inside
    ]
    lands = [
        Point(row["place_id"], *view.pixel(row), data.countries.get(row["country"], ""), 0)
        for row in data.tables["places"]
        if row["kind"] == "country" and row["latitude"] and view.shows(row)
    ]
    labels = placed([*points, *lands], Box(0, 0, WIDTH, HEIGHT))
    marks = [
        {
            "name": point.label,
            "short": point.label if point.key in labels else "",
            "events": counted[point.key],
            "x": point.x,
            "y": point.y,
            "area": (2 * point.radius) ** 2,
            "href": root + data.links[point.key],
        }
        for point in points
    ]
    chart = alt.layer(
        alt.Chart(_outlines_data())
        .mark_geoshape(fill=LAND, stroke="#ffffff", clip=True, aria=False)
        .project("mercator", **view.projection),
        _points(marks),
        *_texts(points, labels, "#1b1d22"),
        *_texts(lands, labels, "#59616e"),
        width=WIDTH,
        height=HEIGHT,
        view=alt.ViewBackground(fill=SEA, stroke=None),
    )
    outside = [Link(clean(r["name"]), data.links[r["place_id"]]) for r in rows if r not in inside]
    return Map(chart, outside)


def _axes() -> dict[str, Any]:
    """Pixels of the picture as positions."""
    return {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False)),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[HEIGHT, 0], nice=False)),
    }


def _points(marks: Sequence[dict[str, Any]]) -> alt.Chart:
    return (
        alt.Chart(alt.Data(values=list(marks)))
        .mark_circle(opacity=0.85, stroke="white", color=INK, cursor="pointer")
        .encode(
            **_axes(),
            size=alt.Size("area:Q", scale=None, legend=None),
            href="href:N",
            tooltip=["name:N", "events:Q"],
        )
    )


def _texts(
    points: Sequence[Point], labels: Mapping[str, Label], colour: str
) -> Iterator[alt.Chart]:
    """The labels of some points, one chart for each side that they stand at."""
    for align in ("center", "left", "right"):
        rows = [
            {"x": labels[point.key].x, "y": labels[point.key].y, "short": point.label}
            for point in points
            if point.key in labels and labels[point.key].align == align
        ]
        if rows:
            text = alt.Chart(alt.Data(values=rows)).mark_text(
                align=align, baseline="top", fontSize=11, fontWeight="bold", color=colour
            )
            yield text.encode(**_axes(), text="short:N")


def _radius(events: int) -> float:
    return min(5 + 1.6 * math.sqrt(events), 14)


class _View:
    """A Mercator map of the region where most of the events took place."""

    def __init__(self, rows: Sequence[Row], counted: Counter[str]) -> None:
        west, east = _window(rows, counted, lambda row: float(row["longitude"]))
        south, north = _window(rows, counted, lambda row: float(row["latitude"]))
        west, east = west - MARGIN, east + MARGIN
        low = _mercator(max(south - MARGIN, -FARTHEST))
        high = _mercator(min(north + MARGIN, FARTHEST))
        self.middle = ((west + east) / 2, (low + high) / 2)
        self.scale = min(WIDTH / math.radians(east - west), HEIGHT / (high - low))
        self.projection = {
            "center": [
                self.middle[0],
                math.degrees(2 * math.atan(math.exp(self.middle[1])) - math.pi / 2),
            ],
            "scale": self.scale,
            "translate": [WIDTH / 2, HEIGHT / 2],
        }

    def pixel(self, row: Row) -> tuple[float, float]:
        """Where a place is on the picture."""
        x = math.radians(float(row["longitude"]) - self.middle[0])
        y = _mercator(float(row["latitude"])) - self.middle[1]
        return WIDTH / 2 + self.scale * x, HEIGHT / 2 - self.scale * y

    def shows(self, row: Row) -> bool:
        """Whether a place is on the picture."""
        x, y = self.pixel(row)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _window(
    rows: Sequence[Row], counted: Counter[str], of: Callable[[Row], float]
) -> tuple[float, float]:
    """The narrowest stretch that holds most of the events, in degrees."""
    known = sorted((of(row), counted[row["place_id"]]) for row in rows)
    wanted = INSIDE * sum(count for _, count in known)
    best = known[0][0], known[-1][0]
    for start in range(len(known)):
        held = 0
        for degrees, count in known[start:]:
            held += count
            if held >= wanted:
                best = min(best, (known[start][0], degrees), key=lambda ends: ends[1] - ends[0])
                break
    return best


def _outlines_data() -> alt.InlineData:
    shape = alt.TopoDataFormat(feature="countries", type="topojson")
    return alt.InlineData(values=_outlines(), format=shape)


@cache
def _outlines() -> Any:  # noqa: ANN401 - TopoJSON
    return json.loads(files(__package__).joinpath("static/countries.json").read_text("utf-8"))
