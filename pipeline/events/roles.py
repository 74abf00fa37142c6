"""Who was what in an event: the slots of its clauses, and what hangs on its noun, to roles.

The slot decides the role (:mod:`.lexicon`, tables of slots), the phrase in it who has the role
(:mod:`.actors`), or whom it stands for (:mod:`.coreference`).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Clause, EventRole, Phrase
from pipeline.document.span import Span
from pipeline.events.actors import actors
from pipeline.events.basis import Basis
from pipeline.events.candidate import EventCandidate
from pipeline.events.coreference import Coreference
from pipeline.events.lexicon import Role, lexicon, oblique_roles, slot_role, subject_role, supports
from pipeline.events.reading import Report
from pipeline.language.load import is_people
from schemas.codelists import EventRoleName, EventType

ALIASED = re.compile(r"\b[A-Z][\w’'-]{1,25}\s$")
"""A name right before a bracket, of which the bracket gives the short form."""
GIVEN: frozenset[EventType] = frozenset({"launch", "handover", "assistance"})
"""Events that serve whom their purpose names: "launched a programme to assist X"."""
BRACKET = re.compile(r"\((?P<said>[^()]+)\)\W*$")
"""The bracket that ends a line."""
LOAN = "loan"
"""What is on it comes from a partner: "in buses on loan from X"."""
AHEAD = 30
"""Code points in which the last word of such a name begins."""
TAIL = 3
"""Code points behind a line in which its bracket closes."""


DEEP = frozenset({"by", "between", "to"})
"""Prepositions that hang on the event also where the parser hung them on a noun within its name."""


class Known:
    """What role rules need to know beside a phrase: the report, and whom phrases stand for."""

    def __init__(
        self, report: Report, coreference: Coreference, before: Sequence[EventRole]
    ) -> None:
        self.report = report
        self.coreference = coreference
        self.before = before

    def oblique(self, phrase: Phrase) -> Role:
        """The role behind a preposition; who helps with other things than money is a partner."""
        role = oblique_roles().get(phrase.relation)
        if role != "funder":
            return role
        before = self.report.text[max(phrase.span.start - AHEAD, 0) : phrase.span.start]
        help_given = set(before.lower().rpartition("with ")[2].split())
        classes = lexicon().classes
        other = help_given & classes.technical and not help_given & classes.financial
        return "partner" if other else role

    def named(self, phrase: Phrase, role: EventRoleName, rule: str) -> Iterator[EventRole]:
        """The roles of the actors in a phrase, or of those that it stands for."""
        if role == "organiser" and phrase.lemma in lexicon().classes.backing:
            role = "funder"  # "X, and a funding support from Y, opened"
        acting = actors(self.report, phrase, role)
        for mention in acting:
            yield EventRole(role=role, mention=mention, rule=f"slot:{rule}")
        if acting or role in {"auspices", "opened_by"}:
            return
        for mention in self.coreference.resolve(phrase, self.before):
            yield EventRole(
                role=role, mention=mention, rule=f"slot:{rule}; coreference", at=phrase.span
            )
        for inner in phrase.phrases:
            if inner.relation in {"of", "from", "possessor"} and is_people(phrase.lemma):
                for mention in self.coreference.resolve(inner, ()):
                    yield EventRole(
                        role=role, mention=mention, rule=f"slot:{rule}; coreference", at=inner.span
                    )


def roles_of(
    report: Report, candidate: EventCandidate, coreference: Coreference, before: Sequence[EventRole]
) -> list[EventRole]:
    """The roles that the clauses of a candidate's group and its own phrase state.

    Args:
        report: The report.
        candidate: The event.
        coreference: Resolves "the Office" and "the two".
        before: The actors of the event told before.

    Returns:
        One role a mention, the first that is stated.
    """
    known = Known(report, coreference, before)
    found: dict[int, EventRole] = {}
    for index in sorted(candidate.group - {-1}, key=lambda i: i != candidate.clause):
        own = index == candidate.clause
        for role in _clause_roles(known, candidate, report.clauses[index], own=own):
            found.setdefault(role.mention, role)
    if candidate.phrase is None or not candidate.noun:
        return list(found.values())
    for role in _phrase_roles(known, candidate, candidate.phrase):
        found.setdefault(role.mention, role)
    if not any(role.role == "organiser" for role in found.values()):
        for role in _bracketed(known, candidate):
            found.setdefault(role.mention, role)
    return list(found.values())


# --- slots of clauses -----------------------------------------------------------------------------


def _clause_roles(
    known: Known, candidate: EventCandidate, clause: Clause, *, own: bool
) -> Iterator[EventRole]:
    """The roles that one clause states; ``own``: it is the one that asserts the event."""
    for slot in clause.slots:
        if slot.relation in clause.borrowed and not own and slot.relation != "subject":
            continue
        role = _slot_role(known, candidate, clause, slot, own=own)
        if role is None or _is_event(candidate, slot) or _is_goal(known, candidate, slot):
            continue
        named = known.named(slot, role, f"{clause.lemma}/{slot.relation}")
        if candidate.type == "opening" and role == "organiser":
            named = _openers(known.report, named)
        yield from named
    for slot in clause.slots:
        if own and not candidate.noun and slot.relation == "object":
            yield from _of_object(known, candidate, clause, slot)
        yield from _givers(known, clause, slot)
        yield from platform_users(known, clause, slot)
        yield from _lenders(known, slot)
        yield from _inner_obliques(known, clause, slot)


def _openers(report: Report, named: Iterator[EventRole]) -> Iterator[EventRole]:
    """The people among those who open a thing: they cut the ribbon, their bodies run it."""
    for role in named:
        person = report.label(role.mention) == "PERSON"
        yield role.updated(role="opened_by") if person else role


def _slot_role(
    known: Known, candidate: EventCandidate, clause: Clause, slot: Phrase, *, own: bool
) -> Role:
    """The role of what stands in a slot."""
    relation = slot.relation
    if relation in oblique_roles():
        return known.oblique(slot)
    if relation == "subject":
        if own:
            return candidate.subject
        held = any(_is_event(candidate, thing) for thing in clause.of("object"))
        governing = supports(clause.lemma) if held else None
        return governing or subject_role(clause.lemma)
    classes = lexicon().classes
    if relation == "object" and candidate.type in GIVEN and clause.relation == "infinitive":
        return "recipient" if clause.lemma in classes.serving else None
    if relation == "object" and not candidate.noun:
        return candidate.object if own else None
    if (relation == "from" and clause.lemma in classes.graduating) or (
        relation == "object" and clause.lemma in classes.visiting
    ):
        return "host"  # "graduated from X", "visited X on a study tour"
    role = slot_role(lexicon().slots.clause, relation, candidate.type)
    if role is None and relation == "from" and clause.lemma in classes.receiving:
        return "organiser"
    return role


def _is_event(candidate: EventCandidate, slot: Phrase) -> bool:
    """Whether a slot holds the event itself."""
    phrase = candidate.phrase
    return candidate.noun and phrase is not None and slot.head == phrase.head


def _is_goal(known: Known, candidate: EventCandidate, slot: Phrase) -> bool:
    """Whether a slot holds the place that is visited, which takes no part."""
    if candidate.type != "mission" or slot.relation not in {"object", "to"}:
        return False
    return known.report.head_label(slot) == "PLACE"


def _of_object(
    known: Known, candidate: EventCandidate, clause: Clause, slot: Phrase
) -> Iterator[EventRole]:
    """The roles of what hangs on the object: "signed an agreement between A and B"."""
    for inner in slot.phrases:
        role = slot_role(lexicon().slots.object, inner.relation, candidate.type)
        if role is not None:
            yield from known.named(inner, role, f"{clause.lemma}/object/{inner.relation}")


def platform_users(known: Known, clause: Clause, slot: Phrase) -> Iterator[EventRole]:
    """Those for whom an event was a platform: "offered a space for experts of X and Y"."""
    if slot.lemma not in lexicon().classes.platforms or slot.relation not in {"object", "as"}:
        return
    for inner in slot.phrases:
        if inner.relation == "for":
            yield from known.named(inner, "participant", f"{clause.lemma}/{slot.lemma}/for")


def _givers(known: Known, clause: Clause, slot: Phrase) -> Iterator[EventRole]:
    """The funders that a thing is a gift of: "the boat, a gift of X"."""
    for inner in slot.walk():
        beside = inner.relation == "apposition" or (inner is slot and _is_beside(known, slot))
        if beside and inner.lemma in lexicon().classes.gifts:
            for giver in inner.phrases:
                if giver.relation in {"of", "from"}:
                    yield from known.named(giver, "funder", f"{clause.lemma}/{inner.lemma}")


def _lenders(known: Known, phrase: Phrase) -> Iterator[EventRole]:
    """Who lent what was used, a partner: "in buses on loan from X"."""
    for inner in phrase.walk():
        lent = next((p for p in inner.phrases if p.relation == "on" and p.lemma == LOAN), None)
        # The parser hangs "from X" on the loan, or on what was lent.
        lenders = () if lent is None else (*lent.phrases, *inner.phrases)
        for lender in lenders:
            if lender.relation == "from":
                yield from known.named(lender, "partner", "on loan")


def _is_beside(known: Known, slot: Phrase) -> bool:
    """Whether an object stands behind a comma: the parser's "handed over X to Y, a gift of Z"."""
    before = known.report.text[max(slot.span.start - 2, 0) : slot.span.start]
    return slot.relation == "object" and before == ", "


def _inner_obliques(known: Known, clause: Clause, slot: Phrase) -> Iterator[EventRole]:
    """The roles behind prepositions that the parser hung on a slot's noun: "a workshop with X"."""
    for inner in slot.walk():
        role = known.oblique(inner) if inner is not slot else None
        if role is not None:
            yield from known.named(inner, role, f"{clause.lemma}/{inner.relation}")


# --- the noun that names the event ----------------------------------------------------------------


def _phrase_roles(known: Known, candidate: EventCandidate, phrase: Phrase) -> Iterator[EventRole]:
    """The roles of what hangs on the noun of an event."""
    yield from _lenders(known, phrase)
    for inner in [*phrase.phrases, *_deeper(phrase)]:
        if _is_goal(known, candidate, inner):
            continue
        role = known.oblique(inner) or _name_role(known, candidate, phrase, inner)
        if role is not None:
            yield from known.named(inner, role, f"name/{inner.relation}")


def _name_role(known: Known, candidate: EventCandidate, phrase: Phrase, inner: Phrase) -> Role:
    """The role of a phrase that hangs on the noun of an event."""
    kind = candidate.type
    if inner.relation == "of":
        trained = lexicon().classes.trained
        if kind in {"training", "competition"} and phrase.lemma not in trained:
            return "organiser"
        if _is_topic(known.report, inner):
            return None
    return slot_role(lexicon().slots.name, inner.relation, kind)


def _deeper(phrase: Phrase) -> Iterator[Phrase]:
    """What the parser hung on a noun within the name: "signature of a memorandum on X by Y"."""
    for inner in phrase.phrases:
        yield from (p for p in inner.walk() if p is not inner and p.relation in DEEP)


def _is_topic(report: Report, phrase: Phrase) -> bool:
    """Whether a name is that of a thing, which an event may be about."""
    return report.head_label(phrase) not in {None, "ORG", "PERSON", "PLACE"}


def _is_alias(report: Report, bracket: int) -> bool:
    """Whether a bracket gives the short form of the name ahead of it; a place has none."""
    ahead = Span(start=max(bracket - AHEAD, 0), end=bracket)
    if ALIASED.search(ahead.of(report.text)) is None:
        return False
    names = report.mentions_in(ahead)
    return not names or report.place(names[-1]) is None


def _bracketed(known: Known, candidate: EventCandidate) -> Iterator[EventRole]:
    """Who did what a line tells of: "nets for 40 mothers (Save the Children, WHO, 3-5 May)"."""
    report = known.report
    clause = report.clauses[candidate.clause] if candidate.clause >= 0 else None
    if clause is None or clause.kind != "nominal":
        return
    start, end = clause.span.start, clause.span.end
    stop = report.text.find("\n", end)
    found = BRACKET.search(report.text, start, stop if stop >= 0 else len(report.text))
    if found is None or found.start() > end + TAIL or _is_alias(report, found.start()):
        return
    inside = report.mentions_in(Span(start=found.start(), end=found.end()))
    said = "".join(report.name(i) for i in inside)
    if len(re.sub(r"[\s,;&]|\band\b", "", found["said"])) > len(re.sub(r"\s", "", said)):
        return  # other words stand in it
    for i in inside:
        if report.label(i) == "ORG":
            yield EventRole(role="organiser", mention=i, rule=Basis.BRACKET)
