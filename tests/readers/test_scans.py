"""Pages that are pictures: every word that the engine read is in the text, in line and place."""

import pypdfium2
import pytest
import weasyprint

from pipeline.readers import read
from pipeline.run.process import process

PAGE = """<style>@page { size: A4; margin: 20mm } body { font: 10.5pt/1.4 DejaVu Serif }
h1 { font-size: 22pt } h2 { font-size: 11pt } main { columns: 2; column-gap: 9mm }</style>
<h1>Letter of the Lake</h1><p>Quarterly bulletin, January – March 2019</p><main>
<h2>Boats for the rescue service</h2><p>On 5 March 2019 the mission gave 10 boats, worth USD 38,700,
to the rescue service of the town of Karakol. On 11 March, 22 rescuers began a course of 3 weeks on
the lake, which ended on 1 April with a drill of 140 people. The boats are kept in the harbour.</p>
<h2>Nets are counted again</h2><p>Between 17 and 19 January the inspectors counted 1,240 nets in 31
villages on the shore, and took 6 of every 100 out of the water. Fishermen will get new nets before
the summer of 2020, when the season begins, and 9 of 10 of them want to pay a part.</p>
<ul><li>The harbour of Tyup is closed.</li><li>The road to Ananyevo is open again.</li></ul>
<h2>What comes next</h2><p>A meeting with the fishermen is planned for 12 April 2019 in Cholpon-Ata,
at which the rules for nets and the price of boats are to be talked over with the ministry.</p>
</main>"""


@pytest.fixture(scope="module", params=[0.0, 0.7], ids=["straight", "askew"])
def scanned(request, tmp_path_factory):
    """The document of the page as a scanner delivers it."""
    folder = tmp_path_factory.mktemp("scan")
    weasyprint.HTML(string=PAGE).write_pdf(folder / "typed.pdf")
    opened = pypdfium2.PdfDocument(folder / "typed.pdf")
    pictures = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in opened]
    turned = [picture.rotate(request.param, fillcolor=255) for picture in pictures]
    turned[0].save(folder / "scan.pdf", save_all=True, append_images=turned[1:], resolution=200)
    return process(read(folder / "scan.pdf"))[0]


def flat(document):
    return " ".join(document.text.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "On 5 March 2019 the mission gave 10 boats, worth USD 38,700, to the rescue service",
        "On 11 March, 22 rescuers began a course of 3 weeks on the lake, which ended on 1 April",
        "Between 17 and 19 January the inspectors counted 1,240 nets in 31 villages on the shore,",
        "and took 6 of every 100 out of the water.",
        "is planned for 12 April 2019 in Cholpon-Ata,",
    ],
)
def test_no_word_and_no_digit_of_a_sentence_is_lost(scanned, sentence):
    assert sentence in flat(scanned)


def test_headings_are_told_by_size_and_weight(scanned):
    titles = [" ".join(s.title.of(scanned.text).split()) for s in scanned.sections if s.title]
    assert titles == ["Boats for the rescue service", "Nets are counted again", "What comes next"]
    assert scanned.masthead.title.of(scanned.text) == "Letter of the Lake"
    assert scanned.masthead.period == "2019-01/2019-03"


def test_what_is_read_of_a_picture_says_so(scanned):
    assert {flag.code for flag in scanned.flags} >= {"pdf.ocr"}
    assert all(block.ocr for block in scanned.blocks)
