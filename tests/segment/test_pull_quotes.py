"""Pull quotes stand apart; quotes in running text do not."""

import pytest

from pipeline.readers import read
from pipeline.run.process import process

HEAD = "Bay Office Letter\n\nNews of the Bay\n\nThe bay froze early this year, and thawed late.\n\n"
TAIL = "\n\nThe ice of the bay was gone by the end of the month of May.\n"


@pytest.mark.parametrize(
    "quote",
    [
        '"The ice came before the nets were in."',
        "“The ice came before the nets were in.” – Ms. Ada Holm, fisher",
        "«The ice came before the nets were in» (Ada Holm, fisher)",
        '"The ice came before the nets were in.\n\nWe lost four of them." — Ada Holm',
        "“The ice came early.\n\n“We lost four nets in a week.”\n\n– Ada Holm, fisher",
        '"The "ice" came before the nets were in."\n\nMs. Ada Holm, fisher',
        "“The ice came before the nets were in.”\n\nAda Holm, fisher of the bay",
    ],
)
def test_a_quote_apart_from_the_text_is_a_pull_quote(of_text, quote):
    report = of_text(HEAD + quote + TAIL)
    passages = len(quote.split("\n\n"))
    assert [role for role, _ in report.roles][3:] == ["quote"] * passages + ["body"]


@pytest.mark.parametrize(
    "text",
    [
        '"The ice came before the nets were in," said Ms. Holm, who fishes there.',
        '"Ice first" is the motto of the fishermen of the bay, and a sad one.',
        'Ms. Holm is sure: "The ice came before the nets were in."',
        '"No ice!"',
        '"The ice came early and nobody knows why it stayed so long that year.',
    ],
)
def test_a_quote_in_running_text_is_body(of_text, text):
    report = of_text(HEAD + text + TAIL)
    assert report.of_role("quote") == []


def test_a_paragraph_that_a_colon_introduces_is_no_pull_quote(of_text):
    report = of_text(f'{HEAD}Ms. Holm told us:\n\n"The ice came before the nets were in."{TAIL}')
    assert report.of_role("quote") == []


def test_a_pull_quote_within_a_story_does_not_end_it(of_text):
    report = of_text(
        "Bay Office Quarterly\n\nApril-May 2016\n\nAPRIL\n\nBuoys Lit Again\n\n"
        "The buoys of the bay are lit again since 3 April 2016. Each buoy has a lamp.\n\n"
        '"We could not see our own hands out there in the dark."\n\n'
        "The lamps of the buoys run on the sun, and the buoys need no ship to charge them.\n\n"
        "MAY\n\nPilots in Fog\n\nPilots trained in fog on 9 May 2016.\n"
    )
    milestone = report.section("Buoys Lit Again")
    assert len(milestone.paragraphs) == 2
    assert [s.kind for s in report.document.sections] == ["milestone", "milestone"]


def test_a_signed_quote_in_the_type_of_a_heading_is_a_pull_quote(tmp_path):
    path = tmp_path / "bay.html"
    path.write_text(
        "<html><body><h1>Bay Office Quarterly</h1><h2>Ice in the Bay</h2>"
        "<p>The bay froze over on 3 April 2016 and no boat left the port for nine days.</p>"
        "<h3>“The ice came before the nets were in.” – Ada Holm, fisher</h3>"
        "<h3>“Ice First and Boats Later This Year”</h3>"
        "<p>The harbour was opened again on 12 April 2016, when it had gone.</p></body></html>",
        "utf-8",
    )
    document, _ = process(read(path))
    roles = {p.span.of(document.text)[:4]: p.role for p in document.paragraphs}
    assert roles["“The"] == "quote"
    assert roles["“Ice"] == "heading"
