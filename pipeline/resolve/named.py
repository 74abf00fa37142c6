"""EVENT, PROGRAMME and INSTRUMENT mentions to named things: one row under all its names."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from pipeline.document import Acronym, Document, Label, Mention, NamedThing
from pipeline.document.details import NameDetail
from pipeline.document.flags import Flag, flag
from pipeline.document.labels import labels
from pipeline.families.profile import Profile
from pipeline.names.acronyms import Introduced, aliases
from pipeline.names.bodies import key_of
from pipeline.names.heads import heads
from pipeline.names.words import vocabulary

_ALIKE = 90
_BRACKET = re.compile(r"(?:(?<!\s)\s+)?\([A-Za-z]{2,10}\)")
_NUMBER = re.compile(r"\d+")


def resolve(
    document: Document,
    profile: Profile,  # noqa: ARG001 - the signature of all resolvers
) -> tuple[tuple[NamedThing, ...], tuple[Flag, ...]]:
    """Group the mentions of named events, programmes and instruments.

    Two mentions are one thing when their names share a key (spelling, case and article aside), or
    when one is a short form or alias that the report introduces for the other.

    Returns:
        Things in the order of their first mention, and flags for those that look alike.
    """
    text, mentions = document.text or "", document.mentions or ()
    longs = _long_forms(document)
    groups: dict[tuple[Label, str], list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        if labels()[mention.label].table:
            key = _key(mention.span.of(text))
            groups[mention.label, longs.get((mention.label, key), key)].append(index)
    things = []
    for (label, _), indices in groups.items():
        names = [" ".join(mentions[index].span.of(text).split()) for index in indices]
        name = max(names, key=len)
        short = [n for n in names if n != name and len(n) < len(name)]
        things.append(
            NamedThing(
                label=label,
                name=name,
                alias=min(short, key=len) if short else None,
                kind=_stated_kind(mentions, indices) or _kind(name),
                mentions=tuple(indices),
            )
        )
    things.sort(key=lambda thing: thing.mentions[0])
    return tuple(things), tuple(_alike(things))


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
    key = key_of(_BRACKET.sub("", " ".join(name.split()))).casefold()
    for said, same in vocabulary().synonyms:
        key = key.replace(said, same) if f" {said}" in f" {key}" else key
    return key.removesuffix(" event").removeprefix("un ")


def _stated_kind(mentions: Sequence[Mention], indices: Sequence[int]) -> str | None:
    """The kind that the rule of a mention tells."""
    details = (mentions[index].detail for index in indices)
    return next((d.kind for d in details if isinstance(d, NameDetail) and d.kind), None)


def _alike(things: Sequence[NamedThing]) -> Iterator[Flag]:
    """Names of one label so much alike that they may be one; other numbers make other things."""
    keys = [_key(thing.name) for thing in things]
    for one, other in combinations(range(len(things)), 2):
        if things[one].label != things[other].label:
            continue
        if _NUMBER.findall(keys[one]) != _NUMBER.findall(keys[other]):
            continue
        if fuzz.ratio(keys[one], keys[other], score_cutoff=_ALIKE):
            yield flag(
                "named.possible-duplicate",
                layer="named",
                index=one,
                one=things[one].name,
                other=things[other].name,
                label=things[one].label.lower(),
            )


def _kind(name: str) -> str | None:
    """The kind that the last or the first head word of a name tells."""
    words = name.lower().replace("“", "").replace('"', "").split()
    for candidate in (*reversed(words), name.lower()):
        rule = heads().get(candidate)
        if rule is not None and rule.kind:
            return rule.kind
    return None
