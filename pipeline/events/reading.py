"""A report as the event rules read it: sentences with clauses, mentions and what leads them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.document import Clause, Document, Mention, Organisation, Phrase, Place, ResolvedDate
from pipeline.document.details import FigureDetail
from pipeline.document.layers.events import PUBLISHER
from pipeline.document.span import Span
from pipeline.events.lexicon import lexicon
from pipeline.names.countries import names as country_names

FRAME = frozenset({"title", "period", "furniture"})
SEVERAL = 5
"""Names of places from which on they tell what country a report is about."""
SHORT = 3
"""Letters of a country's name that is also a word: "us"."""
MOST = 0.8
"""Share of a report's places that lie in the country that it is about."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence: its paragraph, what leads it, and what stands in it, by index."""

    span: Span
    paragraph: int
    lead: Span | None
    clauses: tuple[int, ...]
    mentions: tuple[int, ...]

    @property
    def begins(self) -> int:
        """Where its own words begin, behind what leads it."""
        return self.lead.end if self.lead is not None else self.span.start

    def is_lead(self, span: Span) -> bool:
        """Whether a stretch of it is part of what leads it."""
        return self.lead is not None and self.lead.contains(span)


class Report:
    """A document with what the rules ask of it at hand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text or ""
        self.mentions: Sequence[Mention] = document.mentions or ()
        self.clauses: Sequence[Clause] = document.clauses or ()
        self.paragraphs = document.paragraphs or ()
        self.sections = document.sections or ()
        self.places: Sequence[Place] = document.places or ()
        self.dates: Sequence[ResolvedDate] = document.dates or ()
        self.date_of = {date.mention: i for i, date in enumerate(self.dates)}
        self.place_of = {m: i for i, p in enumerate(self.places) for m in p.mentions}
        self.body_of: dict[int, Organisation] = {
            m: o for o in document.organisations or () for m in o.mentions
        }
        self.publisher = next(
            (o for o in document.organisations or () if o.stated_at is not None), None
        )
        if self.publisher is not None:
            self.body_of[PUBLISHER] = self.publisher
        self.here = document.here

    # --- what is here -----------------------------------------------------------------------------

    def mentions_in(self, span: Span) -> list[int]:
        """The mentions that begin in a span."""
        return list(self.here.beginning_in(span))

    def clauses_in(self, span: Span) -> list[int]:
        """The clauses whose head stands in a span."""
        return self.here.clauses_in(span)

    def clauses_around(self, span: Span) -> list[int]:
        """The clauses of the sentence that a span stands in."""
        at = self.here.sentence_at(span.start)
        return [] if at is None else self.clauses_in((self.document.sentences or ())[at])

    def tellings(self, paragraph: int) -> list[Telling]:
        """The sentences of a paragraph."""
        span = self.paragraphs[paragraph].span
        sentences = self.document.sentences or ()
        return [
            Telling(
                sentence,
                paragraph,
                self.lead(sentence),
                tuple(self.clauses_in(sentence)),
                tuple(self.mentions_in(sentence)),
            )
            for sentence in (sentences[at] for at in self.here.sentences_in(span))
        ]

    def section_at(self, span: Span) -> int | None:
        """The section of the paragraphs that a span touches."""
        return self.here.section_at(span)

    def lead(self, span: Span) -> Span | None:
        """What leads the paragraph that begins with a sentence."""
        return self.here.lead_at(span)

    def is_quoted(self, span: Span) -> bool:
        """Whether words are said by somebody in quotation marks."""
        return self.here.is_quoted(span)

    # --- mentions ---------------------------------------------------------------------------------

    def words(self, span: Span) -> str:
        """The words of a span, line breaks as blanks."""
        return " ".join(span.of(self.text).split())

    def label(self, index: int) -> str:
        """The label of a mention."""
        return "ORG" if index == PUBLISHER else self.mentions[index].label

    def name(self, index: int) -> str:
        """The words of a mention."""
        if index == PUBLISHER and self.publisher is not None:
            return self.publisher.name
        return self.words(self.mentions[index].span)

    def figure(self, index: int) -> FigureDetail | None:
        """What a FIGURE counts."""
        detail = self.mentions[index].detail
        return detail if isinstance(detail, FigureDetail) else None

    def place(self, index: int) -> Place | None:
        """The place of a mention."""
        at = self.place_of.get(index)
        return None if at is None else self.places[at]

    def is_country(self, index: int) -> bool:
        """Whether a mention names a country."""
        place = self.place(index)
        return place is not None and place.kind == "country"

    def head_mention(self, phrase: Phrase) -> int | None:
        """The mention that is the head of a phrase."""
        inside = self.mentions_in(phrase.span)
        return next((i for i in inside if self.mentions[i].span.overlaps(phrase.head)), None)

    def head_label(self, phrase: Phrase) -> str | None:
        """The label of the mention that is the head of a phrase; None where it is none."""
        head = self.head_mention(phrase)
        return None if head is None else self.label(head)

    def innermost(self, span: Span, clauses: Sequence[int]) -> int | None:
        """The smallest of some clauses that holds a span."""
        return self.here.innermost(span, clauses)

    def inside(self, index: int) -> Iterator[int]:
        """The clauses that depend on a clause, directly or through others, governors first."""
        return self.here.inside(index)

    @property
    def period(self) -> str | None:
        """The period that the report covers."""
        masthead = self.document.masthead
        return masthead.period if masthead is not None else None

    @cached_property
    def country(self) -> str | None:
        """The one country that a report is about: by its frame, or by most of its places."""
        named = self.country_of_frame
        if named is not None:
            return named
        countries = Counter(
            place.country
            for i in self.place_of
            for place in [self.place(i)]
            if place and place.country
        )
        if not countries:
            return None
        (country, number), *_ = countries.most_common(1)
        several = countries.total() >= SEVERAL
        return country if several and number >= MOST * countries.total() else None

    @cached_property
    def country_of_frame(self) -> str | None:
        """The one country that title, publisher or running heads name: "UNICEF Sierra Leone"."""
        masthead = self.document.masthead
        parts = [self.words(p.span) for p in self.paragraphs if p.role in FRAME]
        if masthead is not None and masthead.publisher:
            parts.append(masthead.publisher)
        named = _countries_in(" | ".join(parts))
        if not named and self.publisher is not None and self._is_local(self.publisher.name):
            return self.publisher.country  # "the Centre in Bishkek"
        return named.pop() if len(named) == 1 else None

    def _is_local(self, name: str) -> bool:
        """Whether a publisher is the office in a town, for its country and for no region."""
        words = set(name.lower().split())
        return "in" in words and not words & lexicon().classes.wide

    def countries_in_heading(self, section: int) -> set[str]:
        """The countries that a heading names: "New laboratory for Uzbekistan"."""
        title = self.sections[section].title
        return _countries_in(self.words(title)) if title is not None else set()

    def country_of_heading(self, section: int) -> str | None:
        """The country that leads a heading: "Bhutan: New counsellors"."""
        title = self.sections[section].title
        lead, colon, _ = self.words(title).partition(":") if title is not None else ("", "", "")
        return country_names().get(lead.strip().lower()) if colon else None


def _countries_in(words: str) -> set[str]:
    """The codes of the countries that words name; "us" is none."""
    small = words.lower()
    found = [
        (at.span(), code)
        for name, code in country_names().items()
        if name in small
        for at in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)
        if _is_name(at.group(), words)
    ]
    # "Guinea" in "Papua New Guinea" is no country of its own.
    return {
        code
        for (start, end), code in found
        if not any(
            low <= start and end <= high and high - low > end - start for (low, high), _ in found
        )
    }


def _is_name(found: str, words: str) -> bool:
    """Whether letters that spell a country's name are meant as a name."""
    if len(found) <= SHORT:
        return found.isupper() and not words.isupper()
    return found[0].isupper()
