"""The charts as Vega-Lite specifications (Vega-Altair); each mark leads to where it is said."""

import itertools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import networkx as nx
import pandas as pd

from pipeline.site.data import Data
from pipeline.trends import Trends

PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a6f00", "#777777"]
"""Okabe and Ito, Color Universal Design (2008)."""
Spec = dict[str, Any]
WIDTH, HEIGHT = 980, 420
"""Pixels of the map."""
MARGIN, FARTHEST = 8, 80
"""Degrees around the outermost places; the latitude where Mercator's map ends."""
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
"""As wide as the page; as high as its rows."""
SEED = 7
"""Of the network's layout: the same data give the same picture."""


def charts(data: Data, trends: Trends) -> Mapping[str, Spec]:
    """The specifications by the name of their place on the pages; empty ones are left out."""
    found = {
        "timeline": _timeline(data),
        "map": _map(data),
        "network": _network(data),
        "donors": _donors(data),
        "figures": _figures(data),
        "by-country": _over_time(trends.by_country, "country"),
        "by-theme": _over_time(trends.by_theme, "theme"),
    }
    return {name: chart.to_dict() for name, chart in found.items() if chart is not None}


def _timeline(data: Data) -> alt.Chart | None:
    rows = [
        {
            "month": h.event["date_start"][:7],
            "type": h.event["type"],
            "name": h.event["name"],
            "date": h.event["date"],
            "where": h.place["name"] if h.place else h.event["country"],
            "href": f"reports/{h.event['report_id']}.html#e-{h.event['event_id']}",
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
            color=alt.Color("type:N", scale=alt.Scale(range=PALETTE), title=None),
            detail="name:N",
            href="href:N",
            tooltip=["name:N", "date:N", "where:N"],
        )
    )


def _map(data: Data) -> alt.LayerChart | None:
    events = Counter(row["place_id"] for row in data.tables["events"])
    rows: list[dict[str, Any]] = [
        {
            "name": row["name"],
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
            "mentions": int(row["mentions"]),
            "events": events[row["place_id"]],
            "href": f"places/{row['place_id']}.html",
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


def _network(data: Data) -> alt.LayerChart | None:
    """Organisations that took part in the same event."""
    names = {row["organisation_id"]: row for row in data.tables["organisations"]}
    together: defaultdict[str, set[str]] = defaultdict(set)
    for row in data.tables["event_roles"]:
        if row["entity_id"] in names:
            together[row["event_id"]].add(row["entity_id"])
    graph = nx.Graph()
    for bodies in together.values():
        for one, other in itertools.combinations(sorted(bodies), 2):
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + 1)
    if not graph:
        return None
    place = nx.spring_layout(graph, seed=SEED, k=2.4 / len(graph) ** 0.5)
    edges = [
        {
            "x": float(place[a][0]), "y": float(place[a][1]), "x2": float(place[b][0]),
            "y2": float(place[b][1]), "events": weight,
        }
        for a, b, weight in graph.edges(data="weight")
    ]  # fmt: skip
    nodes = [
        {
            "x": float(place[node][0]),
            "y": float(place[node][1]),
            "name": names[node]["name"],
            "short": names[node]["acronym"] or names[node]["name"][:28],
            "partners": graph.degree[node],
            "href": f"organisations/{node}.html",
        }
        for node in graph
    ]
    bare = {"axis": None}
    lines = (
        alt.Chart(alt.Data(values=edges))
        .mark_rule(color="#9aa3b0")
        .encode(
            x=alt.X("x:Q", **bare),
            y=alt.Y("y:Q", **bare),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("events:Q", legend=None),
        )
    )
    base = alt.Chart(alt.Data(values=nodes)).encode(
        x=alt.X("x:Q", **bare), y=alt.Y("y:Q", **bare), href="href:N"
    )
    dots = base.mark_circle(color=PALETTE[0], opacity=1, cursor="pointer").encode(
        size=alt.Size("partners:Q", scale=alt.Scale(range=[60, 500]), legend=None),
        tooltip=["name:N", "partners:Q"],
    )
    labels = base.mark_text(dy=-13, fontSize=11, fontWeight="bold").encode(text="short:N")
    return alt.layer(lines, dots, labels, height=560, width="container")


def _donors(data: Data) -> alt.Chart | None:
    events = {h.event["event_id"]: h.event for h in data.happenings}
    rows = [
        {
            "donor": row["name"],
            "event": events[row["event_id"]]["name"],
            "href": f"reports/{row['report_id']}.html#e-{row['event_id']}",
            "one": 1,
        }
        for row in data.tables["event_roles"]
        if row["role"] == "funder"
    ]
    if not rows:
        return None
    return (
        alt.Chart(alt.Data(values=rows), height=alt.Step(26), width="container", autosize=FIT)
        .mark_bar(color=PALETTE[2], stroke="white", cursor="pointer")
        .encode(
            x=alt.X("sum(one):Q", title="events paid for", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("donor:N", sort="-x", title=None, axis=alt.Axis(labelLimit=260)),
            detail="event:N",
            href="href:N",
            tooltip=["donor:N", "event:N"],
        )
    )


def _figures(data: Data) -> alt.Chart | None:
    """Counted people by unit and country; money and shares are not added to them."""
    mentions = {row["mention_id"]: row for row in data.tables["mentions"]}
    stories = {
        row[key]: row
        for table, key in (("sections", "section_id"), ("milestones", "milestone_id"))
        for row in data.tables[table]
    }
    country: dict[str, str] = {}
    for row in data.tables["events"]:
        country.setdefault(row["section_id"] or row["milestone_id"], row["country"])
    rows = []
    for figure in data.tables["figures"]:
        mention = mentions[figure["mention_id"]]
        story = mention["section_id"] or mention["milestone_id"]
        if not figure["unit"] or not figure["value"] or figure["currency"]:
            continue
        rows.append(
            {
                "unit": figure["unit"],
                "value": float(figure["value"]),
                "country": data.countries.get(country.get(story, ""), "not stated"),
                "theme": stories.get(story, {}).get("theme") or "",
                "text": figure["text"],
                "href": data.said(mention).href,
            }
        )
    if not rows:
        return None
    return (
        alt.Chart(alt.Data(values=rows), height=alt.Step(24), width="container", autosize=FIT)
        .mark_circle(size=110, opacity=0.8, cursor="pointer")
        .encode(
            x=alt.X("value:Q", title="value (logarithmic)", scale=alt.Scale(type="symlog")),
            y=alt.Y("unit:N", sort="-x", title=None, axis=alt.Axis(labelLimit=220)),
            color=alt.Color("country:N", scale=alt.Scale(range=PALETTE), title=None),
            href="href:N",
            tooltip=["text:N", "value:Q", "unit:N", "country:N", "theme:N"],
        )
    )


def _over_time(frame: pd.DataFrame, column: str) -> alt.Chart | None:
    if frame.empty:
        return None
    rows = frame.to_dict("records")
    return (
        alt.Chart(alt.Data(values=rows), height=alt.Step(24), width="container", autosize=FIT)
        .mark_rect()
        .encode(
            x=alt.X("period:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y(f"{column}:N", title=None, axis=alt.Axis(labelLimit=300)),
            color=alt.Color("count:Q", scale=alt.Scale(scheme="blues"), title="count"),
            tooltip=["period:N", f"{column}:N", "count:Q"],
        )
    )
