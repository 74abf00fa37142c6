"""What was not taken of a workbook stands on its cells, in a copy beside it."""

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from pipeline.cli import app
from pipeline.exchange import in_words
from pipeline.exchange.notes import AUTHOR, BEGINS, COLOUR
from pipeline.exchange.workbook import dump_report
from pipeline.review.importing import import_file, write_notes
from tests.exchange.test_exchange import cell, edited, row_of

NEWS = """NEWS FROM THE FIELD OFFICE

April - June 2021

On 4 May 2021 the Ministry of Justice of Fiji opened a training in Suva for 40 officers.

=HYPERLINK("http://x.example") was on every page of 12 June 2021.
"""
COUNTRY = in_words.EVENT_HEADINGS.index("Country") + 1
STATUS = in_words.EVENT_HEADINGS.index("Status") + 1


@pytest.fixture
def session(session_of):
    return session_of("field.txt", NEWS)


@pytest.fixture
def path(session, tmp_path):
    path = tmp_path / "field.xlsx"
    path.write_bytes(dump_report(session.report))
    return path


def spoilt(book):
    """A cell in words and one of a table that cannot be taken, and one that can."""
    book[in_words.EVENTS].cell(2, COUNTRY).value = "Atlantis"
    cell(book["events"], book["events"][2], "start").value = 3
    book[in_words.EVENTS].cell(2, STATUS).value = "planned"
    places = book["places"]
    cell(places, row_of(places, "Suva"), "review").value = "accept"


def notes(path):
    book = load_workbook(path)
    return {
        (sheet.title, found.coordinate): found.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for found in row
        if found.comment
    }


def test_a_refused_cell_has_its_reason_as_a_note_in_a_copy_beside_the_workbook(session, path):
    edited(path, spoilt)
    before = path.read_bytes()
    taken = import_file(session, path, "ann")
    assert {decision.action for decision in taken.made} == {"accept"}
    copy = write_notes(path, taken)
    assert copy == path.with_name("field.refused.xlsx")
    assert path.read_bytes() == before
    found = notes(copy)
    book = load_workbook(copy)
    country = book[in_words.EVENTS].cell(2, COUNTRY)
    start = cell(book["events"], book["events"][2], "start")
    assert set(found) == {(in_words.EVENTS, country.coordinate), ("events", start.coordinate)}
    assert found[in_words.EVENTS, country.coordinate].startswith(f"{BEGINS}no country is called")
    assert country.fill.fgColor.rgb == COLOUR
    assert country.value == "Atlantis"
    assert country.comment.author == AUTHOR


def test_the_copy_says_what_the_workbook_says_and_runs_nothing(session, path):
    edited(path, spoilt)
    copy = write_notes(path, import_file(session, path, "ann"))
    one, other = load_workbook(path), load_workbook(copy)
    assert one.sheetnames == other.sheetnames
    for sheet in one:
        here = [[(c.value, c.data_type, c.quotePrefix) for c in row] for row in sheet.iter_rows()]
        there = [
            [(c.value, c.data_type, c.quotePrefix) for c in row]
            for row in other[sheet.title].iter_rows()
        ]
        assert here == there
        assert sheet.sheet_state == other[sheet.title].sheet_state
        offered = sheet.data_validations.dataValidation
        assert len(offered) == len(other[sheet.title].data_validations.dataValidation)
    assert [sheet.title for sheet in other if sheet.sheet_view.tabSelected] == [in_words.EVENTS]


def test_a_copy_that_is_corrected_is_taken_and_has_no_old_note(session, path):
    edited(path, spoilt)
    copy = write_notes(path, import_file(session, path, "ann"))

    def correct(book):
        found = book[in_words.EVENTS].cell(2, COUNTRY)
        found.value = "Tonga"
        found.comment = Comment(f"check with Ana\n\n{found.comment.text}", "Ben")

    edited(copy, correct)
    taken = import_file(session, copy, "ann")
    assert {(d.action, d.after["country"]) for d in taken.made} == {("put", "TO")}
    again = write_notes(copy, taken)
    assert again == path.with_name("field.refused-2.xlsx")  # one is being corrected: it stays
    assert "check with Ana" in notes(again).values()
    assert load_workbook(again)[in_words.EVENTS].cell(2, COUNTRY).fill.fgColor.rgb != COLOUR


def test_the_command_tells_where_the_notes_are_and_ends_with_one(session, path, capsys):
    edited(path, spoilt)
    folders = ["--out", str(session.folder.parent), "--raw", str(path.parent / "raw")]
    with pytest.raises(SystemExit) as ended:
        app(["review", "field", "--import", str(path), "--reviewer", "ann", *folders])
    assert ended.value.code == 1
    told = capsys.readouterr().out
    assert f"not taken: {in_words.EVENTS}, row 2, Country: no country is called" in told
    assert "field.refused.xlsx" in told


def test_without_a_refusal_there_is_no_copy(session, path):
    assert write_notes(path, import_file(session, path, "ann")) is None
    assert [found.name for found in path.parent.glob("*.xlsx")] == ["field.xlsx"]
