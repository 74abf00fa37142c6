"""What the candidates of one sentence are to each other: one row an event.

"Trained 20 officers in a workshop" is the workshop; "were drilled or repaired" is one work; a boat
that was lent and whose keys changed hands is one handover.
"""

from pipeline.document import Clause, Phrase
from pipeline.events.candidate import DEEDS, EventCandidate, heads_line
from pipeline.events.lexicon import lexicon
from pipeline.events.reading import Report


def settled(
    report: Report, named: list[EventCandidate], done: list[EventCandidate]
) -> list[EventCandidate]:
    """One candidate an event: "trained 20 officers in a workshop" is the workshop."""
    kept: list[EventCandidate] = []
    led = {c.clause for c in named if c.clause >= 0 and heads_line(report, c)}
    for verb in done:
        clause = report.clauses[verb.clause]
        inside = [c for c in named if c.phrase is not None and _stands_in(clause, c.phrase)]
        same = next((c for c in inside if verb.type not in DEEDS and c.name), None)
        same = same or next(
            (
                c
                for c in named
                if c.clause == verb.clause and c.reference and verb.type == "meeting"
            ),
            None,
        )
        same = same or next((c for c in named if c.clause in led), None)
        same = same or next((c for c in named if _serves(report, c, verb)), None)
        if same is not None:
            same.group.add(verb.clause)
            if report.clauses[verb.clause].lemma in lexicon().classes.joint:
                continue
            if verb.object is not None and same.object is None:
                same.object = verb.object
            if same.subject is None:
                same.subject = verb.subject
            continue
        objects = [slot for slot in clause.slots if slot.relation == "object"]
        for noun in inside:
            nested = noun.phrase is not None and any(
                o.span.contains(noun.phrase.head) for o in objects
            )
            if (
                nested
                or noun.reference
                or (noun.phrase is not None and noun.phrase.lemma in lexicon().classes.plain)
            ):
                named.remove(noun)
        kept.append(verb)
    return sorted((*named, *kept), key=lambda c: c.name_span.start)


def _serves(report: Report, noun: EventCandidate, verb: EventCandidate) -> bool:
    """Whether a verb of the same type is what was done at an event: "rehearsed ... to cap off a course"."""
    if noun.clause < 0:
        return False
    joint = report.clauses[verb.clause].lemma in lexicon().classes.joint
    if noun.type != verb.type and not joint:
        return False
    clause = report.clauses[noun.clause]
    return clause.relation == "infinitive" and clause.governor == verb.clause


def _stands_in(clause: Clause, phrase: Phrase) -> bool:
    return any(
        slot.span.contains(phrase.head)
        for slot in clause.slots
        if slot.relation not in {"subject", "object"} or slot.span.contains(phrase.head)
    )


def _sets(report: Report, clause: Clause) -> bool:
    """Whether a clause itself says when or where."""
    return any(
        report.label(i) in {"DATE", "PLACE"}
        for slot in clause.slots
        if slot.relation not in clause.borrowed | {"subject", "object"}
        for i in report.mentions_in(slot.span)
    )


def merged(report: Report, found: list[EventCandidate]) -> list[EventCandidate]:
    """Two clauses of one type of which only the second says when and where are one event.

    "X has lent a boat to Y; the keys changed hands in Z on 3 February."
    """
    kept: list[EventCandidate] = []
    for candidate in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and not last.noun
            and not candidate.noun
            and (
                last.type == candidate.type
                or report.clauses[candidate.clause].lemma in lexicon().unaccusative.verbs
            )
            and last.status == candidate.status
            and report.clauses[candidate.clause].governor is None
            and not _sets(report, report.clauses[last.clause])
            and _sets(report, report.clauses[candidate.clause])
        ):
            last.group.add(candidate.clause)
        else:
            kept.append(candidate)
    return kept


def joined(report: Report, done: list[EventCandidate]) -> list[EventCandidate]:
    """Verbs that share subject and object are one event: "were drilled or repaired"."""
    kept: list[EventCandidate] = []
    for candidate in done:
        clause = report.clauses[candidate.clause]
        first = next((k for k in kept if k.clause == clause.governor), None)
        if first is not None and clause.relation == "conjunct" and "object" in clause.borrowed:
            first.group.add(candidate.clause)
        else:
            kept.append(candidate)
    return kept
