"""What a heading says of the events under it: when they were, or that they are to come."""

import re

from pipeline.events.reading import Report

TO_COME = re.compile(
    r"^(?:ahead|next|agenda|calendar|outlook|planned|forthcoming|upcoming|in the pipeline)\b"
    r"|\b(?:upcoming|coming up|next (?:quarter|steps?|months?|period|weeks?|year|events?)"
    r"|(?:looking|plans?|planning) ahead|what(?: is|'?s) next"
    r"|to come|forthcoming|calendar of events|planned (?:events?|activities)|save the date"
    r"|coming (?:soon|events?|months?|weeks?|quarter)"
    r"|future (?:events?|activities|plans?)|outlook|diary)\b",
    re.IGNORECASE,
)


def is_to_come(report: Report, section: int | None) -> bool:
    """Whether a section is headed as what is to come."""
    if section is None:
        return False
    part = report.sections[section]
    title = part.title.of(report.text) if part.title is not None else (part.theme_name or "")
    return TO_COME.search(title) is not None


def heading_period(report: Report, section: int | None) -> str | None:
    """The period (EDTF) that the heading of a section names."""
    return None if section is None else report.sections[section].period
