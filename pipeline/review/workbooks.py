"""The deeds of a workbook that comes back, table by table, each with the cell where it stands."""

from collections.abc import Iterator

from pipeline.decisions.journal import NUMBERED
from pipeline.exchange.notes import At
from pipeline.exchange.workbook import VERDICT, VERDICTS, CellChange, Changes
from pipeline.review.fields import fields
from pipeline.review.given import Given, Refusal, given, refused_at
from pipeline.write.report import Extracted, Row
from schemas import TABLES

OTHERS = "the list has other items by now: export it again"


def of_tables(report: Extracted, found: Changes) -> Iterator[Given | Refusal]:
    """What the sheets of the tables say."""
    for cell in found.cells:
        at = At(cell.table, cell.row, cell.column)
        if _is_another(report, found, cell.table, cell.row_id):
            yield refused_at(at, OTHERS)
        else:
            yield _of_cell(cell, at)
    for table, row_id in found.removed:
        at, named = At(table, 1), f"the removed row {row_id}"
        if _is_another(report, found, table, row_id):
            yield refused_at(at, OTHERS, named)
        elif fields(table):
            yield given("reject", table, row_id, at=at)
        else:
            yield refused_at(at, "a row of this table cannot be removed by itself", named)
    for table, number, row in found.added:
        yield _added(report, At(table, number), row)


def _of_cell(cell: CellChange, at: At) -> Given | Refusal:
    if cell.column == VERDICT:
        if cell.after in VERDICTS:
            return given(cell.after, cell.table, cell.row_id, at=at)
        return refused_at(at, f"{cell.after!r} is neither {' nor '.join(VERDICTS)}")
    if cell.column in fields(cell.table):
        return given("edit", cell.table, cell.row_id, at=at, column=cell.column, value=cell.after)
    if cell.column in TABLES[cell.table].model_fields:
        why = "this column says where a row stands, or what its words are, and cannot be changed"
        return refused_at(at, why)
    return refused_at(at, "there is no such column")


def _is_another(report: Extracted, found: Changes, table: str, row_id: str) -> bool:
    """Whether a number stands for another row than when the workbook was exported."""
    if table not in NUMBERED:
        return False
    was, now = found.base[table, row_id], report.rows[table].get(row_id)
    return now is None or (now["start"], now["end"]) != (was["start"], was["end"])


def _added(report: Extracted, at: At, row: Row) -> Given | Refusal:
    words = row.get("text", "")
    if at.sheet != "mentions" or not words:
        return refused_at(at, "new rows are taken for mentions only, with label and text")
    places = report.text.count(words)
    if places != 1:
        why = f"its words stand {places} times in the text: add it on the page"
        return refused_at(at._replace(heading="text"), why)
    start, end = report.text.index(words), report.text.index(words) + len(words)
    return given("add", "mentions", at=at, value=row.get("label", ""), start=start, end=end)
