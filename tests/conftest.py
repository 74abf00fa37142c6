"""Fixtures shared by all tests."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import sync_playwright

from pipeline.evaluate.card import scorecard
from pipeline.evaluate.gold import load_gold
from pipeline.extract.nlp import load
from pipeline.readers import read
from pipeline.run import Options, run
from pipeline.run.process import process
from pipeline.tables import check
from pipeline.write.report import Extracted

ROOT = Path(__file__).parents[1]
PATIENCE = 120
"""Seconds after which what a test waits for has failed to come, on however busy a machine."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("suite"), derandomize=False)
settings.load_profile("suite")
"""A test fails over what it finds, never over the time that it took or the examples that it drew:
they are the same on every run. `pytest --hypothesis-profile search` draws others."""

SLOW = (
    *("test_whole.py", "test_patterns.py", "test_documents.py", "test_kill.py", "test_trouble.py"),
    "test_page.py",
)
"""Files that take longest: begun first, so that no worker is left alone with one at the end."""


LIMITS = ("not a checkout", "this system does not let go of the network")
"""Why a test may be skipped in a run that guards a change: never for what can be installed."""


def pytest_addoption(parser):
    parser.addoption("--none-skipped", action="store_true", help="fail when a test is skipped")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter, config):
    """Name the tests that were skipped for want of something, and fail over them."""
    if not config.getoption("--none-skipped"):
        return
    skipped = terminalreporter.getreports("skipped")
    missing = [report for report in skipped if not report.longrepr[2].endswith(LIMITS)]
    if missing:
        terminalreporter.write_line(f"{len(missing)} skipped for want of what they need", red=True)
        terminalreporter._session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: SLOW.index(item.path.name) if item.path.name in SLOW else len(SLOW))


@pytest.fixture(scope="session")
def nlp():
    return load()


@pytest.fixture(scope="session")
def issue():
    """The 2017 issue after all stages: its document and its context."""
    return process(read(ROOT / "raw" / "2017-q4.txt"))


@pytest.fixture(scope="session")
def issue_report(issue):
    """The 2017 issue's validated tables."""
    return check(*issue)


@pytest.fixture(scope="session")
def issue_scores(tmp_path_factory):
    """The F1 of each measure of the 2017 issue as plain text."""
    folder = tmp_path_factory.mktemp("issue")
    (outcome,) = run([ROOT / "raw" / "2017-q4.txt"], Options(out=folder))
    gold = load_gold(ROOT / "tests" / "gold" / "2017-q4.json")
    return {m.name: m.score.f1 for m in scorecard(gold, Extracted(outcome.folder))}


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM is not None, "chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def pages_of(browser, ready):
    """Opens links; a page that logs an error or asks for anything outside fails its test.

    Args:
        browser: The browser.
        ready: The selector of what a page shows once it can be used.
    """
    faults = []

    def open_page(link, **options):
        page = browser.new_context(viewport={"width": 1280, "height": 800}, **options).new_page()
        page.set_default_timeout(1000 * PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda r: "127.0.0.1" in r.url or faults.append(r.url))
        page.goto(link)
        page.wait_for_selector(ready)
        return page

    yield open_page
    assert faults == []
