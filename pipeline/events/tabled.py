"""Events in tables: a row is a clause whose slots are its columns.

A table whose header names what was done, and for whom, where, when or by whom, is a list of events:
activities in workplans and annual reports, results by agency, 3W tables.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.document import Event, EventRole, Table
from pipeline.document.ledger import OffsetMap
from pipeline.document.span import Span
from pipeline.events.basis import Basis
from pipeline.events.candidate import EventCandidate
from pipeline.events.columns import Cells, Head, filled, head_of, inherited
from pipeline.events.coreference import Coreference
from pipeline.events.count import Count, Money, money_in
from pipeline.events.dates import When
from pipeline.events.find import EventFinder
from pipeline.events.headings import heading, heading_period, is_to_come
from pipeline.events.lexicon import event_nouns, lexicon, type_of_noun, verbs
from pipeline.events.names import LONGEST
from pipeline.events.reading import Report, Telling
from pipeline.events.roles import roles_of
from pipeline.language.load import is_people
from schemas.codelists import EventRoleName, EventStatus, EventType

ROLES: dict[str, EventRoleName] = {
    "organiser": "organiser",
    "funder": "funder",
    "partner": "partner",
    "participants": "participant",
    "recipient": "recipient",
}
ACTED: frozenset[EventRoleName] = frozenset({"organiser", "funder", "recipient"})
"""Roles that a country in a table may have."""
CONVENED: frozenset[EventType] = frozenset(
    {"training", "workshop", "meeting", "conference", "mission", "competition"}
)
"""Types that the heading of a table gives its rows."""
FARTHEST = 400
"""Code points ahead of an event's name from which on a cell is that of a row above."""
TITLE_ENDS = re.compile(
    r"\s?(?:$|[^\w\s]|\d|(?:held|organi[sz]ed|conducted|given|delivered|completed|planned|in|of|by|from)\b)"
)
"""Behind the noun that the events of a table are called by: "Courses held, April-June"."""
BARE = re.compile(r"\d[\d,.\s’']{0,12}")


def tabled_events(report: Report, told: Sequence[Event]) -> Iterator[Event]:
    """The events that the tables of a report list, row by row.

    Args:
        report: The report.
        told: The events of its running text, of which one may sum up a table.
    """
    finder, coreference = EventFinder(report), Coreference(report)
    document = report.document
    offsets = OffsetMap(len(report.text), document.edits or ())
    before: tuple[Table, Head] | None = None
    for table in document.tables:
        rows = [tuple(raw and offsets.to_text(raw) for raw in row) for row in table.rows]
        head = (head_of(rows[0], report) if rows else None) or inherited(table, before)
        if head is None:
            before = None
            continue
        before = table, head
        above: Cells = ()
        for number, row in enumerate(rows):
            if head_of(row, report) is not None:
                continue  # the header, also where it is repeated on the next page
            covered = {column for at, column in table.merged if at == number}
            cells = above = filled(row, above, covered)
            event = _Row(report, head, cells, finder, coreference, told).event()
            if event is not None and row[head.columns["event"]] is not None:
                yield event


class _Row:
    """One row of a table of events."""

    def __init__(
        self,
        report: Report,
        head: Head,
        cells: Cells,
        finder: EventFinder,
        coreference: Coreference,
        told: Sequence[Event],
    ) -> None:
        self.report = report
        self.told = told
        self.head = head
        self.finder = finder
        self.coreference = coreference
        self.row = cells
        self.cells = {
            meaning: cells[index] for meaning, index in head.columns.items() if index < len(cells)
        }

    def event(self) -> Event | None:
        """The event of the row; None where its name is missing or nothing else is said."""
        report, name = self.report, self.cells.get("event")
        spans = [span for span in self.cells.values() if span is not None]
        if name is None or len(spans) == 1:
            return None
        words, read, section = report.words(name), self._read(name), report.section_at(name)
        when, place = self._when(section), self._place()
        country, rule = self._country(place, section)
        count, money = self._count(), self._money()
        kind = self._type(words, read, section)
        # A merged cell above the row is none of its characters.
        inside = [span.start for span in spans if span.start >= name.start - FARTHEST]
        return Event(
            span=Span(start=min(name.start, *inside), end=max(span.end for span in spans)),
            name=_named(words),
            name_span=name,
            type=kind,
            status=self._status(section, when.date),
            section=section,
            date=when.date,
            edtf=when.edtf,
            date_rule=when.rule,
            place=place,
            place_rule=None if place is None else Basis.PLACE_IN_ROW,
            country=country,
            country_rule=rule,
            participants=count.value if count else None,
            count=count.at if count else None,
            amount=money.value if money else None,
            currency=money.currency if money else None,
            money=money.at if money else None,
            roles=tuple(self._roles(read)) or tuple(self._roles_of_sum(name, section, kind)),
        )

    def _when(self, section: int | None) -> When:
        """The date in the row, else the period of its heading, or of the report for results."""
        date = self._date()
        if date is not None:
            return When(date, None, Basis.DATE_IN_ROW)
        edtf = heading_period(self.report, section)
        if edtf is None and "date" not in self.head.columns and self._counts_people():
            edtf = self.report.period
        return When(None, edtf, Basis.HEADING_PERIOD if edtf else None)

    def _counts_people(self) -> bool:
        """Whether the table says how many each body served: results, or who does what where."""
        return {"organiser", "participants"} <= self.head.columns.keys()

    def _type(self, words: str, read: EventCandidate | None, section: int | None) -> EventType:
        """The type by the row's own words, else by what its table is headed as."""
        kind = _type_of(words) if read is None or read.type == "other" else read.type
        headed = self._headed(section)
        if headed in CONVENED and kind not in CONVENED:
            return headed  # "Support to midwives" under "Courses"
        return "assistance" if kind == "other" and self._counts_people() else kind

    def _headed(self, section: int | None) -> EventType | None:
        """The type of events that the column, else the heading, is called by: "Courses"."""
        for words in (
            self.head.words[self.head.columns["event"]],
            heading(self.report, section),
        ):
            types = {type_of_noun(found) for found in event_nouns(words)}
            last = next(iter(event_nouns(words)[-1:]), None)
            if last is not None and len(types) == 1 and TITLE_ENDS.match(words, last.end()):
                return types.pop()
        return None

    def _read(self, name: Span) -> EventCandidate | None:
        """The event that the words of the cell tell of, as a line of its own."""
        report = self.report
        telling = Telling(
            name, -1, None, tuple(report.clauses_in(name)), tuple(report.mentions_in(name))
        )
        return next(iter(self.finder.find(telling, terse=True, planned=False)), None)

    def _status(self, section: int | None, date: int | None) -> EventStatus:
        text = " ".join(self.report.words(span) for span in self.row if span).lower()
        if any(re.search(rf"\b{word}\b", text) for word in lexicon().cancellation.words):
            return "cancelled"
        return (
            "planned"
            if is_to_come(self.report, section) or self._is_future(date) or "planned" in text
            else "happened"
        )

    def _is_future(self, date: int | None) -> bool:
        published = self.report.document.source.published
        first = None if date is None else self.report.dates[date].first
        return published is not None and first is not None and first > published

    def _within(self, *meanings: str) -> list[int]:
        """The mentions in some cells."""
        spans = [self.cells.get(meaning) for meaning in meanings]
        return [i for span in spans if span is not None for i in self.report.mentions_in(span)]

    def _date(self) -> int | None:
        report = self.report
        others = [span for span in self.row if span is not None and span not in self.cells.values()]
        found = [
            *self._within("date", "place", "event"),
            *(i for s in others for i in report.mentions_in(s)),
        ]
        return next(
            (
                report.date_of[i]
                for i in found
                if i in report.date_of and report.dates[report.date_of[i]].edtf
            ),
            None,
        )

    def _place(self) -> int | None:
        report = self.report
        found = [i for i in self._within("place") if report.place(i) is not None]
        towns = [i for i in found if not report.is_country(i)]
        best = next(iter(towns or found), None)
        if best is None:
            best = next((i for i in self._within("date") if report.place(i) is not None), None)
        return None if best is None else report.place_of.get(best)

    def _country(self, place: int | None, section: int | None) -> tuple[str | None, Basis | None]:
        """The country (ISO 3166-1) of the row and what it rests on."""
        report = self.report
        stated = next(
            (report.place(i) for i in self._within("country", "place") if report.is_country(i)),
            None,
        )
        if stated is not None and stated.country:
            return stated.country, Basis.COUNTRY_IN_ROW
        if place is not None and report.places[place].country:
            return report.places[place].country, Basis.COUNTRY_OF_PLACE
        beside = {report.place(i) for i in self._within("organiser") if report.is_country(i)}
        seat = next(iter(beside)) if len(beside) == 1 else None
        if seat is not None and seat.country:
            return seat.country, Basis.COUNTRY_IN_ROW  # "Institute of Ports, Malta"
        if section is not None and report.sections[section].country:
            return report.sections[section].country, Basis.COUNTRY_HEADING
        return (report.country, Basis.COUNTRY_OF_REPORT) if report.country else (None, None)

    def _count(self) -> Count | None:
        """The number in its cell: the first of "40 (26 women)"; else of people in the event's."""
        span = self.cells.get("participants")
        if span is not None:
            for i in self.report.mentions_in(span):
                figure = self.report.figure(i)
                if figure is not None and figure.value is not None and not figure.currency:
                    return self._counted(i, figure.value, figure.unit)
            number = _bare_number(span.of(self.report.text))
            if number is not None:
                value, length = number
                return Count(value, Span(start=span.start, end=span.start + length))
        return self._count_in_name()

    def _counted(self, mention: int, value: Decimal, unit: str | None) -> Count | None:
        """The figure of a cell of participants, where it counts people."""
        column = self.head.words[self.head.columns["participants"]]
        noun = _last_word(unit)
        if noun and "people" not in column and not (_is_of_people(noun) or is_people(noun)):
            return None
        return Count(int(value), self.report.mentions[mention].span)

    def _count_in_name(self) -> Count | None:
        """The number of people that the name of the event gives."""
        for i in self._within("event"):
            figure = self.report.figure(i)
            if figure is None or figure.value is None:
                continue
            if _is_of_people(_last_word(figure.unit)):
                return Count(int(figure.value), self.report.mentions[i].span)
        return None

    def _money(self) -> Money | None:
        return next(
            (m for span in self.cells.values() if span for m in [money_in(self.report, span)] if m),
            None,
        )

    def _roles(self, read: EventCandidate | None) -> Iterator[EventRole]:
        report = self.report
        seen: set[int] = set()
        for meaning, role in ROLES.items():
            inside = self._within(meaning)
            bodies = [i for i in inside if report.label(i) in {"ORG", "PERSON"}]
            countries = [i for i in inside if report.is_country(i) and role in ACTED]
            for i in bodies or countries:
                seen.add(i)
                yield EventRole(role=role, mention=i, rule=f"column:{meaning}")
        if read is not None:
            said = roles_of(report, read, self.coreference, ())
            yield from (role for role in said if role.mention not in seen)

    def _roles_of_sum(
        self, name: Span, section: int | None, kind: EventType
    ) -> Iterator[EventRole]:
        """Who did what the sentence ahead of the table sums up: "X held six seminars"."""
        ahead = [
            event
            for event in self.told
            if event.section == section and event.span.end <= name.start and event.type == kind
        ]
        for role in ahead[-1].roles if ahead else ():
            if role.role == "organiser":
                yield role.updated(rule=Basis.SUM_OF_TABLE, at=None)


def _last_word(unit: str | None) -> str:
    words = (unit or "").split()
    return words[-1] if words else ""


def _is_of_people(unit: str) -> bool:
    """Whether a unit, as it is written, counts people."""
    return is_people(unit.rstrip("s"))


def _bare_number(words: str) -> tuple[int, int] | None:
    """The number that a cell begins with, and how many code points it takes."""
    found = BARE.match(words)
    if found is None:
        return None
    digits = found.group().strip().replace(",", "")
    return (int(digits), len(found.group().rstrip())) if digits.isdigit() else None


def _named(words: str) -> str:
    """The name of a row's event: its cell without brackets or a remark behind a dash."""
    return re.sub(
        r"\s*(?:\([^()]*\)|\s[–—-]\s*(?:postponed|cancelled|planned|tbc)\b.*)$",
        "",
        words,
        flags=re.IGNORECASE,
    )[:LONGEST]


def _type_of(words: str) -> EventType:
    """The type by the first event noun of a cell, else by a verb of events in it."""
    found = event_nouns(words)
    if found:
        return type_of_noun(found[0])
    for word in re.findall(r"[a-z-]+", words.lower()):
        for lemma in (
            word,
            word.removesuffix("d"),
            word.removesuffix("ed"),
            word.removesuffix("ing"),
        ):
            known = verbs().get(lemma)
            if known is not None:
                return known.type
    return "other"
