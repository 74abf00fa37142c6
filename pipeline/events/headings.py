"""What a heading says of the events under it: when they were, that they are to come, their type."""

import re

from pipeline.events.reading import Report

TO_COME = re.compile(
    r"^(?:ahead|next|agenda|calendar|coming|outlook|planned|forthcoming|upcoming|in the pipeline)\b"
    r"|\b(?:upcoming|coming up|next (?:quarter|steps?|months?|period|weeks?|year|events?)"
    r"|(?:looking|plans?|planning|comes?|on|lies?) ahead|what(?: is|'?s|’s)? (?:comes? )?next"
    r"|to come|forthcoming|calendar of events|planned (?:events?|activities)|save the date"
    r"|coming (?:soon|events?|months?|weeks?|quarter)"
    r"|future (?:events?|activities|plans?)|outlook|diary)\b",
    re.IGNORECASE,
)


NUMBERS = "0123456789. )"
"""What may number a heading."""


def is_to_come(report: Report, section: int | None) -> bool:
    """Whether a section is headed as what is to come."""
    return TO_COME.search(heading(report, section).lstrip(NUMBERS)) is not None


OWN = re.compile(
    r"\b(?:we|our|activit(?:y|ies)|achievements?|response|delivery|deliverables|outputs?"
    r"|work (?:of|by) the|(?:office|mission|presence|representation|agency|team) (?:did|does))\b",
    re.IGNORECASE,
)
"""Words of headings over what the publisher itself did."""


def is_own(report: Report, section: int | None) -> bool:
    """Whether a section, or one that it belongs to, is headed as the publisher's own work."""
    masthead = report.document.masthead
    name = (masthead.publisher if masthead is not None else None) or ""
    own = {word for word in name.split() if word.isupper() and len(word) > 1}
    return any(
        OWN.search(title) or own & set(re.findall(r"\w[\w-]*", title))
        for title in _titles_over(report, section)
    )


def _titles_over(report: Report, section: int | None) -> list[str]:
    """The heading of a section and those of the sections that it belongs to, by their levels."""
    if section is None:
        return []
    part = report.sections[section]
    begins = part.title or (report.paragraphs[part.paragraphs[0]].span if part.paragraphs else None)
    if begins is None:
        return []
    found: list[str] = []
    level: int | None = None
    for paragraph in reversed(report.paragraphs):
        if paragraph.span.start > begins.start or paragraph.role not in {"heading", "month"}:
            continue
        if level is None or (paragraph.level is not None and paragraph.level < level):
            found.append(report.words(paragraph.span))
            level = paragraph.level if paragraph.level is not None else level
    above = _over_months(report, section)
    return [*found, above] if above else found


def _over_months(report: Report, section: int) -> str | None:
    """The heading without text of its own that stands right over the months of a report."""
    while section > 0 and report.sections[section].kind == "milestone":
        section -= 1
    part = report.sections[section]
    if part.kind == "milestone" or part.paragraphs or part.title is None:
        return None
    return report.words(part.title)


def heading(report: Report, section: int | None) -> str:
    """The words that a section is headed by, none where it has no heading."""
    if section is None:
        return ""
    part = report.sections[section]
    return report.words(part.title) if part.title is not None else (part.theme_name or "")


def heading_period(report: Report, section: int | None) -> str | None:
    """The period (EDTF) that the heading of a section names."""
    return None if section is None else report.sections[section].period
