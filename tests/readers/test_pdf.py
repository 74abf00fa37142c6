"""PDFs are read in the order of their author, with a box for every value, in every layout."""

import pdfplumber
import pikepdf
import pypdfium2
import pytest
import typeset
from rapidfuzz.distance import Levenshtein

from pipeline.document.boxes import Locator
from pipeline.document.errors import ReadError
from pipeline.document.ledger import OffsetMap
from pipeline.evaluate.card import Extracted, scorecard
from pipeline.readers import pdf, read
from pipeline.run import Options, run
from pipeline.run.process import process


@pytest.fixture(scope="module", params=typeset.LAYOUTS)
def laid_out(request, tmp_path_factory):
    """The issue in one layout: its PDF, and its document after all stages."""
    name = request.param.replace(" ", "-")
    path = typeset.typeset(request.param, tmp_path_factory.mktemp("pdf") / f"{name}.pdf")
    return path, process(read(path))[0]


def flat(text):
    return " ".join(text.split())


def test_the_text_of_each_page_comes_in_the_order_of_its_author(laid_out):
    _, document = laid_out
    true = flat(" ".join(typeset.words(p) for p in typeset.gold().paragraphs))
    shown, ends = "", {}
    for paragraph in document.paragraphs:
        if paragraph.role != "furniture":
            shown = f"{shown} {flat(paragraph.span.of(document.text))}".strip()
            first = document.passages[paragraph.passage].blocks[0]
            ends[document.blocks[first].page] = len(shown)
    steps = Levenshtein.opcodes(shown, true)
    start = before = 0
    for end in ends.values():
        step = next(s for s in steps if s.src_start < end <= s.src_end)
        there = step.dest_end - min(step.src_end - end, step.dest_end - step.dest_start)
        page, wanted = shown[start:end], true[before:there]
        assert Levenshtein.normalized_similarity(wanted, page) >= 0.98
        start, before = end, there
    assert Levenshtein.normalized_similarity(true, shown) >= 0.999


def test_no_paragraph_is_lost_and_none_stands_twice(laid_out):
    _, document = laid_out
    text = flat(document.text)
    for paragraph in typeset.gold().paragraphs:
        if paragraph.kind == "body":
            assert text.count(paragraph.text[:80]) == 1
            assert text.count(paragraph.text[-80:]) == 1


def test_running_headers_and_page_numbers_are_furniture(laid_out):
    path, document = laid_out
    with pdfplumber.open(path) as opened:
        pages = len(opened.pages)
    furniture = [p.span.of(document.text) for p in document.paragraphs if p.role == "furniture"]
    assert furniture.count("Regional Office Newsletter") == pages
    assert [text for text in furniture if text.isdigit()] == [str(n + 1) for n in range(pages)]


def test_a_hyphen_of_the_author_is_kept_and_none_of_the_typesetter(laid_out):
    _, document = laid_out
    assert "Anti-corruption partnerships" in flat(document.text)
    assert "policy-makers" in flat(document.text)
    assert "precursor chemicals" in flat(document.text)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("GREATER COOPERATION", "The 10th Review Meeting"),
        ("The 10th Review Meeting", "The event was hosted"),
        ("THE UZBEKISTAN-UNODC ROAD MAP", "A Plan of Practical Measures"),
        ("Law enforcement officers", "Prison staff"),
        ("The BLO Coordination Centre", "In the fall of 2017"),
    ],
)
def test_one_stands_before_the_other(laid_out, first, then):
    text = flat(laid_out[1].text)
    assert 0 <= text.find(first) < text.find(then)


def test_a_value_is_found_under_its_box(laid_out):
    path, document = laid_out
    locator = Locator(document.blocks)
    offsets = OffsetMap(len(document.text), document.edits)
    with pdfplumber.open(path) as opened:
        for mention in document.mentions[::7]:
            number, boxes = locator.locate(offsets.to_raw(mention.span))
            page = opened.pages[number - 1]
            words = [
                page.crop((b.x0 - 0.5, b.top - 0.5, b.x1 + 0.5, b.bottom + 0.5)).extract_text()
                for b in boxes
            ]
            under = flat(" ".join(words)).replace("- ", "").replace(" ", "")
            wanted = mention.span.of(document.text).replace(" ", "")
            # A value that runs over a page is boxed on the page on which it begins.
            begins = wanted.replace("-", "").startswith(under.replace("-", "")) and len(under) > 3
            assert begins or wanted.replace("-", "") in under.replace("-", "")


def test_values_are_as_good_as_from_plain_text(laid_out, tmp_path):
    path, _ = laid_out
    (outcome,) = run([path], Options(out=tmp_path))
    measures = {m.name: m for m in scorecard(typeset.gold(), Extracted(outcome.folder))}
    for name in ("named strict", "DATE value", "PLACE value", "milestones", "people", "quotes"):
        assert measures[name].score.f1 >= 0.99, (name, measures[name].missed, measures[name].extra)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7\n", "ingest.damaged"),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj trailer<</Root 1 0 R>>", "ingest.damaged"),
    ],
)
def test_a_broken_pdf_is_refused(tmp_path, content, code):
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "a.pdf")
    assert caught.value.code == code


def test_a_truncated_pdf_is_refused_or_read_and_never_a_crash(plain, tmp_path):
    whole = plain.read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: len(whole) // 2])
    raw, refused = "", ""
    try:
        raw = read(tmp_path / "cut.pdf").raw
    except ReadError as error:
        refused = error.code
    assert raw or refused in {"ingest.damaged", "ingest.no-pages", "ingest.empty"}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The issue in one column, as a PDF."""
    return typeset.typeset("one column", tmp_path_factory.mktemp("plain") / "plain.pdf")


def test_a_page_that_is_a_picture_is_read_by_ocr_and_flagged(plain, tmp_path):
    picture = pypdfium2.PdfDocument(plain)[0].render(scale=3).to_pil()
    picture.save(tmp_path / "scan.pdf", resolution=216)
    (outcome,) = run([tmp_path / "scan.pdf"], Options(out=tmp_path))
    tables = outcome.report.tables
    assert "pdf.ocr" in {flag.code for flag in tables["flags"]}
    assert {"Kazakhstan", "Tajikistan"} <= {row.text for row in tables["mentions"]}
    assert all(row.method.startswith("ocr+") and row.bbox for row in tables["mentions"])


def test_without_tesseract_the_page_is_flagged_as_unread(plain, tmp_path, monkeypatch):
    picture = pypdfium2.PdfDocument(plain)[0].render(scale=1).to_pil()
    picture.save(tmp_path / "scan.pdf", resolution=72)
    monkeypatch.setattr("pipeline.readers.ocr.shutil.which", lambda _: None)
    (flagged,) = pdf.extract_here(tmp_path / "scan.pdf", None).flags
    assert flagged.code == "pdf.unread"
    assert "apt-get install tesseract-ocr" in flagged.message


def test_an_encrypted_pdf_asks_for_its_password(plain, tmp_path):
    locked = pikepdf.open(plain)
    locked.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(ReadError, match="--password") as caught:
        read(tmp_path / "locked.pdf")
    assert caught.value.code == "ingest.encrypted"
    assert "MILESTONES" in read(tmp_path / "locked.pdf", password="u").raw  # noqa: S106 - the key of a file made above
