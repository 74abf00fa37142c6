"""Which events a sentence tells of: detected by what a clause is, typed by the lexicon.

Nouns that a clause asserts (:mod:`.nouns`), verbs that tell of something done (:mod:`.verbs`),
terse lines (:mod:`.lines`); :mod:`.settle` makes one candidate per event.
"""

import re
from collections.abc import Sequence

from pipeline.events.candidate import EventCandidate, heads_line
from pipeline.events.lexicon import event_nouns, lexicon
from pipeline.events.lines import LineFinder
from pipeline.events.nouns import NounFinder
from pipeline.events.reading import Report, Telling
from pipeline.events.settle import joined, merged, settled
from pipeline.events.verbs import VerbFinder


class EventFinder:
    """Finds the events of one sentence after another."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.nouns = NounFinder(report)
        self.verbs = VerbFinder(report)
        self.lines = LineFinder(report)

    def find(
        self,
        telling: Telling,
        *,
        terse: bool,
        planned: bool,
        caption: bool = False,
        headline: bool = False,
    ) -> list[EventCandidate]:
        """The events of a sentence.

        Args:
            telling: The sentence.
            terse: It is a list item, caption or dated line, whose present tense tells a story.
            planned: It stands under a heading of things to come.
            caption: It is the caption of a picture, which shows a moment of what is told elsewhere.
            headline: It is a headline.
        """
        report = self.report
        # A present tense tells a story in a dated line; elsewhere it says what is generally so.
        dated = any(report.label(i) == "DATE" for i in telling.mentions)
        listed = terse and not caption
        terse = terse and (dated or headline)
        told = [
            i
            for i in telling.clauses
            if not report.is_quoted(report.clauses[i].head) and not _is_dateline(report, telling, i)
        ]
        named = list(self.nouns.find(told, terse=terse))
        named += self.nouns.mentioned(telling, told, named)
        done = joined(report, [*self.verbs.find(telling, told, named, terse=terse)])
        if (terse or listed) and not named and not done:
            line = self.lines.bare(telling, told)
            if line is None and listed:
                line = self.lines.listed(telling, told, planned=planned)
            named = [] if line is None else [line]
        found = merged(report, settled(report, named, done))
        cancelled = self._is_cancelled(telling)
        for candidate in found:
            candidate.group |= self._group(candidate, found)
            if candidate.clause >= 0 and heads_line(report, candidate) and len(found) == 1:
                candidate.group |= set(told)
            if cancelled and (candidate.noun or len(found) == 1):
                candidate.status = "cancelled"
            elif planned and candidate.status == "happened":
                candidate.status = "planned"
        return found

    def _is_cancelled(self, telling: Telling) -> bool:
        """Whether a lead says so: "Postponed: seminar on ..."."""
        words = lexicon().cancellation.words
        lead = "" if telling.lead is None else telling.lead.of(self.report.text).lower()
        tail = telling.span.of(self.report.text).lower()
        return (
            any(word in lead for word in words)
            or re.search(rf"(?:[–—:(-]\s*)(?:{'|'.join(words)})\b", tail) is not None
        )

    def _group(self, candidate: EventCandidate, found: Sequence[EventCandidate]) -> set[int]:
        """The clauses that depend on the candidate's and tell of no other event."""
        others = {c.clause for c in found if c is not candidate}
        group = {candidate.clause} | candidate.group
        for index in self.report.inside(candidate.clause):
            clause = self.report.clauses[index]
            if index not in others and (clause.governor in group):
                group.add(index)
        return group | self._of_doer(candidate) - others

    def _of_doer(self, candidate: EventCandidate) -> set[int]:
        """The clauses that describe who does it: "a delegation headed by X is to visit"."""
        clauses = self.report.clauses
        if candidate.clause < 0:
            return set()
        doers = {slot.head for slot in clauses[candidate.clause].of("subject")}
        return {
            index
            for index in self.report.clauses_around(clauses[candidate.clause].head)
            if clauses[index].relation == "participle"
            and any(
                slot.head in doers
                for slot in clauses[index].slots
                if slot.relation in clauses[index].borrowed
            )
        }


def _is_dateline(report: Report, telling: Telling, index: int) -> bool:
    """Whether a clause is only the lead of its paragraph, with date and place."""
    head = report.clauses[index].head
    if telling.lead is None or not telling.lead.contains(head):
        return False
    return not event_nouns(telling.lead.of(report.text))
