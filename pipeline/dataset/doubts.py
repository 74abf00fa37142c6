"""Flags about the dataset itself: what a person should look at before rows are taken for one."""

from hashlib import sha256
from typing import Any

from pipeline.document.flags import flag
from pipeline.write.report import Row


class Doubts:
    """The flags in the order in which they were raised."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(
        self,
        code: str,
        table: str,
        row_id: str,
        report_id: str,
        **facts: Any,  # noqa: ANN401 - fields of the flag's message
    ) -> None:
        """Raise a flag about a row of the dataset; ``facts`` are the fields of its message."""
        made = flag(code, **facts)
        identifier = sha256(f"{code}|{row_id}|{made.message}".encode()).hexdigest()[:12]
        self.rows.append(
            {
                "report_id": report_id,
                "flag_id": identifier,
                "severity": made.severity,
                "code": code,
                "message": made.message,
                "table": table,
                "row_id": row_id,
                "start": "",
                "end": "",
                "before": "",
                "after": "",
            }
        )
