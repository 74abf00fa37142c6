"""Title, publisher and period: what the first lines of a report say of the report itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.document import Basis, Masthead
from pipeline.document.flags import Flag, flag
from pipeline.document.span import Span
from pipeline.families.profile import Profile
from pipeline.segment.imprint import is_dateline
from pipeline.segment.parts import Part
from pipeline.segment.period import Period, find_period, full_dates, most_likely_year, rules
from pipeline.segment.publisher import is_publisher_line, publisher_of
from pipeline.segment.roles import could_head
from pipeline.segment.vocabulary import compiled, form_of, matches_any, vocabulary, words_pattern

MOST_LINES = 10
"""How many lines a masthead has at most."""
LINE_WORDS = 25
"""How long a line of a masthead is at most."""
TEXT_WORDS = 15
"""From this length on a line that is no heading is running text."""
ISSUE_DIGITS = 4
RUNNING_WORDS = 2
"""How few words of the masthead make a running head."""
BAR = re.compile(r"[|·•]")
JOINT = re.compile(r"[|·•]|\s[–—]\s")
"""Between what a line of a masthead says: "Office | No. 6 | April 2021"."""
JOINTS = 2
"""Joints from which on a line is one of a masthead, however long it is."""
_WORD = re.compile(r"[^\W_]+")
_LEAD = re.compile(
    r"(?<![^\W\d_])(?P<lead>[^\W\d_]+(?:\s[^\W\d_]+)?)[\W_]{0,4}(?:\d{1,4})?[\W_]{0,6}$"
)
_EDGE = " .,;:|–—-(#№"


@dataclass(frozen=True, slots=True)
class MastheadReading:
    """The masthead, the parts with its roles set, and what is doubtful about it."""

    masthead: Masthead
    period: Period | None
    parts: tuple[Part, ...]
    flags: tuple[Flag, ...]


def read_masthead(
    parts: Sequence[Part], profile: Profile, published: date | None
) -> MastheadReading:
    """Read title, publisher and period off the first lines; the year also off the body.

    Args:
        parts: All passages of the report.
        profile: The report family's profile.
        published: The date of publication, if it is known.
    """
    decided = list(parts)
    region = _region(decided, profile)
    found = _stated_period(decided, region)
    decided = _unmonthed(decided, found)
    title = _title(decided, region, found, profile)
    name, name_at = publisher_of(decided, region, title, profile)
    period, status, rule = _dated(found, decided, published)
    flags: list[Flag] = []
    at = found.at if found else None
    if period is not None and status == "inferred":
        flags.append(
            flag(
                "segment.period-inferred",
                span=at,
                layer="masthead",
                value=period.edtf(),
                rule=rule,
            )
        )
    if period is None:
        flags.append(flag("segment.no-period", span=at))
    if title is None:
        flags.append(flag("segment.no-title"))
    title_span = None
    if title is not None:
        title_span = _named_in(decided[title], profile) or _title_span(decided[title], found)
    masthead = Masthead(
        title=title_span,
        publisher=name,
        publisher_span=name_at,
        period=period.edtf() if period else None,
        period_span=at,
        period_status=status if period else "unresolved",
        period_rule=rule,
    )
    return MastheadReading(
        masthead, period, tuple(_with_roles(decided, region, title, found, name_at)), tuple(flags)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A period and where it stands: the part's position and the span in the repaired text."""

    period: Period
    position: int
    at: Span


def _region(parts: Sequence[Part], profile: Profile) -> range:
    """The first lines, up to the first month, known heading, list or running text."""
    end = 0
    for position, part in enumerate(parts[: 2 * MOST_LINES]):
        if part.role in {"furniture", "noise", "caption"}:
            end = position + 1
            continue
        if not _may_be_masthead(part, position, parts, profile) or position >= MOST_LINES:
            break
        end = position + 1
    return range(end)


def _may_be_masthead(part: Part, position: int, parts: Sequence[Part], profile: Profile) -> bool:
    if position and part.shape.numbered:
        return False
    if part.role == "month":
        return _is_lone_month(part, position, parts)
    if part.sort == "country":
        return not any(other.is_text or other.is_heading for other in parts[:position])
    if part.role == "heading":
        is_section = matches_any(part.text.rstrip(" :"), profile.sections)
        return part.sort in {"plain", "parent"} and not is_section
    if part.role != "body" or part.shape.words > LINE_WORDS:
        return False
    is_named = matches_any(part.text, (rf"(?:{title})\b.*" for title in profile.titles)) or bool(
        words_pattern(vocabulary().masthead.periodicals).search(part.text)
    )
    if is_named and part.shape.case in {"title", "upper"} and find_period(part.text):
        return True
    barred = len(JOINT.findall(part.text)) >= JOINTS
    return not part.shape.is_sentence and (barred or part.shape.words < TEXT_WORDS)


def _is_lone_month(part: Part, position: int, parts: Sequence[Part]) -> bool:
    """A month with its year among the first lines, the only one of the report: its period."""
    months = sum(other.role == "month" for other in parts)
    has_year = part.month is not None and part.month[0] is not None
    return has_year and months == 1 and position < MOST_LINES // 2


def _stated_period(parts: Sequence[Part], region: range) -> _Found | None:
    """The period in the first lines that the most telling rule finds.

    Of running text, only a sentence counts that says what the report covers.
    """
    order = {rule.rule: number for number, rule in enumerate(rules())}
    found: list[tuple[int, int, _Found]] = []
    for position, part in enumerate(parts[:MOST_LINES]):
        says = position in region or form_of(part.text, vocabulary().coverage)
        if not says or part.role in {"furniture", "noise", "caption"}:
            continue
        period = find_period(part.text)
        if period is not None and _is_telling(period, part):
            entry = _Found(period, position, part.at(period.span))
            found.append((order[period.rule], position, entry))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _is_telling(period: Period, part: Part) -> bool:
    """Whether it is the report's: a bare year is only by itself, or behind "annual report"."""
    if period.rule != "year":
        return True
    entry = _Found(period, 0, part.shape.span)
    is_periodical = words_pattern(vocabulary().masthead.periodicals).search(part.text)
    return bool(is_periodical) or _is_period_line(part, entry)


def _unmonthed(parts: list[Part], found: _Found | None) -> list[Part]:
    """A month that is the report's period is no month heading."""
    if found is None or parts[found.position].role != "month":
        return parts
    changed = list(parts)
    changed[found.position] = Part(changed[found.position].shape, "period")
    return changed


def _title(
    parts: Sequence[Part], region: range, found: _Found | None, profile: Profile
) -> int | None:
    """The position of the title: the family's, else the largest or first line with a name in it."""
    lines = [
        i for i in region if parts[i].role in {"heading", "body"} and parts[i].sort != "country"
    ]
    for position in lines:
        if _named_in(parts[position], profile):
            return position
    at = found.position if found else None
    named = [
        i
        for i in lines
        if not _is_period_line(parts[i], found if i == at else None)
        and (parts[i].role == "heading" or i == at or could_head(parts[i].shape))
    ]
    if (
        at is not None and at in named and BAR.search(parts[at].text)
    ):  # the line under a title, if there is one
        named = [i for i in named if i < at] or named
    free = [i for i in named if not is_publisher_line(parts[i].text)] or named
    headings = [i for i in free if parts[i].role == "heading" or i == at]
    # A heading right over running text is that text's, if another line can be the title.
    over_text = [i for i in headings if i == region.stop - 1]
    others = headings if headings and headings != over_text else free
    # Behind the period the report itself begins.
    if found is not None:
        others = [i for i in others if i <= found.position] or others[:1]
    sizes = [parts[i].shape.size or 0.0 for i in others]
    return others[sizes.index(max(sizes))] if others else None


def _named_in(part: Part, profile: Profile) -> Span | None:
    """Where a line holds the family's title."""
    for title in profile.titles:
        match = compiled(rf"\b(?:{title})\b").search(part.text)
        if match:
            return part.at(Span(start=match.start(), end=match.end()))
    return None


def _is_period_line(part: Part, found: _Found | None) -> bool:
    """Whether a line holds nothing beside the period but the number of the issue."""
    rest = part.text
    if found is not None:
        rest = f"{rest[: found.period.span.start]} {rest[found.period.span.end :]}"
    beside = vocabulary().masthead.issue
    return all(
        word.casefold() in beside or (word.isdigit() and len(word) <= ISSUE_DIGITS)
        for word in _WORD.findall(rest)
    )


def _title_span(part: Part, found: _Found | None) -> Span:
    """The title without the period and the number of the issue behind it."""
    span = part.shape.span
    end = span.end
    if found is not None and found.at != span and span.contains(found.at):
        end = found.at.start
    elif len(span) != len(part.text):
        return span
    kept = part.text[: end - span.start].rstrip(_EDGE)
    if end < span.end:
        kept = _without_leads(kept)
    return Span(start=span.start, end=span.start + len(kept)) if kept else span


def _without_leads(words: str) -> str:
    """The words without "Issue 3", "Vol. 2, No. 5", "updated as of" at their end."""
    leads = vocabulary().masthead.leads
    while lead := _LEAD.search(words):
        last_two = lead["lead"].casefold()
        if last_two in leads:
            words = words[: lead.start()].rstrip(_EDGE)
        elif last_two.split()[-1] in leads:
            words = words[: lead.start() + last_two.rindex(" ")].rstrip(_EDGE)
        else:
            break
    return words


def _dated(
    found: _Found | None, parts: Sequence[Part], published: date | None
) -> tuple[Period | None, Basis, str | None]:
    """The period with its year, whether that is stated, and the rule that it rests on."""
    if found is not None and found.period.has_year:
        return found.period, "stated", found.period.rule
    period = found.period if found else _months_covered(parts)
    basis = found.period.rule if found else "month headings"
    if period is None:
        return None, "unresolved", None
    if period.has_year:
        return period, "inferred", f"period from the {basis}"
    texts = " ".join(part.text for part in parts if part.is_text)
    year = most_likely_year(period, full_dates(texts))
    if year is not None:
        return period.starting(year), "inferred", f"{basis}; year from the body's dates"
    if published is not None and period.months is not None:
        first, last = period.months
        turns = last < first
        year = published.year - turns - (last > published.month)
        return period.starting(year), "inferred", f"{basis}; year from the date of publication"
    return None, "unresolved", None


def _months_covered(parts: Sequence[Part]) -> Period | None:
    """The period from the first to the last month heading."""
    stated = [part.month for part in parts if part.role == "month" and part.month]
    if not stated:
        return None
    here = Span(start=0, end=0)
    years = [year for year, _ in stated if year is not None]
    if len(years) == len(stated):
        ordered = sorted((year, month) for year, month in stated if year is not None)
        (y1, m1), (y2, m2) = ordered[0], ordered[-1]
        return Period(here, "month headings", (y1, m1, None), (y2, m2, None))
    first, last = _shortest_window({month for _, month in stated})
    return Period(here, "month headings", (None, first, None), (None, last, None))


def _shortest_window(months: set[int]) -> tuple[int, int]:
    """The first and last month of the shortest time that has all months, over a new year, too."""
    start = min(sorted(months), key=lambda first: max((month - first) % 12 for month in months))
    return start, max(months, key=lambda month: (month - start) % 12)


def _with_roles(
    parts: list[Part],
    region: range,
    title: int | None,
    found: _Found | None,
    publisher: Span | None,
) -> list[Part]:
    """The first lines get their roles; a heading right over running text stays one as well."""
    decided = list(parts)
    for position in region:
        part = decided[position]
        if part.role not in {"heading", "body", "period"} or part.sort == "country":
            continue
        here = found if found is not None and position == found.position else None
        if position == title:
            decided[position] = replace(part, role="title")
        elif (
            (here is not None and (part.role != "body" or not _is_text(part)))
            or _is_period_line(part, here)
            or is_dateline(part)
        ):
            decided[position] = Part(part.shape, "period")
        elif (publisher is not None and part.shape.span.contains(publisher)) or (
            position < region.stop - 1 and is_publisher_line(part.text)
        ):
            decided[position] = Part(part.shape, "title")
    return decided if title is None else _without_running_titles(decided, title)


def _is_text(part: Part) -> bool:
    """Whether a line says something of what happened, beside the period."""
    return part.shape.is_sentence or form_of(part.text, vocabulary().dated) is not None


def _without_running_titles(parts: list[Part], title: int) -> list[Part]:
    """The title again, further on, is a running head; so are other parts of the masthead."""
    heads = [part for part in parts[: 2 * MOST_LINES] if part.role in {"title", "period"}]
    said = {words for part in heads for words in _wordings(part.text)}
    return [
        Part(part.shape, "furniture", "the report's title again")
        if position > title and part.role in {"heading", "body"} and _repeats(part.text, said)
        else part
        for position, part in enumerate(parts)
    ]


def _wordings(line: str) -> Iterator[str]:
    """A line of the masthead, what stands between its bars, and before its commas."""
    yield line.casefold()
    for piece in BAR.split(line.casefold()):
        yield piece.strip()
        for comma in re.finditer(r",", piece):
            words = piece[: comma.start()].strip()
            if len(words.split()) >= RUNNING_WORDS:
                yield words


def _repeats(text: str, said: set[str]) -> bool:
    """Whether a line holds nothing but what the masthead says, a name or more of it."""
    pieces = [piece.strip() for piece in BAR.split(text.casefold())]
    return text.casefold() in said or (
        all(piece in said for piece in pieces) and len(text.split()) > RUNNING_WORDS
    )
