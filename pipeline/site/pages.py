"""Writes the pages: overview, trends, one a report, organisation, person, place, country."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.dataset import refresh
from pipeline.dataset.trends import Trends, trends
from pipeline.document.errors import ConfigError
from pipeline.document.hidden import visible
from pipeline.document.labels import labels, stylesheet
from pipeline.document.span import Span
from pipeline.exchange.tables import Happening
from pipeline.site.charts import charts
from pipeline.site.data import PAGED, Data, load
from pipeline.site.folder import renewed
from pipeline.site.marked import in_order, marked
from pipeline.write.report import Row
from schemas.codelists import ORGANISATION_TYPES
from schemas.tables import ENTITY_TABLES

STATIC = ("site.css", "charts.js", "vendor/vega.js")


def write_site(out: Path, into: Path) -> Path:
    """Write the site of all reports in ``out``.

    Args:
        out: The folder of all reports.
        into: The folder to write to; an earlier site in it goes, other files stay.

    Returns:
        The first page.

    Raises:
        ConfigError: ``config.no-report``, ``config.not-a-site``, ``config.cannot-write``.
    """
    dataset = refresh(out)
    if dataset is None:
        raise ConfigError("config.no-report", f"{out} holds no report")
    data, told = load(out, dataset), trends(dataset)
    with renewed(into) as folder:
        _write(_Site(data, folder), data, told)
    return into / "index.html"


def _write(site: "_Site", data: Data, told: Trends) -> None:
    site.static()
    specs = charts(data, told)
    site.page(
        "index.html",
        "index.html",
        title="Milestones",
        specs=specs,
        all_events=_pairs(data.happenings),
    )
    site.page("trends.html", "trends.html", title="Trends", specs=specs, trends=told)
    for row in data.tables["reports"]:
        site.report(row)
    for table in PAGED:
        for row in data.tables[table]:
            site.entity(table, row)
    for code, name in data.countries.items():
        site.country(code, name)


class _Site:
    """The pages of one dataset."""

    def __init__(self, data: Data, into: Path) -> None:
        self.data = data
        self.into = into
        self.environment = Environment(
            loader=PackageLoader(__package__),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=lambda value: visible(value) if type(value) is str else value,
        )
        self.names = {row["organisation_id"]: row["name"] for row in data.tables["organisations"]}
        self.mentions: dict[str, list[Row]] = defaultdict(list)
        for row in in_order(data.tables["mentions"]):
            self.mentions[row["report_id"]].append(row)

    def static(self) -> None:
        folder = self.into / "static"
        folder.mkdir(parents=True, exist_ok=True)
        for name in STATIC:
            content = files(__package__).joinpath("static", name).read_bytes()
            (folder / Path(name).name).write_bytes(content)
        (folder / "labels.css").write_text(stylesheet(), "utf-8")

    def page(self, template: str, path: str, **more: Any) -> None:  # noqa: ANN401
        target = self.into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * path.count("/")
        more.setdefault("specs", {})
        more["specs"] = {name: _script(spec) for name, spec in more["specs"].items()}
        html = self.environment.get_template(template).render(
            data=self.data, root=root, labels=labels(), **more
        )
        target.write_text(html, "utf-8")

    def report(self, row: Row) -> None:
        stem = row["report_id"]
        text = self.data.texts[stem]
        render = partial(marked, mentions=self.mentions[stem], links=self.data.links, root="../")
        parts = [
            (part, render(text, _below_title(part, text)))
            for table in ("milestones", "sections")
            for part in self.data.tables[table]
            if part["report_id"] == stem
        ]
        parts.sort(key=lambda entry: int(entry[0]["start"]))
        shown = {m["mention_id"] for p, _ in parts for m in self._inside(stem, p)}
        rest = [m for m in self.mentions[stem] if m["mention_id"] not in shown]
        events = [h for h in self.data.happenings if h.event["report_id"] == stem]
        self.page(
            "report.html",
            f"reports/{stem}.html",
            title=self.data.titles[stem],
            report=row,
            parts=parts,
            rest=[(m, self.data.said(m)) for m in rest],
            events=_by_story(events),
            all_events=_pairs(events),
        )

    def _inside(self, stem: str, part: Row) -> Iterator[Row]:
        low, high = int(part["start"]), int(part["end"])
        return (m for m in self.mentions[stem] if low <= int(m["start"]) and int(m["end"]) <= high)

    def entity(self, table: str, row: Row) -> None:
        identifier = row[ENTITY_TABLES[table]]
        found = [self.data.said(m) for m in self.data.mentions_of.get(identifier, ())]
        members: Sequence[Row] = ()
        if table == "organisations":
            members = [p for p in self.data.tables["people"] if p["organisation_id"] == identifier]
        self.page(
            "entity.html",
            self.data.links[identifier],
            title=row["name"],
            table=table,
            row=row,
            facts=_facts(row, table),
            said=found,
            events=self.data.events_with(identifier),
            members=members,
            names=self.names,
        )

    def country(self, code: str, name: str) -> None:
        self.page(
            "country.html",
            f"countries/{code}.html",
            title=name,
            places=[p for p in self.data.tables["places"] if p["country"] == code],
            bodies=[o for o in self.data.tables["organisations"] if o["country"] == code],
            events=_pairs(h for h in self.data.happenings if h.event["country"] == code),
        )


def _script(spec: Mapping[str, Any]) -> str:
    """A specification that can stand within a script element."""
    return json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")


def _below_title(part: Row, text: str) -> Span:
    """A story without the heading that the page shows above it."""
    span = Span(start=int(part["start"]), end=int(part["end"]))
    if part["title"] and text.startswith(part["title"], span.start):
        return Span(start=min(span.start + len(part["title"]), span.end), end=span.end)
    return span


def _pairs(events: Iterable[Happening]) -> list[tuple[Happening, str]]:
    """Events as the table of events takes them, without a role."""
    return [(happening, "") for happening in events]


def _by_story(events: Iterable[Happening]) -> Mapping[str, list[Happening]]:
    found: defaultdict[str, list[Happening]] = defaultdict(list)
    for happening in events:
        found[happening.event["section_id"] or happening.event["milestone_id"]].append(happening)
    return found


_SHOWN = ("acronym", "honorific", "role", "kind", "country", "iati_id", "geonames_id", "m49")


def _facts(row: Row, table: str) -> list[tuple[str, str]]:
    facts = [(c.replace("_", " "), row[c]) for c in _SHOWN if row.get(c)]
    if table != "organisations":
        return facts
    named = f"{row['kind']} {ORGANISATION_TYPES.get(row['kind'], '')}".strip()
    return [("IATI organisation type", named) if n == "kind" else (n, v) for n, v in facts]
