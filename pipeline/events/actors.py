"""Who acts in a phrase: the bodies, countries and people of its head, or those it belongs to.

A named head acts itself, a person before the body that he or she acts for; behind a common noun
("officers of X", "representatives of A, B and C") those that it belongs to act.
"""

import re

from pipeline.document import Phrase
from pipeline.document.span import Span
from pipeline.events.lexicon import lexicon
from pipeline.events.reading import Report
from pipeline.language.load import grammar, is_people, people, titles
from schemas.codelists import EventRoleName

OF_COUNTRIES: frozenset[EventRoleName] = frozenset(
    {"participant", "funder", "organiser", "recipient", "partner", "host"}
)
"""Roles that a country may have."""
OF_PEOPLE: frozenset[EventRoleName] = frozenset({"opened_by", "speaker"})
"""Roles that a person has rather than his or her body."""


ALIAS = re.compile(r"\s?\([^()]{1,20}\),?\sand\s(?:the\s)?")
"""A short name in brackets behind a name, and the joint to the next one."""
JOINT = re.compile(r"(?:,|,?\sand|,?\sas\swell\sas)\s(?:the\s)?")
"""Between two members of a list."""
FARTHEST = 60
"""Code points behind a subject in which its verb stands."""
REACH = 24
"""Code points behind a post in which the name of its holder begins."""


def actors(report: Report, phrase: Phrase, role: EventRoleName) -> list[int]:
    """The mentions that act in a phrase."""
    head = report.head_mention(phrase)
    label = None if head is None else report.label(head)
    if head is not None and label == "PERSON":
        return [_body_of(report, phrase, head, role)]
    if head is not None and role in OF_PEOPLE:
        named = _persons_beside(report, phrase)
        if named:
            return named  # "the Prosecutor General, Mr. X, opened"
    if label == "PROGRAMME" and role not in {"organiser", "host"}:
        return []  # that in whose framework something was done has no role
    if head is not None and label in {"ORG", "PROGRAMME"}:
        found = [head, *_listed(report, phrase, head)]
        return [*found, *_behind_alias(report, found[-1])]
    if head is not None and label == "PLACE":
        return _countries(report, phrase, head, role)
    return _persons(report, phrase) or _members(report, phrase, role)


def _body_of(report: Report, phrase: Phrase, person: int, role: EventRoleName) -> int:
    """The person, or the body that the parser took for another name of the person.

    No person is a body: "..., Mr. X, the Council of Y held" has the Council as its subject.
    """
    bodies = [report.head_mention(p) for p in phrase.phrases if p.relation == "apposition"]
    found = next((b for b in bodies if b is not None and report.label(b) == "ORG"), None)
    if role != "organiser" or found is None:
        return person
    behind = report.mentions[found].span.start > phrase.head.end
    return found if behind and _is_definite(report, found) else person


def _is_definite(report: Report, mention: int) -> bool:
    start = report.mentions[mention].span.start
    return report.text[max(start - 4, 0) : start].lower() == "the "


def _listed(report: Report, phrase: Phrase, head: int) -> list[int]:
    """The bodies that a phrase lists beside its head, in whatever relation the parser saw them.

    "The Office, the Ministry and Y" may be appositions, "UNDP, GIZ and the X Group" modifiers.
    """
    end = max(
        [phrase.span.end, *(p.span.end for p in phrase.phrases if p.relation == "apposition")]
    )
    inside = report.mentions_in(Span(start=phrase.span.start, end=end))
    bodies = [i for i in inside if report.label(i) == "ORG" or i == head]
    at = bodies.index(head)
    low, high = at, at
    while low > 0 and _are_joined(report, bodies[low - 1], bodies[low]):
        low -= 1
    while high + 1 < len(bodies) and _are_joined(report, bodies[high], bodies[high + 1]):
        high += 1
    return [i for i in bodies[low : high + 1] if i != head]


def _are_joined(report: Report, left: int, right: int) -> bool:
    """Whether two mentions are neighbours in a list."""
    between = report.text[report.mentions[left].span.end : report.mentions[right].span.start]
    return JOINT.fullmatch(between) is not None


def _behind_alias(report: Report, mention: int) -> list[int]:
    """The body behind the short name of another, at which the parser stopped: "X (ABC) and Y"."""
    end = report.mentions[mention].span.end
    gap = ALIAS.match(report.text, end)
    if gap is None:
        return []
    for i in report.mentions_in(Span(start=gap.end(), end=gap.end() + 1)):
        span = report.mentions[i].span
        if report.label(i) == "ORG" and span.start == gap.end() and not _does(report, span):
            return [i]
    return []


def _does(report: Report, span: Span) -> bool:
    """Whether a name is the subject of a clause behind it: "X (ABC), and Y opened"."""
    behind = report.clauses_in(Span(start=span.end, end=span.end + FARTHEST))
    subjects = (slot for i in behind for slot in report.clauses[i].of("subject"))
    return any(slot.head.overlaps(span) for slot in subjects)


def _countries(report: Report, phrase: Phrase, head: int, role: EventRoleName) -> list[int]:
    """The country of a phrase and those that the parser took for its appositions."""
    if not report.is_country(head) or role not in OF_COUNTRIES:
        return []
    others = [p for p in phrase.phrases if p.relation == "apposition"]
    return [head, *(i for other in others for i in actors(report, other, role))]


def _persons(report: Report, phrase: Phrase) -> list[int]:
    """The people with names in a phrase, and behind it in apposition."""
    inside = [i for i in report.mentions_in(phrase.span) if report.label(i) == "PERSON"]
    found = [*inside, *_persons_beside(report, phrase), *_person_behind(report, phrase)]
    return list(dict.fromkeys(found))


def _person_behind(report: Report, phrase: Phrase) -> list[int]:
    """The person whose post a phrase is, where the parser parted them: "the Mayor H.E. Mr. X"."""
    end = phrase.span.end
    if not is_people(phrase.noun):
        return []
    for i in report.mentions_in(Span(start=end, end=end + REACH)):
        between = report.text[end : report.mentions[i].span.start].split()
        if report.label(i) == "PERSON" and all(w in titles().honorifics for w in between):
            return [i]
    return []


def _persons_beside(report: Report, phrase: Phrase) -> list[int]:
    """The people with names in apposition to a post."""
    beside = [report.head_mention(p) for p in phrase.phrases if p.relation == "apposition"]
    return [i for i in beside if i is not None and report.label(i) == "PERSON"]


def _members(report: Report, phrase: Phrase, role: EventRoleName) -> list[int]:
    """Those that act through a common noun; a country only where people are of it."""
    return [
        i
        for inner in phrase.phrases
        if _belongs(phrase, inner)
        for i in actors(report, inner, role)
        if not (report.is_country(i) and (role == "recipient" or _is_remote(report, phrase, inner)))
    ]


def _is_remote(report: Report, phrase: Phrase, inner: Phrase) -> bool:
    """Whether a country is only where something lies: "clerks from three provinces of X"."""
    if inner.relation == "apposition" and phrase.noun in lexicon().classes.countries:
        return False  # "the two countries (X and Y)"
    head = report.head_mention(inner)
    named = head is not None and report.is_country(head)
    if not named and is_people(inner.noun):
        return False  # "a delegation of seven judges from X"
    return not named or inner.relation not in grammar().prepositions.membership - {"apposition"}


def _belongs(phrase: Phrase, inner: Phrase) -> bool:
    """Whether what a preposition joins to a noun acts through it."""
    prepositions = grammar().prepositions
    if inner.relation == "possessor":
        return is_people(phrase.lemma) or phrase.lemma in people().groups
    if inner.relation in prepositions.membership:
        return True
    return inner.relation in prepositions.attachment and is_people(phrase.lemma)
