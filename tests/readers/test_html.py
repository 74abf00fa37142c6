"""HTML keeps its own structure: headings, lists, tables; frames aside, nothing lost."""

import pytest
import typeset

from pipeline.document.errors import ReadError
from pipeline.evaluate.card import Extracted, scorecard
from pipeline.readers import read
from pipeline.run import Options, run
from pipeline.run.process import process
from pipeline.tables import check

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Not shown</title>
<style>p { color: red }</style><script>document.write("never run")</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><header><p>Number 4, May 2021</p></header>
<h1>Harbour News</h1>
<h2>A new <em>labor&shy;atory</em></h2>
<p>It opened in Mombasa on 4&nbsp;May 2021.<br>Ten officers <b>were</b> there.</p>
Loose text stands here.
<ul><li>one room</li><li>two desks:<ol><li>a tall one</li><li>a low one</li></ol></li></ul>
<ul><li>another list</li></ul>
<table><caption>Courses</caption>
<tr><th>Course</th><th colspan="2">When and where</th></tr>
<tr><td rowspan="2">Seals</td><td>3 May</td><td>Lamu</td></tr>
<tr><td>4 May</td><td></td></tr></table>
<table><tr><td><h3>Laid out in a cell</h3><p>By a table that is none.</p></td></tr></table>
<figure><img src="http://example.invalid/x.png" alt="">
<figcaption>The front door</figcaption></figure>
<p hidden>Nobody sees this.</p><p style="display:none">Nor this.</p>
<!-- nor this -->
</article></main>
<footer><p>Share this page</p></footer></body></html>"""


@pytest.fixture
def html_of(tmp_path):
    def write(content):
        path = tmp_path / "page.html"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path)

    return write


@pytest.fixture
def blocks(html_of):
    document = html_of(PAGE)
    return [(b.hint, b.level, b.raw.of(document.raw)) for b in document.blocks]


def test_every_part_of_a_page_is_what_its_markup_says(blocks):
    assert blocks == [
        ("body", None, "Number 4, May 2021"),
        ("heading", 1, "Harbour News"),
        ("heading", 2, "A new labor\u00adatory"),
        ("body", None, "It opened in Mombasa on 4\u00a0May 2021.\nTen officers were there."),
        (None, None, "Loose text stands here."),
        ("list_item", 1, "one room"),
        ("list_item", 1, "two desks:"),
        ("list_item", 2, "a tall one"),
        ("list_item", 2, "a low one"),
        ("list_item", 1, "another list"),
        ("caption", None, "Courses"),
        ("table", None, "Course\tWhen and where"),
        ("table", None, "Seals\t3 May\tLamu"),
        ("table", None, "4 May"),
        ("heading", 3, "Laid out in a cell"),
        ("body", None, "By a table that is none."),
        ("caption", None, "The front door"),
        ("furniture", None, "Home"),
        ("furniture", None, "News"),
        ("furniture", None, "Share this page"),
    ]


def test_a_table_has_its_cells_where_they_stand(html_of):
    document = html_of(PAGE)
    (table,) = document.tables
    assert [[cell and cell.of(document.raw) for cell in row] for row in table.rows] == [
        ["Course", "When and where", None],
        ["Seals", "3 May", "Lamu"],
        [None, "4 May", None],
    ]


def test_the_issue_as_a_page_extracts_as_from_plain_text(tmp_path, issue_scores):
    path = typeset.write_html(tmp_path / "issue.html")
    (outcome,) = run([path], Options(out=tmp_path / "out"))
    worse = {
        measure.name: measure.missed
        for measure in scorecard(typeset.gold(), Extracted(outcome.folder))
        if measure.score.f1 < issue_scores[measure.name]
    }
    assert worse == {}


def test_the_frame_of_a_page_is_furniture_and_no_text(html_of):
    document, context = process(html_of(PAGE))
    tables = check(document, context).tables
    shown = " ".join(row.body for row in (*tables["sections"], *tables["milestones"]))
    assert "opened in Mombasa" in shown
    assert "Share this page" not in shown
    assert {p.role for p in document.paragraphs if p.span.of(document.text) == "Home"} == {
        "furniture"
    }


@pytest.mark.parametrize(
    "content",
    [
        '<meta charset="windows-1252"><p>Café à Genève – “non”</p>'.encode("cp1252"),
        '<meta http-equiv="x" content="charset=utf-16"><p>Café à Genève – “non”</p>'.encode(),
        "\ufeff<p>Café à Genève – “non”</p>".encode(),
        "<p>Café à Genève – “non”</p>".encode("utf-16"),
        '<?xml version="1.0" encoding="UTF-8"?><html><p>Café à Genève – “non”</p></html>'.encode(),
    ],
)
def test_accents_survive_whatever_a_page_says_of_its_encoding(html_of, content):
    document = html_of(content)
    assert document.raw == "Café à Genève – “non”"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "ingest.empty"),
        ("<html><body><script>alert(1)</script></body></html>", "ingest.empty"),
        ("<div>" * 5_000 + "deep" + "</div>" * 5_000, "ingest.damaged"),
    ],
)
def test_what_is_no_report_is_refused(html_of, content, code):
    with pytest.raises(ReadError) as refused:
        html_of(content)
    assert refused.value.code == code


def test_an_entity_bomb_stays_small(html_of):
    bomb = '<!DOCTYPE html [<!ENTITY a0 "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)
    )
    document = html_of(f"{bomb}]><html><body><p>Text &a8; end.</p></body></html>")
    assert len(document.raw) < 2_000


def test_no_outside_file_is_read(html_of, tmp_path):
    (tmp_path / "secret.txt").write_text("secret words")
    document = html_of(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]><p>Text &x; end.</p>'
    )
    assert "secret words" not in document.raw


FRAMED = """<html lang="en"><head><title>Boats for Karakol</title>
<meta property="article:published_time" content="2019-05-08T09:00:00+06:00"></head><body>
<a href="#text">Skip to content</a><div class="cookie-bar"><p>We keep 14 cookies.</p></div>
<div class="breadcrumbs"><p>Home / News</p></div>
<main id="text"><article><h1>Boats for Karakol</h1><time datetime="2019-05-07">7 May 2019</time>
<p>In 2018<sup>1</sup> the mission gave ten boats<sup><a href="#n">2</a></sup> of 12 m<sup>2</sup>,
the 2<sup>nd</sup> gift.</p></article>
<aside><h2>Related news</h2><p>A flood in Naryn on 2 May 2021.</p></aside>
<aside><h2>How boats are built</h2><p>A boat needs nine planks.</p></aside>
<p class="share-links">312 likes</p></main></body></html>"""


def test_what_frames_a_web_page_is_set_aside_and_its_head_dates_it(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(FRAMED, "utf-8")
    document = process(read(path))[0]
    text = [(p.role, p.span.of(document.text)) for p in document.paragraphs]
    assert [words for role, words in text if role == "furniture"] == [
        "Skip to content",
        "We keep 14 cookies.",
        "Home / News",
        "Related news",
        "A flood in Naryn on 2 May 2021.",
        "312 likes",
    ]
    assert document.source.published.isoformat() == "2019-05-08"
    assert ("heading", "How boats are built") in text
    body = next(words for role, words in text if words.startswith("In 2018"))
    assert " ".join(body.split()) == ("In 2018 the mission gave ten boats of 12 m², the 2nd gift.")


def test_the_first_time_of_the_text_dates_a_page_whose_head_does_not(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(FRAMED.replace("article:published_time", "og:type"), "utf-8")
    assert read(path).source.published.isoformat() == "2019-05-07"
