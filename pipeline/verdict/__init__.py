"""How well a report was read: what was lost or torn, by cause, the worst first.

A pure function over the document and what its events rest on. Each cause measures a share: how many
pages, months, words, list items of how many. Below a least share there is no finding; from half on
it is an error. What it finds becomes flags of the codes ``verdict.*``, and the verdict in
``report.json``.
"""

from collections.abc import Sequence

from pipeline.document import Document
from pipeline.document.span import Span
from pipeline.families.profile import Profile
from pipeline.verdict.facts import dates_without_value, no_events, other_languages, untold_items
from pipeline.verdict.finding import Finding
from pipeline.verdict.pages import columns_together, single_words, unread_pages
from pipeline.verdict.structure import (
    family_unsure,
    months_not_found,
    text_in_no_section,
    themes_not_found,
)
from schemas.report import Cause, Verdict

__all__ = ["Finding", "judge", "verdict"]


def judge(document: Document, profile: Profile, told: Sequence[Span]) -> tuple[Finding, ...]:
    """Find the causes for which a report was not read well.

    Args:
        document: The report after all stages.
        profile: The family that it was read as.
        told: The spans of the repaired text that an event rests on, reviewers' events included.

    Returns:
        At most one finding a cause, the worst first.
    """
    found = (
        unread_pages(document),
        no_events(document, told),
        months_not_found(document, profile),
        family_unsure(document),
        columns_together(document),
        single_words(document),
        text_in_no_section(document),
        themes_not_found(document, profile),
        other_languages(document),
        dates_without_value(document),
        untold_items(document, told),
    )
    return tuple(sorted(filter(None, found), key=lambda finding: finding.rank))


def verdict(findings: Sequence[Finding]) -> Verdict:
    """The verdict that follows from the findings."""
    causes = tuple(
        Cause(
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            count=finding.count,
            of=finding.of,
        )
        for finding in findings
    )
    grave = any(cause.severity == "error" for cause in causes)
    return Verdict(reading="badly" if grave else "in part" if causes else "well", causes=causes)
