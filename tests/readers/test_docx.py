"""DOCX keeps its own structure: styles, lists, tables, notes; changes that are tracked."""

import zipfile
from io import BytesIO

import docx
import pytest
import typeset
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline.document.errors import ReadError
from pipeline.evaluate.card import Extracted, scorecard
from pipeline.readers import read
from pipeline.run import Options, run


@pytest.fixture
def written(tmp_path):
    def write(document):
        path = tmp_path / "report.docx"
        document.save(str(path))
        return read(path)

    return write


def blocks(document):
    return [(b.hint, b.level, b.raw.of(document.raw)) for b in document.blocks]


def test_styles_say_what_a_paragraph_is(written):
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Harbour News"
    made.sections[0].footer.paragraphs[0].text = "Page of the office"
    for text, style in [
        ("Harbour News, May 2021", "Title"),
        ("A new laboratory", "Heading 1"),
        ("Its rooms", "Heading 2"),
        ("It opened on 4 May 2021.", None),
        ("one room", "List Bullet"),
        ("a desk in it", "List Bullet 2"),
        ("first step", "List Number"),
        ("Indented, and no item.", "List Paragraph"),
        ("Figure 1: the door", "Caption"),
        ("We are glad.", "Quote"),
    ]:
        made.add_paragraph(text, style=style)
    assert blocks(written(made)) == [
        ("heading", 1, "Harbour News, May 2021"),
        ("heading", 1, "A new laboratory"),
        ("heading", 2, "Its rooms"),
        (None, None, "It opened on 4 May 2021."),
        ("list_item", 1, "one room"),
        ("list_item", 2, "a desk in it"),
        ("list_item", 1, "first step"),
        (None, None, "Indented, and no item."),
        ("caption", None, "Figure 1: the door"),
        ("quote", None, "We are glad."),
        ("furniture", None, "Harbour News"),
        ("furniture", None, "Page of the office"),
    ]


def test_a_table_has_its_cells_and_merged_ones_once(written):
    made = docx.Document()
    table = made.add_table(rows=3, cols=3)
    for row, words in enumerate(
        [("Course", "When", "Where"), ("Seals", "3 May", "Lamu"), ("", "4 May", "Mombasa")]
    ):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    document = written(made)
    (found,) = document.tables
    assert [[cell and cell.of(document.raw) for cell in row] for row in found.rows] == [
        ["Course", "When", "Where"],
        ["Seals", "3 May", "Lamu"],
        [None, "4 May", "Mombasa"],
    ]


def run_of(text, tag="w:t"):
    run = OxmlElement("w:r")
    words = OxmlElement(tag)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    return run


def test_tracked_insertions_count_and_deletions_do_not(written):
    made = docx.Document()
    paragraph = made.add_paragraph("The course ")
    inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
    inserted.append(run_of("for judges "))
    deleted.append(run_of("for clerks ", "w:delText"))
    paragraph._p.extend([inserted, deleted, run_of("was held.")])
    document = written(made)
    assert document.raw == "The course for judges was held."
    assert [flag.code for flag in document.flags] == ["docx.tracked"]


def test_hidden_text_links_tabs_and_hyphens(written):
    made = docx.Document()
    paragraph = made.add_paragraph("See ")
    paragraph.add_run("nothing ").font.hidden = True
    link = OxmlElement("w:hyperlink")
    link.append(run_of("the well"))
    paragraph._p.append(link)
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:noBreakHyphen/><w:t>known</w:t></w:r>"))
    paragraph.add_run("\tpage\nsecond line")
    assert written(made).raw == "See the well-known\tpage\nsecond line"


def test_text_in_boxes_and_content_controls_is_found_once(written):
    made = docx.Document()
    paragraph = made.add_paragraph("Beside the box.")
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    inner = "<w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    paragraph._p.addnext(parse_xml(control))
    assert [text for *_, text in blocks(written(made))] == [
        "Beside the box.",
        "In the box.",
        "In a control.",
    ]


def test_the_issue_as_a_word_document_extracts_as_from_plain_text(tmp_path, issue_scores):
    path = typeset.write_docx(tmp_path / "issue.docx")
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    worse = {
        measure.name: measure.missed
        for measure in scorecard(typeset.gold(), Extracted(outcome.folder))
        # Nothing in the document parts the two lists under one title.
        if measure.name not in {"lists", "list items"}
        and measure.score.f1 < issue_scores[measure.name]
    }
    assert worse == {}


def package(**members):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def bombed():
    """A document whose text unpacks to a hundred times what it may."""
    made = BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/more.xml", b" " * 120_000_000)
    return made.getvalue()


def garbled():
    """A document whose compressed bytes make no sense: a block of deflate's reserved type."""
    content = package(**{"[Content_Types].xml": "<Types/>" * 99})
    with zipfile.ZipFile(BytesIO(content)) as archive:
        name = archive.infolist()[0].filename
    at = content.index(name.encode()) + len(name)
    return content[:at] + b"\xff" + content[at + 1 :]


def laughing():
    """A document whose entities multiply."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    made, out = BytesIO(), BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                content = content.replace(
                    b"<w:body>", b"<w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
                )
                content = content.replace(
                    b"<w:document", f"<!DOCTYPE x [{entities}]><w:document".encode(), 1
                )
            target.writestr(item, content)
    return out.getvalue()


def mistyped():
    """A document in which one part is sound XML of the wrong kind."""
    made = BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as source:
        members = {item.filename: source.read(item) for item in source.infolist()}
    return package(**members | {"word/_rels/document.xml.rels": b"<Nonsense/>"})


def untyped_styles():
    """A document whose styles are said to be a part of some other kind."""
    made = BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as source:
        members = {item.filename: source.read(item) for item in source.infolist()}
    types = members["[Content_Types].xml"].replace(b".styles+xml", b".stylez+xml")
    return package(**members | {"[Content_Types].xml": types})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 cut off", "ingest.damaged"),
        (b"no archive at all", "ingest.damaged"),
        (package(mimetype="application/vnd.oasis.opendocument.text"), "ingest.damaged"),
        (package(**{"[Content_Types].xml": "<Types"}), "ingest.damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 512, "ingest.encrypted"),
        (bombed(), "ingest.too-large"),
        (garbled(), "ingest.damaged"),
        (laughing(), "ingest.damaged"),
        (mistyped(), "ingest.damaged"),
        (untyped_styles(), "ingest.damaged"),
    ],
    ids=[
        "cut",
        "text",
        "odt",
        "types",
        "encrypted",
        "zip bomb",
        "deflate",
        "entities",
        "kind",
        "styles",
    ],
)
def test_what_cannot_be_read_is_refused_with_its_code(tmp_path, content, code):
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    with pytest.raises(ReadError) as refused:
        read(path)
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["report.doc", "report.rtf", "report.odt"])
def test_other_word_processors_files_are_told_what_to_do(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"{\\rtf1 text}")
    with pytest.raises(ReadError) as refused:
        read(path)
    assert refused.value.code == "ingest.unsupported"
    assert ".docx" in refused.value.message
