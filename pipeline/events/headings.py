"""What a heading says of the events under it: when they were, that they are to come, their type."""

import re

from pipeline.events.reading import Report

TO_COME = re.compile(
    r"^(?:ahead|next|agenda|calendar|coming|outlook|planned|forthcoming|upcoming|in the pipeline)\b"
    r"|\b(?:upcoming|coming up|next (?:quarter|steps?|months?|period|weeks?|year|events?)"
    r"|(?:looking|plans?|planning) ahead|what(?: is|'?s|’s)? (?:comes? )?next|(?:comes?|on|lies?) ahead"
    r"|to come|forthcoming|calendar of events|planned (?:events?|activities)|save the date"
    r"|coming (?:soon|events?|months?|weeks?|quarter)"
    r"|future (?:events?|activities|plans?)|outlook|diary)\b",
    re.IGNORECASE,
)


def is_to_come(report: Report, section: int | None) -> bool:
    """Whether a section is headed as what is to come."""
    return TO_COME.search(heading(report, section)) is not None


def heading(report: Report, section: int | None) -> str:
    """The words that a section is headed by, none where it has no heading."""
    if section is None:
        return ""
    part = report.sections[section]
    return report.words(part.title) if part.title is not None else (part.theme_name or "")


def heading_period(report: Report, section: int | None) -> str | None:
    """The period (EDTF) that the heading of a section names."""
    return None if section is None else report.sections[section].period
