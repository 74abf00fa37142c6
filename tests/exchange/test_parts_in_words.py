"""By the workbook alone a person corrects milestones and sections, merges and splits rows."""

import pytest
from openpyxl import load_workbook

from pipeline.exchange import in_words
from pipeline.exchange.workbook import dump_report
from pipeline.review.importing import import_file

REPORT = (
    "NEWS FROM THE LAKE\n\nApril - June 2021\n\n"
    "Courses for builders\n\n"
    "On 4 May, the Ministry of Fisheries of Zambia and the World Bank trained 25 boat builders in "
    "Mpulungu.\n\n"
    "The hall was painted blue.\n\n"
    "The roof was mended.\n\n"
    "Quays and slipways\n\n"
    "In June 2021 the Lake Fund visited the harbour of Kigoma. The water was low.\n\n"
    "The keels are laid in July.\n"
)


@pytest.fixture
def session(session_of):
    return session_of("lake.txt", REPORT)


class Book:
    """A workbook as a person has it open."""

    def __init__(self, session, path):
        path.write_bytes(dump_report(session.report))
        self.path, self.book = path, load_workbook(path)

    def row(self, sheet, words):
        rows = self.book[sheet].iter_rows(min_row=2)
        return next(row[0].row for row in rows if words in str([cell.value for cell in row]))

    def at(self, sheet, row, heading):
        return self.book[sheet].cell(row, in_words.HEADINGS[sheet].index(heading) + 1)

    def write(self, sheet, row, **cells):
        for heading, value in cells.items():
            name = {"Same": in_words.SAME, "Words": in_words.WORDS}.get(heading, heading)
            self.at(sheet, row, name).value = value

    def add(self, sheet, **cells):
        row = self.book[sheet].max_row + 1
        self.write(sheet, row, **cells)
        return row

    def taken(self, session):
        self.book.save(self.path)
        return import_file(session, self.path, "ann")


@pytest.fixture
def book(session, tmp_path):
    return Book(session, tmp_path / "lake.xlsx")


def sections(session):
    return {row["title"]: row for row in session.report.tables["sections"]}


def taken_once(book, session):
    """What is taken is carried out, and the same file again decides nothing, before and after."""
    assert book.taken(session).refused == ()
    assert book.taken(session) == ((), ())
    session.apply()
    assert book.taken(session) == ((), ())


def test_the_sheet_has_milestones_and_sections_in_the_order_of_the_text(book):
    row = book.row(in_words.PARTS, "Courses for builders")
    assert book.at(in_words.PARTS, row, "Part").value == "section"
    assert book.at(in_words.PARTS, row, in_words.WORDS).value == (
        "Courses for builders On 4 May, the Ministry … hall was painted blue. The roof was mended."
    )
    assert book.row(in_words.PARTS, "Quays and slipways") > row


def test_kind_month_theme_title_and_order_are_changed(book, session):
    row = book.row(in_words.PARTS, "Quays and slipways")
    cells = {"Part": "story", "Month": "June 2021", "Theme": "Water", "Title": "Quays"}
    book.write(in_words.PARTS, row, **cells, Order="1")
    taken_once(book, session)
    changed = sections(session)["Quays"]
    said = (changed["kind"], changed["month"], changed["theme"], changed["order"])
    assert said == ("story", "2021-06", "Water", "1")
    assert sections(session)["Courses for builders"]["order"] == "2"


def test_a_section_becomes_a_milestone(book, session):
    row = book.row(in_words.PARTS, "Quays and slipways")
    book.write(in_words.PARTS, row, Part="milestone", Month="June 2021")
    taken_once(book, session)
    assert "Quays and slipways" not in sections(session)
    (milestone,) = session.report.tables["milestones"]
    assert (milestone["title"], milestone["month"]) == ("Quays and slipways", "2021-06")


def test_new_rows_split_a_part_and_a_part_of_a_part(book, session):
    painted = "The hall was painted blue.\n\nThe roof was mended."
    book.add(in_words.PARTS, Part="story", Title="The hall", Words=painted)
    book.add(in_words.PARTS, Part="milestone", Month="May 2021", Words="The roof was mended.")
    taken_once(book, session)
    assert "The hall was painted blue." in sections(session)["The hall"]["body"]
    assert "roof" not in sections(session)["The hall"]["body"]
    assert "hall" not in sections(session)["Courses for builders"]["body"]
    assert [row["body"] for row in session.report.tables["milestones"]] == ["The roof was mended."]


def test_the_words_of_a_row_are_written_by_their_ends(book, session):
    row = book.row(in_words.PARTS, "Quays and slipways")
    book.write(in_words.PARTS, row, Words="Quays and slipways … The water was low.")
    taken_once(book, session)
    assert "keels" not in sections(session)["Quays and slipways"]["body"]
    assert "low" in sections(session)["Quays and slipways"]["body"]


def test_two_parts_become_one(book, session):
    row, kept = (book.row(in_words.PARTS, title) for title in ("Quays", "Courses"))
    number = book.at(in_words.PARTS, kept, in_words.NUMBER).value
    book.write(in_words.PARTS, row, Same=number)
    taken_once(book, session)
    assert "Quays and slipways" not in sections(session)
    body = sections(session)["Courses for builders"]["body"]
    assert "boat builders" in body
    assert "keels" in body


def test_two_events_become_one_and_a_copied_row_is_another_event(book, session):
    row, kept = (book.row(in_words.EVENTS, words) for words in ("Kigoma", "Mpulungu"))
    cells = [cell.value for cell in book.book[in_words.EVENTS][kept]]
    number = book.at(in_words.EVENTS, kept, in_words.NUMBER).value
    book.write(in_words.EVENTS, row, Same=number)
    book.book[in_words.EVENTS].append(cells)  # with its number and its id, as a spreadsheet copies
    copied = book.book[in_words.EVENTS].max_row
    book.write(in_words.EVENTS, copied, Name="handing over of diplomas", Type="other")
    taken_once(book, session)
    events = {row["name"]: row for row in session.report.tables["events"]}
    assert "handing over of diplomas" in events
    assert len(events) == 2
    (one,) = (row for row in events.values() if row["name"] != "handing over of diplomas")
    assert len(one["told_by"].split(";")) == 1
    assert one["told_by"]


@pytest.mark.parametrize(
    ("cells", "heading", "why"),
    [
        ({"Part": "milestone", "Theme": "Water"}, "Theme", "no theme"),
        ({"Same": "99"}, in_words.SAME, "of no other row"),
        ({"Month": "some day"}, "Month", "not understood as a date"),
        ({"Part": "chapter"}, "Part", "Input should be"),
        ({"Words": "words of another report"}, in_words.WORDS, "stand not in the report"),
        ({"Words": "NEWS FROM … in July."}, in_words.WORDS, "which would go"),
        ({"Review": "perhaps"}, in_words.REVIEW, "neither accept nor reject"),
    ],
)
def test_what_is_not_understood_is_refused_on_its_cell(book, session, cells, heading, why):
    row = book.row(in_words.PARTS, "Quays and slipways")
    book.write(in_words.PARTS, row, **cells)
    taken = book.taken(session)
    assert taken.made == ()
    (refusal,) = taken.refused
    assert refusal.at == (in_words.PARTS, row, heading)
    assert why in refusal.why


def test_a_new_part_needs_words_and_two_rows_are_not_each_the_same_as_the_other(book, session):
    added = book.add(in_words.PARTS, Part="story", Title="From nowhere")
    rows = [book.row(in_words.PARTS, title) for title in ("Quays", "Courses")]
    numbers = [book.at(in_words.PARTS, row, in_words.NUMBER).value for row in rows]
    for row, number in zip(rows, reversed(numbers), strict=True):
        book.write(in_words.PARTS, row, Same=number)
    taken = book.taken(session)
    assert taken.made == ()
    assert {refusal.at[1:] for refusal in taken.refused} == {
        (added, in_words.WORDS),
        *((row, in_words.SAME) for row in rows),
    }


def test_a_removed_row_is_rejected_and_a_removed_sheet_says_nothing(book, session):
    book.book[in_words.PARTS].delete_rows(book.row(in_words.PARTS, "Quays"))
    del book.book[in_words.EVENTS]
    (decision,) = book.taken(session).made
    assert (decision.action, decision.table) == ("reject", "sections")
