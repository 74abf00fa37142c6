"""Who was what in an event: slots of its clauses to roles, the actors in a slot's phrase to rows.

A role holds a body, a country or a person with a name. Which mentions of a phrase act is decided by
its head: a named head acts itself, a person before the body that he or she acts for; behind a
common noun ("officers of X", "representatives of A, B and C") those that it belongs to act.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Clause, EventRole, Phrase
from pipeline.document.span import Span
from pipeline.events.candidate import EventCandidate
from pipeline.events.coreference import Coreference
from pipeline.events.lexicon import lexicon, oblique_roles
from pipeline.events.reading import Report
from pipeline.language.load import is_people, people
from schemas.codelists import EventRoleName

MEMBERS = frozenset(
    {
        "of",
        "from",
        "modifier",
        "possessor",
        "apposition",
        "among",
        "including",
        "at",
        "in",
        "within",
        "with",
        "such as",
        "like",
        "for",
    }
)
"""Relations by which a common noun names whom it belongs to: "officers of the Navy"."""
PEERS = frozenset({"meeting", "mission", "appointment"})
COUNTRIES_IN: frozenset[str] = frozenset(
    {"participant", "funder", "organiser", "recipient", "partner", "host"}
)
OF: dict[str, EventRoleName] = {
    "meeting": "participant",
    "mission": "organiser",
    "conference": "participant",
    "training": "participant",
    "campaign": "organiser",
    "workshop": "participant",
    "appointment": "participant",
}
"""What a body behind "of" is in an event that a noun names."""

SUBJECTS: dict[EventRoleName, frozenset[str]] = {
    "opened_by": frozenset({"open", "inaugurate", "cut", "turn", "unveil", "kick off"}),
    "speaker": frozenset(
        {
            "speak",
            "address",
            "lecture",
            "brief",
            "talk",
            "present",
            "rely",
            "deliver",
            "moderate",
            "explain",
            "introduce",
            "share",
        }
    ),
    "funder": frozenset(
        {
            "fund",
            "finance",
            "co-fund",
            "co-finance",
            "sponsor",
            "pay",
            "pay for",
            "bear",
            "underwrite",
            "support",
            "donate",
            "cover",
            "subsidise",
            "subsidize",
            "foot",
            "provide",
            "contribute",
        }
    ),
    "host": frozenset({"host", "co-host"}),
    "organiser": frozenset(
        {
            "organise",
            "organize",
            "co-organise",
            "co-organize",
            "hold",
            "run",
            "convene",
            "arrange",
            "conduct",
            "lead",
            "chair",
            "co-chair",
            "give",
            "implement",
            "facilitate",
            "carry out",
            "teach",
            "deliver",
            "coordinate",
            "co-ordinate",
            "buy",
            "purchase",
            "oversee",
            "supervise",
            "undertake",
            "offer",
        }
    ),
    "participant": frozenset(
        {
            "compare",
            "listen to",
            "work through",
            "work",
            "practise",
            "practice",
            "learn",
            "exchange",
            "discuss",
            "receive",
            "obtain",
            "visit",
            "meet",
            "arrive",
            "drill",
            "share",
            "hear",
            "attend",
            "join",
            "take part",
            "participate",
            "witness",
            "observe",
            "watch",
            "follow",
            "appreciate",
            "gather",
            "welcome",
            "sign",
            "listen",
            "come",
            "send",
            "contribute",
            "complete",
            "graduate",
        }
    ),
    "partner": frozenset(
        {
            "assist",
            "help",
            "accompany",
            "co-train",
            "co-facilitate",
            "cooperate",
            "collaborate",
            "partner",
        }
    ),
}
"""Role of the subject of a verb in a clause that says more of an event."""


class Known:
    """What role rules need to know beside a phrase: the report, and whom phrases stand for."""

    def __init__(self, report: Report, coreference: Coreference, before: Sequence[int]) -> None:
        self.report = report
        self.coreference = coreference
        self.before = before

    def named(self, phrase: Phrase, role: EventRoleName, rule: str) -> Iterator[EventRole]:
        """The roles of the actors in a phrase, or of those that it stands for."""
        if role == "organiser" and phrase.lemma in SUPPORT:
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


def subject_role(lemma: str) -> EventRoleName | None:
    """The role of who does what a verb says, in a clause about an event."""
    return next((role for role, verbs in SUBJECTS.items() if lemma in verbs), None)


def roles_of(
    report: Report, candidate: EventCandidate, coreference: Coreference, before: Sequence[int]
) -> list[EventRole]:
    """The roles that the clauses of a candidate's group and its own phrase state.

    Args:
        report: The report.
        candidate: The event.
        coreference: Resolves "the Office" and "the two".
        before: The actors of the event told before.
    """
    known = Known(report, coreference, before)
    found: dict[int, EventRole] = {}

    def add(roles: Iterable[EventRole]) -> None:
        for role in roles:
            found.setdefault(role.mention, role)

    for index in sorted(candidate.group - {-1}, key=lambda i: i != candidate.clause):
        clause = report.clauses[index]
        add(_clause_roles(known, candidate, clause, own=index == candidate.clause))
    if candidate.phrase is not None and candidate.noun:
        add(_phrase_roles(known, candidate, candidate.phrase))
        if not any(role.role == "organiser" for role in found.values()):
            add(_bracketed(known, candidate))
    return list(found.values())


def _clause_roles(
    known: Known, candidate: EventCandidate, clause: Clause, *, own: bool
) -> Iterator[EventRole]:
    for slot in clause.slots:
        if slot.relation in clause.borrowed and not own and slot.relation != "subject":
            continue
        role = _slot_role(candidate, clause, slot, own=own)
        if role is None:
            continue
        if candidate.phrase is not None and candidate.noun and slot.head == candidate.phrase.head:
            continue
        if (
            candidate.type == "mission"
            and slot.relation in {"object", "to"}
            and _is_place(known, slot)
        ):
            continue  # a country that is visited takes no part
        yield from known.named(slot, role, f"{clause.lemma}/{slot.relation}")
    for slot in clause.slots:
        if slot.relation == "object" and own and not candidate.noun:
            for inner in slot.phrases:
                role = _of_object(candidate, inner.relation)
                if role is not None:
                    yield from known.named(inner, role, f"{clause.lemma}/object/{inner.relation}")
        for inner in slot.phrases:
            if inner.relation == "apposition" and inner.lemma in GIFTS:
                for giver in inner.phrases:
                    if giver.relation in {"of", "from"}:
                        yield from known.named(giver, "funder", f"{clause.lemma}/{inner.lemma}")
        # What hangs on a slot's noun in the parse is often the clause's own: "held a workshop with X".
        for inner in slot.walk():
            role = oblique_roles().get(inner.relation) if inner is not slot else None
            if role is not None:
                yield from known.named(inner, role, f"{clause.lemma}/{inner.relation}")


def _slot_role(
    candidate: EventCandidate, clause: Clause, slot: Phrase, *, own: bool
) -> EventRoleName | None:
    relation, kind = slot.relation, candidate.type
    if relation in oblique_roles():
        return oblique_roles()[relation]
    if relation == "subject":
        if own:
            return candidate.subject  # type: ignore[return-value]
        return subject_role(clause.lemma)
    if relation == "recipient":
        return "recipient"
    if relation == "object":
        if own and not candidate.noun:
            return candidate.object  # type: ignore[return-value]
        return (
            "participant"
            if candidate.noun
            and candidate.type
            not in {"handover", "opening", "signing", "adoption", "launch", "publication"}
            else None
        )
    if relation == "to" and kind in {"handover", "assistance"}:
        return "recipient"
    if relation == "for" and kind in {"training", "workshop", "meeting", "conference"}:
        return "participant"
    if relation == "for" and kind in {"handover", "assistance"}:
        return "recipient"
    if relation == "from" and kind in {
        "meeting",
        "conference",
        "workshop",
        "training",
        "competition",
    }:
        return "participant"
    if relation == "from":
        return "organiser" if clause.lemma in {"receive", "take delivery", "arrive"} else None
    if relation == "between":
        return "organiser" if kind == "signing" else "participant"
    if relation in {"with", "alongside"}:
        if kind in PEERS:
            return "participant"
        return "partner"
    if relation in {"among", "including"}:
        return "participant"
    if relation == "by":
        return "organiser"
    if relation == "to" and kind in {"mission"}:
        return "participant"
    if relation in {"at"} and kind in {
        "mission",
        "training",
        "workshop",
        "meeting",
        "conference",
        "competition",
    }:
        return "host"
    return None


def _phrase_roles(known: Known, candidate: EventCandidate, phrase: Phrase) -> Iterator[EventRole]:
    kind = candidate.type
    for inner in [*phrase.phrases, *_deeper(phrase)]:
        relation = inner.relation
        role = oblique_roles().get(relation)
        if role is None:
            if relation == "of":
                role = None if _is_topic(known.report, inner) else OF.get(kind)
                if kind in {"training", "competition"} and phrase.lemma not in TRAINED:
                    role = "organiser"
            elif relation == "for":
                role = (
                    "participant"
                    if kind not in {"handover", "assistance", "launch", "publication"}
                    else "recipient"
                )
            elif relation == "by":
                role = "organiser"
            elif relation == "between":
                role = "organiser" if kind == "signing" else "participant"
            elif relation in {"with", "alongside"}:
                role = "participant" if kind in PEERS else "partner"
            elif relation == "to":
                role = {
                    "handover": "recipient",
                    "assistance": "recipient",
                    "mission": "participant",
                }.get(kind)  # type: ignore[assignment]
            elif relation in {"possessor", "modifier"}:
                role = "organiser"
            elif relation == "at":
                role = "host"
        if role is not None:
            yield from known.named(inner, role, f"name/{relation}")


def _bracketed(known: Known, candidate: EventCandidate) -> Iterator[EventRole]:
    """Who did what a line without a verb tells of: "mosquito nets for 40 mothers (Save the Children)"."""
    report = known.report
    clause = report.clauses[candidate.clause] if candidate.clause >= 0 else None
    if clause is None or clause.kind != "nominal":
        return
    end = clause.span.end
    for i in report.mentions_in(Span(start=clause.span.start, end=min(end + 3, len(report.text)))):
        span = report.mentions[i].span
        if (
            report.label(i) == "ORG"
            and report.text[span.start - 1 : span.start] == "("
            and report.text[span.end : span.end + 1] == ")"
            and span.end >= end - 2
        ):
            if not ALIASED.search(report.text[max(span.start - 30, 0) : span.start - 1]):
                yield EventRole(role="organiser", mention=i, rule="bracket at the end of the line")


def _is_place(known: Known, phrase: Phrase) -> bool:
    head = known.report.head_mention(phrase)
    return head is not None and known.report.label(head) == "PLACE"


def _deeper(phrase: Phrase) -> Iterator[Phrase]:
    """What the parser hung on a noun within the name: "signature of a memorandum on X by Y"."""
    for inner in phrase.phrases:
        yield from (p for p in inner.walk() if p is not inner and p.relation in {"by", "between"})


def _of_object(candidate: EventCandidate, relation: str) -> EventRoleName | None:
    """The role of what hangs on the object: "signed an agreement between A and B"."""
    if relation == "between":
        return "organiser"
    if relation == "with" and candidate.type in {"signing", "adoption"}:
        return "partner"
    if relation == "by":
        return "organiser"
    return "recipient" if relation == "to" and candidate.type == "handover" else None


def _is_topic(report: Report, phrase: Phrase) -> bool:
    head = report.head_mention(phrase)
    return head is not None and report.label(head) not in {"ORG", "PERSON", "PLACE"}


def actors(report: Report, phrase: Phrase, role: EventRoleName) -> list[int]:
    """The mentions that act in a phrase."""
    head = report.head_mention(phrase)
    if head is not None and report.label(head) == "PERSON":
        # No person is a body: "..., Mr. X, the Council of Y held" has the Council as its subject.
        bodies = [report.head_mention(p) for p in phrase.phrases if p.relation == "apposition"]
        found = [b for b in bodies if b is not None and report.label(b) == "ORG"]
        behind = bool(found) and report.mentions[found[0]].span.start > phrase.head.end
        if role == "organiser" and behind and _is_definite(report, found[0]):
            return found[:1]
        return [head]
    if head is not None and report.label(head) == "PROGRAMME" and role not in {"organiser", "host"}:
        return []  # that in whose framework something was done has no role
    if head is not None and report.label(head) in {"ORG", "PROGRAMME"}:
        return [head, *_listed(report, phrase)]
    if head is not None and report.label(head) == "PLACE":
        if not report.is_country(head) or role not in COUNTRIES_IN:
            return []
        return [
            head,
            *(
                i
                for p in phrase.phrases
                if p.relation == "apposition"
                for i in actors(report, p, role)
            ),
        ]
    inside = [i for i in report.mentions_in(phrase.span) if report.label(i) in {"PERSON"}]
    persons = [i for i in inside if report.label(i) == "PERSON"]
    for inner in phrase.phrases:
        if inner.relation == "apposition":
            at = report.head_mention(inner)
            if at is not None and report.label(at) == "PERSON":
                persons.append(at)
    if persons:
        return list(dict.fromkeys(persons))
    return [
        i
        for inner in phrase.phrases
        if inner.relation in MEMBERS and _belongs(phrase, inner)
        for i in actors(report, inner, role)
        if not (report.is_country(i) and (_is_remote(report, phrase, inner) or role == "recipient"))
    ]


def _listed(report: Report, phrase: Phrase) -> list[int]:
    """The bodies of a list that the parser took for appositions: "the Office, the Ministry and"."""
    found = []
    for inner in phrase.phrases:
        head = report.head_mention(inner) if inner.relation == "apposition" else None
        if head is None or report.label(head) != "ORG":
            continue
        between = report.text[phrase.head.end : inner.span.start]
        if "(" not in between and report.text[inner.span.start - 2 : inner.span.start] == ", ":
            found.append(head)
    return found


def _is_definite(report: Report, mention: int) -> bool:
    start = report.mentions[mention].span.start
    return report.text[max(start - 4, 0) : start].lower() == "the "


def _is_remote(report: Report, phrase: Phrase, inner: Phrase) -> bool:
    """Whether a country is only where something lies: "clerks from three provinces of X"."""
    head = report.head_mention(inner)
    named = head is not None and report.is_country(head)
    return not named or inner.relation not in {
        "of",
        "from",
        "modifier",
        "possessor",
        "including",
        "such as",
        "among",
    }


def _belongs(phrase: Phrase, inner: Phrase) -> bool:
    """Whether what a preposition joins to a noun acts through it."""
    if inner.relation == "possessor":
        return is_people(phrase.lemma) or phrase.lemma in people().groups
    if inner.relation in MEMBERS - {"at", "in", "within", "with", "like", "for"}:
        return True
    return is_people(phrase.lemma)


SUPPORT = frozenset(
    {"support", "funding", "fund", "contribution", "money", "backing", "aid", "donation", "grant"}
)
GIFTS = frozenset({"gift", "donation", "grant", "contribution", "present", "loan"})
TRAINED = frozenset(
    {
        "training",
        "trainings",
        "mentoring",
        "coaching",
        "retraining",
        "instruction",
        "induction",
        "study visit",
        "visit",
        "tour",
    }
)
"""Nouns whose "of" names those who were trained; that of a course names who gives it."""
ALIASED = re.compile(r"[A-Z][\w’'-]+\s$")
"""A name right before a bracket, of which the bracket gives the short form."""
DONOR = re.compile(
    r"\(?\s*(?:financially\s)?(?:supported|funded|financed|sponsored|paid for|co-funded|made possible)\s(?:by|with\sfunds\sfrom)\s|\(?\s*(?:with\s(?:the\s)?(?:financial\s)?(?:support|funding|funds)\s(?:of|from)|donors?\s?:|funding\s?:)\s",
    re.IGNORECASE,
)


def donors(report: Report, span: Span) -> list[EventRole]:
    """The funders that a donor line names: "(Supported by Germany)"."""
    found = DONOR.search(report.text, span.start, span.end)
    if found is None:
        return []
    return [
        EventRole(role="funder", mention=i, rule="donor line")
        for i in report.mentions_in(Span(start=found.end(), end=span.end))
        if report.label(i) == "ORG" or report.is_country(i)
    ]


def is_donor_line(report: Report, span: Span) -> bool:
    """Whether a sentence or paragraph only says who paid."""
    found = DONOR.match(report.text, span.start, span.end)
    return found is not None


__all__: Sequence[str] = [
    "Known",
    "actors",
    "donors",
    "is_donor_line",
    "lexicon",
    "roles_of",
    "subject_role",
]
