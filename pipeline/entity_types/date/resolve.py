"""DATE mentions to EDTF, with the report's own context as their anchor.

Which year a date without one has, and what "last week" counts from, is decided by evidence in this
order: the date mentioned before (for "the same day"), the month heading, the date line of the item,
the report's publication and its period, the dates written out in full. What rests on such a basis
is "inferred" and names it; what has no basis stays "unresolved" and is flagged.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pipeline.document import Basis, Document, Mention, ResolvedDate
from pipeline.document.details import DateDetail, PartialDate
from pipeline.document.edtf import MONTHS_OF_YEAR, edtf_bounds
from pipeline.document.flags import Flag, flag
from pipeline.entity_types.date.bare import (
    direction_of,
    nearest,
    year_from_day,
    year_in_period,
    year_of_deictic,
    year_within,
)
from pipeline.entity_types.date.issue import dated_by
from pipeline.entity_types.date.usage import day_first, usual_year
from pipeline.entity_types.date.values import (
    DAYS_OF_WEEK,
    AnchorKind,
    DateAnchor,
    Value,
    absolute,
    part_of,
    shifted,
    spanned,
)
from pipeline.entity_types.date.vocabulary import vocabulary

DATELINE = 60
"""Code points within which a dateline has its date."""

STORY = 1500
"""Code points that a dateline reaches over: the story that it heads."""

BEHIND_DATELINE = re.compile(r"(?:,?\s\d{4})?\s{0,2}(?:\([^()\n]{2,40}\)\s{0,2})?[-–—:]")

SOME_DAYS = timedelta(days=14)
"""What "the next day" may follow on: a day, or the days of a meeting, but no month or year."""


NEAR_USUAL = 1
"""Years by which a date that others lean on may differ from what the report mostly speaks of."""


class Resolver:
    """Resolves the dates of one report in the order of its text."""

    def __init__(self, document: Document, published: date | None) -> None:
        self.document = document
        self.text = document.text or ""
        self.mentions = document.mentions or ()
        self.published = _day(AnchorKind.PUBLISHED, published)
        self.dated_by = dated_by(document)
        self.period = self._period()
        self.usual_year = usual_year(self.mentions)
        self.day_first = day_first(self.mentions)
        self.last: DateAnchor | None = None
        self.dateline: DateAnchor | None = None
        self.dated_until = 0
        self.last_section: int | None = None
        self.doubtful = False

    # --- what the report offers ---------------------------------------------------------------

    def _period(self) -> DateAnchor | None:
        masthead = self.document.masthead
        if masthead is None or masthead.period is None:
            return None
        first, last = edtf_bounds(masthead.period)
        return (
            None
            if first is None or last is None
            else DateAnchor(AnchorKind.PERIOD, masthead.period, first, last)
        )

    def date_line(self, offset: int) -> DateAnchor | None:
        """The date line of the item in which the text at an offset stands."""
        index = self.document.here.paragraph_before(offset)
        line = None if index is None else self.dated_by[index]
        if line is None:
            return None
        span, day = line
        if self.section_of(span.start) != self.section_of(offset):
            return None
        return _day(AnchorKind.DATELINE, day)

    def is_ahead(self, offset: int) -> bool:
        """Whether the section at an offset tells of what is to come, by its title."""
        section = self.section_of(offset)
        title = None if section is None else (self.document.sections or ())[section].title
        words = set(re.findall(r"\w+", title.of(self.text).lower())) if title else set()
        return bool(words & set(vocabulary().vocabulary.ahead))

    def section_of(self, offset: int) -> int | None:
        """The section of the paragraph at an offset."""
        index = self.document.here.paragraph_at(offset)
        return None if index is None else (self.document.paragraphs or ())[index].section

    def month_heading(self, offset: int) -> DateAnchor | None:
        """The month under which the text at an offset stands."""
        section = self.section_of(offset)
        month = None if section is None else (self.document.sections or ())[section].month
        if month is None:
            return None
        first, last = edtf_bounds(month)
        if first is None or last is None:
            return None
        return DateAnchor(AnchorKind.MONTH_HEADING, month, first, last)

    # --- one mention --------------------------------------------------------------------------

    def resolve(self, index: int, mention: Mention) -> tuple[ResolvedDate, tuple[Flag, ...]]:
        """The value of a mention, and the doubts about it."""
        detail = mention.detail
        if not isinstance(detail, DateDetail):  # a reviewer's: no grammar read these words
            row = self._row(index, DateDetail(kind="date"), None)
            return row, (self._flag("date.unresolved", index, mention),)
        self._enter(mention)
        self.doubtful = False
        flags: list[Flag] = []
        try:
            value = self._value(detail, mention)
        except ValueError:
            value = None
            flags.append(self._flag("date.impossible", index, mention))
        else:
            if value is None:
                flags.append(self._flag("date.unresolved", index, mention))
            elif self._is_ambiguous(detail):
                flags.append(self._flag("date.ambiguous", index, mention, value=value.edtf))
            elif self.doubtful:
                flags.append(self._flag("date.two-years", index, mention, value=value.edtf))
        if value is not None and value.first and value.last and value.first > value.last:
            flags.append(self._flag("date.reversed", index, mention))
            value = None
        self._remember(value, detail, mention)
        return self._row(index, detail, value), tuple(flags)

    def _enter(self, mention: Mention) -> None:
        """Forget, at the beginning of a section, what its dates cannot lean on."""
        section = self.section_of(mention.span.start)
        if section != self.last_section:
            self.dateline = None
            if self.month_heading(mention.span.start) is not None:
                self.last = None  # "a month later" does not reach over a month heading
        self.last_section = section

    def _remember(self, value: Value | None, detail: DateDetail, mention: Mention) -> None:
        """Keep a value for the dates that lean on it; they lean on no unknown one."""
        if value is None:
            self.last = None
        elif value.first and value.last and detail.kind not in {"decade", "century"}:
            self.last = DateAnchor(AnchorKind.MENTION, value.edtf, value.first, value.last)
            if value.first == value.last and self._heads_story(mention):
                self.dateline = replace(self.last, kind=AnchorKind.DATELINE)
                self.dated_until = self._reach(mention)

    def _heads_story(self, mention: Mention) -> bool:
        """Whether a date is that of a dateline: "LAGOS, 3 May (Agency) - The court ..."."""
        index = self.document.here.paragraph_at(mention.span.start)
        first = None if index is None else (self.document.paragraphs or ())[index].span.start
        begins = DATELINE if first is None else mention.span.start - first
        after = self.text[mention.span.end : mention.span.end + DATELINE]
        return begins < DATELINE and BEHIND_DATELINE.match(after) is not None

    def _reach(self, mention: Mention) -> int:
        """Where the story ends that a dateline heads: an item of a list is a story of its own."""
        index = self.document.here.paragraph_at(mention.span.start)
        paragraph = None if index is None else (self.document.paragraphs or ())[index]
        own = paragraph is not None and paragraph.role == "list_item"
        return paragraph.span.end if paragraph and own else mention.span.start + STORY

    def _row(self, index: int, detail: DateDetail, value: Value | None) -> ResolvedDate:
        if value is None:
            return ResolvedDate(
                mention=index,
                edtf=None,
                kind=detail.kind,
                status="unresolved",
                rule="no anchor in the report",
            )
        status: Basis = "inferred" if value.anchor or value.rule else "stated"
        return ResolvedDate(
            mention=index,
            edtf=value.edtf,
            first=value.first,
            last=value.last,
            kind=detail.kind,
            anchor=value.anchor,
            status=status,
            rule=value.rule,
        )

    def _flag(
        self,
        code: str,
        index: int,
        mention: Mention,
        **fields: Any,  # noqa: ANN401 - of the flag's message
    ) -> Flag:
        text = mention.span.of(self.text)
        return flag(code, span=mention.span, layer="mentions", index=index, text=text, **fields)

    def _is_ambiguous(self, detail: DateDetail) -> bool:
        if detail.modifier != "numeric" or self.day_first is not None:
            return False
        return any(
            (part.day or 0) <= MONTHS_OF_YEAR and part.day != part.month for part in detail.parts
        )

    def _value(self, detail: DateDetail, mention: Mention) -> Value | None:
        if detail.kind == "relative":
            return self._relative(detail, mention)
        if any(part.day and part.month is None for part in detail.parts):
            return self._day_of_month(detail, mention)
        parts, anchor = self._dated(self._ordered(detail), detail, mention)
        if parts is None:
            return None
        value = absolute(detail, parts)
        if anchor is None:
            return value
        numeric = detail.modifier == "numeric" and not self._is_ambiguous(detail)
        rule = None if numeric else f"year from {anchor.kind}"
        return replace(value, anchor=str(anchor), rule=rule)

    def _day_of_month(self, detail: DateDetail, mention: Mention) -> Value | None:
        """Bare days in the month that they stand under."""
        heading = self.month_heading(mention.span.start)
        if heading is None:
            return None
        year, month = heading.first.year, heading.first.month
        value = absolute(detail, tuple(p.updated(year=year, month=month) for p in detail.parts))
        return replace(value, anchor=str(heading), rule="month and year from month heading")

    def _ordered(self, detail: DateDetail) -> tuple[PartialDate, ...]:
        """Numeric dates with day and month in the report's own order."""
        if detail.modifier != "numeric":
            return detail.parts
        swap = self.day_first is False or any(
            (part.month or 0) > MONTHS_OF_YEAR for part in detail.parts
        )
        if not swap:
            return detail.parts
        return tuple(
            PartialDate(year=part.year, month=part.day, day=part.month) for part in detail.parts
        )

    def _dated(
        self, parts: tuple[PartialDate, ...], detail: DateDetail, mention: Mention
    ) -> tuple[tuple[PartialDate, ...] | None, DateAnchor | None]:
        """The parts with their year, and the anchor that gave it (None: the words did)."""
        if all(part.year is not None for part in parts):
            return parts, None
        found = self._year_for(parts, detail, mention)
        if found is None:
            return None, None
        year, anchor = found
        wraps = len(parts) > 1 and (parts[0].month or 0) > (parts[-1].month or 0)
        years = [year, *[year + wraps] * (len(parts) - 1)]
        return (
            tuple(p.updated(year=y) for p, y in zip(parts, years, strict=True)),
            anchor,
        )

    def _year_for(
        self, parts: tuple[PartialDate, ...], detail: DateDetail, mention: Mention
    ) -> tuple[int, DateAnchor] | None:
        if detail.anchor == "mention" and self.last is not None:
            return self.last.first.year, self.last
        if detail.kind == "quarter":
            near = self.last or self.period or self.published
            return None if near is None else (near.last.year + (detail.offset or 0), near)
        return self._year_of_context(detail, parts[0], mention)

    def _year_of_context(
        self, detail: DateDetail, part: PartialDate, mention: Mention
    ) -> tuple[int, DateAnchor] | None:
        """The year of a part that has none, and the anchor that tells it."""
        at = mention.span.start
        heading = self.month_heading(at)
        if heading is not None:
            return nearest(part, heading), heading
        told = self._story(mention) or self.published
        context = told or self.period
        if context is None:
            return self._year_of_dates()
        if detail.offset is not None:
            return year_of_deictic(part, context, detail.offset), context
        within = None if self.period is None else year_within(part, self.period)
        if self.period is not None and within is not None:
            return within, self.period
        direction = direction_of(detail, ahead=self.is_ahead(at))
        if self.period is not None and (told is None or direction is None):
            context = self.period
            found = year_in_period(part, context, direction)
        else:
            found = year_from_day(part, context.last, direction)
        self.doubtful = found.doubtful
        return found.year, context

    def _year_of_dates(self) -> tuple[int, DateAnchor] | None:
        """The year of the date told before, unless it is far from what the report speaks of."""
        last, usual = self.last, self.usual_year
        if last is not None and (usual is None or abs(last.last.year - usual) <= NEAR_USUAL):
            return last.last.year, last
        if usual is None:
            return None
        first, last_day = date(usual, 1, 1), date(usual, 12, 31)
        return usual, DateAnchor(AnchorKind.USUAL_YEAR, str(usual), first, last_day)

    def _story(self, mention: Mention) -> DateAnchor | None:
        """The day from which the story around a mention is told: its dateline or date line."""
        near = self.dateline if mention.span.start < self.dated_until else None
        return near or self.date_line(mention.span.start)

    # --- relative dates -----------------------------------------------------------------------

    def _relative(self, detail: DateDetail, mention: Mention) -> Value | None:
        anchor = self._anchor(detail, mention)
        if anchor is None:
            return None
        unit, offset = detail.unit, detail.offset or 0
        if unit is None:
            return None
        if detail.modifier == "span":
            return spanned(anchor, unit, offset)
        if detail.modifier in {"begin", "mid", "end"}:
            return part_of(anchor, unit, offset, detail.modifier)
        if unit == "weekday" and offset < DAYS_OF_WEEK and detail.tense == "future":
            offset += DAYS_OF_WEEK
        return shifted(anchor, unit, offset)

    def _anchor(self, detail: DateDetail, mention: Mention) -> DateAnchor | None:
        if detail.anchor == "mention":
            return self._last_for(detail)
        if detail.anchor == "period":
            return self.last or self.period or self.published
        story = self._story(mention)
        if story is not None or self.published is not None:
            return story or self.published
        if detail.unit in {"year", "decade"}:
            return self.month_heading(mention.span.start) or self.period or self.last
        return None

    def _last_for(self, detail: DateDetail) -> DateAnchor | None:
        """The date told before, where it is as fine as what counts from it."""
        if self.last is None or detail.unit not in {"day", "weekday"}:
            return self.last
        return self.last if self.last.last - self.last.first <= SOME_DAYS else None


def resolve(
    document: Document, published: date | None
) -> tuple[tuple[ResolvedDate, ...], tuple[Flag, ...]]:
    """Resolve every DATE mention.

    Args:
        document: A document with mentions and sections.
        published: The day on which the report came out, if it is known.

    Returns:
        One value per DATE mention, in the order of the mentions, and the flags about them.
    """
    resolver = Resolver(document, published)
    dates: list[ResolvedDate] = []
    flags: list[Flag] = []
    for index, mention in enumerate(resolver.mentions):
        if mention.label == "DATE":
            value, doubts = resolver.resolve(index, mention)
            dates.append(value)
            flags += doubts
    return tuple(dates), tuple(flags)


def _day(kind: AnchorKind, day: date | None) -> DateAnchor | None:
    return None if day is None else DateAnchor(kind, str(day), day, day)
