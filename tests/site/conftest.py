"""A site of the reports in ``raw/`` and of a hostile one, and a browser on its pages."""

from datetime import UTC, datetime

import pytest

from pipeline.dataset import refresh
from pipeline.decisions.anchor import anchor
from pipeline.decisions.journal import JOURNAL, Decision, append
from pipeline.run import Options, run
from pipeline.site import Office, write_site
from pipeline.write.report import Extracted
from tests.conftest import PATIENCE, ROOT

NAME = 'Q4 50% #2 "a"'
"""A file's name of which an address may hold little."""
HOSTILE = (
    "NEWS\n\nApril - June 2021\n\nOn 4 May 2021 the Ministry of Justice </script><script>document."
    "title='taken'</script> \u202ereversed\u202c and <img src=x onerror=alert(1)> met in Osh.\n"
)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="session")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("extracted")
    hostile = tmp_path_factory.mktemp("raw") / f"{NAME}.txt"
    hostile.write_text(HOSTILE, "utf-8")
    reports = [p for p in sorted((ROOT / "raw").iterdir()) if p.suffix != ".md"]
    for outcome in run([*reports, hostile], Options(out=folder)):
        assert outcome.error is None
    refresh(folder)
    return folder


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    logo = tmp_path_factory.mktemp("office") / "logo.svg"
    logo.write_text(LOGO)
    return Office(
        name="Office for the Lakes",
        title="What the Lakes achieved",
        logo=logo,
        contact="lakes@example.org",
        licence="CC BY 4.0",
        date="2022-06-01",
    )


@pytest.fixture(scope="session")
def site(out, office, tmp_path_factory):
    return write_site(out, tmp_path_factory.mktemp("site"), office).parent


@pytest.fixture
def visit(browser, site):
    faults = []
    contexts = []

    def go(path, folder=site, query="", **options):
        contexts.append(
            browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        )
        page = contexts[-1].new_page()
        page.set_default_timeout(1000 * PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda r: r.url.startswith(("file:", "blob:")) or faults.append(r.url))
        page.on("requestfailed", lambda r: faults.append(r.url))
        page.goto((folder / path).as_uri() + query)
        return page

    yield go
    for context in contexts:
        context.close()
    assert faults == []


def decided(folder, key, reviewer="A. Mwangi", day="2022-06-05", **what):
    """Write into a report's journal that somebody decided about a row."""
    report = Extracted(folder)
    span = report.place(key).span
    decision = Decision(
        id=f"{key.row_id}-{reviewer}-{len(what)}",
        time=datetime.fromisoformat(day).replace(tzinfo=UTC),
        reviewer=reviewer,
        table=key.table,
        row_id=key.row_id,
        anchor=anchor(report.text, span) if span else None,
        **{"action": "accept"} | what,
    )
    append(folder / JOURNAL, decision)
