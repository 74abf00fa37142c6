"""PERSON mentions to people: short names to long ones, roles and affiliations to bodies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.document import Document, Mention, Organisation, Person
from pipeline.document.details import PersonDetail
from pipeline.document.flags import Flag, flag
from pipeline.document.index import Index
from pipeline.families.profile import Profile


@dataclass(slots=True)
class _Group:
    """The mentions of one person so far."""

    words: tuple[str, ...]
    mentions: list[int] = field(default_factory=list)


def resolve(
    document: Document,
    organisations: Sequence[Organisation],
    profile: Profile,  # noqa: ARG001 - the signature of all resolvers
) -> tuple[tuple[Person, ...], tuple[Flag, ...]]:
    """Group the PERSON mentions of a report by person.

    A name of several words is a person; a shorter one whose words all stand in exactly one longer
    name is the same person. A surname that fits several is a person of its own, and flagged.

    Returns:
        People in the order of their first mention, and the flags about them.
    """
    text, mentions = document.text or "", document.mentions or ()
    named = {i: _words(m.span.of(text)) for i, m in enumerate(mentions) if m.label == "PERSON"}
    groups: list[_Group] = []
    # Who fits shares the last word, or, of a single word, the first: the others are not compared.
    by_word: dict[str, list[_Group]] = defaultdict(list)
    flags: list[Flag] = []
    for index in sorted(named, key=lambda i: (-len(named[i]), i)):
        fitting = [group for group in by_word[named[index][-1]] if _fits(named[index], group.words)]
        if len(fitting) == 1:
            fitting[0].mentions.append(index)
            continue
        if fitting:
            span = mentions[index].span
            flags.append(
                flag(
                    "person.ambiguous", span=span, layer="mentions", index=index, text=span.of(text)
                )
            )
        group = _Group(named[index], [index])
        groups.append(group)
        for word in {group.words[0], group.words[-1]}:
            by_word[word].append(group)
    groups.sort(key=lambda group: min(group.mentions))
    bodies = _Bodies(document.here, organisations)
    people = tuple(_person(group, mentions, text, bodies) for group in groups)
    return people, tuple(flags)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold().strip(".") for word in name.replace("’", "'").split())


def _fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """The same name, its surname or first name alone, or without its middle names."""
    if len(short) == 1:
        return short[0] in {long[0], long[-1]}
    return (
        short[0][0] == long[0][0]
        and short[-1] == long[-1]
        and set(short)
        <= set(long) | {word for word in short if any(other.startswith(word) for other in long)}
    )


def _person(group: _Group, mentions: Sequence[Mention], text: str, bodies: "_Bodies") -> Person:
    indices = sorted(group.mentions)
    details = [d for i in indices if isinstance(d := mentions[i].detail, PersonDetail)]
    longest = max(indices, key=lambda i: (len(mentions[i].span), -i))
    role = next((d for d in details if d.role is not None), None)
    honorifics = [d.honorific for d in details if d.honorific]
    role_span = role.role if role else None
    return Person(
        name=" ".join(mentions[longest].span.of(text).split()),
        honorific=_usual(honorifics),
        role=" ".join(role_span.of(text).split()) if role_span else None,
        role_span=role_span,
        organisation=bodies.named_by(details),
        mentions=tuple(indices),
    )


def _usual(honorifics: Sequence[str]) -> str | None:
    """The longest honorific, of equals the most frequent: "H.E. Mr." says more than "Mr."."""
    counts = Counter(honorifics)
    return max(counts, key=lambda h: (len(h), counts[h]), default=None)


class _Bodies:
    """Where the text names which organisation."""

    def __init__(self, here: Index, organisations: Sequence[Organisation]) -> None:
        self._here = here
        self._body_of = {m: i for i, body in enumerate(organisations) for m in body.mentions}

    def named_by(self, details: Iterable[PersonDetail]) -> int | None:
        """The first organisation that an affiliation names."""
        spans = [detail.affiliation for detail in details if detail.affiliation is not None]
        named = (mention for span in spans for mention in self._here.mentions_over(span))
        return min((self._body_of[m] for m in named if m in self._body_of), default=None)
