"""The charts as Vega-Lite specifications (Vega-Altair); each mark leads to where it is said."""

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import pandas as pd

from pipeline.dataset.results import TO_COME
from pipeline.dataset.trends import Trends
from pipeline.site.data import Data
from pipeline.site.network import NODE, network

PALETTE = [NODE, "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a6f00", "#777777"]
"""Okabe and Ito, Color Universal Design (2008)."""
Spec = dict[str, Any]
WIDTH, HEIGHT = 980, 420
"""Pixels of the map."""
MARGIN, FARTHEST = 8, 80
"""Degrees around the outermost places; the latitude where Mercator's map ends."""
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
"""As wide as the page; as high as its rows."""
PALE = 0.45
"""The opacity of what has not happened."""
NO_THEME, NO_COUNTRY = "no theme stated", "no country stated"
TICKS = [0, 1, 3, 10, 30, 100, 300, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]
"""Of a logarithmic axis; those within the data are drawn."""
SHARES = frozenset({"%", "per cent", "percent", "percentage points"})


def charts(data: Data, trends: Trends) -> Mapping[str, Spec]:
    """The specifications by the name of their place on the pages; empty ones are left out."""
    found = {
        "timeline": _timeline(data),
        "map": _map(data),
        "network": network(data),
        "donors": _donors(data),
        "figures": _figures(data),
        "by-country": _over_time(
            trends.by_country, "country", lambda code, _: f"countries/{code}.html", data.countries
        ),
        "by-theme": _over_time(trends.by_theme, "theme", data.theme_page, {}),
    }
    return {name: chart.to_dict() for name, chart in found.items() if chart is not None}


def _coloured(column: str, values: Sequence[str], unsaid: str) -> alt.Color:
    """A colour for each value, grey for what is not said; the legend stands below the chart."""
    said = [value for value in values if value != unsaid]
    colours = [PALETTE[i % (len(PALETTE) - 1)] for i in range(len(said))]
    domain, hues = (
        ([*said, unsaid], [*colours, PALETTE[-1]]) if unsaid in values else (said, colours)
    )
    return alt.Color(
        f"{column}:N",
        scale=alt.Scale(domain=domain, range=hues),
        title=column,
        legend=alt.Legend(orient="bottom", columns=1, symbolOpacity=1),
    )


def _timeline(data: Data) -> alt.Chart | None:
    rows: list[dict[str, Any]] = [
        {
            "month": h.event["date_start"][:7],
            "theme": data.theme_of(h.event) or NO_THEME,
            "type": h.event["type"],
            "status": h.event["status"],
            "name": h.event["name"],
            "date": h.event["date"],
            "where": h.place["name"] if h.place else h.event["country"],
            "href": data.event_page(h.event),
            "one": 1,
        }
        for h in data.happenings
        if h.event["date_start"]
    ]
    if not rows:
        return None
    return (
        alt.Chart(alt.Data(values=rows), height=220, width="container")
        .mark_bar(stroke="white", strokeWidth=1.5, cursor="pointer")
        .encode(
            x=alt.X("month:O", title="month", axis=alt.Axis(labelAngle=-40)),
            y=alt.Y("sum(one):Q", title="events", axis=alt.Axis(tickMinStep=1)),
            color=_coloured("theme", sorted({row["theme"] for row in rows}), NO_THEME),
            opacity=alt.condition(
                alt.FieldOneOfPredicate(field="status", oneOf=sorted(TO_COME)),
                alt.value(PALE),
                alt.value(1),
            ),
            detail="name:N",
            href="href:N",
            tooltip=["name:N", "type:N", "status:N", "theme:N", "date:N", "where:N"],
        )
    )


def _map(data: Data) -> alt.LayerChart | None:
    events = Counter(h.event["place_id"] for h in data.happenings)
    rows: list[dict[str, Any]] = [
        {
            "name": row["name"],
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
            "mentions": int(row["mentions"]),
            "events": events[row["place_id"]],
            "href": data.links[row["place_id"]],
        }
        for row in data.tables["places"]
        if row["latitude"] and row["kind"] not in {"country", "region"}
    ]
    if not rows:
        return None
    outlines = alt.Chart(
        alt.InlineData(
            values=_outlines(), format=alt.TopoDataFormat(feature="countries", type="topojson")
        )
    ).mark_geoshape(fill="#cfd6df", stroke="#ffffff", clip=True, aria=False)
    points = (
        alt.Chart(alt.Data(values=rows))
        .mark_circle(opacity=0.85, stroke="white", color=PALETTE[0], cursor="pointer")
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("mentions:Q", scale=alt.Scale(range=[50, 500]), legend=None),
            href="href:N",
            tooltip=["name:N", "mentions:Q", "events:Q"],
        )
    )
    view = _view([row["longitude"] for row in rows], [row["latitude"] for row in rows])
    return alt.layer(outlines, points, width=WIDTH, height=HEIGHT).project("mercator", **view)


def _view(longitudes: Sequence[float], latitudes: Sequence[float]) -> dict[str, Any]:
    """Centre, scale and offset of a Mercator map that shows all points with some room."""

    def y(latitude: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))

    west, east = min(longitudes) - MARGIN, max(longitudes) + MARGIN
    low = y(max(min(latitudes) - MARGIN, -FARTHEST))
    high = y(min(max(latitudes) + MARGIN, FARTHEST))
    middle = math.degrees(2 * math.atan(math.exp((low + high) / 2)) - math.pi / 2)
    scale = min(WIDTH / math.radians(east - west), HEIGHT / (high - low))
    return {
        "center": [(west + east) / 2, middle],
        "scale": scale,
        "translate": [WIDTH / 2, HEIGHT / 2],
    }


@cache
def _outlines() -> Any:  # noqa: ANN401 - TopoJSON
    return json.loads(files(__package__).joinpath("static/countries.json").read_text("utf-8"))


def _donors(data: Data) -> alt.Chart | None:
    rows = [
        {
            "donor": donor["name"],
            "event": event["name"],
            "href": data.event_page(event),
            "one": 1,
        }
        for donor, events in data.paid
        for event in events
    ]
    if not rows:
        return None
    most = max(len(events) for _, events in data.paid)
    whole = alt.Axis(format="d", values=[*range(0, most + 1, max(1, most // 8))])
    return (
        alt.Chart(alt.Data(values=rows), height=alt.Step(26), width="container", autosize=FIT)
        .mark_bar(color=PALETTE[2], stroke="white", cursor="pointer")
        .encode(
            x=alt.X("sum(one):Q", title="events", axis=whole),
            y=alt.Y("donor:N", sort="-x", title=None, axis=alt.Axis(labelLimit=180)),
            detail="event:N",
            href="href:N",
            tooltip=["donor:N", "event:N"],
        )
    )


def _figures(data: Data) -> alt.Chart | None:
    """What is counted, by unit, country (colour) and theme (shape); no money, no shares."""
    mentions = {row["mention_id"]: row for row in data.tables["mentions"]}
    country: dict[str, str] = {}
    for row in data.tables["events"]:
        country.setdefault(row["section_id"] or row["milestone_id"], row["country"])
    rows: list[dict[str, Any]] = []
    for figure in data.tables["figures"]:
        mention = mentions[figure["mention_id"]]
        story = mention["section_id"] or mention["milestone_id"]
        if not figure["unit"] or not figure["value"] or figure["currency"]:
            continue
        if figure["unit"].casefold() in SHARES:
            continue
        rows.append(
            {
                "unit": figure["unit"],
                "value": float(figure["value"]),
                "country": data.countries.get(country.get(story, ""), NO_COUNTRY),
                "theme": data.theme_of(mention) or NO_THEME,
                "text": figure["text"],
                "href": data.said(mention).href,
            }
        )
    if not rows:
        return None
    themes = {row["theme"] for row in rows}
    most = max(row["value"] for row in rows)
    log = alt.Axis(values=[tick for tick in TICKS if tick <= most], labelOverlap="greedy")
    return (
        alt.Chart(alt.Data(values=rows), height=alt.Step(24), width="container", autosize=FIT)
        .mark_point(size=110, filled=True, opacity=0.85, cursor="pointer")
        .encode(
            x=alt.X(
                "value:Q", title="value (logarithmic)", scale=alt.Scale(type="symlog"), axis=log
            ),
            y=alt.Y("unit:N", sort="-x", title=None, axis=alt.Axis(labelLimit=150)),
            color=_coloured("country", sorted({row["country"] for row in rows}), NO_COUNTRY),
            shape=alt.Shape(
                "theme:N",
                scale=alt.Scale(domain=[NO_THEME, *sorted(themes - {NO_THEME})]),
                legend=alt.Legend(orient="bottom", columns=1),
            ),
            href="href:N",
            tooltip=["text:N", "value:Q", "unit:N", "country:N", "theme:N"],
        )
    )


def _over_time(
    frame: pd.DataFrame,
    column: str,
    page: Callable[[str, str], str],
    names: Mapping[str, str],
) -> alt.LayerChart | None:
    """Counts by period, as shades and as numbers; ``page`` is that of a value in a period."""
    if frame.empty:
        return None
    rows = [
        {
            **row,
            column: names.get(row[column], row[column]),
            "href": page(row[column], row["period"]),
        }
        for row in frame.to_dict("records")
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("period:O", title=None, axis=alt.Axis(labelAngle=-20)),
        y=alt.Y(f"{column}:N", title=None, axis=alt.Axis(labelLimit=150)),
        href="href:N",
        tooltip=["period:N", f"{column}:N", "count:Q"],
    )
    shade = alt.Color("count:Q", scale=alt.Scale(scheme="blues", domainMin=0), legend=None)
    dark = alt.datum.count > 0.6 * max(row["count"] for row in rows)
    ink = alt.condition(dark, alt.value("#ffffff"), alt.value("#1b1d22"))
    cells = base.mark_rect(cursor="pointer").encode(color=shade)
    numbers = base.mark_text(fontSize=11, cursor="pointer").encode(text="count:Q", color=ink)
    return alt.layer(cells, numbers, height=alt.Step(24), width="container", autosize=FIT)
