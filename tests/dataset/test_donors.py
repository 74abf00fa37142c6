"""Who paid, by events, lists and credits."""

import pytest
from rich.console import Console

from pipeline.console import results
from pipeline.dataset import refresh
from pipeline.run import Options, run
from pipeline.write.report import read_table

NEWS = """Newsletter of the Coast Office, April-June 2019

KENYA

From 6 to 8 May 2019, UNODC held a workshop on the protection of spiny lobsters in Mombasa with
funding from Sweden.

Boats of the coast guard were bought with contributions from Norway, the European Union and Japan.
The Government of France visited the harbour.

Donors

- Government of Denmark
- Canada
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("donors")
    (folder / "coast.txt").write_text(NEWS)
    (outcome,) = run([folder / "coast.txt"], Options(out=folder / "out"))
    assert outcome.error is None
    refresh(folder / "out")
    return folder / "out"


def test_donors_are_those_of_events_of_lists_and_of_credits(out):
    rows = read_table(out / "dataset", "donors")
    assert {(row["name"], row["source"]) for row in rows} == {
        ("Sweden", "event"),
        ("Norway", "credit"),
        ("European Union", "credit"),
        ("Japan", "credit"),
        ("Government of Denmark", "list"),
        ("Canada", "list"),
    }


def test_a_donor_s_words_stand_where_the_row_says(out):
    text = (out / "coast" / "text.txt").read_text("utf-8")
    for row in read_table(out / "dataset", "donors"):
        words = text[int(row["start"]) : int(row["end"])]
        assert row["name"] in words, row


def test_the_terminal_shows_a_few_names_and_all_of_them_on_request(out, monkeypatch):
    def printed(**options):
        console = Console(width=500, record=True)
        monkeypatch.setattr(results, "Console", lambda: console)
        results.print_trends(out, **options)
        return console.export_text()

    assert "Coast Office" in printed()
    names = [results.Known(f"Body {i}", "", str(i)) for i in range(9)]
    assert results._counted("people", names, complete=False) == (
        "9 people (Body 0; Body 1; Body 2 ...)"
    )
    assert results._counted("people", names, complete=True).count("Body") == 9
