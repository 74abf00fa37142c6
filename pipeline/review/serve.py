"""Start the page on loopback and open the browser on it."""

import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable
from signal import SIGTERM, signal

import uvicorn

from pipeline.document.errors import ConfigError
from pipeline.review.app import create_app
from pipeline.review.deriving import Deriver
from pipeline.review.guard import Guard
from pipeline.review.session import Session

HOST = "127.0.0.1"


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
        guarded = Guard(create_app(session), token, bound)
        server = uvicorn.Server(
            uvicorn.Config(guarded, log_level="warning", server_header=False, access_log=False)
        )
        listening.listen(128)  # a browser that is faster than the server waits instead of failing
        say(link)
        for obstacle in session.obstacles:
            say(f"note: {obstacle}")
        if browser:
            webbrowser.open(link)
        signal(SIGTERM, _end)
        deriver = Deriver(session)
        deriver.start()
        try:
            server.run(sockets=[listening])
        finally:
            deriver.stop()


def _end(number: int, _: object) -> None:
    """End as a program does that is asked to: with what it has begun brought to its end."""
    sys.exit(128 + number)
