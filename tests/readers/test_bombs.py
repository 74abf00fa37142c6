"""Hostile PDFs: bounded time and memory, a typed error or what can be read."""

import zlib

import pytest

from pipeline.document.errors import ReadError
from pipeline.readers import read
from pipeline.run import Options, run

TEXT = b"BT /F 12 Tf 72 700 Td (On 5 May 2019 the court in Dushanbe trained ten judges.) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(*objects, root=1):
    """A PDF of these objects, numbered from 1, with a right cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        start,
    )
    return bytes(out)


def stream(data, extra=b""):
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), extra, data)


def one_page(contents, resources=b"<</Font<</F 5 0 R>>>>", box=b"[0 0 612 792]", *more):
    page = b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents 4 0 R/Resources%b>>" % (box, resources)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        contents,
        FONT,
        *more,
    )


def laughing():
    """Each form draws the next one ten times: a thousand million drawings."""
    forms = [
        stream(
            b"/X Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
            % (n + 7),
        )
        for n in range(9)
    ]
    last = stream(TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>")
    resources = b"<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    return one_page(stream(TEXT + b" /X Do"), resources, b"[0 0 612 792]", *forms, last)


def inflating():
    """Half a megabyte that inflates to 500."""
    compressor = zlib.compressobj(9)
    blank = b"0 0 m " * 100_000
    parts = [compressor.compress(blank) for _ in range(840)]
    packed = b"".join(parts) + compressor.flush()
    return one_page(stream(packed, b"/Filter/FlateDecode"))


def self_drawing():
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    resources = b"<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    return one_page(stream(TEXT + b" /X Do"), resources, b"[0 0 612 792]", stream(b"/X Do", form))


def pages(count):
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 3 0 R"
        b"/Resources<</Font<</F 4 0 R>>>>>>"
    )
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
        stream(TEXT),
        FONT,
        *[page] * count,
    )


BOMBS = {
    "forms that multiply": laughing(),
    "a form that draws itself": self_drawing(),
    "a page tree in a circle": pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 4>>"
    ),
    "a parent that is its own child": pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Parent 3 0 R/Count 1>>",
        b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>",
    ),
    "a catalogue that is a number": pdf(b"42"),
    "a page of a million points": one_page(stream(TEXT), box=b"[0 0 1000000 1000000]"),
    "a page without area": one_page(stream(TEXT), box=b"[0 0 0 0]"),
    "a million pages announced": pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 1000000>>"
    ),
    "a cross-reference in a circle": one_page(stream(TEXT)).replace(
        b"trailer<<", b"trailer<</Prev 9 "
    ),
    "a stream of 500 MB": inflating(),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_refused_with_a_code(tmp_path, name):
    path = tmp_path / "report.pdf"
    path.write_bytes(BOMBS[name])
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    if outcome.error is not None:
        assert outcome.error.code.startswith("ingest.")
    else:
        said = (outcome.folder / "text.txt").read_text()
        assert "the court in Dushanbe" in said or outcome.flags["error"]


def test_a_bomb_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.pdf").write_bytes(BOMBS["a page tree in a circle"])
    (tmp_path / "b.pdf").write_bytes(one_page(stream(TEXT)))
    first, second = run([tmp_path / "a.pdf", tmp_path / "b.pdf"], Options(out=tmp_path / "out"))
    assert first.error is not None
    assert second.error is None
    assert "Dushanbe" in (second.folder / "text.txt").read_text()


def test_more_pages_than_any_report_has_are_refused(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pages(5_001))
    with pytest.raises(ReadError) as refused:
        read(path)
    assert refused.value.code == "ingest.too-large"


def test_a_report_of_a_thousand_pages_is_read_whole(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(pages(1_000))
    assert read(path).raw.count("Dushanbe") == 1_000
