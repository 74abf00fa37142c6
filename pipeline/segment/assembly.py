"""The layers of segmentation from what was found, with a flag for each doubt."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.document import Document, ListGroup, Paragraph, Role, Section
from pipeline.document.flags import Flag, flag
from pipeline.document.span import Span
from pipeline.families.profile import Profile
from pipeline.segment.lists import Run, item_levels, lists
from pipeline.segment.masthead import MastheadReading
from pipeline.segment.outline import ITEM, Outline, SectionDraft
from pipeline.segment.parts import Part
from pipeline.segment.period import find_period
from pipeline.segment.themes import Assigned, assign
from pipeline.stage import Layers

FULL_SPAN_ROLES = frozenset({"body", "quote", "caption", "table", "furniture", "noise"})
"""Roles of passages whose leading number or dash is part of what they say."""
LEVELS = {"month": 1, "theme": 1, "list_title": 3}
SORT_LEVELS = {"parent": 1, "country": 1, "region": 1}


def assemble(
    document: Document, reading: MastheadReading, found: Outline, profile: Profile
) -> Layers:
    """Turn parts, drafts and lists into the document's layers."""
    parts = reading.parts
    drafts = _with_title_of_report(found.drafts, parts, reading)
    section_of = _section_of(drafts, len(parts))
    taken = frozenset(i for draft in drafts for i in draft.body)
    runs = lists(parts, section_of, taken)
    _settle_kinds(drafts, runs)
    themes = assign(drafts, found.themes, parts, profile)
    for number, given in themes.items():
        section_of[given.theme] = number
    levels = _levels(parts, runs)
    paragraphs = tuple(
        _paragraph(document, part, i, section_of[i], levels.get(i), is_item=i in taken)
        for i, part in enumerate(parts)
    )
    sections = tuple(
        _section(draft, parts, themes.get(number), profile) for number, draft in enumerate(drafts)
    )
    groups = tuple(group for run in runs for group in _groups(run, parts))
    flags = (
        *reading.flags,
        *_flags(parts, drafts, found, themes, profile),
        *_list_flags(runs, parts),
    )
    return {
        "masthead": reading.masthead,
        "paragraphs": paragraphs,
        "sections": sections,
        "lists": groups,
        "flags": flags,
    }


def _with_title_of_report(
    drafts: list[SectionDraft], parts: Sequence[Part], reading: MastheadReading
) -> list[SectionDraft]:
    """A report whose title stands right over its text and that has no other heading."""
    headings = any(part.is_heading for part in parts)
    title = next((i for i, part in enumerate(parts) if part.role == "title"), None)
    if headings or title is None or not drafts or drafts[0].title is not None:
        return drafts
    if reading.masthead.title is not None and drafts[0].kind == "section":
        drafts[0].title = title
    return drafts


def _section_of(drafts: Sequence[SectionDraft], size: int) -> list[int | None]:
    sections: list[int | None] = [None] * size
    for number, draft in enumerate(drafts):
        for position in draft.members:
            sections[position] = number
    return sections


def _settle_kinds(drafts: Sequence[SectionDraft], runs: Sequence[Run]) -> None:
    """What holds a titled list, or several groups, is a section and no story."""
    for run in runs:
        if run.section is not None and (run.title is not None or len(run.groups) > 1):
            draft = drafts[run.section]
            if draft.kind == "story":
                draft.kind = "section"


def _levels(parts: Sequence[Part], runs: Sequence[Run]) -> dict[int, int]:
    """The level of headings (1 highest) and list items (1 outermost), by position."""
    levels: dict[int, int] = {}
    for position, part in enumerate(parts):
        if part.is_heading:
            own = part.shape.level or part.shape.depth
            levels[position] = own or SORT_LEVELS.get(part.sort or "", LEVELS.get(part.role, 2))
    for run in runs:
        for group in run.groups:
            shapes = [parts[i].shape for i in group]
            levels.update(zip(group, item_levels(shapes), strict=True))
    return levels


def _paragraph(
    document: Document,
    part: Part,
    position: int,
    section: int | None,
    level: int | None,
    *,
    is_item: bool,
) -> Paragraph:
    role: Role = "body" if is_item and part.role == "list_item" else part.role
    span = part.shape.span
    if part.role in FULL_SPAN_ROLES:
        span = _trimmed((document.passages or ())[position].span, document.text or "")
    return Paragraph(
        span=span,
        role=role,
        passage=part.shape.index,
        section=section,
        level=level,
        reason=part.reason,
    )


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start=start, end=max(start, span.start + len(words.rstrip())))


def _section(
    draft: SectionDraft, parts: Sequence[Part], given: Assigned | None, profile: Profile
) -> Section:
    title = parts[draft.title].shape.span if draft.title is not None else None
    theme_at, rule, code = draft.above, "heading above", None
    if given is not None:
        theme_at, rule = given.theme, given.rule
        known = parts[given.theme].theme
        code = profile.themes[known].code if known is not None else None
    theme = parts[theme_at] if theme_at is not None else None
    return Section(
        kind=draft.kind,
        title=title,
        theme=theme.shape.span if theme else None,
        theme_name=theme.text if theme else None,
        theme_code=code,
        theme_rule=rule if theme else None,
        month=draft.month,
        month_rule=draft.month_rule if draft.month else None,
        country=draft.country,
        period=_period_of(parts[draft.title].shape.text) if draft.title is not None else None,
        paragraphs=tuple(draft.body),
    )


def _period_of(title: str) -> str | None:
    """The months, quarter or season that a title names, with their year."""
    found = find_period(title)
    if found is None or not found.has_year or (found.months is None and found.season is None):
        return None
    return found.edtf()


def _groups(run: Run, parts: Sequence[Part]) -> Iterator[ListGroup]:
    title = parts[run.title].shape.span if run.title is not None else None
    for number, items in enumerate(run.groups or ((),), 1):
        yield ListGroup(
            section=run.section, title=title, about=run.about, group=number, items=items
        )


def _flags(
    parts: Sequence[Part],
    drafts: Sequence[SectionDraft],
    found: Outline,
    themes: Mapping[int, Assigned],
    profile: Profile,
) -> Iterator[Flag]:
    if not any(draft.kind == "milestone" for draft in drafts) and profile.milestones != "none":
        yield flag("segment.no-months")
    if drafts and not any(part.is_heading for part in parts):
        yield flag("segment.no-headings")
    for part in parts:
        if part.role == "noise" and part.shape.hint != "hidden":
            yield flag("segment.noise", span=part.shape.span, reason=part.reason)
    for position in found.undated:
        yield flag("segment.month-without-year", span=parts[position].shape.span)
    for number, draft in enumerate(drafts):
        if _is_empty(draft, parts):
            at = parts[draft.members[0]]
            yield flag("segment.empty-section", span=at.shape.span, layer="sections", index=number)
        if draft.kind == "feature" and draft.cause not in (None, ITEM):
            at = parts[draft.body[0]]
            yield flag(
                "segment.untitled-feature",
                span=at.shape.span,
                layer="sections",
                index=number,
                cause=draft.cause,
            )
    yield from _theme_flags(parts, drafts, found, themes)


def _is_empty(draft: SectionDraft, parts: Sequence[Part]) -> bool:
    """Whether a heading heads nothing: neither text nor other headings."""
    if draft.title is None or draft.body or len(draft.members) > 1:
        return False
    return parts[draft.title].sort not in {"parent", "country", "region"}


def _theme_flags(
    parts: Sequence[Part],
    drafts: Sequence[SectionDraft],
    found: Outline,
    themes: Mapping[int, Assigned],
) -> Iterator[Flag]:
    for number, given in sorted(themes.items()):
        if given.out_of_order:
            title = drafts[number].title
            at = parts[title if title is not None else drafts[number].members[0]]
            yield flag(
                "segment.theme-assigned",
                span=parts[given.theme].shape.span,
                layer="sections",
                index=number,
                theme=parts[given.theme].text,
                story=at.text,
            )
    used = {given.theme for given in themes.values()}
    for position in found.themes:
        if position not in used:
            part = parts[position]
            yield flag("segment.theme-unassigned", span=part.shape.span, theme=part.text)


def _list_flags(runs: Sequence[Run], parts: Sequence[Part]) -> Iterator[Flag]:
    for run in runs:
        if not run.groups and run.title is not None:
            title = parts[run.title]
            yield flag("segment.empty-list", span=title.shape.span, title=title.text)
            continue
        first = parts[run.groups[0][0]].shape.span
        if len(run.groups) > 1:
            yield flag("segment.list-groups", span=first, count=len(run.groups), sign=run.sign)
        if run.about is not None:
            yield flag("segment.list-about", span=first, about=run.about)
