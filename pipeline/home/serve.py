"""Open the home page; one that is open over the same folder already is shown again."""

import json
import os
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from pipeline.document.errors import ConfigError
from pipeline.home.app import create_app
from pipeline.home.desk import Desk, Folders
from pipeline.review.serve import Running, serve_on_loopback

RUNNING = ".home.json"
"""In the folder of all reports: the link of the page that is open over it, for its owner alone."""
SECONDS = 2.0
"""For a page that is open to answer."""


def serve_home(
    folders: Folders, port: int, *, browser: bool, say: Callable[[str], None] = print
) -> None:
    """Serve the home page until it is stopped; where it is open already, show it and return.

    Args:
        folders: What it works on.
        port: Where to listen; 0 takes any free port.
        browser: Whether to open the browser.
        say: Is given the link.

    Raises:
        ConfigError: ``config.port``; ``config.cannot-write``: the folder cannot be written.
    """
    record = folders.out / RUNNING
    if link := _open_already(record):
        say(link)
        if browser:
            webbrowser.open(link)
        return
    desk, running = Desk(folders), list[Running]()

    def started(server: Running) -> None:
        running.append(server)
        _remember(record, server.link)

    app = create_app(desk, lambda: [server.stop() for server in running])
    try:
        serve_on_loopback(app, port, browser=browser, say=say, started=started)
    finally:
        desk.reader.close()
        desk.close()
        record.unlink(missing_ok=True)


def _remember(record: Path, link: str) -> None:
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        record.unlink(missing_ok=True)
        descriptor = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"link": link}, file)
    except OSError as error:
        message = f"{record} cannot be written: {error.strerror or error}"
        raise ConfigError("config.cannot-write", message) from error


def _open_already(record: Path) -> str | None:
    """The link of a page that answers to it; None where there is none."""
    try:
        link = str(json.loads(record.read_bytes())["link"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not link.startswith("http://127.0.0.1:"):
        return None
    try:
        opener = urllib.request.build_opener(_Stay)
        opener.open(link, timeout=SECONDS)
    except urllib.error.HTTPError as answer:
        return link if answer.code == HTTPStatus.SEE_OTHER else None
    except (OSError, ValueError):
        return None
    return None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the guard's own says that the token is right."""

    def redirect_request(self, *_: object) -> None:
        """Go nowhere."""
