"""Columns and cells that stand side by side in plain text are read in turn, without loss."""

import csv
import re
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.filed import as_filed
from pipeline.document.ledger import OffsetMap, reverse
from pipeline.readers import read
from pipeline.readers.unroll import unrolled
from pipeline.run import Options, run
from pipeline.run.process import process
from pipeline.write.report import read_table

WELLS = [
    "Wells for the upper valley",
    "On 4 March 2021 the Ministry of Water of",
    "Yemen and UNICEF opened six wells in the",
    "upper valley of Hadramaut. Until then, wo-",
    "men had walked for an hour to the river,",
    "and the water was seldom clean.",
]
COURT = [
    "A court on wheels",
    "From 9 to 11 March 2021 a judge of the Ap-",
    "peal Court of Aden heard ninety cases in",
    "villages that no road reaches. UNDP lent",
    "the car, and the villages fed the court for",
    "as long as it stayed with them.",
]
SCHOOL = [
    "Radios for schools",
    "On 15 March 2021 the Office gave twenty",
    "radios to the schools of Seiyun, so that",
    "lessons go on when the road is closed by",
    "the sand, as it was for most of February",
    "and for some days of the month before.",
]
TITLE = "Letter from the Valleys\nJanuary – March 2021\n\n"
TABLE = """\
  District            Officers      Radios given       Remarks

  Upper Noged         41            12                 lent by the Red Crescent of the island
                                                       until the spring

  Hadiboh             11
  and its port

  Lower Qalansiyah    20            7                  Two of them broken
"""
CLOSE_ROWS = """\
Date         Course                        Place
4 March      Keeping of court records      Mutsa-
             for clerks                    mudu
9 April      Juvenile justice              Moroni
11 April     Juvenile justice, again       Fomboni
"""
BOXES = """\
 41,300                       1,865                     46%
 people reached in all        wells dug by the          of the money asked for
 districts of the island      end of March              has come in
"""


STACKED = [
    ["Date", "Course", "Place", "Clerks", "Remarks"],
    ["4 March", "Keeping of court\nrecords", "Mutsamudu", "17", "Lent by the court"],
    ["9 April", "Juvenile justice", "Moroni", "–"],
    ["11–13 April", "Juvenile justice, again", "Fomboni", "23"],
    ["2 May", "Reading of charts", "Domoni", "postponed"],
]


def stacked(table, title="Courses\n"):
    """The cells of a table one below the other, a paragraph each, the title right above them."""
    return title + "\n\n".join(cell for row in table for cell in row) + "\n\n"


def beside(*columns, width=44):
    """Columns side by side, their lines in the same rows."""
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join("   ".join(line.ljust(width) for line in row).rstrip() for row in rows) + "\n"


def lowered(left, right, width=44):
    """Two columns, the lines of the right one half a line lower: in rows of their own."""
    rows = zip_longest(left, right, fillvalue="")
    return "".join(f"{one}\n{' ' * width}   {two}\n" for one, two in rows)


def paragraphs(document):
    """The paragraphs of a document, with single blanks."""
    texts = (paragraph.span.of(document.text) for paragraph in document.paragraphs)
    return [" ".join(text.split()) for text in texts]


@pytest.fixture
def extract(tmp_path):
    """The document that a text becomes, with its source."""

    def made(raw):
        path = tmp_path / "letter.txt"
        path.write_bytes(raw.encode())
        return process(read(path))[0]

    return made


def whole(lines):
    """The paragraph that lines make."""
    return " ".join(lines).replace("- ", "")


@pytest.mark.parametrize("layout", [beside, lowered])
def test_two_columns_are_read_one_after_the_other(extract, layout):
    found = paragraphs(extract(TITLE + layout(WELLS, COURT)))
    assert found[-4:] == [WELLS[0], whole(WELLS[1:]), COURT[0], whole(COURT[1:])]


def test_three_columns_are_read_one_after_the_other(extract):
    found = paragraphs(extract(TITLE + beside(WELLS, COURT, SCHOOL)))
    assert found[-6:] == [
        *(WELLS[0], whole(WELLS[1:]), COURT[0], whole(COURT[1:])),
        *(SCHOOL[0], whole(SCHOOL[1:])),
    ]


def test_a_sentence_goes_on_in_the_next_column(extract):
    left, right = WELLS[1:4] + COURT[1:3], COURT[3:] + SCHOOL[3:5]
    text = "\n".join(paragraphs(extract(TITLE + beside(left, right))))
    assert "heard ninety cases in villages that no road reaches" in text


def test_lines_over_the_whole_page_part_the_columns(extract):
    across = (
        "What was done in the spring, told by those who did it, in the valleys and on the coast"
    )
    raw = f"{TITLE}{beside(WELLS, COURT)}\n{across}\n\n{beside(SCHOOL, WELLS)}"
    found = paragraphs(extract(raw))
    assert found.index(COURT[0]) < found.index(across) < found.index(SCHOOL[0])


def test_what_stands_far_below_the_columns_is_no_part_of_them(extract):
    foot = "Letter from the Valleys" + " " * 60 + "1"
    found = paragraphs(extract(f"{TITLE}{beside(WELLS, COURT)}\n\n\n\n{foot}\n"))
    assert found.index(COURT[0]) < next(i for i, p in enumerate(found) if p.endswith(" 1"))


def test_paragraphs_of_a_column_stay_apart():
    text, *_ = unrolled(beside([*WELLS, "", *SCHOOL], [*COURT, *COURT[1:], *COURT[1:3]]))
    assert f"{WELLS[-1]}\n\n{SCHOOL[0]}" in "\n".join(map(str.rstrip, text.split("\n")))


@pytest.mark.parametrize(
    "raw",
    [
        "\n".join(WELLS + COURT + SCHOOL),
        beside(["Name:", "Place:", "Date:", "Item:", "Sum:"], ["a", "b", "c", "d", "e"]),
        "- " + "\n  ".join(WELLS) + "\n- " + "\n  ".join(COURT),
        stacked([["Wells"], ["Courts"], ["Schools"], ["Radios"], ["Boats"], ["Seiyun"]] * 3),
        stacked([["People reached"], ["41,300"], ["Wells dug"], ["1,865"], ["Boats"], ["12"]]),
        stacked([["Wells", "Courts", "Schools"], ["4 March", " ".join(WELLS[1:] * 2), "Seiyun"]]),
    ],
)
def test_forms_lists_and_running_text_stay_as_they_are(raw):
    assert unrolled(raw) == (raw, (), ())


def cells(document):
    """The words of the cells of each table."""
    return [
        [[cell and cell.of(document.raw) for cell in row] for row in table.rows]
        for table in document.tables
    ]


def test_cells_that_blanks_part_are_rows_with_their_wrapped_lines(extract):
    document = extract(f"{TITLE}{WELLS[0]}\n\n{' '.join(WELLS[1:])}\n\n{TABLE}\n{SCHOOL[0]}\n")
    assert cells(document) == [
        [
            ["District", "Officers", "Radios given", "Remarks"],
            ["Upper Noged", "41", "12", "lent by the Red Crescent of the island until the spring"],
            ["Hadiboh and its port", "11", None, None],
            ["Lower Qalansiyah", "20", "7", "Two of them broken"],
        ]
    ]
    assert paragraphs(document)[-1] == SCHOOL[0]


def test_rows_without_blank_lines_are_told_by_their_first_cell(extract):
    document = extract(f"{TITLE}Courses\n\n{CLOSE_ROWS}")
    assert cells(document)[0][1:] == [
        ["4 March", "Keeping of court records for clerks", "Mutsamudu"],
        ["9 April", "Juvenile justice", "Moroni"],
        ["11 April", "Juvenile justice, again", "Fomboni"],
    ]


def test_cells_below_each_other_are_rows_though_the_last_of_a_row_is_missing(extract):
    document = extract(TITLE + stacked(STACKED) + "\n".join(WELLS[1:]))
    assert cells(document) == [
        [[*(cell.replace("\n", " ") for cell in row), *[None] * (5 - len(row))] for row in STACKED]
    ]
    assert paragraphs(document)[-1] == whole(WELLS[1:])


def test_a_table_of_cells_below_each_other_has_its_events(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(TITLE + stacked(STACKED), "utf-8")
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    found = {row["name"]: row for row in read_table(outcome.folder, "events")}
    records = found["Keeping of court records"]
    assert (records["date"], records["participants"]) == ("2021-03-04", "17")
    assert len(found) == 4


def test_a_table_within_a_column_is_a_table(extract):
    narrow = ["Town     Men   Women", "Moroni   4     9", "Fomboni  2     3"]
    document = extract(TITLE + beside(WELLS, [*COURT, "", *narrow]))
    assert cells(document) == [
        [["Town", "Men", "Women"], ["Moroni", "4", "9"], ["Fomboni", "2", "3"]]
    ]


def test_boxes_side_by_side_keep_number_and_label_together(extract):
    found = paragraphs(extract(f"{TITLE}In numbers\n\n{BOXES}\n\n\n{' '.join(WELLS[1:])}\n"))
    assert "41,300 people reached in all districts of the island" in found
    assert "1,865 wells dug by the end of March" in found


def test_cells_of_a_wrapped_row_have_their_words_in_the_tables(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(f"{TITLE}Radios\n\n{TABLE}", "utf-8")
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    texts = [cell["text"] for cell in read_table(outcome.folder, "table_cells")]
    assert "lent by the Red Crescent of the island until the spring" in texts
    assert "Hadiboh and its port" in texts
    assert (outcome.folder / "source.txt").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_file_comes_back_byte_for_byte(tmp_path, end):
    path = tmp_path / "letter.txt"
    raw = f"{TITLE}{lowered(WELLS, COURT)}\f{beside(SCHOOL, WELLS, COURT)}\n{TABLE}".replace(
        "\n", end
    )
    path.write_bytes(raw.encode())
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    assert (outcome.folder / "source.txt").read_bytes() == raw.encode()
    with (outcome.folder / "repairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = list((outcome.folder / "text.txt").read_bytes().decode())
    kept = []
    at = 0
    for row in sorted(rows, key=lambda row: (int(row["start"]), int(row["end"]))):
        kept += text[at : int(row["start"])]
        at = int(row["end"])
    kept += text[at:]
    for row in sorted(rows, key=lambda row: (int(row["raw_start"]), int(row["raw_end"]))):
        kept[int(row["raw_start"]) : int(row["raw_start"])] = row["before"]
    assert "".join(kept) == raw
    assert {"columns", "move"} <= {*(row["rule"] for row in rows), *(row["kind"] for row in rows)}


def test_mentions_point_at_the_file(extract):
    document = as_filed(extract(TITLE + beside(WELLS, COURT)))
    offsets = OffsetMap(len(document.text), document.edits)
    mentions = {m.span.of(document.text): offsets.to_raw(m.span) for m in document.mentions}
    for words in ("4 March 2021", "UNICEF", "9 to 11 March 2021", "UNDP"):
        assert mentions[words].of(document.raw) == words


def test_a_long_text_of_columns_without_page_breaks_is_read_to_the_end():
    text, edits, _ = unrolled((beside(WELLS, COURT) + "\nTo be continued\n\n") * 400)
    assert text.count(f"{COURT[0]}\n{COURT[1]}") > 390
    assert reverse(text, edits).count("To be continued") == 400


LINES = st.lists(st.sampled_from([*WELLS, *COURT, "", "x", "\t", "   indented"]), max_size=12)


@given(LINES, LINES, LINES, st.sampled_from(["", "\f", "\n\n\n\n"]), st.booleans())
def test_of_any_columns_the_ledger_gives_the_file_back(one, two, three, between, is_lowered):
    table = TABLE if is_lowered else CLOSE_ROWS
    raw = (lowered if is_lowered else beside)(one, two) + between + table + beside(three, one)
    raw += "\n" + stacked(STACKED) + stacked([STACKED[0], *(line.split() for line in two)])
    text, edits, _ = unrolled(raw)
    assert reverse(text, edits) == raw
    assert sorted(re.sub(r"[\s-]", "", text)) == sorted(re.sub(r"[\s-]", "", raw))


def test_of_a_repaired_text_in_columns_one_ledger_gives_the_file_back(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(TITLE + lowered(WELLS, COURT) + "\f" + beside(SCHOOL, COURT, WELLS), "utf-8")
    document = as_filed(process(read(path))[0])
    assert as_filed(document) == document
    assert reverse(document.text, document.edits) == path.read_text("utf-8")
    for edit in document.edits:
        assert edit.before == edit.raw.of(document.raw)
        assert edit.after == edit.text.of(document.text)
