"""Serve an application on loopback, behind the guard, and open the browser on it."""

import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from signal import SIGTERM, signal
from typing import NamedTuple

import uvicorn
from starlette.types import ASGIApp

from pipeline.document.errors import ConfigError
from pipeline.review.app import create_app
from pipeline.review.deriving import Deriver
from pipeline.review.guard import Guard
from pipeline.review.session import Session

HOST = "127.0.0.1"


class Running(NamedTuple):
    """A server that listens: the link that opens it, and what ends it."""

    link: str
    stop: Callable[[], None]


def serve(
    session: Session, port: int, *, browser: bool, say: Callable[[str], None] = print
) -> None:
    """Serve the review page of one report until it is interrupted.

    Args:
        session: The report under review.
        port: Where to listen; 0 takes any free port.
        browser: Whether to open the browser.
        say: Is given the link, then what this review cannot do.

    Raises:
        ConfigError: The port is taken.
    """
    notes = [f"note: {obstacle}" for obstacle in session.obstacles]
    deriver = Deriver(session)
    deriver.start()
    try:
        serve_on_loopback(create_app(session), port, browser=browser, say=say, notes=notes)
    finally:
        deriver.stop()


def serve_on_loopback(
    app: ASGIApp,
    port: int,
    *,
    browser: bool,
    say: Callable[[str], None] = print,
    notes: Sequence[str] = (),
    started: Callable[[Running], None] = lambda _: None,
) -> None:
    """Serve an application to this machine's browser, with a token of its own, until it ends.

    Args:
        app: What is served; the guard goes around it.
        port: Where to listen; 0 takes any free port.
        browser: Whether to open the browser.
        say: Is given the link, then the notes.
        notes: What a person should know before they begin.
        started: Is given the server as soon as it listens.

    Raises:
        ConfigError: The port is taken.
    """
    token = secrets.token_urlsafe(32)
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as error:
            message = f"port {port} cannot be used: {error.strerror}"
            raise ConfigError("config.port", message) from error
        bound = listening.getsockname()[1]
        link = f"http://{HOST}:{bound}/?token={token}"
        server = uvicorn.Server(
            uvicorn.Config(
                Guard(app, token, bound),
                log_level="warning",
                server_header=False,
                access_log=False,
            )
        )
        listening.listen(128)  # a browser that is faster than the server waits instead of failing
        say(link)
        for note in notes:
            say(note)
        started(Running(link, lambda: setattr(server, "should_exit", True)))
        if browser:
            webbrowser.open(link)
        with suppress(ValueError):  # not the main thread: whoever has it ends it
            signal(SIGTERM, _end)
        server.run(sockets=[listening])


def _end(number: int, _: object) -> None:
    """End as a program does that is asked to: with what it has begun brought to its end."""
    sys.exit(128 + number)
