"""Who works with whom: organisations that took part in the same event, as a chart."""

import itertools
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import networkx as nx

from pipeline.dataset.results import is_result
from pipeline.site.data import Data
from pipeline.site.labelled import Box, Label, Point, placed
from pipeline.site.listing import Cell, Column, Link, Listing, cell
from pipeline.site.words import clean
from pipeline.write.report import Row

NODE = "#0072b2"
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
"""As wide as the page, as high as is said."""
WIDE = 820
"""Pixels: where the page is narrower than that, the network is moved about."""
HEIGHTS = (180, 340, 520, 700, 900, 1_150, 1_400)
"""Pixels: the first at which every label has room."""
EDGE = 80
"""Pixels around the outermost bodies, for their labels."""
MAIN, COLUMN, GAP = 0.76, 6, 0.12
"""The share of the largest group's width where there are others, how many of these stand in one
column, and the room between them."""
MOST = 40
"""Bodies that are drawn: more than these nobody can read."""
Where = tuple[float, float]
Room = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Network:
    """The chart of the bodies with most partners, and all of them as a table."""

    chart: alt.LayerChart
    listing: Listing


def network(data: Data) -> Network | None:
    """Who works with whom; None where no two organisations took part in the same event."""
    names = {row["organisation_id"]: row for row in data.tables["organisations"]}
    whole = _graph(data, names)
    if not whole:
        return None
    labels = {node: _label(names[node]) for node in whole}
    graph, points, at = _drawn(_busiest(whole, MOST), labels)
    return Network(_chart(data, names, graph, points, at), _listing(data, names, whole))


def _drawn(
    graph: nx.Graph, labels: Mapping[str, str]
) -> tuple[nx.Graph, list[Point], Mapping[str, Label]]:
    """The graph with a label at each body; those for which there is no room go."""
    while True:
        for high in HEIGHTS:
            points = _points(graph, labels, high)
            at = placed(points, Box(0, 0, WIDE, high))
            if len(at) == len(points):
                return graph, points, at
        graph = _busiest(graph, len(graph) - 1)


def _points(graph: nx.Graph, labels: Mapping[str, str], high: int) -> list[Point]:
    """The bodies on the picture, those with most partners first."""
    inner_wide, inner_high = WIDE - 2 * EDGE, high - EDGE
    at = _places(graph)
    return [
        Point(
            key=node,
            x=EDGE + at[node][0] * inner_wide,
            y=EDGE / 2 + at[node][1] * inner_high,
            label=labels[node],
            radius=_radius(graph, node),
        )
        for node in sorted(graph, key=lambda node: (-graph.degree[node], node))
    ]


def _radius(graph: nx.Graph, node: str) -> float:
    return float(min(4 + 0.5 * graph.degree[node], 10))


def _chart(
    data: Data,
    names: Mapping[str, Row],
    graph: nx.Graph,
    points: Sequence[Point],
    at: Mapping[str, Label],
) -> alt.LayerChart:
    known = {point.key: point for point in points}
    high = next(h for h in HEIGHTS if h >= max(point.y for point in points))
    axes = {"axis": None, "scale": alt.Scale(domain=[0, WIDE], nice=False)}
    down = {"axis": None, "scale": alt.Scale(domain=[high, 0], nice=False)}
    edges = [
        {"x": known[a].x, "y": known[a].y, "x2": known[b].x, "y2": known[b].y, "events": weight}
        for a, b, weight in graph.edges(data="weight")
    ]
    nodes = [
        {
            "x": point.x,
            "y": point.y,
            "area": (2 * point.radius) ** 2,
            "name": clean(names[point.key]["name"]),
            "partners": graph.degree[point.key],
            "href": data.links[point.key],
        }
        for point in points
    ]
    lines = (
        alt.Chart(alt.Data(values=edges))
        .mark_rule(color="#9aa3b0")
        .encode(
            x=alt.X("x:Q", **axes),
            y=alt.Y("y:Q", **down),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "events:Q", legend=None, scale=alt.Scale(domain=[1, 6], range=[1, 4], clamp=True)
            ),
        )
    )
    dots = (
        alt.Chart(alt.Data(values=nodes))
        .mark_circle(color=NODE, opacity=1, cursor="pointer")
        .encode(
            x=alt.X("x:Q", **axes),
            y=alt.Y("y:Q", **down),
            size=alt.Size("area:Q", scale=None, legend=None),
            href="href:N",
            tooltip=["name:N", "partners:Q"],
        )
    )
    return alt.layer(
        lines, dots, *_texts(at, known, axes, down), height=high, width="container", autosize=FIT
    )


def _texts(
    at: Mapping[str, Label],
    known: Mapping[str, Point],
    axes: dict[str, object],
    down: dict[str, object],
) -> Iterator[alt.Chart]:
    for align in ("center", "left", "right"):
        rows = [
            {"x": label.x, "y": label.y, "short": known[key].label}
            for key, label in at.items()
            if label.align == align
        ]
        if rows:
            text = alt.Chart(alt.Data(values=rows)).mark_text(
                align=align, baseline="top", fontSize=11, fontWeight="bold", lineBreak="\n"
            )
            yield text.encode(x=alt.X("x:Q", **axes), y=alt.Y("y:Q", **down), text="short:N")


def _listing(data: Data, names: Mapping[str, Row], graph: nx.Graph) -> Listing:
    columns = [Column("Organisation"), Column("Partners", kind="number"), Column("With")]
    ranked = sorted(graph, key=lambda node: (-graph.degree[node], names[node]["name"]))

    def link(node: str) -> Link:
        return Link(names[node]["name"], data.links[node])

    rows = [
        [
            Cell((link(node),)),
            cell(str(graph.degree[node])),
            Cell(
                tuple(link(other) for other in sorted(graph[node], key=lambda n: names[n]["name"]))
            ),
        ]
        for node in ranked
    ]
    return Listing("partners", "Organisations and their partners", columns, rows)


def _graph(data: Data, bodies: Mapping[str, Row]) -> nx.Graph:
    """Bodies as nodes; between two, the number of results that both had a part in."""
    outside = {row["event_id"] for row in data.tables["events"] if not is_result(row)}
    together: defaultdict[str, set[str]] = defaultdict(set)
    for row in data.tables["event_roles"]:
        if row["entity_id"] in bodies and row["event_id"] not in outside:
            together[row["event_id"]].add(row["entity_id"])
    graph = nx.Graph()
    for members in together.values():
        for one, other in itertools.combinations(sorted(members), 2):
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + 1)
    return graph


def _busiest(graph: nx.Graph, most: int) -> nx.Graph:
    """The bodies with most partners and what is between them."""
    if len(graph) <= most:
        return graph
    ranked = sorted(graph, key=lambda node: (-graph.degree[node], node))
    kept = graph.subgraph(ranked[:most])
    return kept.subgraph([node for node in kept if kept.degree[node]])


def _places(graph: nx.Graph) -> Mapping[str, Where]:
    """Where each node stands, from 0 to 1: the largest group at the left, the others beside it.

    A layout of them all would push the groups apart and each of them together.
    """
    groups = sorted(nx.connected_components(graph), key=lambda g: (-len(g), min(g)))
    at: dict[str, Where] = {}
    for group, (x, y, wide, high) in zip(groups, _rooms(len(groups)), strict=True):
        members = graph.subgraph(sorted(group))
        laid = nx.arf_layout(members, pos=nx.circular_layout(members), seed=0)
        xs, ys = ([point[i] for point in laid.values()] for i in (0, 1))
        for node, (left, up) in laid.items():
            at[node] = (
                x + wide * _share(float(left), xs),
                y + high * _share(float(up), ys),
            )
    return at


def _rooms(groups: int) -> Iterator[Room]:
    """The rooms of the groups as x, y, width and height: one, then columns of small ones."""
    others = groups - 1
    yield (0, 0, MAIN if others else 1, 1)
    columns = -(-others // COLUMN)
    for index in range(others):
        column, row = divmod(index, COLUMN)
        wide, high = (1 - MAIN) / columns, 1 / min(others, COLUMN)
        left, bottom = MAIN + column * wide, 1 - (row + 1) * high
        yield (left + GAP * wide, bottom + GAP * high, wide * (1 - 2 * GAP), high * (1 - 2 * GAP))


def _share(value: float, values: Sequence[float]) -> float:
    low, high = min(values), max(values)
    return (value - low) / (high - low) if high - low > 1e-6 else 0.5  # noqa: PLR2004 - rounding


def _label(body: Row) -> str:
    """The short name of a body, or its name on two lines."""
    if body["acronym"]:
        return clean(body["acronym"])
    return "\n".join(textwrap.wrap(clean(body["name"]), 24, max_lines=2, placeholder="…")) or "…"
