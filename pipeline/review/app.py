"""The page's addresses. Each parses, calls one function and renders one template."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import quote, unquote

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi import Query as FromQuery
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel

from pipeline.decisions.journal import Decision
from pipeline.decisions.records import RECORDS
from pipeline.decisions.reviewer import user_name
from pipeline.document.errors import PipelineError
from pipeline.document.hidden import visible
from pipeline.document.labels import stylesheet
from pipeline.document.meaning import meaning
from pipeline.document.span import Span
from pipeline.review import lookup
from pipeline.review.decide import Deed, ReplacesError
from pipeline.review.fields import PICKED, fields
from pipeline.review.news import news, standings
from pipeline.review.pointing import span_of_words
from pipeline.review.render import Pen
from pipeline.review.session import Session
from pipeline.review.standing import RECORDED
from pipeline.review.text import render
from pipeline.review.understood import HOLDERS, understand, who
from pipeline.review.views import Query, views
from pipeline.review.wording import already, told
from pipeline.review.written import date_of
from pipeline.write.report import Key

NAME = "milestones_reviewer"
_LONGEST_NAME = 80
NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,6})?")
_YEAR = 365 * 24 * 3600


class Reviewer(BaseModel):
    """The name under which decisions are recorded."""

    name: str


def create_app(session: Session) -> FastAPI:  # noqa: C901, PLR0915 - a function an address
    """The application over one report; ``guard.Guard`` goes around it."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.mount("/static", StaticFiles(directory=str(files(__package__).joinpath("static"))))
    pen = Pen(session)

    def known_row(table: str, row: str) -> Key:
        key = Key(table, row)
        if key not in session.standing:
            raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such row")
        return key

    row_key = Annotated[Key, Depends(known_row)]
    asked = Annotated[Query, FromQuery()]

    @app.get("/")
    def index(request: Request) -> HTMLResponse:
        session.refresh()
        return pen.page(reviewer_of(request), home="../../" if request.scope["root_path"] else "")

    @app.get("/labels.css")
    def label_styles() -> Response:
        return Response(stylesheet(), media_type="text/css")

    @app.get("/rows/{table}")
    def rows(table: str, query: asked) -> HTMLResponse:
        if table == "queue":
            return pen.queue(query)
        if table == "journal":
            return pen.journal()
        if table not in views():
            raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such table")
        return pen.rows(table, query)

    @app.get("/row")
    def row(key: row_key) -> HTMLResponse:
        return pen.row(key)

    @app.get("/field")
    def field(key: row_key, column: str) -> HTMLResponse:
        if column not in fields(key.table):
            raise HTTPException(HTTPStatus.NOT_FOUND, "this cell cannot be changed")
        return pen.field(key, column)

    @app.get("/record")
    def record(
        table: str, row: str = "", start: int | None = None, end: int | None = None
    ) -> HTMLResponse:
        if table not in RECORDS:
            raise HTTPException(HTTPStatus.NOT_FOUND, "rows of this table have no form")
        key = known_row(table, row) if row else None
        if start is None or end is None:
            return pen.record(table, key, None)
        if not 0 <= start <= end <= len(session.report.text):
            raise HTTPException(HTTPStatus.NOT_FOUND, "the text is shorter")
        return pen.record(table, key, Span(start=start, end=end))

    @app.get("/understood")
    def understood(
        table: str, cell: str, words: str = "", country: str = "", kind: str = ""
    ) -> HTMLResponse:
        if table not in RECORDS:
            raise HTTPException(HTTPStatus.NOT_FOUND, "rows of this table have no form")
        try:
            if cell == "who":
                known = kind if kind in HOLDERS else HOLDERS[0]
                found = who(session.standing, words, "", known, {})
            else:
                found = understand(session.standing, table, cell, words, {"country": country})
        except ValueError as error:
            return pen.told(str(error), fits=False)
        return pen.told(found.words, fits=True)

    @app.get("/words")
    def words(page: int, box: str) -> JSONResponse:
        if session.pages is None or not 1 <= page <= len(session.pages.sizes()):
            raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such page")
        edges = [float(edge) for edge in box.split() if NUMBER.fullmatch(edge)]
        if len(edges) != len(("x0", "top", "x1", "bottom")):
            raise HTTPException(HTTPStatus.NOT_FOUND, "this is no box")
        said = session.pages.words(page, edges)
        found = span_of_words(session.report, page, said)
        return JSONResponse({"start": found.start, "end": found.end} if found else {})

    @app.get("/tool/{tool}")
    def tool(key: row_key, tool: str) -> HTMLResponse:
        if tool not in {"merge", "split"}:
            raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such tool")
        return pen.tool(key, tool)

    @app.get("/search/{kind}")
    def search(kind: str, q: str = "", table: str = "", but: str = "") -> HTMLResponse:
        match kind:
            case "country":
                return pen.offers(lookup.find_countries(q), q)
            case "currency":
                return pen.offers(lookup.find_currencies(q), q)
            case "place":
                return pen.offers(lookup.find_places(q), q)
            case "rows":
                tables = [name for name in table.split() if name in {*PICKED, *RECORDS}]
                return pen.offers(lookup.find_rows(session.standing, tables, q, but), q)
        raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such search")

    @app.get("/meaning")
    def means(value: str = "") -> HTMLResponse:
        try:
            if not value.strip():
                return pen.meaning("no date", fits=True)
            near = session.report.about["period"]
            return pen.meaning(meaning(date_of(value, near)), fits=True)
        except ValueError as error:
            return pen.meaning(str(error), fits=False)

    @app.get("/text/{number}")
    def text(number: int) -> HTMLResponse:
        edition = session.edition
        if not 0 <= number < len(edition.chunks):
            raise HTTPException(HTTPStatus.NOT_FOUND, "the text is shorter")
        chunk = edition.chunks[number]
        return HTMLResponse(render(edition.report.text, chunk, session.marks, edition.headings))

    @app.get("/boxes/{number}")
    def boxes(number: int) -> HTMLResponse:
        return pen.boxes(session.on_page.get(number, []))

    @app.get("/page/{number}.png")
    def page(number: int) -> Response:
        if session.pages is None or not 1 <= number <= len(session.pages.sizes()):
            raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such page")
        return Response(session.pages.png(number), media_type="image/png")

    @app.post("/decide")
    def decide(deed: Deed, request: Request) -> JSONResponse:
        try:
            made = session.record(deed, reviewer_of(request))
        except ReplacesError as error:
            gone = [{name: visible(row[name]) for name in RECORDED} for row in error.rows]
            return JSONResponse({"said": str(error), "replaces": gone}, HTTPStatus.CONFLICT)
        except ValueError as error:
            return _said(str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
        except OSError as error:
            message = f"Not recorded: the journal cannot be written ({error.strerror})"
            return _said(message, HTTPStatus.INSUFFICIENT_STORAGE)
        standing = session.standing
        key = Key(deed.table, deed.row_id)
        said = told(standing, made) if made else already(standing, key, deed.action)
        answer = {
            "said": visible(said),
            "id": made[-1].id if made else "",
            "row": _row_of(made, deed),
            **standings(session).model_dump(),
        }
        return JSONResponse(answer)

    @app.get("/news")
    def what_is_new(version: str, table: str = "", row: str = "") -> JSONResponse:
        return JSONResponse(news(session, version, Key(table, row)).model_dump())

    @app.post("/again")
    def again() -> JSONResponse:
        session.try_again()
        return JSONResponse(standings(session).model_dump())

    @app.post("/reviewer")
    def reviewer(given: Reviewer) -> JSONResponse:
        name = given.name.strip()[:_LONGEST_NAME]
        if not name:
            return _said("a reviewer needs a name", HTTPStatus.UNPROCESSABLE_ENTITY)
        answer = _said(f"Decisions are now recorded as {name}")
        answer.set_cookie(NAME, quote(name), max_age=_YEAR, httponly=True, samesite="strict")
        return answer

    @app.exception_handler(PipelineError)
    def failed(_: Request, error: Exception) -> JSONResponse:
        return _said(str(error), HTTPStatus.CONFLICT)

    return app


def reviewer_of(request: Request) -> str:
    """The name under which the decisions of this browser are recorded."""
    if name := unquote(request.cookies.get(NAME, "")).strip():
        return name[:_LONGEST_NAME]
    return user_name()


def _row_of(made: Sequence[Decision], deed: Deed) -> dict[str, str] | None:
    """The row that a deed has recorded as a whole, if it did: its own, else the new one."""
    put = [decision for decision in made if decision.action == "put"]
    own = [decision for decision in put if deed.action == "put" and decision.row_id == deed.row_id]
    found = next(iter(own), put[-1] if put else None)
    return {"table": str(found.table), "row": str(found.row_id)} if found else None


def _said(words: str, status: HTTPStatus = HTTPStatus.OK) -> JSONResponse:
    body: dict[str, Any] = {"said": words}
    return JSONResponse(body, status)
