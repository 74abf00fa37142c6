"""Who works with whom: organisations that took part in the same event, as a chart."""

import itertools
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import altair as alt
import networkx as nx

from pipeline.dataset.results import is_result
from pipeline.site.data import Data
from pipeline.write.report import Row

NODE = "#0072b2"
WIDE, HIGH = 820, 640
"""Pixels: where the page is narrower than that, the network is moved about."""
LETTER, LINE, LIFT = 7, 15, 9
"""Pixels of a label's letter and line, and from the node to its label."""
MAIN, COLUMN, GAP = 0.76, 6, 0.12
"""The share of the largest group's width where there are others, how many of these stand in one
column, and the room between them."""
MOST = 80
"""Bodies that are shown."""
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def network(data: Data) -> alt.LayerChart | None:
    """The chart; None where no two organisations took part in the same event."""
    names = {row["organisation_id"]: row for row in data.tables["organisations"]}
    graph = _busiest(_graph(data, names))
    if not graph:
        return None
    at = _places(graph)
    labels = {node: _label(names[node]) for node in graph}
    shown = _without_overlap(graph, at, labels)
    edges = [
        {"x": at[a][0], "y": at[a][1], "x2": at[b][0], "y2": at[b][1], "events": weight}
        for a, b, weight in graph.edges(data="weight")
    ]
    nodes = [
        {
            "x": at[node][0],
            "y": at[node][1],
            "name": names[node]["name"],
            "short": labels[node] if node in shown else "",
            "partners": graph.degree[node],
            "href": data.links[node],
        }
        for node in graph
    ]
    bare = {"axis": None, "scale": alt.Scale(domain=[-0.06, 1.06], nice=False)}
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
    dots = base.mark_circle(color=NODE, opacity=1, cursor="pointer").encode(
        size=alt.Size("partners:Q", scale=alt.Scale(range=[60, 400]), legend=None),
        tooltip=["name:N", "partners:Q"],
    )
    texts = base.mark_text(
        dy=LIFT, fontSize=11, fontWeight="bold", baseline="top", lineBreak="\n"
    ).encode(text="short:N")
    return alt.layer(lines, dots, texts, height=HIGH, width="container")


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


def _busiest(graph: nx.Graph) -> nx.Graph:
    """The bodies with most partners and what is between them: more than these nobody can read."""
    if len(graph) <= MOST:
        return graph
    ranked = sorted(graph, key=lambda node: (-graph.degree[node], node))
    kept = graph.subgraph(ranked[:MOST])
    return kept.subgraph([node for node in kept if kept.degree[node]])


def _places(graph: nx.Graph) -> Mapping[str, Point]:
    """Where each node stands, from 0 to 1: the largest group at the left, the others beside it.

    A layout of them all would push the groups apart and each of them together.
    """
    groups = sorted(nx.connected_components(graph), key=lambda g: (-len(g), min(g)))
    at: dict[str, Point] = {}
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


def _rooms(groups: int) -> Iterator[Box]:
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
        return body["acronym"]
    return "\n".join(textwrap.wrap(body["name"], 24, max_lines=2, placeholder="…"))


def _without_overlap(
    graph: nx.Graph, at: Mapping[str, Point], labels: Mapping[str, str]
) -> set[str]:
    """The nodes whose labels have room, those with most partners first.

    The others are named when pointed at, and on the list of organisations.
    """
    taken: list[Box] = []
    shown = set()
    for node in sorted(graph, key=lambda node: (-graph.degree[node], node)):
        x, y = at[node][0] * WIDE, at[node][1] * HIGH
        lines = labels[node].split("\n")
        half = max(map(len, lines)) * LETTER / 2
        box = (x - half, x + half, y - LIFT - LINE * len(lines), y - LIFT)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            shown.add(node)
    return shown


def _overlap(one: Box, other: Box) -> bool:
    beside = one[0] < other[1] and other[0] < one[1]
    return beside and one[2] < other[3] and other[2] < one[3]
