"""Blocks that belong together become one passage; those that do not stay apart."""

import pytest

from tests.repair.documents import laid_out, passages, repaired

APART = "\n\n"
HALF = "The experts who came to the capital last week visited the laboratory of the ministry and"
REST = "examined the samples that the border posts had sent in since the beginning of the year."
NEXT = "A second visit is planned for the spring, when the new building will be ready."


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (HALF, REST),
        ("UNODC provides assistance", "to the countries of the region in writing new laws."),
        ("The event was", "hosted by the ministry and opened by the head of the office."),
        ("Officers were trained in search methods by people who use", "dogs for this work."),
        (
            "The course was paid for by the government of the Republic of",
            "Kazakhstan, which also sent two of its own trainers to the school.",
        ),
        (
            "In spring the office bought new tools with money from the Bureau of Narcotics and Law",
            "Enforcement Affairs, launched a course and sent trainers to both of the laboratories.",
        ),
        (
            "In the two years of the project the office trained more than",
            "400 officers of the police.",
        ),
        (
            "The office trained officers of the police on the evening of 3 November",
            "2017 in the town.",
        ),
        (
            "Deputy Minister Example",
            "opened the meeting and thanked all of the donors for their help.",
        ),
        (
            "All of the people who inject drugs",
            "(about a thousand) were asked by the social workers.",
        ),
    ],
)
def test_a_sentence_that_a_block_breaks_is_put_together(one, two):
    assert passages(f"{NEXT}\n\n{one}\n\n{two}\n\n{NEXT}") == [NEXT, f"{one} {two}", NEXT]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Forensic Laboratories", NEXT),
        ("FORENSIC LABORATORIES", NEXT),
        (HALF[:-4] + ".", REST.capitalize()),
        (HALF[:-4] + ".", REST),
        (NEXT, "Forensic Laboratories"),
        (HALF, "- examined samples"),
        (HALF, "Forensic Laboratories"),
        ("- Interview techniques", "Crime Prevention"),
        ("- Interview techniques", NEXT),
        (HALF, "Photo: examined samples are kept in the new building of the ministry."),
        ("Read more at www.example.org/reports", "food for the schools was bought in spring."),
        ("More about this is on the pages of the office", "www.example.org is the address."),
        ("Police officers", "Prison staff"),
        ("Countries in Transition", "Countries in Need"),
        ("People in", "2 Million people"),
        ("OCTOBER", "November"),
    ],
)
def test_what_does_not_go_on_stays_apart(one, two):
    assert len(passages(f"{NEXT}\n\n{one}\n\n{two}\n\n{NEXT}")) == 4


def test_a_report_whose_paragraphs_have_no_full_stops_is_not_glued():
    lines = [
        "Workers of the two services were trained in the capital by the trainers of the office",
        "Judges of the supreme court were trained in the capital by the trainers of the office",
        "Guards of the three prisons were trained in the capital by the trainers of the office",
        "Nurses of the four centres were trained in the capital by the trainers of the office.",
    ]
    assert passages(APART.join(lines)) == lines


@pytest.mark.parametrize(
    "parts",
    [
        ["Drug Prevention,", "Treatment and", "Reintegration and", "HIV Prevention"],
        ["Criminal Justice and", "Crime Prevention"],
        ["CRIMINAL JUSTICE AND", "CRIME PREVENTION"],
        ["Drug Prevention", "and Treatment"],
        ["Alternatives to", "Imprisonment"],
    ],
)
def test_a_heading_over_several_blocks_is_one(parts):
    raw = APART.join([NEXT, *parts, NEXT])
    assert passages(raw) == [NEXT, " ".join(parts), NEXT]


@pytest.mark.parametrize("hyphenated", ["HIV Preven-\n\ntion", "HIV PREVEN-\n\nTION"])
def test_a_word_broken_in_a_heading_is_joined(hyphenated):
    whole = hyphenated.replace("-\n\n", "")
    assert passages(f"{NEXT}\n\n{hyphenated}\n\n{NEXT}") == [NEXT, whole, NEXT]


@pytest.mark.parametrize(
    "between",
    [
        "14",
        "Page 14 of 20",
        "14\n\f\nUNODC in the Field",
        "********** [PAGE 2 START] **********",
        "Photo: Trainees at the border post",
        "© Office for Drugs",
        "“We have never had such a laboratory in our country,” said the head of the service.",
        "Cooperation on the Border",
    ],
)
def test_a_sentence_around_an_interruption_comes_first_and_whole(between):
    raw = APART.join([NEXT, HALF, between, REST, NEXT])
    found = passages(raw)
    assert found[:2] == [NEXT, f"{HALF} {REST}"]
    assert found[-1] == NEXT
    assert " ".join(found[2:-1]).split() == between.split()


def test_a_word_broken_over_an_interruption_is_whole_again():
    raw = f"{NEXT}\n\nThe posts found hundreds of tons of pre-\n\n14\n\ncursor chemicals in trucks."
    found = passages(raw)
    assert found[1] == "The posts found hundreds of tons of precursor chemicals in trucks."


def test_a_sentence_that_is_interrupted_twice_is_whole_again():
    first, second = "“It is the first one of its kind,” said the head.", "Photo: The new building"
    raw = APART.join([NEXT, HALF, first, "examined all the samples and", second, "went home."])
    assert passages(raw) == [NEXT, f"{HALF} examined all the samples and went home.", first, second]


def test_moving_furniture_is_expected_and_moving_a_quotation_is_flagged():
    quote = "“It is the first one of its kind in the country,” said the head."
    by_page = repaired(APART.join([NEXT, HALF, "14", REST]))
    by_quote = repaired(APART.join([NEXT, HALF, quote, REST]))
    assert by_page.flags == ()
    assert [edit.rule for edit in by_page.edits if edit.kind == "move"] == ["furniture"]
    (flag,) = by_quote.flags
    assert flag.code == "repair.moved"
    assert quote.startswith(flag.span.of(by_quote.text).strip())


@pytest.mark.parametrize(
    "between",
    ["A short paragraph of its own.", "- an item", "Two Headings\n\nIn a Row"],
)
def test_a_paragraph_an_item_or_two_headings_are_no_interruption(between):
    raw = APART.join([NEXT, HALF, between, REST, NEXT])
    assert not repaired(raw).edits or all(e.kind != "move" for e in repaired(raw).edits)


def test_an_item_goes_on_in_the_next_block_only_in_mid_sentence():
    item = "- Methods of search at the border, taught by the officers of the two services and"
    raw = f"{item}\n\nby the trainers of the office.\n\n- Interviews"
    assert passages(raw) == [f"{item[2:]} by the trainers of the office.", "Interviews"]


def test_the_passage_of_an_item_begins_at_its_first_word():
    done = repaired("- Police officers\n- · Prison staff\n1. Judges\n")
    spans = [passage.span for passage in done.passages]
    assert [span.of(done.text) for span in spans] == ["Police officers", "Prison staff", "Judges"]
    assert done.text == "- Police officers\n- Prison staff\n1. Judges\n"


@pytest.mark.parametrize("noise", ["- İ", "• ”", "- *"])
def test_a_single_odd_character_in_a_list_is_dropped_and_flagged(noise):
    done = repaired(f"- Police officers\n{noise}\n- Prison staff\n")
    assert [p.span.of(done.text) for p in done.passages] == ["Police officers", "Prison staff"]
    assert [edit.kind for edit in done.edits] == ["noise"]
    assert [flag.code for flag in done.flags] == ["repair.noise"]


@pytest.mark.parametrize("item", ["- A", "- 7", "1. B"])
def test_a_letter_or_figure_in_a_list_is_an_item(item):
    assert passages(f"{item}\n- Prison staff") == [item[-1], "Prison staff"]


def test_a_layouts_body_goes_on_over_a_page_and_its_furniture():
    done = laid_out(
        (HALF, {"hint": "body", "page": 1, "size": 10.0}),
        ("12 | Review", {"hint": "furniture", "page": 1, "size": 8.0}),
        ("Office for Drugs", {"hint": "furniture", "page": 2, "size": 8.0}),
        (REST, {"hint": "body", "page": 2, "size": 10.0}),
    )
    found = [passage.span.of(done.text) for passage in done.passages]
    assert found == [f"{HALF} {REST}", "12 | Review", "Office for Drugs"]
    assert done.passages[0].blocks == (0, 3)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"hint": "heading"}, {"hint": "body"}),
        ({"hint": "body"}, {"hint": "heading"}),
        ({"hint": "body"}, {"hint": "caption"}),
        ({"hint": "caption"}, {"hint": "body"}),
        ({"hint": "body"}, {"hint": "table"}),
        ({"hint": "table"}, {"hint": "body"}),
        ({"hint": "body", "size": 10.0}, {"hint": "body", "size": 14.0}),
        ({"hint": "furniture"}, {"hint": "body"}),
    ],
)
def test_the_layout_keeps_apart_what_it_tells_apart(left, right):
    done = laid_out((HALF, left), (REST, right))
    assert len(done.passages) == 2


def test_the_rows_and_cells_of_a_table_stay_as_they_are():
    done = laid_out(("Activity\tDate\nTraining  course\t3 May", {"hint": "table"}))
    assert done.text == done.raw
    assert done.edits == ()


def test_a_note_in_brackets_ends_its_paragraph():
    paragraphs = [
        "Thirty judges were trained. (Supported by the Bureau of International Narcotics and Law)",
        "Enforcement Affairs, launched in May, is told of in the next story of this page.",
    ]
    assert passages("\n\n".join(paragraphs)) == paragraphs
