"""Many small facts about the pages of a magazine, as a reader of it would check them."""

from pathlib import Path

import pdfplumber
import pytest
import weasyprint

from pipeline.readers import read
from pipeline.run.process import process
from pipeline.tables import check

PAGE = Path(__file__).parent / "pages" / "magazine.html"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    path = tmp_path_factory.mktemp("magazine") / "magazine.pdf"
    weasyprint.HTML(PAGE).write_pdf(path)
    return path


@pytest.fixture(scope="module")
def read_magazine(pdf):
    return process(read(pdf))


@pytest.fixture(scope="module")
def document(read_magazine):
    return read_magazine[0]


@pytest.fixture(scope="module")
def paragraphs(document):
    """Role, level and words of each paragraph, furniture last."""
    return [
        (p.role, p.level, " ".join(p.span.of(document.text).split())) for p in document.paragraphs
    ]


@pytest.fixture(scope="module")
def flow(paragraphs):
    return " ".join(text for role, _, text in paragraphs if role != "furniture")


@pytest.mark.parametrize(
    "sentence",
    [
        # a drop cap, and a side box beside it
        "Officers of the Forensic Service",
        "received the keys of a new laboratory in Mombasa on 14 April 2021. The building",
        # narrow beside the box, wide below it
        "taken in on the same day, and the office will train the staff until the end",
        # ligatures and soft hyphens
        "the gas chromatographs, the second the microscopes, and the third a secure store",
        "teaching. Twenty-four officers from the five coastal counties have finished",
        "as agreed in the memorandum of understanding that both sides signed in March",
        # a hyphen of the author
        "A well-known manufacturer gave a discount of 15 per cent on the equipment",
        # in the side box
        "judges meet in Nairobi, and a border post gets its first scanners.",
        # over a column, around a picture
        "The European Union funded the meeting",
        "the Judicial Training Institute hosted it. Participants asked for a further meeting",
    ],
)
def test_a_sentence_stands_whole_and_once(flow, sentence):
    assert flow.count(sentence) == 1


@pytest.mark.parametrize("running", ["Harbour Quarterly", "Issue 7 | April – June 2021", "Page 2"])
def test_running_lines_are_set_aside(flow, paragraphs, running):
    assert running not in flow
    assert running in {text for role, _, text in paragraphs if role == "furniture"}


@pytest.mark.parametrize(
    ("heading", "first_words"),
    [
        ("A laboratory for the coast", "Officers of the Forensic Service"),
        ("In this issue", "A laboratory opens in Mombasa"),
        ("What the machines do", "Each room has its own purpose"),
        ("How it is run", "A steering group meets"),
        ("Judges and prosecutors meet in Nairobi", "Forty-two judges"),
        ("Number of the quarter", "318 officers were trained"),
        ("Scanners for a border post", "The border post at Busia"),
        ("What comes next", "A third scanner"),
    ],
)
def test_a_heading_heads_its_own_text(paragraphs, heading, first_words):
    shown = [(role, text) for role, _, text in paragraphs]
    at = shown.index(("heading", heading))
    assert shown[at + 1][0] == "body"
    assert shown[at + 1][1].startswith(first_words)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("A steering group meets every month", "The next step is a register"),
        ("added two refrigerators", "How it is run"),
        ("Evidence that nobody can read", "The next step is a register"),
        ("On the first day", "On the second day"),
        ("On the second day", "The European Union funded"),
        ("witnesses.", "Recordings, messages and photographs"),
        ("Training in the second quarter", "Scanners for a border post"),
        ("Traders had asked", "What comes next"),
    ],
)
def test_one_stands_before_the_other(flow, first, then):
    assert 0 <= flow.find(first) < flow.find(then)


def test_levels_of_headings_follow_their_size(paragraphs):
    levels = {text: level for role, level, text in paragraphs if role == "heading"}
    chapters = {levels["A laboratory for the coast"], levels["Scanners for a border post"]}
    assert len(chapters) == 1
    assert levels["What the machines do"] > chapters.pop()


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("title", "HARBOUR QUARTERLY"),
        ("heading", "PROGRAMME NEWS"),
        ("quote", "“Evidence that nobody can read is no evidence at all.”"),
        ("caption", "Judges at work on the second day in Nairobi. Photo: the office"),
    ],
)
def test_what_stands_apart_is_known_for_what_it_is(paragraphs, role, words):
    assert (role, words) in {(role, text) for role, _, text in paragraphs}


def test_lists_have_their_levels(paragraphs):
    items = [(level, text) for role, level, text in paragraphs if role == "list_item"]
    assert items == [
        (1, "every lorry has a number before it reaches the gate;"),
        (1, "papers are checked while the scan is made:"),
        (2, "the bill of lading;"),
        (2, "the driver’s licence;"),
        (1, "a second officer looks at each picture."),
        (1, "Finish the roof of the hall."),
        (1, "Lay the cables."),
        (1, "Train the night shift."),
    ]


def test_footnote_marks_leave_the_sentence_and_the_notes_stay(document, paragraphs):
    text = " ".join(document.text.split())
    assert "treat electronic evidence. The meeting was opened by" in text
    assert "funded the meeting and the Judicial Training Institute" in text
    notes = [text for role, _, text in paragraphs if role == "caption" and text[0].isdigit()]
    assert notes == [
        "1 Recordings, messages and photographs that are kept on a device.",
        "2 Through its programme for the rule of law on the coast.",
    ]


def test_the_table_has_its_rows_and_cells(read_magazine):
    cells = check(*read_magazine).tables["table_cells"]
    rows = {cell.row for cell in cells}
    assert len(cells) == 4 * len(rows) == 16
    assert [c.text for c in cells if c.row == 3] == [
        "Workshop on financial investigation",
        "4-5 May 2021",
        "Kampala",
        "31",
    ]


def test_a_list_of_events_as_a_table_becomes_events(read_magazine):
    tables = check(*read_magazine).tables
    places = {place.place_id: place.name for place in tables["places"]}
    found = [(e.name, e.date, places.get(e.place_id), e.participants) for e in tables["events"]]
    assert found[-3:] == [
        ("Course on crime scenes", "2021-04-12/2021-04-16", "Mombasa", 24),
        ("Workshop on financial investigation", "2021-05-04/2021-05-05", "Kampala", 31),
        ("Course for prison nurses", "2021-06-07/2021-06-11", "Dodoma", 18),
    ]


def test_every_stated_cell_is_found_under_its_box(pdf, read_magazine):
    """Mentions, headings, list items, table cells, quotes: one box a line, on the right page."""
    report = check(*read_magazine)
    seen = set()
    with pdfplumber.open(pdf) as opened:
        for stated in report.tables["evidence"]:
            if not stated.bbox or not stated.exact:
                continue
            page = opened.pages[stated.page - 1]
            boxes = [[float(edge) for edge in box.split()] for box in stated.bbox.split(";")]
            under = [char for box in boxes for char in page.chars if is_in(box, char)]
            if not all(char["upright"] for char in under):
                continue  # pdfplumber gives the characters of turned lines in another order
            under = "".join(char["text"] for char in under)
            assert letters(stated.exact) in letters(under), (stated.table, stated.exact)
            seen.add(stated.table)
    assert {"mentions", "sections", "list_items", "table_cells", "events"} <= seen


def is_in(box, char):
    x0, top, x1, bottom = box
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return x0 <= x <= x1 and top <= y <= bottom


def letters(text):
    plain = text.replace("ﬀ", "ff").replace("ﬁ", "fi").replace("ﬃ", "ffi")
    return "".join(c for c in plain if c.isalpha())
