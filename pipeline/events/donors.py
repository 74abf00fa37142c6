"""Lines that say who paid: "(Supported by Germany)"."""

import re

from pipeline.document import EventRole
from pipeline.document.span import Span
from pipeline.events.basis import Basis
from pipeline.events.reading import Report

DONOR = re.compile(
    r"\(?\s{0,3}(?:financially\s)?"
    r"(?:supported|funded|financed|sponsored|paid for|co-funded|made possible)\s"
    r"(?:by|with\sfunds\sfrom)\s"
    r"|\(?\s{0,3}(?:with\s(?:the\s)?(?:financial\s)?(?:support|funding|funds)\s(?:of|from)"
    r"|donors?\s?:|funding\s?:)\s",
    re.IGNORECASE,
)
BRACKET = re.compile(r"\(\s*(?:supported|funded|financed|with|donor)", re.IGNORECASE)


def donors(report: Report, span: Span) -> list[EventRole]:
    """The funders that a donor line names: "(Supported by Germany)"."""
    found = DONOR.search(report.text, span.start, span.end)
    if found is None:
        return []
    return [
        EventRole(role="funder", mention=i, rule=Basis.DONOR_LINE)
        for i in report.mentions_in(Span(start=found.end(), end=span.end))
        if report.label(i) == "ORG" or report.is_country(i)
    ]


def is_donor_line(report: Report, span: Span) -> bool:
    """Whether a sentence or paragraph only says who paid."""
    found = DONOR.match(report.text, span.start, span.end)
    return found is not None and not _tells(report, Span(start=found.end(), end=span.end))


def _tells(report: Report, span: Span) -> bool:
    """Whether a main clause begins in a span: "With the support of X, Y opened a centre"."""
    return any(
        clause.relation == "main" and clause.kind == "verbal" and span.contains(clause.head)
        for clause in (report.clauses[i] for i in report.clauses_in(span))
    )


def is_bracketed(report: Report, span: Span) -> bool:
    """Whether a sentence says in brackets who paid."""
    return BRACKET.search(span.of(report.text)) is not None
