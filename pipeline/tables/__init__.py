"""Check: the document's layers become rows that hold to the schemas, and the sums agree."""

from importlib.metadata import version

from pipeline.document import Document
from pipeline.document.errors import StageError
from pipeline.document.ledger import reverse
from pipeline.extract.nlp import model_version
from pipeline.stage import Context
from pipeline.tables.accounting import account
from pipeline.tables.tabulate import tabulate
from pipeline.verdict import verdict
from schemas.report import Generator, ReportFile


def check(document: Document, context: Context) -> ReportFile:
    """Project all layers onto the tables and validate them.

    A cell that its schema refuses becomes empty and flagged (``check.refused-value``).

    Raises:
        StageError: ``check.ledger``: the repair ledger does not give the raw text back.
        pydantic.ValidationError: A key stands twice or a reference leads nowhere: a defect of ours.
    """
    if reverse(document.text or "", document.edits or ()) != document.raw:
        raise StageError("check.ledger", "the repair ledger does not give the raw text back")
    tables = tabulate(document, context)
    rows = tables.rows
    doubtful = any(row.severity != "info" for row in rows["flags"])  # type: ignore[attr-defined]
    return ReportFile(
        generator=Generator(
            version=version("milestones"),
            model=context.model,
            model_version=model_version(context.model),
            encoding=document.source.encoding,
        ),
        status="needs-review" if doubtful else "ok",
        verdict=verdict(tables.findings),
        accounting=account(document),
        tables={name: tuple(records) for name, records in rows.items()},
    )
