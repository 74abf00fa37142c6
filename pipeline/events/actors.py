"""Who acts in a phrase: the bodies, countries and people of its head, or those it belongs to.

A named head acts itself, a person before the body that he or she acts for; behind a common noun
("officers of X", "representatives of A, B and C") those that it belongs to act.
"""

from pipeline.document import Phrase
from pipeline.events.reading import Report
from pipeline.language.load import grammar, is_people, people
from schemas.codelists import EventRoleName

OF_COUNTRIES: frozenset[EventRoleName] = frozenset(
    {"participant", "funder", "organiser", "recipient", "partner", "host"}
)
"""Roles that a country may have."""
OF_PEOPLE: frozenset[EventRoleName] = frozenset({"opened_by", "speaker"})
"""Roles that a person has rather than his or her body."""


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
        return [head, *_listed(report, phrase)]
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


def _listed(report: Report, phrase: Phrase) -> list[int]:
    """The bodies of a list that the parser took for appositions: "the Office, the Ministry and"."""
    found = []
    for inner in phrase.phrases:
        head = report.head_mention(inner) if inner.relation == "apposition" else None
        if head is None or report.label(head) != "ORG":
            continue
        between = report.text[phrase.head.end : inner.span.start]
        if "(" not in between and between.rstrip().endswith((",", " and")):
            found.append(head)
    return found


def _countries(report: Report, phrase: Phrase, head: int, role: EventRoleName) -> list[int]:
    """The country of a phrase and those that the parser took for its appositions."""
    if not report.is_country(head) or role not in OF_COUNTRIES:
        return []
    others = [p for p in phrase.phrases if p.relation == "apposition"]
    return [head, *(i for other in others for i in actors(report, other, role))]


def _persons(report: Report, phrase: Phrase) -> list[int]:
    """The people with names in a phrase, and behind it in apposition."""
    inside = [i for i in report.mentions_in(phrase.span) if report.label(i) == "PERSON"]
    return list(dict.fromkeys([*inside, *_persons_beside(report, phrase)]))


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
        if not (report.is_country(i) and (role == "recipient" or _is_remote(report, inner)))
    ]


def _is_remote(report: Report, inner: Phrase) -> bool:
    """Whether a country is only where something lies: "clerks from three provinces of X"."""
    head = report.head_mention(inner)
    named = head is not None and report.is_country(head)
    return not named or inner.relation not in grammar().prepositions.membership - {"apposition"}


def _belongs(phrase: Phrase, inner: Phrase) -> bool:
    """Whether what a preposition joins to a noun acts through it."""
    prepositions = grammar().prepositions
    if inner.relation == "possessor":
        return is_people(phrase.lemma) or phrase.lemma in people().groups
    if inner.relation in prepositions.membership:
        return True
    return inner.relation in prepositions.attachment and is_people(phrase.lemma)
