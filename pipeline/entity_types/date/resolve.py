"""DATE mentions to EDTF, with the report's own context as their anchor.

Which year a date without one has, and what "last week" counts from, is decided by evidence in this
order: the date mentioned before (for "the same day"), the month heading, the report's period, its
publication, the dates written out in full. What rests on such a basis is "inferred" and names it;
what has no basis stays "unresolved" and is flagged.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from pipeline.document import Basis, Document, Mention, ResolvedDate
from pipeline.document.details import DateDetail, PartialDate
from pipeline.document.edtf import MONTHS_OF_YEAR, edtf_bounds, first_day
from pipeline.document.flags import Flag, flag
from pipeline.entity_types.date.values import DateAnchor, Value, absolute, part_of, shifted
from pipeline.families.profile import Profile

DATELINE = 60
"""Code points within which a dateline has its date."""

STORY = 1500
"""Code points that a dateline reaches over: the story that it heads."""

BEHIND_DATELINE = re.compile(r"(?:,?\s\d{4})?\s{0,2}(?:\([^()\n]{2,40}\)\s{0,2})?[-–—:]")

SOME_DAYS = timedelta(days=14)
"""What "the next day" may follow on: a day, or the days of a meeting, but no month or year."""


class Resolver:
    """Resolves the dates of one report in the order of its text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text or ""
        self.mentions = document.mentions or ()
        self.starts = [paragraph.span.start for paragraph in document.paragraphs or ()]
        self.published = _context_of("published", document.published)
        self.period = self._period()
        self.usual_year = self._usual_year()
        self.day_first = self._day_first()
        self.last: DateAnchor | None = None
        self.dateline: DateAnchor | None = None
        self.dated_at = 0
        self.last_section: int | None = None

    # --- what the report offers ---------------------------------------------------------------

    def _period(self) -> DateAnchor | None:
        masthead = self.document.masthead
        if masthead is None or masthead.period is None:
            return None
        first, last = edtf_bounds(masthead.period)
        return (
            None
            if first is None or last is None
            else DateAnchor(f"period:{masthead.period}", first, last)
        )

    def _usual_year(self) -> int | None:
        years = Counter(
            part.year
            for mention in self.mentions
            if isinstance(mention.detail, DateDetail) and mention.detail.kind in {"date", "month"}
            for part in mention.detail.parts
            if part.year is not None
        )
        return years.most_common(1)[0][0] if years else None

    def _day_first(self) -> bool | None:
        """Whether numeric dates have the day first; None where no date of the report shows it."""
        orders = {
            (part.day or 0) > MONTHS_OF_YEAR
            for mention in self.mentions
            if isinstance(mention.detail, DateDetail) and mention.detail.modifier == "numeric"
            for part in mention.detail.parts
            if (part.day or 0) > MONTHS_OF_YEAR or (part.month or 0) > MONTHS_OF_YEAR
        }
        return orders.pop() if len(orders) == 1 else None

    def section_of(self, offset: int) -> int | None:
        """The section of the paragraph at an offset."""
        index = bisect_right(self.starts, offset) - 1
        return (self.document.paragraphs or ())[index].section if index >= 0 else None

    def month_heading(self, offset: int) -> DateAnchor | None:
        """The month under which the text at an offset stands."""
        section = self.section_of(offset)
        month = None if section is None else (self.document.sections or ())[section].month
        if month is None:
            return None
        first, last = edtf_bounds(month)
        if first is None or last is None:
            return None
        return DateAnchor(f"month heading:{month}", first, last)

    # --- one mention --------------------------------------------------------------------------

    def resolve(self, index: int, mention: Mention) -> tuple[ResolvedDate, tuple[Flag, ...]]:
        """The value of a mention, and the doubts about it."""
        detail = mention.detail
        if not isinstance(detail, DateDetail):  # a reviewer's: no grammar read these words
            row = self._row(index, DateDetail(kind="date"), None)
            return row, (self._flag("date.unresolved", index, mention),)
        self._enter(mention)
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
            self.last = DateAnchor(f"mention:{value.edtf}", value.first, value.last)
            if value.first == value.last and self._heads_story(mention):
                self.dateline = DateAnchor(f"dateline:{value.edtf}", value.first, value.last)
                self.dated_at = mention.span.start

    def _heads_story(self, mention: Mention) -> bool:
        """Whether a date is that of a dateline: "LAGOS, 3 May (Agency) - The court ..."."""
        index = bisect_right(self.starts, mention.span.start) - 1
        begins = mention.span.start - self.starts[index] if index >= 0 else DATELINE
        after = self.text[mention.span.end : mention.span.end + DATELINE]
        return begins < DATELINE and BEHIND_DATELINE.match(after) is not None

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

    def _flag(self, code: str, index: int, mention: Mention, **fields: object) -> Flag:
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
        parts, basis = self._dated(self._ordered(detail), detail, mention)
        if parts is None:
            return None
        value = absolute(detail, parts)
        if detail.modifier == "numeric" and not self._is_ambiguous(detail):
            return replace(value, anchor=basis)
        rule = None if basis is None else f"year from {basis.partition(':')[0]}"
        return replace(value, anchor=basis, rule=rule)

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
    ) -> tuple[tuple[PartialDate, ...] | None, str | None]:
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
    ) -> tuple[int, str] | None:
        if detail.anchor == "mention" and self.last is not None:
            return self.last.first.year, self.last.anchor
        if detail.kind == "quarter":
            near = self.last or self.period or self.published
            return None if near is None else (near.last.year + (detail.offset or 0), near.anchor)
        return self._year_of_context(parts[0], mention)

    def _year_of_context(self, part: PartialDate, mention: Mention) -> tuple[int, str] | None:
        context = self.month_heading(mention.span.start) or self.period
        if context is not None:
            return _nearest_year(part, context), context.anchor
        if self.published is not None:
            return _latest_year(part, self.published.last), self.published.anchor
        if self.last is not None:
            return self.last.last.year, self.last.anchor
        if self.usual_year is not None:
            return self.usual_year, f"usual year:{self.usual_year}"
        return None

    # --- relative dates -----------------------------------------------------------------------

    def _relative(self, detail: DateDetail, mention: Mention) -> Value | None:
        anchor = self._anchor(detail, mention)
        if anchor is None:
            return None
        unit, offset = detail.unit, detail.offset or 0
        if unit is None:
            return None
        if detail.modifier in {"begin", "mid", "end"}:
            return part_of(anchor, unit, offset, detail.modifier)
        return shifted(anchor, unit, offset)

    def _anchor(self, detail: DateDetail, mention: Mention) -> DateAnchor | None:
        if detail.anchor == "mention":
            return self._last_for(detail)
        if detail.anchor == "period":
            return self.last or self.period or self.published
        story = self.dateline if mention.span.start - self.dated_at < STORY else None
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
    document: Document,
    profile: Profile,  # noqa: ARG001 - the signature of all resolvers
) -> tuple[tuple[ResolvedDate, ...], tuple[Flag, ...]]:
    """Resolve every DATE mention.

    Returns:
        One value a DATE mention, in the order of the mentions, and the flags about them.
    """
    resolver = Resolver(document)
    dates: list[ResolvedDate] = []
    flags: list[Flag] = []
    for index, mention in enumerate(resolver.mentions):
        if mention.label == "DATE":
            value, doubts = resolver.resolve(index, mention)
            dates.append(value)
            flags += doubts
    return tuple(dates), tuple(flags)


def _context_of(name: str, day: date | None) -> DateAnchor | None:
    return None if day is None else DateAnchor(f"{name}:{day}", day, day)


def _nearest_year(part: PartialDate, context: DateAnchor) -> int:
    """The year in which the part lies nearest to the context."""
    middle = context.first + (context.last - context.first) / 2

    def distance(year: int) -> int:
        day = first_day(part.updated(year=year, day=min(part.day or 15, 28)))
        return abs((day - middle).days)

    return min((context.last.year, context.last.year - 1, context.last.year + 1), key=distance)


def _latest_year(part: PartialDate, day: date) -> int:
    """The last year in which the part began before the day: reports tell what has happened."""
    this = first_day(part.updated(year=day.year, day=min(part.day or 1, 28)))
    return day.year if this <= day else day.year - 1
