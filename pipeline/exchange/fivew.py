"""Who does what, where, when, for whom and with whose money (5W), as a file of its own.

The columns stand in the order of humanitarian 3W and 4W templates, under headings in words: as a
workbook for people, in which dates are dates, and as CSV for programs.
"""

from collections.abc import Sequence
from itertools import chain

from pipeline.exchange import workbook
from pipeline.exchange.excel import disarmed
from pipeline.write.report import Row
from pipeline.write.rfc4180 import encoded
from schemas.tables import DATASET_TABLES

TABLE = "who_does_what"


def dump_workbook(rows: Sequence[Row]) -> bytes:
    """One sheet."""
    return workbook.dump({TABLE: rows})


def dump_csv(rows: Sequence[Row]) -> bytes:
    """The same rows; no cell can run, as it is a spreadsheet that will open them."""
    columns = list(DATASET_TABLES[TABLE].model_fields)
    header = [workbook.heading(TABLE, column) for column in columns]
    cells = ([disarmed(TABLE, c, row[c]) for c in columns] for row in rows)
    return b"".join(encoded(chain([header], cells)))


def of_report(rows: Sequence[Row], sources: Sequence[Row], report_id: str) -> Sequence[Row]:
    """The rows that a report tells of.

    Args:
        rows: Of the dataset.
        sources: The dataset's table ``events`` and, for events that several reports tell of,
            ``entity_rows``.
        report_id: The report.
    """
    told = {
        source.get("entity_id") or source["event_id"]
        for source in sources
        if source["report_id"] == report_id
    }
    return [row for row in rows if row["event_id"] in told]
