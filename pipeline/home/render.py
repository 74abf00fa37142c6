"""Templates of the home page and what they are given. All text is escaped."""

from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.document.hidden import visible
from pipeline.home.desk import Desk
from pipeline.home.reading import STEPS
from pipeline.home.state import REASONS, State, states
from pipeline.readers import SUFFIXES

PAGE = 40
"""Reports a page."""
FORMS = {
    "xlsx": "Excel workbook",
    "csv-bom": "Tables for Excel (CSV)",
    "5w": "Who does what where (5W)",
    "sqlite": "Database (SQLite)",
    "geojson": "Map (GeoJSON)",
    "ics": "Calendar (iCalendar)",
    "iati": "IATI activities",
    "hxl": "HXL table",
    "parquet": "Parquet files",
}
"""Forms that all reports can be had in, in words."""


class Pen:
    """Renders the home page and its parts.

    Args:
        desk: What it shows.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._templates = Environment(
            loader=PackageLoader("pipeline.home"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=lambda value: visible(value) if type(value) is str else value,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(forms=FORMS, steps=len(STEPS), most=REASONS)

    def page(self, reviewer: str, q: str, page: int) -> HTMLResponse:
        """The whole page."""
        folders = self._desk.folders
        kinds = ",".join(sorted({*SUFFIXES, ".xlsx"}))
        return self._html(
            "index.html",
            **self._listed(q, page),
            **self._read(),
            reviewer=reviewer,
            kinds=kinds,
            folder=folders.out.absolute().parent,
        )

    def reports(self, q: str, page: int) -> HTMLResponse:
        """The list of reports."""
        return self._html("reports.html", **self._listed(q, page))

    def jobs(self) -> HTMLResponse:
        """The files that were dropped, and how far they are."""
        return self._html("jobs.html", **self._read())

    def _read(self) -> dict[str, Any]:
        reader = self._desk.reader
        return {"jobs": reader.jobs, "busy": reader.busy}

    def _listed(self, q: str, page: int) -> dict[str, Any]:
        everything = states(self._desk.folders.out)
        found = [state for state in everything if _has(state, q)]
        pages = max(1, -(-len(found) // PAGE))
        number = min(max(page, 1), pages)
        return {
            "found": found[(number - 1) * PAGE : number * PAGE],
            "count": len(found),
            "total": len(everything),
            "number": number,
            "pages": pages,
            "q": q,
        }

    def _html(self, template: str, **fields: Any) -> HTMLResponse:  # noqa: ANN401 - what it shows
        return HTMLResponse(self._templates.get_template(template).render(**fields))


def _has(state: State, q: str) -> bool:
    said = (state.stem, state.title, state.publisher, state.period, state.reading, state.review)
    text = " ".join((*said, *state.reviewers)).casefold()
    return all(word in text for word in q.casefold().split())
