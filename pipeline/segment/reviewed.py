"""The months that reviewers gave to parts of the report: they date what the parts tell."""

from collections.abc import Iterable, Sequence

from pipeline.decisions.anchor import find
from pipeline.decisions.journal import Decision, is_whole
from pipeline.decisions.records import MilestoneRecord, record_of
from pipeline.document import Paragraph, Section
from pipeline.document.span import Span

PARTS = frozenset({"milestones", "sections"})
SAME = 0.5
"""The least share (0-1) of their characters that a part has in common with the decided one."""


def revise_months(
    text: str,
    sections: Sequence[Section],
    paragraphs: Sequence[Paragraph],
    decisions: Iterable[Decision],
) -> tuple[Section, ...]:
    """The sections with the months that decisions give them, where these changed one.

    Decisions that hold no record of a part are passed over: ``tables`` says what becomes of them.
    """
    revised = list(sections)
    extents = [_extent(section, paragraphs) for section in sections]
    for decision in decisions:
        if decision.table not in PARTS or decision.action != "put" or not is_whole(decision):
            continue
        place = find(text, decision.anchor) if decision.anchor else None
        shares = [_shared(place, extent) for extent in extents]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        if best is not None and shares[best] >= SAME:
            month = _month(decision)
            if month != _before(decision):
                revised[best] = revised[best].updated(month=month, month_rule=decision.rule)
    return tuple(revised)


def _month(decision: Decision) -> str | None:
    try:
        record = record_of(str(decision.table), decision.after)
    except ValueError:  # a journal may be written by other hands
        return _before(decision)
    return record.month if isinstance(record, MilestoneRecord) else None


def _before(decision: Decision) -> str | None:
    before = decision.before if isinstance(decision.before, dict) else {}
    month = before.get("month")
    return None if month is None else str(month)


def _extent(section: Section, paragraphs: Sequence[Paragraph]) -> Span | None:
    """From the first to the last character of a section's title and paragraphs."""
    spans = [paragraphs[index].span for index in section.paragraphs]
    if section.title is not None:
        spans.append(section.title)
    if not spans:
        return None
    return Span(start=min(s.start for s in spans), end=max(s.end for s in spans))


def _shared(one: Span | None, other: Span | None) -> float:
    if one is None or other is None or not one.overlaps(other):
        return 0.0
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start))
