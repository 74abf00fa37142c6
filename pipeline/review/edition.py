"""One extraction of the report: its tables, and what the page needs to show its text."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.document.span import Span
from pipeline.review.text import chunks
from pipeline.write.report import Extracted, verdict_of
from schemas import Verdict

HEADINGS = {"month": "month", "theme": "theme", "title": "title"}
"""Columns whose evidence is a heading in the text, and the heading's class."""


@dataclass(frozen=True, eq=False)
class Edition:
    """A report as one run wrote it.

    Attributes:
        report: Its tables and text.
        chunks: Its text cut into pieces that the page loads one by one.
        verdict: How well it was read; None where the run of an older version did not say.
        headings: Spans of headings with their class, in the order of the text.
    """

    report: Extracted
    verdict: Verdict | None
    chunks: list[Span]
    headings: list[tuple[Span, str]]

    @classmethod
    def of(cls, folder: Path) -> "Edition":
        """Read the folder of a report.

        Raises:
            ConfigError: ``config.no-report``: the folder holds no report.
            ReadError: ``report.damaged``: it holds one that cannot be read.
        """
        report = Extracted(folder)
        return cls(report, verdict_of(folder), chunks(report.text), _headings(report))

    @property
    def version(self) -> str:
        """Tells one extraction of the report from another."""
        return str(self.report.written)


def _headings(report: Extracted) -> list[tuple[Span, str]]:
    found = [
        (Span(start=int(cell["start"]), end=int(cell["end"])), HEADINGS[cell["column"]])
        for cell in report.tables["evidence"]
        if cell["column"] in HEADINGS and cell["start"] and cell["end"]
    ]
    return sorted(found, key=lambda entry: (entry[0].start, entry[0].end))
