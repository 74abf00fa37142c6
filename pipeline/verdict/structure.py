"""Causes that lie in the structure: months and sections not found, text under no heading."""

from collections.abc import Iterator

from pipeline.document import Document
from pipeline.document.edtf import add_months, edtf_bounds
from pipeline.families.profile import Profile
from pipeline.verdict.finding import Finding, listed, prose, words

LONGEST_PERIOD = 12
"""Months; nobody heads the months of a longer period."""
SOME_WORDS = 150
"""Fewer words need no headings."""
LEAST_SHARE = 0.1
"""Less of the text than this in no section is an introduction, or a closing word."""


def family_unsure(document: Document) -> Finding | None:
    """A report that bears signs of a family, too few of them to be read as one of it."""
    near = [flagged for flagged in document.flags if flagged.code == "profile.near-miss"]
    if not near:
        return None
    return Finding("verdict.family-unsure", 1, 1, grave=False, fields={"why": near[0].message})


def months_not_found(document: Document, profile: Profile) -> Finding | None:
    """Months that the family's reports are told by, and under which nothing was found."""
    if profile.milestones != "months":
        return None
    milestones = [s for s in document.sections or () if s.kind == "milestone"]
    found = {section.month for section in milestones if section.month is not None}
    expected = sorted({*_months_of_period(document), *found})
    missing = [month for month in expected if month not in found]
    if milestones and not missing:
        return None
    if not expected:
        return Finding("verdict.months-not-found", 1, 1, fields={"names": "no month at all"})
    return Finding(
        "verdict.months-not-found",
        len(missing),
        len(expected),
        fields={"names": listed(missing)},
    )


def themes_not_found(document: Document, profile: Profile) -> Finding | None:
    """Sections that the family's reports have: stories, and those of its themes."""
    sections = document.sections or ()
    if profile.themes:
        known = {theme.names for theme in profile.themes}
        found = {section.theme_code for section in sections}
        missing = [t.names[0] for t in profile.themes if t.code is None or t.code not in found]
        wanted = len(known)
    elif profile.headed == "story":
        missing = [] if any(s.kind == "story" for s in sections) else ["stories"]
        wanted = 1
    else:
        return None
    if not missing:
        return None
    names = {"names": listed(missing)}
    return Finding("verdict.sections-not-found", len(missing), wanted, fields=names)


def text_in_no_section(document: Document) -> Finding | None:
    """Words of running text that stand in no section, or in one without a title."""
    text, sections = document.text or "", document.sections or ()
    told = [(p, words(p.span.of(text))) for p in prose(document)]
    total = sum(count for _, count in told)
    titled = any(s.title is not None or s.kind == "milestone" for s in sections)
    outside = [
        (paragraph, count) for paragraph, count in told if paragraph.section is None or not titled
    ]
    lost = sum(count for _, count in outside)
    if total < SOME_WORDS or lost < LEAST_SHARE * total:
        return None
    return Finding("verdict.text-in-no-section", lost, total, outside[0][0].span)


def _months_of_period(document: Document) -> Iterator[str]:
    period = document.masthead.period if document.masthead else None
    first, last = edtf_bounds(period) if period else (None, None)
    if first is None or last is None:
        return
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    if months <= LONGEST_PERIOD:
        for number in range(months):
            yield f"{add_months(first, number):%Y-%m}"
