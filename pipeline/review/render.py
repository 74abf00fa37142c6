"""Templates and what they are given. All text is escaped; hidden characters are written out."""

from collections.abc import Sequence
from typing import Any

import pycountry
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.decisions.records import RECORDS
from pipeline.document.hidden import visible
from pipeline.document.labels import labels
from pipeline.document.meaning import meaning, spoken
from pipeline.document.span import Span
from pipeline.review.decide import MERGED, suggestion
from pipeline.review.fields import fields
from pipeline.review.forms import KINDS, filled, form_of, known_names, role_lines, roles
from pipeline.review.lookup import Offer
from pipeline.review.news import standings
from pipeline.review.pages import boxes_of
from pipeline.review.plain import words
from pipeline.review.queue import SAFE, queue, reading
from pipeline.review.remedies import remedies
from pipeline.review.session import Session
from pipeline.review.standing import Standing, word_of
from pipeline.review.views import LINKS, Query, choices, cut, named, page_of, shown, spelled, views
from pipeline.review.wording import about, said, tab_of, title_of
from pipeline.write.report import Key, Row
from schemas import TABLES, Verdict

SNIPPET = 60
"""Code points of context around a mention in a list."""
NEW = {
    "events": "event",
    "milestones": "milestone",
    "sections": "section",
    "lists": "list",
    "quotes": "quote",
}
"""What a person calls a row that is recorded as a whole."""
PART_COLUMNS = ("milestone_id", "section_id")
"""Columns that follow from where a row stands: they come last."""
LISTED = 30
"""Mentions of an entity that its panel lists."""


class Pen:
    """Renders the parts of the page.

    Args:
        session: The report under review.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._templates = Environment(
            loader=PackageLoader("pipeline.review"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_written_out,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["exact"] = lambda text: Markup(escape(text))  # noqa: S704 - escaped
        self._templates.filters["title_of"] = title_of
        self._templates.filters["said"] = lambda decision: said(session.standing, decision)
        self._templates.filters["about"] = lambda decision: about(session.standing, decision)
        self._templates.filters["named"] = named
        self._templates.filters["spoken"] = spoken
        self._templates.filters["word_of"] = word_of
        self._templates.globals.update(labels=labels(), views=views(), tab_of=tab_of)
        self._templates.globals.update(
            ranks=words().ranks, statuses=words().statuses, severities=words().severities
        )

    def page(self, reviewer: str, home: str = "") -> HTMLResponse:
        """The whole page; ``home`` is the address of the page of all reports, if there is one."""
        session = self._session
        standing = session.standing
        return self._html(
            "index.html",
            about=session.report.about,
            stem=session.folder.name,
            version=session.version,
            reviewer=reviewer,
            home=home,
            now=standings(session),
            chunks=session.edition.chunks,
            pages=session.pages.sizes() if session.pages else [],
            counts={name: len(rows) for name, rows in session.report.tables.items()},
            decisions=len(standing.in_force),
            lost=len(standing.lost),
            obstacles=session.obstacles,
        )

    def queue(self, query: Query) -> HTMLResponse:
        """The work queue."""
        standing = self._session.standing
        asked = query.q.casefold().split()
        found = []
        for item in queue(standing.report):
            row = standing.row(item.key)
            text = " ".join((title_of(row), *item.reasons)).casefold()
            done = item.key in standing.settled
            states = {
                "unchecked": not done,
                "checked": done,
                "unsure": item.key in standing.skipped,
            }
            is_asked = item.rank == query.only or (not query.only and item.rank != SAFE)
            if is_asked and states.get(query.checked, True) and all(w in text for w in asked):
                found.append((item.key, row))
        page = cut(found, query)
        items = {item.key: item for item in queue(standing.report)}
        return self._list(
            "queue.html",
            page,
            standing,
            query,
            items=items,
            table="queue",
            left=standings(self._session).open,
            safe=sum(item.rank == SAFE for item in items.values()),
            reading=reading(standing.report),
            remedies=remedies(),
            heading=_heading(self._session.edition.verdict),
        )

    def rows(self, table: str, query: Query) -> HTMLResponse:
        """A tab's rows."""
        standing = self._session.standing
        page = page_of(standing, table, query)
        return self._list(
            "rows.html",
            page,
            standing,
            query,
            table=table,
            view=views()[table],
            choices=choices(standing, table),
        )

    def journal(self) -> HTMLResponse:
        """All decisions, the latest first, with conflicts and lost ones before them."""
        standing = self._session.standing
        holding = {d.id for d in standing.in_force}
        return self._html(
            "journal.html",
            decisions=list(reversed(standing.journal)),
            holding=holding,
            standing=standing,
            torn=self._session.torn,
        )

    def row(self, key: Key) -> HTMLResponse:
        """One row with all its cells, their evidence, its flags and its decisions."""
        standing = self._session.standing
        report = standing.report
        mentions = report.mentions_of.get(key.row_id, [])
        place = standing.place(key)
        own = {"report_id", *TABLES[key.table].key}
        return self._html(
            "row.html",
            key=key,
            row=standing.row(key),
            place=place,
            snippet=self._snippet(place.span.start, place.span.end) if place.span else None,
            cells=sorted(
                (c for c in TABLES[key.table].model_fields if c not in own),
                key=lambda column: (column in words().codes["columns"], column in PART_COLUMNS),
            ),
            codes=words().codes["columns"],
            evidence={cell["column"]: cell for cell in report.evidence.get(key, [])},
            flags=list(report.flags.get(key, [])),
            fields=fields(key.table),
            edited=standing.edited(key),
            decisions=standing.decisions(key),
            verdict=standing.verdict(key),
            contested=standing.contested,
            suggestion=suggestion(standing, key),
            is_whole=key.table in RECORDS,
            roles=role_lines(standing, key) if key.table == "events" else [],
            mergeable=key.table in MERGED,
            mentions=[
                (m, self._snippet(int(m["start"]), int(m["end"]))) for m in mentions[:LISTED]
            ],
            more=max(len(mentions) - LISTED, 0),
            spelled=lambda column: spelled(standing, key.table, column, standing.row(key)),
            explain=self._explain,
        )

    def field(self, key: Key, column: str) -> HTMLResponse:
        """The form that changes one cell."""
        standing = self._session.standing
        value = standing.row(key)[column]
        themes = {row["theme"]: None for row in standing.report.tables["sections"] if row["theme"]}
        return self._html(
            "field.html",
            key=key,
            column=column,
            field=fields(key.table)[column],
            value=value,
            shown=shown(standing, column, value),
            themes=list(themes),
            means=_meaning(value),
        )

    def tool(self, key: Key, tool: str) -> HTMLResponse:
        """The form of a tool that needs more than a key: merge, split."""
        return self._html("tool.html", key=key, tool=tool, row=self._session.standing.row(key))

    def record(self, table: str, key: Key | None, span: Span | None) -> HTMLResponse:
        """The form of a whole row: of one that is there, or of a new one from selected words."""
        standing = self._session.standing
        what = NEW.get(table, table)
        themes = {row["theme"]: None for row in standing.report.tables["sections"] if row["theme"]}
        return self._html(
            "record.html",
            table=table,
            key=key,
            span=span,
            heading=f"Change this {what}" if key else f"New {what}",
            words=" ".join(span.of(standing.report.text).split()) if span else "",
            fields=form_of(table),
            cells=filled(standing, table, key, span),
            lines=role_lines(standing, key) if table == "events" else [],
            roles=roles(),
            kinds=KINDS,
            known=known_names(standing),
            countries=sorted(country.name for country in pycountry.countries),
            themes=list(themes),
        )

    def offers(self, offers: Sequence[Offer], q: str) -> HTMLResponse:
        """The suggestions of a search."""
        return self._html("offers.html", offers=offers, q=q)

    def meaning(self, words: str, *, fits: bool) -> HTMLResponse:
        """What a date means, or why it is none."""
        return self._html("meaning.html", words=words, fits=fits)

    def told(self, words: str, *, fits: bool) -> HTMLResponse:
        """What was understood of a field, or what to write into it."""
        return self._html("told.html", words=words, fits=fits)

    def boxes(self, rows: Sequence[tuple[Key, Row]]) -> HTMLResponse:
        """The boxes of a page's mentions."""
        boxed = [(key, row, boxes_of(row["bbox"])) for key, row in rows]
        return self._html("boxes.html", boxed=boxed, standing=self._session.standing)

    def _list(
        self, template: str, page: object, standing: Standing, query: Query, **more: object
    ) -> HTMLResponse:
        return self._html(
            template,
            page=page,
            standing=standing,
            query=query,
            spelled=lambda table, column, row: spelled(standing, table, column, row),
            **more,
        )

    def _explain(self, column: str, value: str) -> str:
        """What stands behind a cell: the name of a row, the first and last day of a date."""
        if column in {"date", "value", "period", "month"}:
            told = _meaning(value)
            return told if " to " in told else ""
        if not column.endswith(LINKS):
            return ""
        name = shown(self._session.standing, column, value)
        return name if name != value else ""

    def _snippet(self, start: int, end: int) -> tuple[str, str, str]:
        text = self._session.report.text
        before, after = text[max(start - SNIPPET, 0) : start], text[end : end + SNIPPET]
        return before.rpartition("\n")[2], text[start:end], after.partition("\n")[0]

    def _html(self, template: str, **fields: Any) -> HTMLResponse:  # noqa: ANN401 - what it shows
        return HTMLResponse(self._templates.get_template(template).render(**fields))


def _written_out(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _heading(verdict: Verdict | None) -> str:
    """How well the report was read, over what was not."""
    judged = verdict.reading if verdict else "well"
    return f"This report was {'not read well everywhere' if judged == 'well' else f'read {judged}'}"


def _meaning(value: str) -> str:
    try:
        return meaning(value) if value else ""
    except ValueError:
        return ""
