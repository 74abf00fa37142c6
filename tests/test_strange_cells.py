"""What any cell may hold comes back from every form as it went in, or is refused by name."""

import csv
import re
import sqlite3
from contextlib import closing
from itertools import cycle

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from pipeline.dataset import SQLITE, refresh, set_aside
from pipeline.exchange import iati
from pipeline.exchange.export import export
from pipeline.exchange.tables import tables_of
from pipeline.exchange.workbook import CUT, LONGEST
from pipeline.site import write_site
from pipeline.write import write_report
from pipeline.write.report import read_table
from pipeline.write.rfc4180 import decoded, encoded
from schemas.tables import DATASET_TABLES, TABLES

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
INVISIBLE = [
    "\u00ad",
    "\u2028",
    "\u2029",
    "\u200f",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\U0010ffff",
]
SIGNS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '"',
    '""',
    ",",
    ";",
    "|",
    "'",
]
WORDS = [
    "NULL",
    "nan",
    "TRUE",
    "1e999",
    "_x0041_",
    "_x000D_",
    "\\N",
    "<script>",
    "]]>",
    "&#13;",
    "%00",
]
BREAKS = ["a\rb", "a\nb", "a\r\nb", "\r", "\n", "\r\n", "ends in one\r", '"\r"', " ", " a "]
HUGE = ["x" * 140_000, "\r" * 40_000, "_x000" * 9_000]
STRANGE = [*(f"a{c}b" for c in CONTROLS), *CONTROLS, *INVISIBLE, *SIGNS, *WORDS, *BREAKS, *HUGE]
SPECIAL = "\r\n\",;'\t\0=+-@|\u2028\ufeff\x85"
CELLS = st.text(st.one_of(st.sampled_from(SPECIAL), st.characters(exclude_categories=["Cs"])))
FREE = {
    "reports": ("title", "publisher"),
    "milestones": ("title", "body"),
    "sections": ("body",),
    "list_items": ("text", "raw"),
    "mentions": ("text",),
    "organisations": ("name", "acronym"),
    "people": ("name", "role"),
    "places": ("name",),
    "quotes": ("text", "speaker"),
    "events": ("name",),
    "evidence": ("exact", "prefix"),
    "flags": ("message",),
}
"""Columns that hold whatever stands in a text."""


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_csv_gives_back_the_cells_that_were_written(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    path.write_bytes(b"".join(encoded([("a", "b", "c"), *rows])))
    assert [tuple(row) for row in decoded(path)] == [("a", "b", "c"), *rows]
    with path.open(encoding="utf-8", newline="") as file:  # as others read it
        assert [tuple(row) for row in csv.reader(file)] == [("a", "b", "c"), *rows]


@given(st.lists(CELLS, min_size=2, max_size=4))
def test_no_break_of_a_line_stands_in_csv_without_quotation_marks(cells):
    """Also where ``csv`` reads what it should not: before Python 3.11.9 and 3.12.3."""
    line = b"".join(encoded([cells])).decode()
    outside = re.sub(r'"(?:[^"]|"")*"', "", line)
    assert outside.rstrip("\n") == outside[:-1]
    assert not set("\r\n") & set(outside[:-1])


@pytest.mark.parametrize("half", ["\ud800", "a\udfffb"])
def test_half_a_surrogate_pair_leaves_the_report_as_it_was(half, issue, issue_report, tmp_path):
    document, _ = issue
    source = document.raw.encode()
    folder = write_report(tmp_path, "issue", source, document.text, issue_report, {})
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    quotes = [row.model_copy(update={"speaker": half}) for row in issue_report.tables["quotes"]]
    tables = {**issue_report.tables, "quotes": tuple(quotes)}
    broken = issue_report.model_copy(update={"tables": tables})
    with pytest.raises(UnicodeEncodeError):
        write_report(tmp_path, "issue", source, document.text, broken, {})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.fixture(scope="module")
def strange(issue, issue_report, tmp_path_factory):
    """The 2017 issue with a strange cell wherever a column holds free text; and its dataset."""
    out = tmp_path_factory.mktemp("extracted")
    cells = cycle(STRANGE)
    tables = {
        name: tuple(
            row.model_copy(update={column: next(cells) for column in FREE.get(name, ())})
            for row in rows
        )
        for name, rows in issue_report.tables.items()
    }
    assert sum(len(tables[name]) * len(FREE[name]) for name in FREE) > 3 * len(STRANGE)
    report = issue_report.model_copy(update={"tables": tables})
    document, _ = issue
    write_report(out, "2017-q4", document.raw.encode(), document.text, report, {})
    refresh(out)
    assert not set_aside(out)
    return out, tables


def test_a_report_gives_back_its_strange_cells(strange):
    out, tables = strange
    for name in TABLES:
        read = read_table(out / "2017-q4", name)
        assert len(read) == len(tables[name])
        for column in FREE.get(name, ()):
            assert [row[column] for row in read] == [getattr(r, column) for r in tables[name]]


def test_the_database_and_parquet_hold_what_the_dataset_holds(strange, tmp_path):
    out, _ = strange
    list(export([], "parquet", out, tmp_path))
    with closing(sqlite3.connect(out / "dataset" / SQLITE)) as database:
        for name in DATASET_TABLES:
            rows = read_table(out / "dataset", name)
            parquet = pq.read_table(tmp_path / "parquet" / f"{name}.parquet").to_pylist()
            assert len(rows) == len(parquet)
            for column in FREE.get(name, ()):
                expected = [row[column] for row in rows]
                assert [row[column] or "" for row in parquet] == expected
                found = database.execute(f'SELECT "{column}" FROM "{name}"')  # noqa: S608
                assert sorted(cell or "" for (cell,) in found) == sorted(expected)


def test_a_workbook_holds_each_cell_as_text_or_says_that_it_is_cut(strange, tmp_path):
    out, _ = strange
    (path,) = export([], "xlsx", out, tmp_path)
    book = load_workbook(path)
    for name, columns in FREE.items():
        rows = read_table(out / "dataset", name)
        header, *cells = book[name].iter_rows()
        assert len(cells) == len(rows)
        for column in columns:
            index = [cell.value for cell in header].index(column)
            for row, line in zip(rows, cells, strict=True):
                assert line[index].data_type in {"s", "inlineStr", "n"}
                held = unescape(line[index].value or "")
                assert len(line[index].value or "") <= LONGEST
                if held.endswith(CUT):
                    assert row[column].startswith(held.removesuffix(CUT))
                else:
                    assert held == row[column]


def test_the_site_is_written_over_strange_cells(strange, tmp_path):
    out, _ = strange
    pages = write_site(out, tmp_path / "site").parent
    html = "".join(page.read_text("utf-8") for page in pages.glob("*/*.html"))
    assert not set(html) & (set(CONTROLS) - set("\t\n"))
    assert "<script>" not in html
    assert html.count("<script ") == html.count("</script>")


@pytest.mark.parametrize("to", ["csv-bom", "geojson", "ics", "5w", "hxl"])
def test_every_other_form_is_written_over_strange_cells(strange, tmp_path, to):
    out, _ = strange
    assert all(path.stat().st_size for path in export([], to, out, tmp_path))


def test_iati_activities_of_a_known_publisher_are_written_over_strange_cells(strange):
    out, _ = strange
    tables = dict(tables_of(out / "dataset", tuple(DATASET_TABLES)))
    tables["reports"] = [row | {"publisher": "UNODC"} for row in tables["reports"]]
    tables["organisations"] = [
        row | ({"name": "UNODC"} if row["iati_id"] == "XM-DAC-41128" else {})
        for row in tables["organisations"]
    ]
    assert etree.fromstring(iati.dump(tables)).findall("iati-activity")
