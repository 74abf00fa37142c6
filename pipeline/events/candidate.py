"""What a sentence may tell of: a candidate, and what decides about one.

Whether a clause asserts anything, which event a noun phrase names, which verb governs events.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.document import Clause, Phrase
from pipeline.document.span import Span
from pipeline.events.lexicon import Role, event_nouns, lexicon, singular_of, type_of_noun, verbs
from pipeline.events.reading import Report
from pipeline.language.load import grammar
from schemas.codelists import EventStatus, EventType

DEEDS: frozenset[EventType] = frozenset(
    {
        "signing",
        "adoption",
        "opening",
        "launch",
        "publication",
        "handover",
        "operation",
        "appointment",
    }
)
"""What is done at a meeting, and is no other word for it."""
BEHIND_NAME = re.compile(r"\s(?:of|on|for|in|against|to|with)\s")
"""Behind the noun of a named event: the prepositions of what it is about."""

LONGEST_WORD = 12
"""Code points in which the word ahead of a clause is looked for."""
UNNAMED = 2
"""Words of "the ceremony", which any event may be."""


@dataclass(slots=True)
class EventCandidate:
    """An event that a sentence may tell of.

    ``clause`` asserts it; ``group`` are the clauses that say more of it; ``subject`` and ``object``
    are the roles of those slots of its clause. ``reference``: it may take up an event told before.
    """

    type: EventType
    noun: bool
    clause: int
    name: str
    name_span: Span
    status: EventStatus
    phrase: Phrase | None = None
    subject: Role = None
    object: Role = None
    reference: bool = False
    weak: bool = False
    group: set[int] = field(default_factory=set)


def status_of(report: Report, clause: Clause, *, terse: bool) -> EventStatus | None:
    """The status of what a clause asserts; None where it asserts nothing."""
    planning = lexicon().classes.planning
    if is_asked(report, clause):
        return None
    if clause.factuality == "general" and is_open(report, clause):
        return "ongoing"
    if clause.factuality == "general" and clause.passive and clause.lemma in planning:
        return "planned"  # "a conference is planned for May"
    purpose = purpose_of(report, clause)
    if clause.factuality == "possible" and purpose is not None:
        known = verbs().get(clause.lemma)
        if purpose.factuality == "planned" and known is not None and known.type in DEEDS:
            return "planned"  # "plans to visit, to sign"
    if clause.factuality in {"happened", "ongoing", "planned"}:
        return clause.factuality
    if clause.factuality == "general" and terse:
        return "happened"
    return None


def is_asked(report: Report, clause: Clause) -> bool:
    """Whether a clause is an indirect question: "learnt how a trial is conducted"."""
    if clause.relation not in {"complement", "prepositional"}:
        return False
    first = clause.span.of(report.text).split(maxsplit=1)[:1]
    before = report.text[max(clause.span.start - LONGEST_WORD, 0) : clause.span.start].split()[-1:]
    return any(word.lower() in grammar().pronouns.interrogative for word in (*first, *before))


def purpose_of(report: Report, clause: Clause) -> Clause | None:
    """The clause that an infinitive gives the purpose of: "met to agree on ... and to sign ..."."""
    while clause.relation == "conjunct" and clause.governor is not None:
        clause = report.clauses[clause.governor]
    if clause.relation != "infinitive" or clause.governor is None:
        return None
    return report.clauses[clause.governor]


def is_open(report: Report, clause: Clause) -> bool:
    """Whether a clause says since when something holds, not when it happened: "open since May"."""
    return any(
        (report.dates[report.date_of[i]].edtf or "").endswith("..")
        for slot in clause.slots
        for i in report.mentions_in(slot.span)
        if i in report.date_of
    )


def is_speech(clause: Clause) -> bool:
    """Whether a clause says that somebody spoke: "delivered a keynote speech"."""
    classes = lexicon().classes
    return clause.lemma in classes.speaking and any(
        slot.lemma in classes.speeches for slot in clause.of("object")
    )


def idiom_of(clause: Clause) -> str:
    """The verb with the phrase that makes one verb with it: "put in operation"."""
    for slot in clause.of("object"):
        if f"{clause.lemma} {slot.lemma}" in verbs():
            return f"{clause.lemma} {slot.lemma}"
    for slot in clause.slots:
        for name in (
            f"{clause.lemma} {slot.relation} {slot.lemma}",
            f"{clause.lemma} {slot.relation}" if slot.relation in {"with", "as"} else "",
        ):
            if name in verbs():
                return name
    return clause.lemma


def heads_line(report: Report, candidate: EventCandidate) -> bool:
    """Whether an event noun is the topic that leads a line: "Treatment of X: 40 admitted"."""
    clause = report.clauses[candidate.clause]
    lead = report.lead(clause.head)
    return clause.kind == "nominal" and lead is not None and lead.contains(clause.head)


def is_weak(phrase: Phrase) -> bool:
    """Whether an event noun is also a word for other things."""
    return phrase.lemma in lexicon().weak.nouns


def event_phrases(report: Report, slot: Phrase) -> Iterator[tuple[Phrase, tuple[Phrase, ...]]]:
    """The phrases of a slot whose head is an event noun, each with the way to it."""

    def walk(
        phrase: Phrase, path: tuple[Phrase, ...]
    ) -> Iterator[tuple[Phrase, tuple[Phrase, ...]]]:
        way = (*path, phrase)
        named = report.head_label(phrase) == "EVENT"  # "Harbour Open Day", not "day of training"
        clear = named or phrase.lemma not in lexicon().transparent.nouns
        if clear and type_of(report, phrase) is not None:
            yield phrase, way
            return
        for inner in phrase.phrases:
            yield from walk(inner, way)

    return walk(slot, ())


def type_of_name(name: str) -> EventType | None:
    """The type of a named event by the noun ahead of its prepositions."""
    found = event_nouns(BEHIND_NAME.split(name)[0])
    return type_of_noun(found[-1]) if found else None


def type_of(report: Report, phrase: Phrase) -> EventType | None:
    """The type of the event that a phrase's head names."""
    head = report.head_mention(phrase)
    if head is not None and report.label(head) != "EVENT":
        return None
    if report.words(phrase.span).lower() in lexicon().idioms.words:
        return None
    if phrase.plural and phrase.lemma in lexicon().classes.things:
        return None
    words = Span(start=phrase.span.start, end=phrase.head.end).of(report.text)
    if head is not None:  # a name: its noun stands ahead of its prepositions
        words = BEHIND_NAME.split(report.words(phrase.head))[0]
    found = event_nouns(words)
    if not found:
        return None
    last = found[-1]
    if singular_of(last.group()) in lexicon().classes.plain and len(found) > 1:
        named = found[-2]
        last = named if not words[named.end() : last.start()].strip() else last  # "training event"
    rest = words[last.end() :].split()
    if not all(singular_of(word) in lexicon().trailing.nouns for word in rest):
        return None  # "training centre", but "training cycle"
    return type_of_noun(last)


def tells_of(report: Report, owner: int, candidate: EventCandidate) -> bool:
    """Whether a clause tells of the event itself, and not of a thing in what is said of it."""
    if owner == candidate.clause or candidate.clause < 0:
        return True
    above = report.clauses[owner].governor
    described = candidate.phrase is not None and any(
        slot.head == candidate.phrase.head for slot in report.clauses[owner].slots
    )
    return described or above is None or above == candidate.clause


def is_unnamed(report: Report, candidate: EventCandidate) -> bool:
    """Whether a candidate is called what any event may be: "the ceremony"."""
    phrase = candidate.phrase
    return (
        phrase is not None
        and phrase.lemma in lexicon().anaphora.nouns
        and len(report.words(phrase.span).split()) <= UNNAMED
    )
