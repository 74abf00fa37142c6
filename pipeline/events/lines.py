"""Events of terse lines: what the parser has no phrase for, and what is dated by its head."""

import re
from collections.abc import Sequence

from pipeline.document import Phrase
from pipeline.document.span import Span
from pipeline.events.candidate import EventCandidate
from pipeline.events.count import people_in
from pipeline.events.lexicon import event_nouns, lexicon, singular, type_of_noun, verbs
from pipeline.events.names import cleaned, noun_name
from pipeline.events.reading import Report, Telling
from pipeline.language.load import is_people
from pipeline.language.load import verbs as verb_classes

PART = re.compile(r"[,;:.(]|$")
"""Where the first words of a line end."""
NAME = re.compile(r"[,;.(]|$")
"""Where a name ends."""
HEAD_ENDS = re.compile(
    r"\s*(?:$|[^\w\s]|(?:of|on|in|for|at|with|by|to|and|from|about)\b)",
)
"""Behind a noun that is the head of its phrase."""
BULLETS = " •▪-–—\t*"


class LineFinder:
    """Finds the event of a line that has neither an event noun in its parse nor a verb."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def bare(self, telling: Telling, told: Sequence[int]) -> EventCandidate | None:
        """The first event noun of a terse line that the parse has no phrase for.

        Args:
            telling: The line.
            told: Its clauses.
        """
        report, begins = self.report, telling.begins
        if begins >= telling.span.end or self._is_denied(told):
            return None
        # Of a line that the parser found a verb in, only the first words can name an event.
        verbal = any(report.clauses[i].kind == "verbal" for i in told)
        end = self._stop(PART, begins, telling) if verbal else telling.span.end
        for found in event_nouns(report.text[begins:end]):
            at = Span(start=begins + found.start(), end=begins + found.end())
            weak = verbal and singular(found.group()) in lexicon().weak.nouns
            rest = report.text[at.end : telling.span.end]
            if weak or self._is_in_name(telling, at) or not HEAD_ENDS.match(rest):
                continue
            name, span = self._name(telling, at)
            return EventCandidate(
                type=type_of_noun(found),
                noun=True,
                clause=told[0] if told else -1,
                name=name,
                name_span=span,
                status="happened",
            )
        return None

    def listed(
        self, telling: Telling, told: Sequence[int], *, planned: bool
    ) -> EventCandidate | None:
        """What a dated line names in words of no list: "14 September: four kits change hands".

        A line with its date ahead tells of something done, and one to people of assistance.

        Args:
            telling: The line.
            told: Its clauses.
            planned: It stands under a heading of things to come.
        """
        report = self.report
        clause = self._nominal(telling, told)
        phrase = None if clause is None else next(iter(report.clauses[clause].slots), None)
        if clause is None or phrase is None or self._is_denied(told):
            return None
        if report.head_mention(phrase) is not None and not phrase.phrases:
            return None  # a name and no more
        body = Span(start=telling.begins, end=telling.span.end)
        idiom = _idiom_in(body.of(report.text))
        served = self._serves(phrase)
        dated = any(report.label(i) == "DATE" for i in telling.mentions)
        if idiom is None and not self._is_led(telling) and not (dated and (served or planned)):
            return None
        if idiom is None:
            name, span = noun_name(report, phrase)
        else:
            verb, at = idiom
            span = Span(start=body.start, end=max(body.start + at, body.start + 1))
            name = f"{verbs()[verb].name} of {report.words(span)}"
        return EventCandidate(
            type=verbs()[idiom[0]].type if idiom else "assistance" if served else "other",
            noun=True,
            clause=clause,
            name=name,
            name_span=span,
            status="happened",
            phrase=phrase,
        )

    def _is_denied(self, told: Sequence[int]) -> bool:
        """Whether a clause of the line denies something."""
        return any(self.report.clauses[i].factuality == "denied" for i in told)

    def _is_led(self, telling: Telling) -> bool:
        """Whether a date leads the line."""
        lead = [] if telling.lead is None else self.report.mentions_in(telling.lead)
        return any(self.report.label(i) == "DATE" for i in lead)

    def _is_in_name(self, telling: Telling, span: Span) -> bool:
        """Whether words are part of the name of a body or place."""
        report = self.report
        return any(
            report.mentions[i].span.overlaps(span) and report.label(i) in {"ORG", "PLACE"}
            for i in telling.mentions
        )

    def _stop(self, pattern: re.Pattern[str], start: int, telling: Telling) -> int:
        """Where a pattern first matches in a line, or its end."""
        found = pattern.search(self.report.text, start, telling.span.end)
        return found.start() if found is not None else telling.span.end

    def _name(self, telling: Telling, noun: Span) -> tuple[str, Span]:
        """The name that a line gives an event: from its beginning to the first stop."""
        end = max(self._stop(NAME, noun.end, telling), noun.end)
        words = self.report.text[telling.begins : end]
        start = telling.begins + len(words) - len(words.lstrip(BULLETS))
        return cleaned(self.report, Span(start=start, end=end))

    def _nominal(self, telling: Telling, told: Sequence[int]) -> int | None:
        """The first clause without a verb behind what leads the line."""
        clauses = self.report.clauses
        return next(
            (
                i
                for i in told
                if clauses[i].kind == "nominal" and clauses[i].head.start >= telling.begins
            ),
            None,
        )

    def _serves(self, phrase: Phrase) -> bool:
        """Whether something is for people: "to mothers", "for 40 mothers"."""
        return any(
            is_people(inner.lemma)
            and (
                inner.relation == "to"
                or (inner.relation == "for" and people_in(self.report, inner) is not None)
            )
            for inner in phrase.walk()
        )


def _idiom_in(words: str) -> tuple[str, int] | None:
    """A verb of several words that the parser took for nouns, and where it begins."""
    for verb in verbs():
        first, _, rest = verb.partition(" ")
        if verb in verb_classes().fixed and rest:
            found = re.search(rf"\s{re.escape(first)}(?:s|es|d|ed)?\s{re.escape(rest)}\b", words)
            if found is not None:
                return verb, found.start()
    return None
