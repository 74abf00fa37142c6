"""The text of a page is what its reader sees, no more, no less, in pieces that belong together."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.readers import read
from pipeline.run.process import process

HEAD = "BT /B 20 Tf 60 770 Td (Bulletin of the Lake) Tj ET BT /R 12 Tf 60 745 Td (May 2019) Tj ET "
TRUE = "On 5 March 2019 the mission gave ten boats to the town of Karakol."
SEEN = f"BT /R 11 Tf 60 700 Td ({TRUE}) Tj ET "
UNTRUE = "On 9 April 2003 the mission gave 99 boats to Naryn."


@pytest.fixture
def extract(tmp_path):
    """The document that a page with these operators becomes."""

    def made(operators, annotations=(), box=(0, 0, 595, 842)):
        pdf = pikepdf.new()
        page = pdf.add_blank_page(page_size=(595, 842))
        fonts = {"/R": "Helvetica", "/B": "Helvetica-Bold", "/I": "Helvetica-Oblique"}
        page.obj.Resources = Dictionary(
            Font=Dictionary(
                {
                    key: Dictionary(
                        Type=Name.Font,
                        Subtype=Name.Type1,
                        BaseFont=Name(f"/{font}"),
                        Encoding=Name.WinAnsiEncoding,
                    )
                    for key, font in fonts.items()
                }
            )
        )
        page.obj.Contents = pdf.make_stream((HEAD + operators).encode("latin-1"))
        page.obj.CropBox = Array(list(box))
        if annotations:
            page.obj.Annots = Array([pdf.make_indirect(note) for note in annotations])
        path = tmp_path / "page.pdf"
        pdf.save(path)
        return process(read(path))[0]

    return made


def flow(document):
    """What is not set aside, paragraph by paragraph."""
    return [
        " ".join(p.span.of(document.text).split())
        for p in document.paragraphs
        if p.role not in {"furniture", "noise"}
    ]


def text_at(y, words, font="R", size=11, x=60):
    return f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET "


UNSEEN = {
    "invisible": f"q BT 3 Tr /R 11 Tf 60 660 Td ({UNTRUE}) Tj ET Q ",
    "white": f"1 g {text_at(660, UNTRUE)} 0 g ",
    "covered": f"{text_at(660, UNTRUE)} 1 g 50 650 500 24 re f 0 g ",
    "under a bar": f"{text_at(660, UNTRUE)} 0 g 50 650 500 24 re f ",
    "clipped": f"q 0 0 9 9 re W n {text_at(660, UNTRUE)} Q ",
    "off the page": text_at(900, UNTRUE),
    "outside the crop box": text_at(20, UNTRUE),
}


@pytest.mark.parametrize("operators", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_nobody_sees_is_no_fact_and_is_accounted_for(extract, operators):
    document = extract(SEEN + operators, box=(0, 40, 595, 842))
    assert TRUE in flow(document)
    assert UNTRUE not in " ".join(flow(document))
    hidden = [p for p in document.paragraphs if p.reason == "not seen on the page"]
    assert [p.span.of(document.text) for p in hidden] == [UNTRUE]
    assert [f.code for f in document.flags if f.code in {"pdf.hidden", "segment.noise"}] == [
        "pdf.hidden"
    ]


SHOWN = {
    "white on blue": f"0.2 0.3 0.7 rg 50 650 500 24 re f 1 g {text_at(660, TRUE)} 0 g ",
    "clipped to more": f"q 0 0 595 842 re W n {text_at(660, TRUE)} Q ",
    "behind it a white box": f"1 g 50 650 500 24 re f 0 g {text_at(660, TRUE)}",
    "outlined": f"q BT 1 Tr /R 11 Tf 60 660 Td ({TRUE}) Tj ET Q ",
}


@pytest.mark.parametrize("operators", SHOWN.values(), ids=SHOWN.keys())
def test_what_is_seen_in_other_ways_is_text(extract, operators):
    document = extract(operators)
    assert TRUE in flow(document)
    assert not [f for f in document.flags if f.code == "pdf.hidden"]


def test_shading_behind_single_lines_leaves_a_paragraph_whole(extract):
    lines = [
        "The mission went up the valley on foot because the road was under water,",
        "and it came back after nine days with a list of what each school had lost",
        "in the flood of the spring. The list has 40 pages.",
    ]
    drawn = "".join(
        f"1 g 58 {696 - 14 * i} 400 13 re f 0 g {text_at(700 - 14 * i, line)}"
        for i, line in enumerate(lines)
    )
    assert " ".join(lines) in flow(extract(text_at(725, "First news", "B", 14) + drawn))


def test_a_watermark_is_set_aside_and_cuts_no_line(extract):
    lines = [f"Row {n} speaks of boats and of nets on the lake in the spring." for n in range(30)]
    drawn = "".join(text_at(700 - 14 * n, line) for n, line in enumerate(lines))
    mark = "q 0.85 g BT /B 90 Tf 0.707 0.707 -0.707 0.707 120 330 Tm (COPY) Tj ET Q "
    document = extract(mark + drawn)
    assert " ".join(lines) in " ".join(flow(document))
    assert "COPY" in [
        p.span.of(document.text) for p in document.paragraphs if p.role == "furniture"
    ]


def test_endings_of_ordinals_stay_with_their_numbers_and_note_marks_go(extract):
    def raised(x, mark):
        return text_at(705, mark, size=7, x=x)

    line = text_at(700, "The 24") + raised(92.5, "th") + text_at(700, "of May, the 3", x=102)
    line += raised(165.6, "rd") + text_at(700, "boat was given", x=174.9) + raised(248.3, "1")
    line += text_at(700, "to the town of Karakol.", x=255)
    shown = " ".join(flow(extract(line)))
    assert "The 24th of May, the 3rd boat was given to the town of Karakol." in shown


def test_words_that_are_set_one_by_one_keep_narrow_blanks(extract):
    widths = {"On": 14.7, "5": 6.1, "March": 31.2, "2019": 24.5, "boats": 29.4, "came": 28.1}
    x, drawn = 60.0, ""
    for word, width in widths.items():
        drawn += text_at(700, word, x=round(x, 2))
        x += width + 1.7
    assert "On 5 March 2019 boats came" in " ".join(flow(extract(drawn)))


def test_fields_and_notes_are_read_and_hidden_ones_are_not(extract):
    def field(y, value, flags=4):
        return Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String(f"f{y}"),
            V=String(value),
            Rect=Array([150, y - 4, 480, y + 12]),
            F=flags,
        )

    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FreeText,
        Rect=Array([60, 540, 500, 580]),
        Contents=String("Correction: on 6 March 2019 the mission gave two boats to Naryn."),
        F=4,
    )
    labels = text_at(700, "People trained:") + text_at(670, "Date of visit:")
    document = extract(labels, [field(700, "22 judges"), field(670, "5 March 2019"), note])
    shown = " ".join(flow(document))
    assert "People trained: 22 judges" in shown
    assert "Date of visit: 5 March 2019" in shown
    assert "on 6 March 2019 the mission gave two boats to Naryn." in shown
    assert UNTRUE not in extract(labels, [field(700, UNTRUE, flags=2)]).text


@pytest.mark.parametrize("rows", [1, 2, 4])
def test_captions_side_by_side_stay_whole(extract, rows):
    left = [
        "Nurses of the Red Cross in Tyup show girls how",
        "to wash their hands at noon and",
        "in",
    ]
    right = [
        "Rescuers try the boats that Norway gave on the",
        "lake near Balykchy before the",
        "flood",
    ]
    left, right = [*left, "the evening"][:rows], [*right, "of May 2019"][:rows]
    drawn = "0.7 g 60 500 232 140 re f 300 500 232 140 re f 0 g "
    for n, (one, other) in enumerate(zip(left, right, strict=True)):
        drawn += text_at(486 - 13 * n, one, "I") + text_at(486 - 13 * n, other, "I", x=300.3)
    document = extract(text_at(700, TRUE) + drawn)
    captions = [
        " ".join(p.span.of(document.text).split())
        for p in document.paragraphs
        if p.role == "caption"
    ]
    assert captions == [" ".join(left), " ".join(right)]
