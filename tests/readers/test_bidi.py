"""Arabic and Hebrew come in the order in which they are read."""

import pytest
import weasyprint

from pipeline.readers import read
from pipeline.readers.layout.bidi import is_right_to_left, logical


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("the Ministry of Health", "the Ministry of Health"),
        ("the Ministry (ةحصلا ةرازو() met", "the Ministry (وزارة الصحة)) met"),
        ("the Ministry (ةحصلا ةرازو( met", "the Ministry (وزارة الصحة) met"),
        (".2019 سرام 12 يف", "في 12 مارس 2019."),
        ("םולש town", "שלום town"),
        ("بّر", "ربّ"),
    ],
)
def test_a_line_as_it_stands_is_turned_into_the_order_of_reading(seen, said):
    assert logical(seen) == said


def test_the_direction_of_a_line_is_that_of_most_of_its_letters():
    assert is_right_to_left("في 12 مارس 2019 UN")
    assert not is_right_to_left("the Ministry of Health (وزارة)")
    assert not is_right_to_left("12.5 %")


def test_a_paragraph_in_arabic_stands_apart_and_names_in_brackets_are_whole(tmp_path):
    path = tmp_path / "page.pdf"
    arabic = "style=\"font-family:'DejaVu Sans'\" dir=rtl lang=ar"
    weasyprint.HTML(
        string=f"""<h1>Bulletin</h1><p>In May the Ministry of Health (<span {arabic}>وزارة
        الصحة</span>) opened a ward.</p><p {arabic}>في 12 مارس 2019 افتتحت الوزارة جناحا.</p>
        <p>In June a school was opened.</p>"""
    ).write_pdf(path)
    document = read(path)
    blocks = [" ".join(block.raw.of(document.raw).split()) for block in document.blocks]
    assert blocks[1:] == [
        "In May the Ministry of Health (وزارة الصحة) opened a ward.",
        "في 12 مارس 2019 افتتحت الوزارة جناحا.",
        "In June a school was opened.",
    ]
