"""Lines that say who paid: "(Supported by Germany)"."""

import re

from pipeline.document import EventRole, Phrase
from pipeline.document.span import Span
from pipeline.events.basis import Basis
from pipeline.events.coreference import Coreference
from pipeline.events.lexicon import lexicon
from pipeline.events.reading import Report, Telling
from pipeline.events.roles import Known
from pipeline.language.load import grammar

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


def payments(
    report: Report, telling: Telling, coreference: Coreference
) -> dict[int, list[EventRole]]:
    """Clauses that say who gave or paid what is told before, with the funders that have a name.

    "They were donated by X", "Seats paid for by Y", "Worth EUR 5,000; a gift of Z".
    """
    known = Known(report, coreference, ())
    found: dict[int, list[EventRole]] = {}
    for index in telling.clauses:
        clause = report.clauses[index]
        if clause.lemma in lexicon().classes.paying and clause.passive:
            given = next(iter(clause.of("object")), None)
            if given is None or not _is_told(report, telling, given):
                continue
            givers = list(clause.of("subject"))
        elif clause.kind == "nominal":
            gifts = [s for s in clause.slots if s.lemma in lexicon().classes.gifts]
            givers = [p for s in gifts for p in s.phrases if p.relation in {"of", "from"}]
        else:
            continue
        funders = [role for giver in givers for role in known.named(giver, "funder", clause.lemma)]
        if funders or clause.kind != "nominal":
            found[index] = funders
    return found


def _is_told(report: Report, telling: Telling, given: Phrase) -> bool:
    """Whether what was given is spoken of before: a pronoun, a definite phrase, or a bare noun."""
    if given.lemma in grammar().pronouns.all:
        return True
    if given.determiner in {"definite", "demonstrative", "possessive"}:
        return True
    alone = given.span.start <= telling.begins + 1
    counted = any(report.figure(i) is not None for i in report.mentions_in(given.span))
    return alone and given.determiner == "none" and not counted and given.span == given.head


def _tells(report: Report, span: Span) -> bool:
    """Whether a main clause begins in a span: "With the support of X, Y opened a centre"."""
    return any(
        clause.relation == "main" and clause.kind == "verbal" and span.contains(clause.head)
        for clause in (report.clauses[i] for i in report.clauses_in(span))
    )


def is_bracketed(report: Report, span: Span) -> bool:
    """Whether a sentence says in brackets who paid."""
    return BRACKET.search(span.of(report.text)) is not None
