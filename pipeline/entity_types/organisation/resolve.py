"""ORG mentions to organisations: one row a body, whatever the names it goes by.

Two names are one body when, their country and the body above set aside, the same words remain
(:func:`~pipeline.entity_types.organisation.parse.parse`), when an acronym stands for the other, or
when both are names of one listed body. A national body without a country in its name belongs to the
country that its section speaks of; that is inferred, and says so.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.document import Document, Mention, Organisation
from pipeline.entity_types import countries
from pipeline.entity_types.bodies import Body, by_name, key_of
from pipeline.entity_types.heads import heads
from pipeline.entity_types.organisation.parse import Parsed, kinds, parse
from pipeline.flags import Flag, flag
from pipeline.profile import Profile
from pipeline.span import Span

IN_NAME = "country in the name"
FROM_LIST = "country of the listed body"
FROM_SECTION = "country of the section"
IATI_DAC = "XM-DAC-"
"""The OECD-DAC as a registration agency: identifiers of CRS channels and donors (IATI)."""
SMALL_WORDS = frozenset({"of", "for", "the", "and", "in", "on", "to", "a"})

Key = tuple[str, str | None]


@dataclass(slots=True)
class _Name:
    """One mention's name: in full, taken apart, and the listed body that it is."""

    index: int
    said: str
    full: str
    parsed: Parsed
    body: Body | None
    kind: str | None
    country: str | None
    country_rule: str | None


@dataclass(slots=True)
class _Group:
    """The names of one organisation."""

    key: Key
    names: list[_Name] = field(default_factory=list)


def resolve(
    document: Document,
    profile: Profile,  # noqa: ARG001 - the signature of all resolvers
) -> tuple[tuple[Organisation, ...], tuple[Flag, ...]]:
    """Group the ORG mentions of a report by body.

    Returns:
        Organisations in the order of their first mention, and flags where two bodies were told
        apart or merged on their section's country alone.
    """
    names = _names(document)
    groups = _grouped(names)
    index = {group.key: number for number, group in enumerate(groups)}
    by_said = {key_of(n.full): number for number, g in enumerate(groups) for n in g.names}
    organisations = tuple(_organisation(group, index, by_said) for group in groups)
    return organisations, tuple(_flags(groups, document))


# --- names --------------------------------------------------------------------------------------


def _names(document: Document) -> list[_Name]:
    text, mentions = document.text or "", document.mentions or ()
    found = [(i, _flat(m, text)) for i, m in enumerate(mentions) if m.label == "ORG"]
    longs = {
        a.short.of(text): _plain(_whole(a.long, mentions).of(text))
        for a in document.acronyms or ()
        if a.label == "ORG"
    }
    longs |= _office_acronyms([said for _, said in found])
    context = _SectionCountries(document)
    return [_name(i, said, longs, context, mentions[i]) for i, said in found]


def _name(
    index: int,
    said: str,
    longs: Mapping[str, str],
    context: "_SectionCountries",
    mention: Mention,
) -> _Name:
    full = longs.get(said, said)
    listed = by_name().get(key_of(said)) or by_name().get(key_of(full))
    # "MoJ", "Ministry of Justice" are listed as what every country has, not as one body.
    body = None if listed is not None and _is_everywhere(listed) else listed
    if listed is not None and body is None and full.isupper():
        full = listed.name
    parsed = parse(full)
    if body is None and parsed.country is not None:
        core = by_name().get(parsed.core)
        body = core if core is not None and core.country == parsed.country else None
    kind = _kind(full, parsed, body)
    country, rule = parsed.country, IN_NAME if parsed.country else None
    if body is not None and country is None and body.country:
        country, rule = body.country, FROM_LIST
    if body is None and country is None and kind in kinds().national:
        country = context.at(mention.span.start)
        rule = FROM_SECTION if country else None
    return _Name(index, said, full, parsed, body, kind, country, rule)


def _is_everywhere(body: Body) -> bool:
    return body.kind in kinds().national and body.country is None and body.crs is None


def _whole(long: Span, mentions: Sequence[Mention]) -> Span:
    """The whole name of which a definition may take the end only."""
    around = (m.span for m in mentions if m.label == "ORG" and m.span.contains(long))
    return next(around, long)


def _flat(mention: Mention, text: str) -> str:
    return _plain(mention.span.of(text))


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def _office_acronyms(names: Iterable[str]) -> dict[str, str]:
    """Names such as "BODY ROX" that stand for a "BODY Regional Office for X" of the report."""
    listed = set(names)
    initials: dict[tuple[str, str], str] = {}
    for name in listed:
        first, _, rest = name.partition(" ")
        words = [word for word in rest.replace("-", " ").split() if word not in SMALL_WORDS]
        if len(words) > 1 and all(word[0].isupper() for word in words):
            initials[first, "".join(word[0] for word in words)] = name
    found = {}
    for name in listed:
        first, _, rest = name.partition(" ")
        if rest.isupper() and (first, rest) in initials:
            found[name] = initials[first, rest]
    return found


def _kind(name: str, parsed: Parsed, body: Body | None) -> str | None:
    """The IATI OrganisationType that the list, the head word or the other words tell."""
    if body is not None and body.kind:
        return body.kind
    chunk = parsed.core.split(" of ")[0].split(" for ")[0]
    words = chunk.split(" ")
    rule = heads().get(chunk) or heads().get(words[-1]) or heads().get(words[0])
    if rule is not None and rule.kind:
        return rule.kind
    lower = name.lower()
    if any(f" {word} " in f" {lower} " for word in kinds().public):
        return "10"
    across_borders = parsed.country is None and set(lower.split()) & kinds().international
    return "40" if across_borders else None


class _SectionCountries:
    """The country that each section of a report speaks of."""

    def __init__(self, document: Document) -> None:
        text = document.text or ""
        self._paragraphs = document.paragraphs or ()
        self._starts = [paragraph.span.start for paragraph in self._paragraphs]
        counts: dict[int | None, Counter[str]] = defaultdict(Counter)
        local: dict[int, Counter[str]] = defaultdict(Counter)
        for mention in document.mentions or ():
            if mention.label not in {"PLACE", "ORG", "INSTRUMENT"}:
                continue
            found = countries.country_within(_flat(mention, text))
            paragraph = self._paragraph(mention.span.start)
            if found is not None and paragraph is not None:
                counts[self._paragraphs[paragraph].section][found[0]] += 1
                local[paragraph][found[0]] += 1
        self._counts, self._local = counts, local
        self._headed = {i: s.country for i, s in enumerate(document.sections or ()) if s.country}

    def _paragraph(self, offset: int) -> int | None:
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 else None

    def at(self, offset: int) -> str | None:
        """The country of the paragraph, else of its section, where one is named most."""
        paragraph = self._paragraph(offset)
        if paragraph is None:
            return None
        section = self._paragraphs[paragraph].section
        if section in self._headed:
            return self._headed[section]
        return _most(self._local[paragraph]) or _most(self._counts[section])


def _most(counts: Counter[str]) -> str | None:
    """The value counted most, if it is alone at that."""
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


# --- groups -------------------------------------------------------------------------------------


def _grouped(names: Sequence[_Name]) -> list[_Group]:
    groups: dict[Key, _Group] = {}
    for name in names:
        key = _key(name)
        groups.setdefault(key, _Group(key)).names.append(name)
    _merge_homeless(groups)
    return sorted(groups.values(), key=lambda group: min(name.index for name in group.names))


def _key(name: _Name) -> Key:
    if name.body is not None:
        return f"listed:{name.body.name}", None
    above = key_of(name.parsed.parent) if name.parsed.parent and name.country is None else ""
    return f"{name.parsed.core}|{above}" if above else name.parsed.core, name.country


def _merge_homeless(groups: dict[Key, _Group]) -> None:
    """A body without a country is the only one of its words that has one."""
    for key in [key for key in groups if key[1] is None]:
        others = [other for other in groups if other[0] == key[0] and other[1] is not None]
        if len(others) == 1:
            groups[others[0]].names += groups.pop(key).names


def _organisation(
    group: _Group, index: Mapping[Key, int], by_said: Mapping[str, int]
) -> Organisation:
    names = sorted(group.names, key=lambda name: name.index)
    longest = max(names, key=lambda name: (len(name.full), -name.index))
    stated = next((n for n in names if n.country_rule == IN_NAME), None)
    placed = stated or next((n for n in names if n.country), None)
    body = next((n.body for n in names if n.body is not None), None)
    return Organisation(
        name=longest.full,
        acronym=_acronym(names, body),
        kind=next((n.kind for n in names if n.kind), None),
        country=placed.country if placed else None,
        country_rule=placed.country_rule if placed else None,
        iati_id=_iati(longest, body, placed),
        part_of=_part_of(names, body, index, by_said, index[group.key]),
        mentions=tuple(name.index for name in names),
    )


def _acronym(names: Sequence[_Name], body: Body | None) -> str | None:
    """The short form that the report uses, else that of the list."""
    short = [n.said for n in names if " " not in n.said and n.said.isupper() and len(n.said) > 1]
    if short:
        return Counter(short).most_common(1)[0][0]
    return body.acronyms[0] if body is not None and body.acronyms else None


def _iati(longest: _Name, body: Body | None, placed: _Name | None) -> str | None:
    """The identifier of a CRS channel or of a donor government; never minted."""
    if body is not None:
        return f"{IATI_DAC}{body.crs}" if body.crs else None
    if placed is None or placed.country is None or longest.parsed.core not in kinds().governments:
        return None
    donor = countries.dac_donors().get(placed.country)
    return f"{IATI_DAC}{donor}" if donor else None


def _part_of(
    names: Sequence[_Name],
    body: Body | None,
    index: Mapping[Key, int],
    by_said: Mapping[str, int],
    own: int,
) -> int | None:
    """The organisation of the report that the name, or the list, says this one belongs to."""
    above = [n.parsed.parent for n in names if n.parsed.parent]
    if body is not None and body.part_of:
        above.append(body.part_of)
    for name in above:
        listed = by_name().get(key_of(name))
        candidates = [by_said.get(key_of(name))]
        if listed is not None:
            candidates.append(index.get((f"listed:{listed.name}", None)))
        taken_apart = parse(name)
        candidates.append(index.get((taken_apart.core, taken_apart.country)))
        found = next((c for c in candidates if c is not None and c != own), None)
        if found is not None:
            return found
    return None


def _flags(groups: Sequence[_Group], document: Document) -> Iterable[Flag]:
    """A flag for each body that was merged with a named country's on its section's word."""
    mentions = document.mentions or ()
    for number, group in enumerate(groups):
        rules = {name.country_rule for name in group.names}
        if rules >= {IN_NAME, FROM_SECTION}:
            inferred = next(n for n in group.names if n.country_rule == FROM_SECTION)
            yield flag(
                "organisation.merged",
                span=mentions[inferred.index].span,
                layer="organisations",
                index=number,
                name=inferred.said,
                country=group.key[1],
            )
