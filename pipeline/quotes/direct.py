"""Direct speech: which stretches in quotation marks were said, and by whom.

A stretch is speech when a clause of communication governs it or stands beside it, when an
attribution line or a name with a colon says whose it is, or when it goes on with speech before it.
A slogan, a title or a scare quote is none.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.document import Clause, Document, Quote
from pipeline.document.span import Span
from pipeline.language.load import is_people
from pipeline.quotes.marks import OPENING, Quoted, is_closed, is_set_off, quoted
from pipeline.quotes.speakers import Speakers, quoting_verbs
from pipeline.quotes.speech import ACCORDING, ASSERTED, TELLING, date_of

LEAST_WORDS = 5
"""A stretch of fewer words is a term or a title, unless it is set off as speech."""
LEAST_SAID = 2
PRONOUNS = frozenset({"it", "this", "that", "them", "him", "her", "us", "me", "these", "those"})
NEAR = 160
"""Code points around a quotation in which its verb and its speaker stand."""
DASH = re.compile(r"\s{0,9}[–—-]{1,2}\s{0,9}(?=[A-Z])")
NAMED_LINE = re.compile(r"[^\n.!?]{3,160}$")
_INTRODUCES = re.compile(r"(?:^|[:,]|\bthat)\s{0,9}$")
_CONTINUES = re.compile(r"[.!?,]\s{0,9}$")


class Attribution(NamedTuple):
    """Who said something, when, and the rule that tells."""

    speaker: int | None
    rule: str
    date: int | None = None


def direct(document: Document, speakers: Speakers) -> Iterator[Quote]:
    """What stands in quotation marks and was said, in the order of the text."""
    finder = _Finder(document, speakers)
    last: tuple[Quoted, int | None] | None = None
    for stretch in quoted(finder.text, finder.paragraphs):
        least = LEAST_SAID if is_set_off(finder.text, stretch) else LEAST_WORDS
        if len(stretch.inner.of(finder.text).split()) < least:
            continue
        found = finder.attribution(stretch, last)
        if found is None:
            continue
        last = stretch, found.speaker
        yield Quote(
            span=stretch.inner,
            kind=finder.kind(stretch),
            speaker=found.speaker,
            date=found.date,
            rule=found.rule,
        )


class _Finder:
    """Finds who said the quotations of one document."""

    def __init__(self, document: Document, speakers: Speakers) -> None:
        self.text = document.text or ""
        self.here = document.here
        self.sentences = document.sentences or ()
        self.mentions = document.mentions or ()
        self.clauses = document.clauses or ()
        self.paragraphs = [p for p in document.paragraphs or () if p.role in TELLING]
        self.speakers = speakers

    def kind(self, stretch: Quoted) -> Literal["direct", "mixed"]:
        """Direct speech is a sentence or stands apart; mixed speech is part of the sentence."""
        before = self.text[: stretch.outer.start].rstrip()[-1:]
        whole = stretch.inner.of(self.text)[:1].isupper() or before in {"", ",", ":"}
        return "direct" if whole else "mixed"

    def attribution(
        self, stretch: Quoted, last: tuple[Quoted, int | None] | None
    ) -> Attribution | None:
        """Who said it, by which rule; None where nothing says that it is speech."""
        return (
            self._line(stretch)
            or self._named_before(stretch)
            or self._clause_before(stretch)
            or self._clause_behind(stretch)
            or self._according(stretch)
            or self._continued(stretch, last)
            or (
                Attribution(None, "quote:pull quote") if stretch.paragraph.role == "quote" else None
            )
        )

    # --- names ------------------------------------------------------------------------------------

    def _line(self, stretch: Quoted) -> Attribution | None:
        """An attribution line: "We are ready." – Ms. X, judge, 5 May 2019."""
        rest = Span(start=stretch.outer.end, end=stretch.paragraph.span.end)
        dash = DASH.match(self.text, rest.start, rest.end)
        if dash is None:
            return None
        inside = self.here.mentions_in(Span(start=dash.end(), end=rest.end))
        people = [i for i in inside if self.mentions[i].label == "PERSON"]
        near = [i for i in people if self.mentions[i].span.start - dash.end() < NEAR]
        dates = [i for i in inside if self.mentions[i].label == "DATE"]
        if near:
            return Attribution(near[0], "quote:attribution line", dates[0] if dates else None)
        if NAMED_LINE.match(self.text, dash.end(), rest.end) and is_set_off(self.text, stretch):
            return Attribution(None, "quote:attribution line")
        return None

    def _named_before(self, stretch: Quoted) -> Attribution | None:
        """The person whose name and a colon lead to the quotation, as in an interview."""
        before = next(self.here.mentions_before(stretch.outer.start, "PERSON"), None)
        if before is None:
            return None
        between = self.text[self.mentions[before].span.end : stretch.outer.start]
        return Attribution(before, "quote:name before") if between.strip() == ":" else None

    # --- clauses ----------------------------------------------------------------------------------

    def _speech_in(self, region: Span) -> list[int]:
        """The clauses of communication whose verb stands in a region, as something that is so."""
        return [
            i
            for i in self.here.clauses_in(region)
            if self.clauses[i].lemma in quoting_verbs() and self.clauses[i].factuality in ASSERTED
        ]

    def _attributed(self, index: int, around: Span, rule: str) -> Attribution:
        clause = self.clauses[index]
        speaker = self.speakers.of_clause(clause, around)
        return Attribution(speaker, rule, date_of(self.speakers, clause))

    def _clause_behind(self, stretch: Quoted) -> Attribution | None:
        """The verb behind a quotation: "We are ready," said Ms. X, who leads the team."""
        start = stretch.outer.end
        region = Span(start=start, end=self._end_behind(stretch))
        words = region.of(self.text).strip()
        found = self._speech_in(region)
        if not found or not is_closed(self.text, stretch) or words[:1] in ".!?…":
            return None
        if self._named_by(stretch.outer.start):
            return None
        clause = self.clauses[found[0]]
        if clause.head.start - start > NEAR or clause.passive:
            return None
        if words[:1].isupper() and self.text[stretch.outer.end - 2] in ".!?…":
            # A sentence of its own: "We are ready." The Minister explained.
            says_more = any(
                self.clauses[i].head.start > clause.head.start
                for i in self.here.dependents(found[0])
            )
            if says_more or any(True for _ in clause.of("object")):
                return None
        return self._attributed(found[0], region, "quote:verb after")

    def _clause_before(self, stretch: Quoted) -> Attribution | None:
        """The verb before a quotation: Ms. X said: "We are ready", called it "a gift"."""
        end = stretch.outer.start
        region = Span(start=self._start_before(stretch), end=end)
        for index in reversed(self._speech_in(region)):
            clause = self.clauses[index]
            if clause.passive or end - clause.head.end > NEAR:
                continue
            if self._introduces(clause, end) or self._governs(index, stretch):
                return self._attributed(index, region, "quote:verb before")
        return None

    def _introduces(self, clause: Clause, end: int) -> bool:
        """Whether a clause leads to a quotation: by a sign or "that", or by a word that is no name.

        In "praised the workshop "New ways"", the quotation names the noun that it stands behind.
        """
        between = self.text[clause.head.end : end]
        if _INTRODUCES.search(between):
            return True
        if any(i for i in self.here.clauses_in(Span(start=clause.head.end, end=end))):
            return False
        return between[-1:].isspace() and not self._named_by(end)

    def _named_by(self, start: int) -> bool:
        """Whether the words before a quotation are a thing that it names: the workshop "New ways".

        People and pronouns are told something, or are what the words are said of: "told reporters
        "...", "called it "..."".
        """
        end = len(self.text[:start].rstrip())
        if end == start:
            return False
        sentence = self.here.sentence_at(end - 1)
        around = Span(start=end - 1, end=end) if sentence is None else self.sentences[sentence]
        phrases = [
            phrase
            for i in self.here.clauses_in(around)
            for slot in self.clauses[i].slots
            for phrase in slot.walk()
            if phrase.span.end == end
        ]
        if phrases:
            return not any(p.lemma.lower() in PRONOUNS or is_people(p.lemma) for p in phrases)
        near = Span(start=max(end - NEAR, 0), end=end)
        return any(self.mentions[i].span.end == end for i in self.here.beginning_in(near))

    def _governs(self, index: int, stretch: Quoted) -> bool:
        """Whether the words in quotation marks lie in what a clause says: "said that it is "X""."""
        for below in self.here.inside(index):
            clause = self.clauses[below]
            if clause.relation == "complement" and clause.span.overlaps(stretch.inner):
                held = Span(start=clause.head.end, end=max(stretch.outer.start, clause.head.end))
                return stretch.inner.contains(clause.head) or self._introduces(clause, held.end)
        return False

    def _according(self, stretch: Quoted) -> Attribution | None:
        """The source beside a quotation: according to Ms. X, "every second child ..."."""
        region = Span(start=self._start_before(stretch), end=self._end_behind(stretch))
        for index in self.here.clauses_in(region):
            for phrase in (p for slot in self.clauses[index].slots for p in slot.walk()):
                speaker = phrase.relation == ACCORDING and self.speakers.of_phrase(phrase)
                if speaker is not False and speaker is not None:
                    return Attribution(speaker, "quote:according to")
        return None

    def _continued(
        self, stretch: Quoted, last: tuple[Quoted, int | None] | None
    ) -> Attribution | None:
        """The speaker of the quotation before, where nobody else comes in between."""
        if last is None:
            return None
        end, start = last[0].outer.end, stretch.outer.start
        between = self.text[end:start]
        if not 0 <= start - end <= NEAR or "\n" in between or not _CONTINUES.search(between):
            return None
        others = [
            i
            for i in self.here.mentions_in(Span(start=end, end=start))
            if self.mentions[i].label == "PERSON" and i != last[1]
        ]
        return Attribution(None if others else last[1], "quote:continued")

    # --- where the sentence around a quotation begins and ends ------------------------------------

    def _end_behind(self, stretch: Quoted) -> int:
        """The end of the sentence behind a quotation, or of the one that it ends."""
        start, end = stretch.outer.end, stretch.paragraph.span.end
        opening = OPENING.search(self.text, start, end)
        end = opening.start() if opening else end
        word = re.compile(r"\w").search(self.text, start, end)
        if word is None:
            return end
        sentence = self.here.sentence_at(word.start())
        return end if sentence is None else min(self.sentences[sentence].end, end)

    def _start_before(self, stretch: Quoted) -> int:
        """The beginning of the sentence that leads to a quotation; its own where none does."""
        end = stretch.outer.start
        words = self.text[:end].rstrip()
        if not words or words[-1] in '.!?…”»"':
            return end
        sentence = self.here.sentence_at(len(words) - 1)
        paragraph = self.here.paragraph_at(end)
        first = end if paragraph is None else self.speakers.paragraphs[paragraph].span.start
        return first if sentence is None else max(first, self.sentences[sentence].start)
