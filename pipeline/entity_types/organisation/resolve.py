"""One row per body: all names that the report uses for it, its kind, country, codes and parent.

Bodies are one where a listed body, the core of the name and the country agree: "Government of
Chad" and "Government of the Republic of Chad", an acronym and its long form. What only looks alike
is flagged, never merged.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from pipeline.document import Document, Mention, Organisation
from pipeline.document.details import NameDetail
from pipeline.document.flags import Flag, flag
from pipeline.entity_types.organisation.basis import OF_CONTEXT, Basis
from pipeline.entity_types.organisation.context import CountryContext
from pipeline.entity_types.organisation.methods import Method
from pipeline.entity_types.organisation.parse import Parsed, is_common, kinds, parse
from pipeline.entity_types.organisation.publisher import publisher
from pipeline.entity_types.organisation.short import head_of
from pipeline.families.profile import Profile
from pipeline.names import countries
from pipeline.names.bodies import Body, by_name, key_of
from pipeline.names.heads import heads

_ALIKE = 90

Key = tuple[str, ...]


class _Reading(NamedTuple):
    """What one name says: its parts, the listed body it is, its kind and country."""

    said: str
    parsed: Parsed
    body: Body | None
    kind: str | None
    country: str | None
    rule: Basis | None

    @property
    def key(self) -> Key:
        """What makes two names the same body."""
        if self.body:
            return ("body", self.body.name)
        own = self.parsed.core
        parent = key_of(self.parsed.parent or "") if " " not in own else ""
        return ("name", own, self.country or "", parent)


class _Group(NamedTuple):
    """The readings of one body and the mentions that they come from."""

    readings: list[_Reading]
    mentions: list[int]


def resolve(
    document: Document, profile: Profile
) -> tuple[tuple[Organisation, ...], tuple[Flag, ...]]:
    """Make the organisations of a document, in the order of their first mention.

    A body that is only named within another one's name has no mention, hence no row; the publisher
    has one also where only the masthead names it.
    """
    readings = _readings(document, profile)
    groups = _grouped(readings)
    _join_initials(groups)
    doubtful = _join_countryless(groups)
    keys = sorted(groups, key=lambda key: groups[key].mentions[0])
    rows = tuple(_row(document, groups, keys, key) for key in keys)
    own = publisher(document, rows)
    pairs = [*doubtful, *_alike(keys)]
    flags = [
        *_ambiguous(document),
        *_inferred(document, groups, keys),
        *(_duplicate(groups, keys, one, other) for one, other in pairs),
    ]
    return (*rows, own) if own else rows, tuple(flags)


# --- reading names ----------------------------------------------------------------------------


def _readings(document: Document, profile: Profile) -> dict[int, _Reading]:
    """The readings of all ORG mentions."""
    text, mentions = document.text or "", document.mentions or ()
    said = {
        index: _full(mention) or " ".join(mention.span.of(text).split())
        for index, mention in enumerate(mentions)
        if mention.label == "ORG"
    }
    stated = {index: country for index, name in said.items() if (country := _own_country(name))}
    context = CountryContext(document, profile, stated)
    longs = _long_forms(document)
    found: dict[int, _Reading] = {}
    for index, name in said.items():
        detail = mentions[index].detail
        kind = detail.kind if isinstance(detail, NameDetail) else None
        found[index] = _read(name, kind, index, context)
    for index, name in said.items():
        long = longs.get(name)
        if isinstance(long, int) and long in found:
            found[index] = found[long]._replace(said=name)
        elif isinstance(long, str):
            found[index] = _read(long, None, index, context)._replace(said=name)
    last: dict[str, int] = {}
    for index, name in said.items():
        head = head_of(mentions[index])
        if head:
            last[head] = index
        elif mentions[index].method == Method.SHORT_NAME and name.lower() in last:
            found[index] = found[last[name.lower()]]._replace(said=name)
    return found


def _full(mention: Mention) -> str | None:
    """The name with the head word that it shares with others."""
    return mention.detail.full if isinstance(mention.detail, NameDetail) else None


def _own_country(name: str) -> str | None:
    """The country that a body of the place itself names; donors and embassies are guests."""
    parsed = parse(name)
    sent = any(sender in parsed.core for sender in kinds().senders)
    guest = parsed.core in kinds().governments or sent
    return None if guest or _listed(name, parsed) else parsed.country


def _long_forms(document: Document) -> dict[str, int | str]:
    """Short forms of bodies: the mention that holds the long form, else its words."""
    text, mentions = document.text or "", document.mentions or ()
    by_end = {m.span.end: i for i, m in enumerate(mentions) if m.label == "ORG"}
    longs: dict[str, int | str] = {}
    for acronym in document.acronyms or ():
        if acronym.label == "ORG":
            words = " ".join(acronym.long.of(text).split())
            longs.setdefault(acronym.short.of(text), by_end.get(acronym.long.end, words))
    return longs


def _read(name: str, kind: str | None, index: int, context: CountryContext) -> _Reading:
    parsed = parse(name)
    body = _listed(name, parsed)
    kind = (body.kind if body else None) or _kind(parsed.core, kind)
    if body:
        basis = Basis.LISTED_BODY if body.country else None
        return _Reading(name, parsed, body, kind, body.country, basis)
    if parsed.country:
        return _Reading(name, parsed, None, kind, parsed.country, Basis.IN_NAME)
    told = context.of(index) if kind in kinds().national else None
    if told is None:
        return _Reading(name, parsed, None, kind, None, None)
    return _Reading(name, parsed, None, kind, told.country, told.basis)


def _listed(name: str, parsed: Parsed) -> Body | None:
    """The listed body that a name is: by its whole, or by its core and its owner or country."""
    body = by_name().get(key_of(name))
    if body:
        return None if is_common(body) else body
    body = by_name().get(parsed.core)
    if body is None or is_common(body):
        return None
    owner = by_name().get(key_of(parsed.parent or ""))
    owned = owner is not None and body.part_of == owner.name
    return body if owned or (body.country and body.country == parsed.country) else None


def _kind(core: str, kind: str | None) -> str | None:
    words = core.split(" ")
    if kind == "22" and kinds().international.intersection(words):
        return "21"
    if kind is None and any(f" {word} " in f" {core} " for word in kinds().public):
        return "10"
    return kind


# --- grouping ---------------------------------------------------------------------------------


def _grouped(readings: dict[int, _Reading]) -> dict[Key, _Group]:
    groups: dict[Key, _Group] = {}
    for index, reading in readings.items():
        group = groups.setdefault(reading.key, _Group([], []))
        group.readings.append(reading)
        group.mentions.append(index)
    return groups


def _join_initials(groups: dict[Key, _Group]) -> None:
    """Join "UNODC ROCA" to "UNODC Regional Office for Central Asia"."""
    fulls = {
        (reading.said.split(" ")[0], _initials(reading.said)): key
        for key, group in groups.items()
        for reading in group.readings
        if " " in reading.said
    }
    for key, group in list(groups.items()):
        first, _, rest = group.readings[0].said.partition(" ")
        full = fulls.get((first, rest)) if rest.isupper() else None
        if full and full != key:
            _merge(groups, key, full)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split(" ")[1:] if word[0].isupper())


def _join_countryless(groups: dict[Key, _Group]) -> list[tuple[Key, Key]]:
    """Join a name without a country to the only one that has it and is otherwise the same.

    A ministry or government could be any country's.

    Returns:
        The pairs that were kept apart for that.
    """
    doubtful = []
    for key in [key for key in groups if key[0] == "name" and not key[2]]:
        same = [k for k in groups if k[0] == "name" and k[1] == key[1] and k[2] and k[3] == key[3]]
        if len(same) != 1:
            continue
        if groups[key].readings[0].kind == "10":
            doubtful.append((key, same[0]))
        else:
            _merge(groups, key, same[0])
    return doubtful


def _merge(groups: dict[Key, _Group], key: Key, into: Key) -> None:
    both = [*zip(groups[into].mentions, groups[into].readings, strict=True)]
    group = groups.pop(key)
    both += zip(group.mentions, group.readings, strict=True)
    both.sort(key=lambda pair: pair[0])
    groups[into] = _Group([reading for _, reading in both], [mention for mention, _ in both])


def _parent_reading(group: _Group) -> _Reading | None:
    """The body that this one's names say it belongs to."""
    for reading in sorted(group.readings, key=lambda r: -len(r.said)):
        name = reading.parsed.parent
        if name is None:
            continue
        parsed = parse(name)
        body = _listed(name, parsed)
        if body:
            return _Reading(name, parsed, body, body.kind, body.country, None)
        own = parsed.country or reading.country
        rule = Basis.IN_NAME if parsed.country else reading.rule
        kind = _kind(parsed.core, _kind_of_head(parsed.core))
        return _Reading(name, parsed, None, kind, own, rule)
    return None


def _kind_of_head(core: str) -> str | None:
    rule = heads().get(core.split(" of ", maxsplit=1)[0].rsplit(" ", 1)[-1])
    return rule.kind if rule else None


# --- rows -------------------------------------------------------------------------------------


def _row(
    document: Document, groups: dict[Key, _Group], keys: Sequence[Key], key: Key
) -> Organisation:
    group = groups[key]
    names = [reading.said for reading in group.readings]
    name = max(names, key=len)
    body = next((reading.body for reading in group.readings if reading.body), None)
    placed = max(group.readings, key=lambda r: (r.rule == Basis.IN_NAME, r.country is not None))
    parent = _parent_key(groups, group, body, key)
    return Organisation(
        name=name,
        acronym=_acronym(document, names, body),
        kind=_kind_of(groups, group, parent),
        country=placed.country,
        country_rule=placed.rule,
        iati_id=_iati_id(group, body),
        part_of=keys.index(parent) if parent else None,
        mentions=tuple(group.mentions),
    )


def _acronym(document: Document, names: Iterable[str], body: Body | None) -> str | None:
    """The short form that the report uses, else that of the listed body."""
    text = document.text or ""
    defined = {acronym.short.of(text) for acronym in document.acronyms or ()}
    listed = set(body.acronyms) if body else set()
    shorts = Counter(
        n for n in names if n in defined or n in listed or (_is_short(n) and body is None)
    )
    if shorts:
        return shorts.most_common(1)[0][0]
    return body.acronyms[0] if body and body.acronyms else None


def _is_short(name: str) -> bool:
    """Whether a name is in capitals for being an acronym: "FAO RAP", not "HARBOUR POLICE"."""
    return name.replace(" ", "").isupper() and not heads().keys() & set(name.lower().split())


def _kind_of(groups: dict[Key, _Group], group: _Group, parent: Key | None) -> str | None:
    """A body's own kind, else that of the body it belongs to."""
    stated = next((reading.kind for reading in group.readings if reading.kind), None)
    if stated or parent is None:
        return stated
    return next((reading.kind for reading in groups[parent].readings if reading.kind), None)


def _iati_id(group: _Group, body: Body | None) -> str | None:
    """The body's code in the CRS channel list, or the donor code of a country's government."""
    if body:
        return f"XM-DAC-{body.crs}" if body.crs else None
    for reading in group.readings:
        if reading.parsed.core in kinds().governments and reading.rule == Basis.IN_NAME:
            donor = countries.dac_donors().get(reading.country or "")
            return f"XM-DAC-{donor}" if donor else None
    return None


def _parent_key(
    groups: dict[Key, _Group], group: _Group, body: Body | None, key: Key
) -> Key | None:
    named = _parent_reading(group)
    if named and named.key in groups and named.key != key:
        return named.key
    listed = ("body", body.part_of) if body and body.part_of else None
    return listed if listed in groups and listed != key else None


# --- doubts -----------------------------------------------------------------------------------


def _ambiguous(document: Document) -> Iterator[Flag]:
    """Short forms that the text defines in two ways."""
    text = document.text or ""
    longs: dict[str, set[str]] = {}
    for acronym in document.acronyms or ():
        short = acronym.short.of(text)
        long = key_of(" ".join(acronym.long.of(text).split()))
        known = longs.setdefault(short, set())
        if known and long not in known:
            yield flag(
                "organisation.ambiguous-acronym",
                span=acronym.short,
                short=short,
                one=min(known),
                other=long,
            )
        known.add(long)


def _inferred(document: Document, groups: dict[Key, _Group], keys: Sequence[Key]) -> Iterator[Flag]:
    """Mentions without a country that were taken for the body of the country spoken of."""
    mentions = document.mentions or ()
    for number, key in enumerate(keys):
        group = groups[key]
        if not any(reading.rule == Basis.IN_NAME for reading in group.readings):
            continue
        for reading, mention in zip(group.readings, group.mentions, strict=True):
            if reading.rule in OF_CONTEXT:
                yield flag(
                    "organisation.merged",
                    span=mentions[mention].span,
                    layer="organisations",
                    index=number,
                    name=reading.said,
                    country=reading.country,
                )
                break


def _alike(keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """Names so much alike that they may be one body."""
    named = [key for key in keys if key[0] == "name" and " " in key[1]]
    for one, other in combinations(named, 2):
        if one[1] == other[1] or one[2] != other[2]:
            continue
        if fuzz.ratio(one[1], other[1], score_cutoff=_ALIKE):
            yield one, other


def _duplicate(groups: dict[Key, _Group], keys: Sequence[Key], one: Key, other: Key) -> Flag:
    names = [max((r.said for r in groups[key].readings), key=len) for key in (one, other)]
    return flag(
        "organisation.possible-duplicate",
        layer="organisations",
        index=keys.index(one),
        one=names[0],
        other=names[1],
    )
