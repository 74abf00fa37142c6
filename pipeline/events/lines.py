"""Events of terse lines: what the parser has no phrase for, and what is dated by its head."""

import re
from collections.abc import Iterator, Sequence

from pipeline.document.span import Span
from pipeline.events.candidate import EventCandidate
from pipeline.events.count import people_in
from pipeline.events.lexicon import event_nouns, lexicon, nouns, singular, verbs
from pipeline.events.names import cleaned, noun_name
from pipeline.events.reading import Report, Telling
from pipeline.language.load import is_people
from pipeline.language.load import verbs as verb_classes
from schemas.codelists import EventType


class LineFinder:
    """Finds the event of a line that has neither an event noun in its parse nor a verb."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def bare(self, telling: Telling, told: Sequence[int]) -> Iterator[EventCandidate]:
        """The first event noun of a terse line that the parse has no phrase for."""
        report = self.report
        start = telling.lead.end if telling.lead is not None else telling.span.start
        if start >= telling.span.end:
            return
        # Of a line that the parser found a verb in, only the first words can name an event.
        verbal = any(report.clauses[i].kind == "verbal" for i in told)
        end = (
            re.compile(r"[,;:.(]|$").search(report.text, start, telling.span.end)
            if verbal
            else None
        )
        span = Span(start=start, end=end.start() if end is not None else telling.span.end)
        if any(report.clauses[i].factuality == "denied" for i in told):
            return
        for found in event_nouns(span.of(report.text)):
            at = Span(start=start + found.start(), end=start + found.end())
            if any(
                report.mentions[i].span.overlaps(at) and report.label(i) in {"ORG", "PLACE"}
                for i in telling.mentions
            ):
                continue
            low = start
            end = re.compile(r"[,;.(]|$").search(report.text, at.end, telling.span.end)
            high = end.start() if end is not None else telling.span.end
            words = Span(start=low, end=max(high, at.end))
            lead = len(words.of(report.text)) - len(words.of(report.text).lstrip(" •▪-–—\t*"))
            name, words = cleaned(report, Span(start=low + lead, end=words.end))
            if verbal and singular(found.group()) in lexicon().weak.nouns:
                continue
            if not re.match(
                r"\s*(?:$|[^\w\s]|(?:of|on|in|for|at|with|by|to|and|from|about)\b)",
                report.text[at.end : telling.span.end],
            ):
                continue
            yield EventCandidate(
                type=nouns()[singular(found.group())],
                noun=True,
                clause=told[0] if told else -1,
                name=name,
                name_span=words,
                status="happened",
            )
            return

    def listed(
        self, telling: Telling, told: Sequence[int], *, planned: bool
    ) -> Iterator[EventCandidate]:
        """What a dated line names in words that no list has: "14 September: four kits change hands".

        A line with its date ahead tells of something done, and one to people of assistance.
        """
        report = self.report
        if any(report.clauses[i].factuality == "denied" for i in told):
            return
        led = telling.lead is not None and any(
            report.label(i) == "DATE" for i in report.mentions_in(telling.lead)
        )
        nominal = [
            i
            for i in told
            if report.clauses[i].kind == "nominal"
            and report.clauses[i].head.start >= telling.begins
        ]
        if not nominal:
            return
        clause = report.clauses[nominal[0]]
        phrase = next(iter(clause.slots), None)
        if phrase is None or (report.head_mention(phrase) is not None and not phrase.phrases):
            return
        body = Span(start=telling.begins, end=telling.span.end)
        idiom = _idiom_in(body.of(report.text))
        served = any(
            (
                p.relation in {"to", "for"}
                and is_people(p.lemma)
                and people_in(report, p) is not None
            )
            or (p.relation == "to" and is_people(p.lemma))
            for p in phrase.walk()
        )
        dated = any(report.label(i) == "DATE" for i in telling.mentions)
        if idiom is None and not (served and dated) and not led and not (planned and dated):
            return
        name, span = noun_name(report, phrase)
        kind: EventType = "assistance" if served else "other"
        if idiom is not None:
            verb, at = idiom
            kind = verbs()[verb].type
            words = Span(start=body.start, end=max(body.start + at, body.start + 1))
            name, span = f"{verbs()[verb].name} of {report.words(words)}", words
        yield EventCandidate(
            type=kind,
            noun=True,
            clause=nominal[0],
            name=name,
            name_span=span,
            status="happened",
            phrase=phrase,
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
