"""What the candidates of one sentence are to each other: one row per event.

"Trained 20 officers in a workshop" is the workshop; "were drilled or repaired" is one work; a boat
that was lent and whose keys changed hands is one handover.
"""

from collections.abc import Sequence

from pipeline.document import Clause, Phrase
from pipeline.events.candidate import DEEDS, EventCandidate, heads_line
from pipeline.events.lexicon import lexicon
from pipeline.events.reading import Report


def settled(
    report: Report, named: Sequence[EventCandidate], done: Sequence[EventCandidate]
) -> list[EventCandidate]:
    """One candidate per event, in the order of the text.

    Args:
        report: The report.
        named: The events that nouns of a sentence name.
        done: The events that its verbs tell of.
    """
    nouns, verbs = list(named), []
    led = {c.clause for c in nouns if c.clause >= 0 and heads_line(report, c)}
    for verb in done:
        clause = report.clauses[verb.clause]
        inside = [c for c in nouns if c.phrase is not None and _stands_in(clause, c.phrase)]
        same = _event_of(report, verb, nouns, inside, led)
        if same is not None:
            _take_in(report, same, verb)
            continue
        nouns = [c for c in nouns if not (c in inside and _is_part(clause, c))]
        verbs.append(verb)
    return sorted((*nouns, *verbs), key=lambda c: c.name_span.start)


def _event_of(
    report: Report,
    verb: EventCandidate,
    nouns: Sequence[EventCandidate],
    inside: Sequence[EventCandidate],
    led: set[int],
) -> EventCandidate | None:
    """The event of a noun that a verb tells of.

    Args:
        report: The report.
        verb: The event that the verb tells of.
        nouns: The events that nouns name.
        inside: Those of them in the slots of the verb.
        led: Clauses whose line one of them heads.
    """
    ways = (
        (c for c in inside if verb.type not in DEEDS and c.name),
        (c for c in nouns if c.clause == verb.clause and c.reference and verb.type == "meeting"),
        (c for c in nouns if c.clause in led),
        (c for c in nouns if _serves(report, c, verb)),
    )
    return next((c for way in ways for c in way), None)


def _take_in(report: Report, noun: EventCandidate, verb: EventCandidate) -> None:
    """Add the clause of a verb to the event of a noun, and what its slots are."""
    noun.group.add(verb.clause)
    if report.clauses[verb.clause].lemma in lexicon().classes.joint:
        return
    if noun.object is None:
        noun.object = verb.object
    if noun.subject is None:
        noun.subject = verb.subject


def _is_part(clause: Clause, noun: EventCandidate) -> bool:
    """Whether a noun in the slots of a verb's event tells of no event beside it."""
    if noun.phrase is None:
        return noun.reference
    head = noun.phrase.head
    plain = noun.phrase.lemma in lexicon().classes.plain
    return noun.reference or plain or any(o.span.contains(head) for o in clause.of("object"))


def _serves(report: Report, noun: EventCandidate, verb: EventCandidate) -> bool:
    """Whether a verb of the same type was done at an event: "rehearsed ... to cap off a course"."""
    if noun.clause < 0:
        return False
    joint = report.clauses[verb.clause].lemma in lexicon().classes.joint
    if noun.type != verb.type and not joint:
        return False
    clause = report.clauses[noun.clause]
    return clause.relation == "infinitive" and clause.governor == verb.clause


def _stands_in(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase stands in a slot of a clause."""
    return any(slot.span.contains(phrase.head) for slot in clause.slots)


def _sets(report: Report, clause: Clause) -> bool:
    """Whether a clause itself says when or where."""
    return any(
        report.label(i) in {"DATE", "PLACE"}
        for slot in clause.slots
        if slot.relation not in clause.borrowed | {"subject", "object"}
        for i in report.mentions_in(slot.span)
    )


def merged(report: Report, found: Sequence[EventCandidate]) -> list[EventCandidate]:
    """Two clauses of one type of which only the second says when and where are one event.

    "X has lent a boat to Y; the keys changed hands in Z on 3 February."
    """
    kept: list[EventCandidate] = []
    for candidate in found:
        last = kept[-1] if kept else None
        if last is not None and _sets_last(report, last, candidate):
            last.group.add(candidate.clause)
        else:
            kept.append(candidate)
    return kept


def _sets_last(report: Report, last: EventCandidate, candidate: EventCandidate) -> bool:
    """Whether a verb only says when and where the event before it was."""
    if last.noun or candidate.noun or last.status != candidate.status:
        return False
    clause = report.clauses[candidate.clause]
    if last.type != candidate.type and clause.lemma not in lexicon().unaccusative.verbs:
        return False
    if clause.governor is not None:
        return False
    return _sets(report, clause) and not _sets(report, report.clauses[last.clause])


def joined(report: Report, done: Sequence[EventCandidate]) -> list[EventCandidate]:
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
