"""Writes the pages: overview, lists, results, search; per report, event, body, person, place."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.dataset import refresh
from pipeline.dataset.trends import Trends, trends
from pipeline.document.errors import ConfigError
from pipeline.document.labels import labels, stylesheet
from pipeline.site import listing
from pipeline.site.achieved import achievements, results_listing
from pipeline.site.charts import place_map, timeline
from pipeline.site.data import PAGED, Data, load
from pipeline.site.facts import facts_of_entity, facts_of_event, facts_of_report
from pipeline.site.folder import renewed
from pipeline.site.layout import running
from pipeline.site.listing import events_listing
from pipeline.site.network import network
from pipeline.site.office import Office
from pipeline.site.reviews import told, told_of_report
from pipeline.site.search import index
from pipeline.site.text import Anchor, ReportText
from pipeline.site.words import clean, country, day, number, when
from pipeline.write.report import Row
from schemas.tables import ENTITY_TABLES

STATIC = (
    *("site.css", "charts.js", "tables.js", "search.js"),
    *("vendor/vega.js", "vendor/vega.LICENSE"),
)
LATEST = 8
"""Reports that the first page lists."""
TITLE = "Milestones"


def write_site(
    out: Path, into: Path, office: Office | None = None, *, reviewed_only: bool = False
) -> Path:
    """Write the site of all reports in ``out``.

    Args:
        out: The folder of all reports.
        into: The folder to write to; an earlier site in it goes, other files stay.
        office: Who signs it.
        reviewed_only: Whether to leave out all that nobody has reviewed.

    Returns:
        The first page.

    Raises:
        ConfigError: ``config.no-report``, ``config.not-reviewed``: there is nothing to show;
            ``config.not-a-site``, ``config.cannot-write``.
    """
    dataset = refresh(out)
    if dataset is None:
        raise ConfigError("config.no-report", f"{out} holds no report")
    data = load(out, dataset, reviewed_only=reviewed_only)
    if not data.tables["reports"]:
        message = f"nothing in {out} is reviewed yet: `milestones review REPORT` opens a report"
        raise ConfigError("config.not-reviewed", message)
    # What periods bring is counted over all rows, also over those that are left out here.
    told_trends = None if reviewed_only else trends(dataset)
    with renewed(into) as folder:
        write_pages(Site(data, folder, office), told_trends)
    return into / "index.html"


def write_pages(site: "Site", told_trends: Trends | None) -> None:
    """Write all pages of a site."""
    data = site.data
    site.static()
    site.first()
    for made in site.lists.values():
        site.page("list.html", f"{made.name}.html", title=made.title, listing=made)
    if data.tables["results"]:
        site.page(
            "results.html",
            "results.html",
            title="Results",
            achievements=achievements(data),
            listing=results_listing(data),
        )
    if told_trends is not None:
        site.page("trends.html", "trends.html", title="Trends", trends=told_trends)
    site.page("search.html", "search.html", title="Search")
    for row in data.tables["reports"]:
        site.report(row)
    for event in data.events:
        site.event(event)
    for table in PAGED:
        for row in data.tables[table]:
            site.entity(table, row)
    for code, name in data.countries.items():
        site.country(code, name)


class Site:
    """The pages of one dataset.

    Args:
        data: The dataset.
        into: The folder to write to.
        office: Who signs the pages.
    """

    def __init__(self, data: Data, into: Path, office: Office | None = None) -> None:
        self.data = data
        self.into = into
        self.office = office
        self.environment = Environment(
            loader=PackageLoader(__package__),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=lambda value: clean(value) if type(value) is str else value,
        )
        self.environment.filters |= {"when": when, "day": day, "number": number, "country": country}

    @cached_property
    def lists(self) -> Mapping[str, listing.Listing]:
        """The lists that have a page of their own, by the name of the page."""
        made = (
            listing.reports_listing(self.data),
            events_listing(self.data, self.data.events, "events"),
            listing.organisations_listing(self.data),
            listing.people_listing(self.data),
            listing.places_listing(self.data),
            listing.countries_listing(self.data),
        )
        return {found.name: found for found in made if found.rows}

    @cached_property
    def menu(self) -> Sequence[tuple[str, str]]:
        """The pages that every page leads to: address and name."""
        found = [(f"{name}.html", made.title) for name, made in self.lists.items()]
        if self.data.tables["results"]:
            found.insert(2, ("results.html", "Results"))
        return found if self.data.reviewed_only else [*found, ("trends.html", "Trends")]

    @cached_property
    def logo(self) -> str:
        """The address of the office's logo; empty where it has none."""
        logo = self.office.logo if self.office else None
        return f"static/logo{logo.suffix.lower()}" if logo else ""

    def static(self) -> None:
        """Write what the pages share."""
        folder = self.into / "static"
        folder.mkdir(parents=True, exist_ok=True)
        for name in STATIC:
            content = files(__package__).joinpath("static", name).read_bytes()
            (folder / Path(name).name).write_bytes(content)
        (folder / "labels.css").write_text(stylesheet(), "utf-8")
        (folder / "search-index.js").write_text(index(self.data), "utf-8")
        if self.office and self.office.logo:
            shutil.copyfile(self.office.logo, self.into / self.logo)

    def page(self, template: str, path: str, **more: Any) -> None:  # noqa: ANN401
        """Write one page.

        Args:
            template: The template's name.
            path: The page's place from the root.
            more: What the template asks for; of ``specs``, those that are None have no chart.
        """
        target = self.into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        specs = more.pop("specs", {})
        html = self.environment.get_template(template).render(
            data=self.data,
            root="../" * path.count("/"),
            office=self.office,
            logo=self.logo,
            site_title=(self.office and self.office.title) or TITLE,
            menu=self.menu,
            here=path,
            specs={name: _script(chart.to_dict()) for name, chart in specs.items() if chart},
            **more,
        )
        target.write_text(html, "utf-8")

    def first(self) -> None:
        """The first page."""
        data = self.data
        reports = self.lists["reports"]
        partners, drawn = network(data), self._drawn(data.events, "")
        self.page(
            "index.html",
            "index.html",
            title=(self.office and self.office.title) or TITLE,
            reports=listing.Listing(
                reports.name, "Latest reports", reports.columns, reports.rows[:LATEST]
            ),
            achievements=achievements(data),
            reviewed=sum(bool(data.reviews.of_event(e["event_id"])) for e in data.events),
            donors=self._donors(),
            partners=partners.listing if partners else None,
            specs=drawn["specs"] | {"network": partners and partners.chart},
            outside=drawn["outside"],
        )

    def _donors(self) -> list[tuple[listing.Link, int]]:
        """Who paid, with for how many events; for none where a list or a credit names them."""
        data = self.data
        links: dict[str, listing.Link] = {}
        paid: defaultdict[str, set[str]] = defaultdict(set)
        for row in data.tables["donors"]:
            entity = row["entity_id"]
            name = data.organisations.get(entity, row["name"])
            links.setdefault(entity, listing.Link(name, data.links.get(entity, "")))
            paid[entity] |= {row["event_id"]} - {""}
        counted = [(link, len(paid[entity])) for entity, link in links.items()]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0].words))

    def _drawn(self, events: Sequence[Row], root: str) -> dict[str, Any]:
        """The charts of some events, and the places that the map leaves out."""
        found = place_map(self.data, events, root)
        return {
            "specs": {"timeline": timeline(self.data, events, root), "map": found and found.chart},
            "outside": found.outside if found else [],
        }

    def report(self, row: Row) -> None:
        """The page of a report: what is known of it, its events, its text."""
        data, stem = self.data, row["report_id"]
        parts, lines, text = data.by_report[stem], data.lines[stem], data.texts[stem]
        anchors = [Anchor(line.span.start, f"p-{n}") for n, line in enumerate(lines)]
        anchors += [
            Anchor(
                int(event["start"]),
                f"e-{event['event_id']}",
                data.links[event["event_id"]],
                f"Event: {event['name']}",
            )
            for event in parts["events"]
        ]
        shown = ReportText(
            text=text,
            lines=lines,
            mentions=parts["mentions"],
            anchors=sorted(anchors),
            cells=parts["table_cells"],
            links=data.links,
            root="../",
        )
        events = [event for event in data.events if event["report_id"] == stem]
        self.page(
            "report.html",
            f"reports/{stem}.html",
            title=row["title"] or stem,
            facts=facts_of_report(row),
            review=told_of_report(data.reviews, stem),
            labels=labels(),
            html=shown.html(),
            running=running(text, lines),
            listing=events_listing(data, events, f"events-{stem}", without="Report"),
            **self._drawn(events, "../"),
        )

    def event(self, row: Row) -> None:
        """The page of an event."""
        data = self.data
        about = data.activities[row["event_id"]]
        self.page(
            "event-page.html",
            data.links[row["event_id"]],
            title=row["name"],
            facts=facts_of_event(data, row),
            sentences=about["sentence"].split("\n"),
            words=data.words_of(row),
            report=listing.Link(data.titles[row["report_id"]], data.pages[row["report_id"]]),
            page_number=about["page"],
            review=told(data.reviews.of_event(row["event_id"])),
        )

    def entity(self, table: str, row: Row) -> None:
        """The page of an organisation, person or place."""
        data = self.data
        identifier = row[ENTITY_TABLES[table]]
        people = data.tables["people"] if table == "organisations" else ()
        self.page(
            "entity.html",
            data.links[identifier],
            title=row["name"],
            facts=facts_of_entity(data, table, row),
            review=told(data.reviews.of_row(table, identifier)),
            said=[data.said(mention) for mention in data.mentions_of.get(identifier, ())],
            listing=events_listing(
                data, data.events_with(identifier), f"events-{identifier}", as_of=identifier
            ),
            members=[person for person in people if person["organisation_id"] == identifier],
        )

    def country(self, code: str, name: str) -> None:
        """The page of a country."""
        data = self.data
        events = [event for event in data.events if event["country"] == code]
        self.page(
            "country.html",
            f"countries/{code}.html",
            title=name,
            places=_of(data.tables["places"], code),
            bodies=_of(data.tables["organisations"], code),
            listing=events_listing(data, events, f"events-{code}", without="Country"),
            **self._drawn(events, "../"),
        )


def _of(rows: Iterable[Row], code: str) -> list[Row]:
    """The rows of a country, by name."""
    return listing.by_name(row for row in rows if row["country"] == code)


def _script(spec: Mapping[str, Any]) -> str:
    """A specification that can stand within a script element."""
    return json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
