"""Tables in plain text become rows of cells, and nothing else does."""

import pytest

from pipeline.readers.lines import blocks

PIPES = """Trainings of the quarter

Activity | Date | Place
Course on seals | 3 May | Lome
Webinar | | Online

They went well.
"""
MARKDOWN = """| Activity | Date | Place |
|----------|:----:|-------|
| Course on seals | 3 May | Lome |
"""
TABS = "Activity\tDate\tPlace\nCourse on seals\t3 May\tLome\n"


def rows(raw):
    return [
        [[cell and cell.of(raw) for cell in row] for row in table.rows] for table in blocks(raw)[1]
    ]


@pytest.mark.parametrize("raw", [MARKDOWN, TABS])
def test_a_table_has_a_header_and_rows(raw):
    assert rows(raw) == [[["Activity", "Date", "Place"], ["Course on seals", "3 May", "Lome"]]]


def test_an_empty_cell_is_none():
    assert rows(PIPES)[0][-1] == ["Webinar", None, "Online"]


def test_each_row_is_a_block_and_the_text_around_it_none():
    assert [(b.raw.of(PIPES), b.hint) for b in blocks(PIPES)[0]] == [
        ("Trainings of the quarter", None),
        ("Activity | Date | Place", "table"),
        ("Course on seals | 3 May | Lome", "table"),
        ("Webinar | | Online", "table"),
        ("They went well.", None),
    ]


@pytest.mark.parametrize(
    "raw",
    [
        "The Office | 3\nThe Office | 4\n",
        "One line | with two | pipes\n\nAnd prose.\n",
        "Issue 3 | May | 2019\nA newsletter of the office\n",
        "First line of prose\nSecond line of prose\nThird line of prose\n",
    ],
)
def test_what_is_no_table_is_none(raw):
    assert rows(raw) == []
