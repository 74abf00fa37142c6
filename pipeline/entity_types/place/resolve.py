"""Places: each mention's place with its codes, one row for all mentions of a place.

What the gazetteer does not have gets the code of the area that holds it, where the report says
which: a border post "of Kyrgyzstan" gets ``KG``, "northern Mali" gets ``ML``; status and flag say
so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from pipeline.document import Document, Mention, Place
from pipeline.document.details import PlaceDetail
from pipeline.document.flags import Flag, flag
from pipeline.document.span import Span
from pipeline.entity_types.place.basis import Basis
from pipeline.entity_types.place.context import Countries
from pipeline.entity_types.place.gazetteer import Entry, gazetteer
from pipeline.entity_types.place.grammar import grammar
from pipeline.entity_types.place.names import key_of
from pipeline.entity_types.place.rows import NATURAL, WITHIN, Spoken, identity, listed, unlisted
from pipeline.entity_types.place.senses import FITTING, Clue, Sense, choose, is_prominent
from pipeline.families.profile import Profile

TOWN_WEIGHT = 0.3
"""How much a town counts as naming its country, where naming the country itself counts 1."""
LONGEST_ACRONYM = 4
_BESIDE = re.compile(r"\s?(?:,|\()\s?(?:the )?|\s(?:in|on)\s(?:the )?")
_WITHIN = re.compile(r"\s(?:in|on)\s(?:the )?|\s?\((?:the )?")
_LISTED = re.compile(
    r"(?:\s?\([^()]{1,30}\))?\s?(?:[,;/&]|and|or)?\s?(?:and |or )?(?:the )?", re.IGNORECASE
)


def resolve(document: Document, profile: Profile) -> tuple[tuple[Place, ...], tuple[Flag, ...]]:
    """Resolve all PLACE mentions of a report.

    Returns:
        Places in the order of their first mentions, and flags on what is doubtful about them.
    """
    return _Places(document, profile).rows()


class _Places:
    """The PLACE mentions of one report; lists run parallel to them."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self.text = document.text or ""
        found = enumerate(document.mentions or ())
        mentions = [(index, mention) for index, mention in found if mention.label == "PLACE"]
        self.indices = [index for index, _ in mentions]
        self.spans = [mention.span for _, mention in mentions]
        short = {a.short.of(self.text): a.long.of(self.text) for a in document.acronyms or ()}
        self.spoken = [_spoken(mention, self.text, short) for _, mention in mentions]
        self.entries = [_entry(spoken) for spoken in self.spoken]
        self.countries = Countries(document, profile)
        self.senses: list[Sense | None] = [None] * len(mentions)
        self.senses = self._choose()
        for span, spoken, sense in zip(self.spans, self.spoken, self.senses, strict=True):
            if sense and sense.place.country and sense.place.kind != "country" and not spoken.part:
                self.countries.add(span.start, sense.place.country, TOWN_WEIGHT)
        self.senses = self._choose()

    # --- which place is meant

    def _choose(self) -> list[Sense | None]:
        """The sense of each mention: that of its name in the report, or its own neighbour's."""
        siblings = self._siblings()
        clues = [
            Clue(span, spoken.kind, self._beside(at), siblings[at])
            for at, (span, spoken) in enumerate(zip(self.spans, self.spoken, strict=True))
        ]
        by_name: dict[Spoken, list[Clue]] = defaultdict(list)
        for spoken, clue in zip(self.spoken, clues, strict=True):
            by_name[spoken].append(clue)
        pooled: dict[Spoken, Sense | None] = {}
        senses: list[Sense | None] = []
        for at, (spoken, entry, clue) in enumerate(
            zip(self.spoken, self.entries, clues, strict=True)
        ):
            if entry is None:
                senses.append(None)
                continue
            if spoken not in pooled:
                pooled[spoken] = choose(entry, by_name[spoken], self.countries)
            sense = pooled[spoken]
            if clue.beside and (sense is None or sense.place.country != clue.beside[0]):
                sense = choose(entry, [clue], self.countries)
            senses.append(None if sense and self._is_elsewhere(at, sense, clue) else sense)
        return senses

    def _is_elsewhere(self, at: int, sense: Sense, clue: Clue) -> bool:
        """Whether the text puts a place into another country than the namesake that is listed."""
        place, spoken = sense.place, self.spoken[at]
        if place.kind in ("country", "region"):
            return False
        if clue.beside and clue.beside[0] != place.country:
            firm = _WITHIN.fullmatch(self._gap(at)) is not None
            return firm or not is_prominent(place)
        if clue.beside or not _is_common_to_units(spoken.full):
            return False
        around = self.countries.around(self.spans[at])
        return around is not None and around[0] != place.country

    def _beside(self, at: int) -> tuple[str, str | None] | None:
        """The country, or country and first-level unit, right behind a mention."""
        if at + 1 == len(self.spans) or not _BESIDE.fullmatch(self._gap(at)):
            return None
        sense, entry = self.senses[at + 1], self.entries[at + 1]
        if sense and sense.place.kind == "admin1":
            return sense.place.country, sense.place.code
        if sense is None and (entry is None or not entry.is_country):
            return self._beside(at + 1)  # "X camp on the island of Y, Greece"
        if entry is None:
            return None
        codes = (place.country for place, _ in entry.places if place.kind == "country")
        code = next(codes, None)
        return (code, None) if code else None

    def _siblings(self) -> list[Mapping[str, int]]:
        """For each mention: how many members of its list are certainly units, or towns."""
        siblings: list[Mapping[str, int]] = []
        chain: list[int] = []
        for at in range(len(self.spans)):
            chain.append(at)
            if at + 1 == len(self.spans) or not _LISTED.fullmatch(self._gap(at)):
                kinds = Counter(kind for member in chain if (kind := self._certain_kind(member)))
                siblings += [kinds] * len(chain)
                chain = []
        return siblings

    def _certain_kind(self, at: int) -> str | None:
        kind, entry = self.spoken[at].kind, self.entries[at]
        if kind in FITTING:
            return kind
        kinds = {place.kind for place, _ in entry.places} if entry else set()
        return next(iter(kinds)) if len(kinds) == 1 and kinds <= {"admin1", "city"} else None

    def _gap(self, at: int) -> str:
        return self.text[self.spans[at].end : self.spans[at + 1].start]

    # --- the rows

    def rows(self) -> tuple[tuple[Place, ...], tuple[Flag, ...]]:
        """One row per place, and what is doubtful about it."""
        around = self._around_unlisted()
        drafts = [
            unlisted(spoken, around[spoken]) if sense is None else listed(sense, spoken)
            for spoken, sense in zip(self.spoken, self.senses, strict=True)
        ]
        groups: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
        for at, (spoken, draft) in enumerate(zip(self.spoken, drafts, strict=True)):
            groups[identity(spoken, draft)].append(at)
        places = []
        flags: list[Flag] = []
        for row, members in enumerate(groups.values()):
            mentions = tuple(self.indices[at] for at in members)
            update = {"name": self._name(members), "mentions": mentions}
            place = drafts[members[0]].updated(**update)
            places.append(place)
            flags += _doubts(row, place, self.senses[members[0]], self.spans[members[0]])
        return tuple(places), tuple(flags)

    def _around_unlisted(self) -> dict[Spoken, tuple[str, Basis] | None]:
        """For each name without an entry: the country most often named around it, and the basis."""
        found: dict[Spoken, Counter[tuple[str, Basis] | None]] = defaultdict(Counter)
        for at, (spoken, sense, span) in enumerate(
            zip(self.spoken, self.senses, self.spans, strict=True)
        ):
            if sense is None:
                beside = self._beside(at)
                country = (
                    (beside[0], Basis.COUNTRY_BESIDE)
                    if beside
                    else self.countries.around(span, sole=spoken.kind == NATURAL)
                )
                # What one mention's surroundings do not tell, another's may.
                found[spoken][country] += 0 if country is None else 1
        return {spoken: countries.most_common(1)[0][0] for spoken, countries in found.items()}

    def _name(self, members: Sequence[int]) -> str:
        """The name most often used, capitals only if there is no other; the first of equals."""
        surfaces = Counter(" ".join(self.spans[at].of(self.text).split()) for at in members)
        return max(surfaces, key=lambda name: (not _in_capitals(name), surfaces[name]))


def _is_common_to_units(key: str) -> bool:
    """Whether a name tells no country: "federal capital territory", "west coast region"."""
    words = grammar()
    plain = words.no_names | words.words.generic | {"capital", "coast", "country"}
    return all(word in plain for word in key.split())


def _in_capitals(name: str) -> bool:
    return name.isupper() and len(name) > LONGEST_ACRONYM


def _spoken(mention: Mention, text: str, short: Mapping[str, str]) -> Spoken:
    surface = mention.span.of(text)
    detail = mention.detail if isinstance(mention.detail, PlaceDetail) else PlaceDetail()
    key = detail.key or key_of(short.get(surface, surface))
    full = key_of(surface).removeprefix("the ")
    lead = full.partition(key)[0].split()
    part = bool(lead) and set(lead) <= grammar().direction_words
    if part and _is_unit(full):  # "Lower Juba" is a unit of its own, no part of one
        return Spoken(full, full, detail.kind, part=False)
    # "Osh", "Osh city" and "city of Osh" are one name; a part, a river, an airport has its own.
    own = part or detail.kind in {*WITHIN, NATURAL}
    return Spoken(key, full if own else key, detail.kind, part)


def _is_unit(key: str) -> bool:
    entry = gazetteer().find(key) or gazetteer().find_variant(key)
    return entry is not None and any(place.kind.startswith("admin") for place, _ in entry.places)


def _entry(spoken: Spoken) -> Entry | None:
    """The gazetteer's entry; a river or lake is not the place that it is named after."""
    table = gazetteer()
    if spoken.kind == NATURAL:
        return None if spoken.full == spoken.key else table.find(spoken.full)
    return table.find(spoken.key) or table.find_variant(spoken.key)


def _doubts(row: int, place: Place, sense: Sense | None, span: Span) -> Iterator[Flag]:
    doubt = partial(flag, span=span, layer="places", index=row, text=place.name)
    if place.value is None:
        yield doubt("place.unresolved")
    elif sense is None:
        yield doubt("place.unlisted", country=place.country, basis=place.rule)
    elif sense.rival:
        rival = f"{sense.rival.name} ({sense.rival.country or sense.rival.kind})"
        yield doubt("place.ambiguous", value=place.value, rival=rival, basis=place.rule)
    elif place.status == "inferred":
        yield doubt("place.inferred", value=place.value, basis=place.rule)
