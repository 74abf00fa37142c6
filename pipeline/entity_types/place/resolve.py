"""Places: each mention's place with its codes, one row for all mentions of a place.

What the gazetteer does not have gets the code of the area that holds it, where the report says which:
a border post "of Kyrgyzstan" gets ``KG``, "northern Mali" gets ``ML``; status and flag say so.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.details import PlaceDetail
from pipeline.document import Basis, Document, Mention, Place
from pipeline.entity_types.place.context import PLACE_WEIGHT, Countries
from pipeline.entity_types.place.gazetteer import Entry, gazetteer
from pipeline.entity_types.place.gazetteer import Place as Listed
from pipeline.entity_types.place.grammar import grammar
from pipeline.entity_types.place.names import key_of
from pipeline.entity_types.place.senses import FITTING, Clue, Sense, choose
from pipeline.flags import Flag, flag
from pipeline.profile import Profile
from pipeline.span import Span

# IATI GeographicalPrecision: 1 exact, 3 second-order unit, 4 first-order unit, 5 part of a larger
# entity, 6 country, 9 unclear.
PRECISION = {"city": 1, "capital": 1, "admin2": 3, "admin1": 4, "country": 6}
PART, UNCLEAR = 5, 9
# What lies in or at the place that it is named after: "Beira airport".
WITHIN = frozenset({"facility", "camp", "border_crossing"})
NATURAL = "natural_feature"
TOWN_WEIGHT = 0.3
_BESIDE = re.compile(r"\s?(?:,|\()\s?(?:the )?|\sin\s(?:the )?")
_LISTED = re.compile(r"(?:\s?\([^()]{1,30}\))?\s?(?:[,;/&]|and|or)?\s?(?:and |or )?(?:the )?")


class _Name(NamedTuple):
    """What a mention says: the key of its name, that of the whole phrase, and the kind its head word names.

    ``part``: the phrase singles out a part of the place, as "northern Mali" does.
    """

    key: str
    full: str
    kind: str | None
    part: bool


def resolve(document: Document, profile: Profile) -> tuple[tuple[Place, ...], tuple[Flag, ...]]:
    """Resolve all PLACE mentions of a report.

    Returns:
        Places in the order of their first mentions, and flags on what is doubtful about them.
    """
    return _Reading(document, profile).places()


class _Reading:
    """The PLACE mentions of one report and what the report says around them."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self.text = document.text or ""
        found = enumerate(document.mentions or ())
        places = [(index, mention) for index, mention in found if mention.label == "PLACE"]
        self.indices = [index for index, _ in places]
        self.spans = [mention.span for _, mention in places]
        short = {a.short.of(self.text): a.long.of(self.text) for a in document.acronyms or ()}
        self.names = [_name_of(mention, self.text, short) for _, mention in places]
        self.entries = [_entry_of(name) for name in self.names]
        self.countries = Countries(document, profile)
        self.senses = self._choose({})
        for span, name, place in zip(
            self.spans, self.names, map(self._meant, self.names), strict=True
        ):
            if place and place.country and place.kind != "country" and not name.part:
                self.countries.add(span.start, place.country, TOWN_WEIGHT)
        self.senses = self._choose(self.senses)

    # --- which place is meant

    def _choose(self, known: Mapping[_Name, Sense | None]) -> dict[_Name, Sense | None]:
        """The sense of each name; ``known`` are the senses of an earlier round."""
        clues: dict[_Name, list[Clue]] = defaultdict(list)
        chains = self._chains()
        for at, name in enumerate(self.names):
            clues[name].append(Clue(self.spans[at], name.kind, self._beside(at, known), chains[at]))
        entries = dict(zip(self.names, self.entries, strict=True))
        return {
            name: choose(entry, clues[name], self.countries) if entry else None
            for name, entry in entries.items()
        }

    def _meant(self, name: _Name) -> Listed | None:
        sense = self.senses.get(name)
        return sense.place if sense else None

    def _beside(
        self, at: int, known: Mapping[_Name, Sense | None]
    ) -> tuple[str, str | None] | None:
        """The country or first-level unit right behind a mention."""
        if at + 1 == len(self.spans) or not _BESIDE.fullmatch(self._gap(at)):
            return None
        sense, entry = known.get(self.names[at + 1]), self.entries[at + 1]
        if sense:
            unit = sense.place.code if sense.place.kind == "admin1" else None
            return (sense.place.country, unit) if unit or sense.place.kind == "country" else None
        codes = (
            [place.country for place, _ in entry.places if place.kind == "country"] if entry else []
        )
        return (codes[0], None) if codes else None

    def _chains(self) -> list[Mapping[str, int]]:
        """For each mention: how many others of its list are only units, or only towns."""
        chains: list[Mapping[str, int]] = []
        chain: list[int] = []
        for at in range(len(self.spans)):
            chain.append(at)
            if at + 1 == len(self.spans) or not _LISTED.fullmatch(self._gap(at)):
                kinds = Counter(kind for member in chain if (kind := self._only_kind(member)))
                chains += [kinds] * len(chain)
                chain = []
        return chains

    def _only_kind(self, at: int) -> str | None:
        name, entry = self.names[at], self.entries[at]
        if name.kind in FITTING:
            return name.kind
        kinds = {place.kind for place, _ in entry.places} if entry else set()
        return next(iter(kinds)) if len(kinds) == 1 and kinds <= {"admin1", "city"} else None

    def _gap(self, at: int) -> str:
        return self.text[self.spans[at].end : self.spans[at + 1].start]

    # --- the rows

    def places(self) -> tuple[tuple[Place, ...], tuple[Flag, ...]]:
        """One row a place, and what is doubtful about it."""
        drafts = {name: self._draft(name) for name in dict.fromkeys(self.names)}
        groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for at, name in enumerate(self.names):
            groups[_identity(name, drafts[name])].append(at)
        places, flags = [], []
        for row, members in enumerate(groups.values()):
            name = self.names[members[0]]
            mentions = tuple(self.indices[at] for at in members)
            place = drafts[name].model_copy(
                update={"name": self._name(members), "mentions": mentions}
            )
            places.append(place)
            flags += self._doubts(row, place, name, self.spans[members[0]])
        return tuple(places), tuple(flags)

    def _draft(self, name: _Name) -> Place:
        sense = self.senses[name]
        if sense is None:
            return self._unlisted(name)
        if name.part or name.kind in WITHIN:
            return _within(sense, name)
        return _listed(sense, name)

    def _unlisted(self, name: _Name) -> Place:
        """A place that the gazetteer does not have: the country that the report names nearest to it."""
        spans = [span for span, other in zip(self.spans, self.names, strict=True) if other == name]
        sole = name.kind == NATURAL
        found = Counter(
            country for span in spans if (country := self.countries.of(span, sole=sole))
        )
        country, rule = found.most_common(1)[0][0] if found else (None, None)
        return Place(
            name="",
            kind=name.kind or "place",
            value=country,
            country=country,
            m49=_m49(country),
            precision=UNCLEAR,
            rule=rule,
            status="inferred" if country else "unresolved",
        )

    def _name(self, members: Sequence[int]) -> str:
        """The name most often used, capitals only if there is no other; the first of equals."""
        surfaces = Counter(" ".join(self.spans[at].of(self.text).split()) for at in members)
        return max(
            surfaces,
            key=lambda surface: (not surface.isupper() or len(surface) < 4, surfaces[surface]),
        )

    def _doubts(self, row: int, place: Place, name: _Name, span: Span) -> Iterator[Flag]:
        where = {"span": span, "layer": "places", "index": row, "text": place.name}
        sense = self.senses[name]
        if place.value is None:
            yield flag("place.unresolved", **where)
        elif sense is None:
            yield flag("place.unlisted", **where, country=place.country, basis=place.rule)
        elif sense.rival:
            rival = f"{sense.rival.name} ({sense.rival.country or sense.rival.kind})"
            yield flag("place.ambiguous", **where, value=place.value, rival=rival, basis=place.rule)
        elif place.status == "inferred":
            yield flag("place.inferred", **where, value=place.value, basis=place.rule)


def _name_of(mention: Mention, text: str, short: Mapping[str, str]) -> _Name:
    surface = mention.span.of(text)
    detail = mention.detail if isinstance(mention.detail, PlaceDetail) else PlaceDetail()
    key = detail.key or key_of(short.get(surface, surface))
    full = key_of(surface)
    lead = full.partition(key)[0].split()
    part = bool(lead) and set(lead) <= grammar().direction_words
    # "Osh", "Osh city" and "city of Osh" are one name; a part, a river or an airport is one of its own.
    own = part or detail.kind in (*WITHIN, NATURAL)
    return _Name(key, full.removeprefix("the ") if own else key, detail.kind, part)


def _entry_of(name: _Name) -> Entry | None:
    """The gazetteer's entry; a river or lake is not the place that it is named after."""
    listed = gazetteer()
    if name.kind == NATURAL:
        return listed.find(name.full)
    return listed.find(name.key) or listed.find_variant(name.key)


def _identity(name: _Name, place: Place) -> tuple[object, ...]:
    if name.part or place.status == "unresolved" or place.kind in (*WITHIN, "place", NATURAL):
        return (name.full, place.kind, place.value)
    return (place.value,) if place.status == "stated" else (place.value, place.kind, name.key)


def _listed(sense: Sense, name: _Name) -> Place:
    """A place as the gazetteer has it."""
    place = sense.place
    fits = name.kind not in FITTING or place.kind in FITTING[name.kind]
    value, rule, stated = f"geonames:{place.geonames}", sense.rule, sense.stated and fits
    m49: str | None = _m49(place.country)
    if place.kind == "country" and place.country:
        value = place.country
    elif place.kind == "region":
        value, m49, rule, stated = _of_region(place)
    status: Basis = "stated" if stated else "inferred" if value else "unresolved"
    return Place(
        name=place.name,
        kind="city" if place.kind == "capital" else place.kind if fits else str(name.kind),
        value=value,
        country=place.country or None,
        m49=m49,
        geonames_id=place.geonames or None,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=PRECISION.get(place.kind, UNCLEAR),
        rule=rule,
        status=status,
    )


def _of_region(place: Listed) -> tuple[str | None, str | None, str, bool]:
    """Value, M49 code, rule, and whether the code is the region's own."""
    code = place.code.removeprefix("<") or None
    if place.country:
        return place.country, _m49(place.country), "the country that the region lies in", False
    if place.code.startswith("<"):
        return f"M49:{code}", code, "the M49 region that holds it or most of it", False
    return (
        (f"M49:{code}", code, "gazetteer", True)
        if code
        else (None, None, "no code list has it", False)
    )


def _within(sense: Sense, name: _Name) -> Place:
    """A part of a place, or what lies in it: it has the codes of that place."""
    whole = _listed(sense, name._replace(kind=None))
    return whole.model_copy(
        update={
            "kind": "area" if name.part else name.kind,
            "geonames_id": None,
            "latitude": None,
            "longitude": None,
            "precision": PART if name.part else UNCLEAR,
            "rule": f"lies in {whole.name}",
            "status": "inferred" if whole.value else "unresolved",
        }
    )


def _m49(country: str | None) -> str | None:
    """A country's M49 code, which is its numeric ISO 3166-1 code."""
    return gazetteer().numeric_code(country) if country else None
