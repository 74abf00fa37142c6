"""Tables of every make, and key figures side by side, come out as they are seen on the page."""

import pytest
import weasyprint

from pipeline.readers import read
from pipeline.run.process import process

STYLE = """@page { size: A4; margin: 20mm 18mm } body { font-family: DejaVu Sans; font-size: 10pt }
h1 { font-size: 20pt } h2 { font-size: 13pt } table { border-collapse: collapse; width: 100% }
td, th { padding: 3pt 6pt; text-align: left; vertical-align: top }"""
PROSE = (
    "The mission went up the valley on foot because the road was still under water, and it came "
    "back after nine days with a list of what each school had lost in the flood of the spring. "
)
SEEDS = [
    ["Village", "Seeds (kg)", "Families", "Wells"],
    ["Hadiboh", "120", "45", "3"],
    ["Qalansiyah", "80", "31", "1"],
    ["Upper Noged", "64", "27", "2"],
    ["Qadhub", "51", "19", "–"],
]
LONG_NAME = (
    "Course on the keeping of court records, held with the School of Magistrates of the island for "
    "the clerks of all three courts of appeal"
)
COURSES = [
    ["Date", "Course", "Place"],
    [
        "4–6 March 2021",
        LONG_NAME,
        "Moroni",
    ],
    ["9 April 2021", "Seminar on juvenile justice", "Mutsamudu"],
]


@pytest.fixture
def extract(tmp_path):
    """The document that a page with this markup becomes."""

    def made(markup, style=""):
        path = tmp_path / "report.pdf"
        page = f"<style>{STYLE}{style}</style><h1>Island Letter</h1><p>January – March 2021</p>"
        weasyprint.HTML(string=page + markup).write_pdf(path)
        return process(read(path))[0]

    return made


def table(rows):
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{body}</table>"


def cells(document):
    """The words of the cells of each table."""
    return [
        [[" ".join(cell.of(document.raw).split()) if cell else "–" for cell in row] for row in rows]
        for rows in (found.rows for found in document.tables)
    ]


RULED = {
    "lines under the rows": "tr { border-bottom: 0.5pt solid #888 }",
    "a shaded head over lines": "tr { border-bottom: 0.5pt solid #888 } tr:first-child td"
    " { background: #036; color: white }",
    "bands behind every other row": "td { border: 0.5pt solid black } tr:nth-child(even) td"
    " { background: linear-gradient(#ddeeff, #ddeeff) content-box, #ddeeff }",
    "a box around each cell": "td { border: 1pt solid black }",
    "shaded cells alone": "td { background: #eee; border: 2pt solid white }",
}


@pytest.mark.parametrize("style", RULED.values(), ids=RULED.keys())
@pytest.mark.parametrize("rows", [SEEDS, COURSES], ids=["figures", "words"])
def test_a_table_has_the_cells_that_a_reader_sees(extract, rows, style):
    document = extract(f"<h2>What was done</h2><p>{PROSE}</p>{table(rows)}<p>{PROSE}</p>", style)
    assert cells(document) == [rows]


@pytest.mark.parametrize("head", ["", "tr:first-child { font-weight: bold }"])
def test_figures_in_columns_are_a_table_though_no_line_is_drawn(extract, head):
    document = extract(f"<h2>Seeds</h2><p>{PROSE}</p>{table(SEEDS)}<p>{PROSE}</p>", head)
    assert cells(document) == [SEEDS]


def test_words_in_columns_are_a_table_where_their_head_is_bold(extract):
    rows = [["Office", "Head", "Town"], ["North", "Ms. Said", "Mitsamiouli"]]
    rows += [["South", "Mr. Ali", "Foumbouni"], ["East", "Ms. Ahamada", "Domoni"]]
    style = "tr:first-child { font-weight: bold }"
    assert cells(extract(f"<p>{PROSE}</p>{table(rows)}<p>{PROSE}</p>", style)) == [rows]


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_columns_of_running_text_are_no_table(extract, columns):
    markup = f"<main>{f'<p>{PROSE}</p>' * 9}</main>"
    document = extract(markup, f"main {{ columns: {columns}; font-size: 8pt }}")
    assert document.tables == ()
    assert document.text.count("back after nine days") == 9


def test_two_tables_of_one_width_on_a_page_stay_two(extract):
    style = "tr { border-bottom: 0.5pt solid #888 }"
    other = [["Name", "Work", "From"], ["Ms. Bacar", "Archivist", "May 2021"]]
    assert cells(extract(table(COURSES) + f"<h2>Staff</h2>{table(other)}", style)) == [
        COURSES,
        other,
    ]


def test_a_table_over_pages_is_one_with_one_head(extract):
    rows = [[f"Ward {number}", str(number * 7), f"{number * 1250:,}"] for number in range(1, 71)]
    head = ["Ward", "Grants", "Amount (USD)"]
    body = table(rows).replace("<table>", "").replace("</table>", "")
    top = "".join(f"<th>{cell}</th>" for cell in head)
    markup = f"<h2>Grants</h2><table><thead><tr>{top}</tr></thead>{body}</table><p>{PROSE}</p>"
    document = extract(markup, "td, th { border: 0.5pt solid black }")
    assert cells(document) == [[head, *rows]]
    repeated = [p for p in document.paragraphs if p.role == "furniture"]
    assert {" ".join(p.span.of(document.text).split()) for p in repeated} == {" ".join(head)}


def test_a_table_that_is_set_sideways_has_its_rows(extract):
    style = """table { transform: rotate(-90deg); transform-origin: 0 0; position: absolute;
        top: 200mm; left: 10mm; width: 180mm } td { border: 0.5pt solid black }"""
    assert cells(extract(table(SEEDS), style)) == [SEEDS]


def test_a_page_laid_out_in_a_frame_is_no_table(extract):
    frame = table([[PROSE * 3, PROSE * 2], [PROSE * 2, PROSE * 3]])
    document = extract(frame, "td { border: 0.5pt solid black }")
    assert document.tables == ()
    assert document.text.count("what each school had lost") == 10


def test_a_cell_of_several_lines_is_joined_and_a_list_in_it_is_not(extract):
    rows = [["Output", "Done"], ["Wells", "• two dug<br>• one cleaned"], [PROSE, "no"]]
    document = extract(table(rows), "td { border: 0.5pt solid black } table { width: 60% }")
    assert " ".join(PROSE.split()) in document.text
    assert "dug\n" in document.text


CARDS = """<style>main { display: flex } div { width: 58mm; text-align: %s } b { font-size: 20pt }
</style><h2>In figures</h2><main>%s</main>"""
FIGURES = [("1,204", "pupils back<br>in class"), ("38", "wells"), ("6.5%", "of the fields sown")]


@pytest.mark.parametrize("align", ["left", "center"])
@pytest.mark.parametrize("is_first", [True, False], ids=["figure first", "words first"])
def test_each_key_figure_stands_with_its_own_words(extract, align, is_first):
    def card(figure, words):
        if is_first:
            return f"<div><b>{figure}</b><br>{words}</div>"
        return f"<div>{words.replace('<br>', ' ')}<br><b>{figure}</b></div>"

    markup = CARDS % (align, "".join(card(*pair) for pair in FIGURES))
    document = extract(markup + f"<p>{PROSE}</p>")
    shown = {" ".join(p.span.of(document.text).split()) for p in document.paragraphs}
    for figure, words in FIGURES:
        said = words.replace("<br>", " ")
        assert (f"{figure} {said}" if is_first else f"{said} {figure}") in shown
