"""The event of a headline whose story tells of none: "Employers publish survey"."""

import re

from pipeline.document import EventRole, Phrase
from pipeline.document.span import Span
from pipeline.events.dates import usable
from pipeline.events.draft import Draft, Scope, Situation
from pipeline.events.drafting import Drafter
from pipeline.events.find import EventFinder
from pipeline.events.headings import is_to_come
from pipeline.events.lexicon import Role
from pipeline.events.reading import Report, Telling

BEGINNING = 40
"""Code points within which the first line of a story has its date."""
ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)


def headline_events(
    report: Report, finder: EventFinder, drafter: Drafter, section: int
) -> list[Draft]:
    """The event of the headline of a section, where its first line is dated; at most one."""
    part = report.sections[section]
    if part.title is None or not part.paragraphs or is_to_come(report, section):
        return []
    head = Span(start=part.title.start, end=part.title.end)
    clauses = tuple(i for i in report.clauses_in(head) if report.clauses[i].kind == "verbal")
    scope = _scope(report, part.paragraphs[0]) if clauses else None
    if scope is None:
        return []
    telling = Telling(head, part.paragraphs[0], None, clauses, ())
    at = Situation(telling, section, scope, terse=True)
    found = finder.find(telling, terse=True, planned=False, headline=True)[:1]
    drafts = [drafter.draft(c, at, alone=True) for c in found if not c.weak]
    for draft in drafts:
        draft.add(_doers(report, draft))
    return drafts


def _scope(report: Report, paragraph: int) -> Scope | None:
    """The date that begins a story, and a place ahead of it; None where it has no date."""
    first = report.paragraphs[paragraph].span
    begins = [
        i
        for i in report.mentions_in(first)
        if report.mentions[i].span.start - first.start < BEGINNING
    ]
    date = next((i for i in begins if usable(report, i)), None)
    if date is None:
        return None
    places = (i for i in begins if report.place(i) is not None and _is_ahead(report, i, date))
    return Scope(date=date, place=next(places, None))


def _is_ahead(report: Report, mention: int, other: int) -> bool:
    return report.mentions[mention].span.start < report.mentions[other].span.start


def _doers(report: Report, draft: Draft) -> list[EventRole]:
    """The doers of a headline, which bears no mentions: bodies that the text names elsewhere."""
    roles = []
    for slot in report.clauses[draft.candidate.clause].slots:
        role = _role(draft, slot)
        body = _body(report, report.words(slot.head))
        if body is None:
            body = _body(report, ARTICLE.sub("", report.words(slot.span)))
        if role is not None and body is not None:
            rule = f"headline:{slot.relation}"
            roles.append(EventRole(role=role, mention=body, rule=rule, at=slot.span))
    return roles


def _role(draft: Draft, slot: Phrase) -> Role:
    """The role of a slot of a headline."""
    if slot.relation == "subject":
        return draft.candidate.subject
    return "partner" if slot.relation == "with" else None


def _body(report: Report, name: str) -> int | None:
    """The first mention of a body by a name, in whatever letters."""
    return next(
        (
            i
            for i, mention in enumerate(report.mentions)
            if mention.label == "ORG" and report.words(mention.span).lower() == name.lower()
        ),
        None,
    )
