"""EVENT, PROGRAMME and INSTRUMENT mentions to named things: one row under all its names."""

from collections import defaultdict
from typing import Literal

from pipeline.acronyms import Introduced, aliases
from pipeline.document import Acronym, Document, Label, NamedThing
from pipeline.entity_types.bodies import key_of
from pipeline.entity_types.heads import heads
from pipeline.flags import Flag
from pipeline.profile import Profile

NamedLabel = Literal["EVENT", "PROGRAMME", "INSTRUMENT"]
LABELS: tuple[NamedLabel, ...] = ("EVENT", "PROGRAMME", "INSTRUMENT")


def resolve(
    document: Document,
    profile: Profile,  # noqa: ARG001 - the signature of all resolvers
) -> tuple[tuple[NamedThing, ...], tuple[Flag, ...]]:
    """Group the mentions of named events, programmes and instruments.

    Two mentions are one thing when their names share a key (spelling, case and article aside), or
    when one is a short form or alias that the report introduces for the other.

    Returns:
        Things in the order of their first mention; no flags.
    """
    text, mentions = document.text or "", document.mentions or ()
    longs = _long_forms(document)
    groups: dict[tuple[Label, str], list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        if mention.label in LABELS:
            key = _key(mention.span.of(text))
            groups[mention.label, longs.get((mention.label, key), key)].append(index)
    things = []
    for (label, _), indices in groups.items():
        names = [" ".join(mentions[index].span.of(text).split()) for index in indices]
        name = max(names, key=len)
        short = [n for n in names if n != name and len(n) < len(name)]
        things.append(
            NamedThing(
                label=next(known for known in LABELS if known == label),
                name=name,
                alias=min(short, key=len) if short else None,
                kind=_kind(name),
                mentions=tuple(indices),
            )
        )
    return tuple(sorted(things, key=lambda thing: thing.mentions[0])), ()


def _long_forms(document: Document) -> dict[tuple[Label, str], str]:
    """The key of each short form and alias to that of what it stands for."""
    text = document.text or ""
    introduced: list[Acronym | Introduced] = [
        *aliases(text, document.mentions or ()),
        *(document.acronyms or ()),
    ]
    return {
        (item.label, _key(item.short.of(text))): _key(item.long.of(text))
        for item in introduced
        if item.label is not None
    }


def _key(name: str) -> str:
    """Names that differ in case, spelling or a closing "event" only share one."""
    return key_of(" ".join(name.split())).casefold().removesuffix(" event")


def _kind(name: str) -> str | None:
    """The kind that the last or the first head word of a name tells."""
    words = name.lower().replace("“", "").replace('"', "").split()
    for candidate in (*reversed(words), name.lower()):
        rule = heads().get(candidate)
        if rule is not None and rule.kind:
            return rule.kind
    return None
