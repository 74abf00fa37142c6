"""Fixtures shared by all tests."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
