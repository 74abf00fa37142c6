"""What comes out: one Pydantic model per table, its columns in order. Imports nothing of ours.

``TABLES`` maps a table's name to its record; JSON Schema is generated from here (``schemas/json``).
"""

from schemas.record import Record
from schemas.report import Accounting, AccountingSpan, Cause, ReportFile, Verdict
from schemas.tables import TABLES

__all__ = [
    "TABLES",
    "Accounting",
    "AccountingSpan",
    "Cause",
    "Record",
    "ReportFile",
    "Verdict",
]
