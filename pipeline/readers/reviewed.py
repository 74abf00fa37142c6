"""What a reviewer decided about the report itself, laid over what its file says."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from msgspec import ValidationError, convert

from pipeline.decisions.journal import Decision
from pipeline.document import Document


def dated(document: Document, decisions: Iterable[Decision]) -> Document:
    """The document with the date of publication that a reviewer gave it: dates count from it.

    What is no date stays for the row of ``reports``, whose schema refuses it.
    """
    for decision in decisions:
        if (decision.table, decision.action, decision.column) == ("reports", "edit", "published"):
            with suppress(ValidationError):
                published = convert(decision.after or None, date | None)
                source = document.source.updated(published=published)
                document = document.model_copy(update={"source": source})
    return document
