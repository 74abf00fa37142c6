"""Lines to blocks: which line breaks are the typesetter's, which the author's."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.lines import blocks
from tests.repair.documents import TEXTS

FIRST = (
    "The new laboratory opened in May and has since examined more than two hundred samples that "
    "were sent in by the border posts, most of them from the two crossings in the north, where "
    "trucks are now searched around the clock."
)
SECOND = (
    "A second group of officers was trained in autumn. They learned how to take samples, how to "
    "pack them, and what to write on the forms, so that a court can rely on the results later."
)


def cut(raw: str) -> list[str]:
    return [block.raw.of(raw) for block in blocks(raw)[0]]


def flat(raw: str) -> list[str]:
    return [" ".join(block.split()) for block in cut(raw)]


def is_blank(text: str) -> bool:
    return not text.replace("\ufeff", "").strip()


@given(st.one_of(TEXTS, st.text(alphabet="ab-• \n\r\f\t\u2028\ufeff\x1c", max_size=60)))
def test_every_character_outside_the_blocks_is_white_space(raw):
    at = 0
    for block in blocks(raw)[0]:
        assert at <= block.raw.start < block.raw.end
        assert is_blank(raw[at : block.raw.start])
        inner = block.raw.start
        for line in block.lines:
            assert inner <= line.raw.start < line.raw.end <= block.raw.end
            assert is_blank(raw[inner : line.raw.start])
            inner = line.raw.end
        assert inner == block.raw.end
        at = block.raw.end
    assert is_blank(raw[at:])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_blank_lines_part_blocks_whatever_ends_a_line(newline):
    raw = newline.join(["HEADING", "", " \t", "First text.", "", "Second text."])
    assert cut(raw) == ["HEADING", "First text.", "Second text."]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
def test_wrapped_paragraphs_stay_whole(width):
    raw = "\n\n".join(textwrap.fill(text, width) for text in (FIRST, SECOND))
    assert flat(raw) == [FIRST, SECOND]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_paragraphs_without_blank_lines_are_parted_where_a_line_is_short(width):
    raw = "\n".join(textwrap.fill(text, width) for text in (FIRST, SECOND, FIRST))
    assert flat(raw) == [FIRST, SECOND, FIRST]


def test_lines_of_different_widths_as_a_printed_font_makes_them_are_one_paragraph():
    raw = (
        "The new laboratory opened in May and has since examined more\n"
        "than two hundred samples that were sent in by the border\n"
        "posts, most of them from the two crossings in the north,\n"
        "where trucks are now searched around the clock. Officers of\n"
        "both services take part. Kazakh and Uzbek experts visit it\n"
        "once a month."
    )
    assert len(cut(raw)) == 1


def test_a_heading_right_above_its_text_is_a_block_of_its_own():
    raw = "Forensic Laboratories\n" + textwrap.fill(FIRST, 72)
    assert flat(raw) == ["Forensic Laboratories", FIRST]


def test_capitals_are_parted_from_what_follows_even_if_they_fill_the_line():
    heading = "COOPERATION OF THE BORDER POSTS ALONG THE RIVER IN THE SOUTH"
    raw = f"{heading}\n" + textwrap.fill(FIRST, len(heading))
    assert flat(raw) == [heading, FIRST]


def test_where_each_line_is_a_paragraph_each_is_a_block():
    lines = [
        "On 8-9 December the steering committee reviewed the work plan.",
        "Visits took place in June.",
        "The programme runs for three years and replaces the one that ended in autumn last year.",
        "Officers were trained.",
    ]
    assert cut("\n".join(lines)) == lines


def test_short_lines_without_bullets_are_a_list_not_a_sentence():
    lines = ["Police officers", "Prison staff", "Forensic laboratories", "Social workers"]
    assert cut("\n".join(lines)) == lines


def test_a_sentence_that_goes_on_in_small_letters_is_one_block():
    raw = "The refugees are mainly persons from the\nsouth, who came last year"
    assert len(cut(raw)) == 1


@pytest.mark.parametrize(
    "raw",
    [
        "- first item\n- second item",
        "• first item\n• second item",
        "1. first item\n2. second item",
        "(a) first item\n(b) second item",
        "Topics\n- first item\n- second item",
    ],
)
def test_a_marked_line_begins_a_block(raw):
    assert cut(raw) == raw.split("\n")


def test_the_lines_of_an_item_stay_with_it():
    raw = "- Methods of search at the border and\n  what the law says\n- Interviews"
    assert flat(raw) == ["- Methods of search at the border and what the law says", "- Interviews"]


def test_a_dash_within_wrapped_prose_begins_no_item():
    text = (
        "The office took part in all the meetings of the three services last year, and they agreed "
        "– at last – that samples are shared, that costs are shared, and that the forms are the "
        "same on both sides of the river."
    )
    raw = textwrap.fill(text, 45)
    assert "\n– at last" in raw
    assert flat(raw) == [text]


def test_a_bullet_alone_in_its_line_belongs_to_the_words_behind_it():
    raw = "•\nCrime prevention\n\n•\n\nPrison reform"
    assert flat(raw) == ["• Crime prevention", "• Prison reform"]
    assert [block.hint for block in blocks(raw)[0]] == ["list_item", "list_item"]


def test_a_word_that_is_hyphenated_at_the_line_end_is_not_torn_apart():
    assert len(cut("since the COVID-\n19 crisis")) == 1
    assert len(cut("tons of pre-\ncursor")) == 1


def test_a_form_feed_parts_blocks_and_running_lines_are_furniture():
    texts = ["Officers met.", "See table 7.", "See table 2.", "Judges met."]
    pages = [f"Review 3/2019\n\n{text}\n\nPage {n}" for n, text in enumerate(texts, 1)]
    raw = "\f".join(pages)
    found = [(block.raw.of(raw), block.hint) for block in blocks(raw)[0]]
    assert found[0] == ("Review 3/2019", None)
    assert found.count(("Review 3/2019", "furniture")) == 3
    assert [text for text, hint in found if hint is None][1:] == texts
    assert [text for text, hint in found if "Page" in text and hint is None] == []


def test_lines_that_recur_on_two_pages_only_are_text():
    raw = "Donors\n\nJapan\f" * 2
    assert all(block.hint is None for block in blocks(raw)[0])


HEADS = [
    "ISLAND OFFICE" + " " * 40 + "Comoros / March 2021",
    "ISLAND OFFICE\n\nComoros / March 2021",
]


@pytest.mark.parametrize("head", HEADS, ids=["one line", "two lines"])
def test_a_running_head_over_a_title_of_its_own_is_furniture_on_the_first_page_too(head):
    masthead = "Comoros: What the Spring Brought\nIssued on 12 April 2021"
    raw = "\f".join(f"{head}\n\n\n\n{text}" for text in (masthead, "Wells", "Seeds"))
    found = {block.raw.of(raw): block.hint for block in blocks(raw)[0]}
    assert {found[line] for line in head.split("\n") if line} == {"furniture"}
    assert found["Comoros: What the Spring Brought"] is None


def test_a_title_that_heads_all_pages_is_the_title_on_the_first():
    head = "Island Letter\n\nJanuary – March 2021"
    raw = "\f".join(f"{head}\n\n{text} met in 2021." for text in ("Judges", "Officers", "Nurses"))
    hints = [block.hint for block in blocks(raw)[0] if block.raw.of(raw) == "Island Letter"]
    assert hints == [None, "furniture", "furniture"]


def test_a_head_of_the_second_page_that_repeats_the_masthead_is_furniture():
    raw = (
        "Island Letter\nIssue 3, March 2021\n\nWells\fIsland Office – Issue 3, March 2021\n\nSeeds"
    )
    found = {block.raw.of(raw): block.hint for block in blocks(raw)[0]}
    assert found["Island Office – Issue 3, March 2021"] == "furniture"
    assert found["Issue 3, March 2021"] is None


def test_a_byte_order_mark_is_in_no_block():
    assert cut("\ufeffMILESTONES\n") == ["MILESTONES"]


@pytest.mark.parametrize(
    "raw",
    [
        "Officers met (again). " * 5_000,
        "officers met and " * 5_000,
        "x" * 100_000,
        "x\u00a0" * 40_000,
    ],
    ids=["sentences", "words", "one word", "odd blanks"],
)
def test_a_line_too_long_for_a_paragraph_is_cut(raw):
    found = cut(raw)
    assert max(map(len, found)) <= 10_000
    assert "".join("".join(found).split()) == "".join(raw.split())
    if "." in raw:
        assert all(text.endswith(".") for text in found)


def test_many_lines_that_go_on_are_cut_too():
    raw = textwrap.fill("the officers of the border posts met again and " * 2_000, 72)
    assert max(map(len, cut(raw))) <= 10_000
