"""The home page's addresses. Each parses, calls one function and renders one template."""

import webbrowser
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from pipeline.dataset import set_aside
from pipeline.diff.page import PARTS, page_html
from pipeline.document.errors import PipelineError
from pipeline.evaluate.promote import promote
from pipeline.exchange.workbook import report_of
from pipeline.home.arrivals import WORKBOOK, check_arrival, received, taken_in
from pipeline.home.desk import Desk
from pipeline.home.reading import Job
from pipeline.home.render import Pen
from pipeline.review.app import reviewer_of
from pipeline.review.importing import check_size, told
from pipeline.site import office_of, write_site


class Chosen(BaseModel):
    """A report that something is done with."""

    stem: str
    force: bool = False
    password: str | None = Field(default=None, max_length=500)


def create_app(desk: Desk, stop: Callable[[], object]) -> FastAPI:  # noqa: C901, PLR0915 - a function an address
    """The application over a folder of reports; ``review.guard.Guard`` goes around it.

    Args:
        desk: What it works on.
        stop: Ends the server.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    kit = files("pipeline.review").joinpath("static")
    app.mount("/kit", StaticFiles(directory=str(kit)))
    app.mount("/static", StaticFiles(directory=str(files(__package__).joinpath("static"))))
    app.router.routes.append(Mount("/report/{stem}", app=_Reviews(desk)))
    pen, folders = Pen(desk), desk.folders

    @app.get("/")
    def index(request: Request, q: str = "", page: int = 1) -> HTMLResponse:
        return pen.page(reviewer_of(request), q, page)

    @app.get("/reports")
    def reports(q: str = "", page: int = 1) -> HTMLResponse:
        return pen.reports(q, page)

    @app.get("/jobs")
    def jobs() -> HTMLResponse:
        return pen.jobs()

    @app.post("/drop")
    async def drop(request: Request, name: str, published: date | None = None) -> JSONResponse:
        check_arrival(name)
        place = await received(name, request.stream(), folders.raw)
        try:
            if place.suffix == WORKBOOK:
                return await run_in_threadpool(_take_back, desk, place, name, reviewer_of(request))
            path = await run_in_threadpool(taken_in, place, name, folders.raw, folders.out)
            desk.reader.add(Job(path, published))
            return _said(f"{name} is being read")
        finally:
            place.unlink(missing_ok=True)

    @app.post("/again")
    def again(chosen: Chosen) -> JSONResponse:
        waiting = {job.stem: job.path for job in desk.reader.jobs if job.status == "refused"}
        path = waiting.get(chosen.stem) or desk.source(chosen.stem)
        if chosen.password:
            desk.passwords[chosen.stem] = chosen.password
        password = desk.passwords.get(chosen.stem)
        desk.reader.add(Job(path, password=password, force=True))
        return _said(f"{path.name} is being read again")

    @app.get("/compare/{stem}/")
    def compared(stem: str) -> HTMLResponse:
        found = desk.differences(stem)
        return HTMLResponse(page_html("the run before", "now", found, linked=True))

    @app.get("/compare/{stem}/{part}")
    def part_of_comparison(stem: str, part: str) -> Response:  # noqa: ARG001 - beside its page
        if part not in PARTS:
            return PlainTextResponse("there is no such file", HTTPStatus.NOT_FOUND)
        content = files("pipeline.diff").joinpath(part).read_bytes()
        return Response(content, media_type=PARTS[part])

    @app.get("/export")
    def exported(to: str, stem: str = "") -> Response:
        return _file(*desk.exported(stem, to))

    @app.get("/noted")
    def noted(stem: str) -> Response:
        found = desk.noted(stem)
        if found is None:
            why = "drop the workbook once more: its notes are no longer here"
            return PlainTextResponse(why, HTTPStatus.NOT_FOUND)
        return _file(*found)

    @app.post("/promote")
    def promoted(chosen: Chosen) -> JSONResponse:
        folder = folders.out / desk.known(chosen.stem)
        return _said(f"Kept as a model answer: {promote(folder, folders.gold, force=chosen.force)}")

    @app.post("/site")
    def site() -> JSONResponse:
        first = write_site(folders.out, folders.site, office_of(folders.out))
        lacks = "; ".join(f"{stem}: {why}" for stem, why in set_aside(folders.out).items())
        webbrowser.open(Path(first).absolute().as_uri())
        return _said(
            f"The site is in {folders.site.absolute()}{f'. It lacks {lacks}' if lacks else ''}"
        )

    @app.post("/stop")
    def stopped() -> JSONResponse:
        if desk.reader.busy:
            raise PipelineError("home.busy", "a report is being read: wait until it is done")
        stop()
        return _said("Milestones has stopped. You can close this page.")

    @app.exception_handler(PipelineError)
    def failed(_: Request, error: Exception) -> JSONResponse:
        message, code = (
            (error.message, error.code) if isinstance(error, PipelineError) else ("", "")
        )
        return JSONResponse({"said": message, "code": code}, HTTPStatus.CONFLICT)

    @app.exception_handler(OSError)
    def unwritable(_: Request, error: Exception) -> JSONResponse:
        reason = error.strerror if isinstance(error, OSError) else error
        return _said(f"This could not be written: {reason}", HTTPStatus.INSUFFICIENT_STORAGE)

    return app


class _Reviews:
    """The review page of each report, under an address of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        stem = scope["path_params"]["stem"]
        try:
            _, page = await run_in_threadpool(self._desk.review, stem)
        except PipelineError as error:
            await PlainTextResponse(error.message, HTTPStatus.NOT_FOUND)(scope, receive, send)
            return
        await page(scope, receive, send)


def _take_back(desk: Desk, workbook: Path, name: str, reviewer: str) -> JSONResponse:
    check_size(workbook)
    stem = report_of(workbook)
    taken = desk.take_back(stem, workbook, name, reviewer)
    lines = list(told(taken))
    noted = desk.noted(stem)
    link = {"noted": f"noted?stem={quote(stem, safe='')}", "name": noted[0]} if noted else {}
    return JSONResponse({"said": lines[0], "lines": lines, "stem": stem, **link})


def _file(name: str, content: bytes) -> Response:
    shown = f"attachment; filename*=UTF-8''{quote(name)}"
    kind = "application/octet-stream"
    return Response(content, media_type=kind, headers={"content-disposition": shown})


def _said(words: str, status: HTTPStatus = HTTPStatus.OK) -> JSONResponse:
    body: dict[str, Any] = {"said": words}
    return JSONResponse(body, status)
